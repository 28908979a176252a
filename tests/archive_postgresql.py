#!/usr/bin/env python3
"""The tests of tests/archive.py on PostgreSQL, and what only a server can do. Starts a cluster of its own in a temporary folder, reached by
a socket there and nowhere else, and ends it.

usage: archive_postgresql.py VEDETTE SOURCE_FOLDER [KILLS]
"""
import csv
import io
import json
import os
import pathlib
import pwd
import re
import shutil
import subprocess
import sys
import tempfile

import archive
from stage import SAMPLES, SOURCE, VEDETTE, main, numbered, run

BIN = max(pathlib.Path("/usr/lib/postgresql").glob("*/bin"), default=None, key=lambda folder: int(folder.parent.name))


class Cluster:
    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="vedette-pg-"))
        self.folder.chmod(0o755)
        self.data = self.folder / "data"
        self.as_owner = []
        if os.getuid() == 0:  # the server refuses to run as root
            owner = pwd.getpwnam("postgres")
            os.chown(self.folder, owner.pw_uid, owner.pw_gid)
            self.as_owner = ["runuser", "-u", "postgres", "--"]
        self.call("initdb", "-D", self.data, "-U", "vedette", "-A", "trust", "-E", "UTF8", "--locale=C")
        self.call("pg_ctl", "-D", self.data, "-w", "-l", self.folder / "log", "-o", f"-c fsync=off -c listen_addresses='' -c unix_socket_directories={self.folder}", "start")
        self.count = 0

    def call(self, program, *arguments):
        subprocess.run([*self.as_owner, str(BIN / program), *map(str, arguments)], check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                       cwd=self.folder, timeout=120)

    def address(self, name):
        return f"postgresql://vedette@/{name}?host={self.folder}"

    def psql(self, address, sql):
        done = subprocess.run([BIN / "psql", "--no-psqlrc", "--csv", "--quiet", "-v", "ON_ERROR_STOP=1", "-c", sql, address], capture_output=True, text=True, timeout=60)
        if done.returncode:
            raise RuntimeError(done.stderr)
        return done.stdout

    def restore(self, address, dump):
        subprocess.run([BIN / "psql", "--no-psqlrc", "--quiet", "-v", "ON_ERROR_STOP=1", "-f", dump, address], check=True, capture_output=True, timeout=60)

    def database(self, template="template1"):
        self.count += 1
        self.psql(self.address("postgres"), f"CREATE DATABASE news{self.count} TEMPLATE {template}")
        return self.address(f"news{self.count}")

    def end(self):
        self.call("pg_ctl", "-D", self.data, "-m", "immediate", "-w", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)


def value(cell):
    return int(cell) if re.fullmatch(r"-?\d+", cell) else float(cell) if re.fullmatch(r"-?\d+\.\d+", cell) else cell or None


archive.KILLS = int(sys.argv[3]) if len(sys.argv) > 3 else 20


class Postgresql(archive.Archive):
    @classmethod
    def setUpClass(cls):
        cls.cluster = Cluster()
        cls.addClassCleanup(cls.cluster.end)

    def setUp(self):
        super().setUp()
        self.archive = self.cluster.database()

    def another(self, name):
        return self.cluster.database()

    def copied(self, name):
        return self.cluster.database(re.search(r"news\d+", self.archive)[0])

    def execute(self, sql, address):
        return int(self.cluster.psql(address, f"WITH changed AS ({sql} RETURNING 1) SELECT count(*) FROM changed").split()[1])

    def rows(self, sql):
        text = self.cluster.psql(self.archive, sql)
        return [tuple(map(value, row)) for row in list(csv.reader(io.StringIO(text)))[1:]]

    def test_what_is_no_archive_is_refused(self):
        status, _, err = run("events", self.archive)
        self.assertEqual(status, 2)
        self.assertIn("no archive", err)
        self.cluster.psql(self.archive, "CREATE TABLE other(x INTEGER)")
        self.assertIn("no archive", run("add", SAMPLES[0], "--to", self.archive)[2])
        self.archive = self.cluster.database()
        run("add", SAMPLES[0], "--to", self.archive)
        self.cluster.psql(self.archive, "UPDATE manifest SET value = '99' WHERE key = 'format'")
        self.assertIn("newer program", run("events", self.archive)[2])

    def test_a_server_that_is_not_there_is_said(self):
        status, _, err = run("add", SAMPLES[0], "--to", f"postgresql://somebody:secret@/news?host={self.folder}")
        self.assertEqual(status, 2)
        self.assertIn("check that the server runs", err)
        self.assertNotIn("secret", err)

    def test_many_writers_at_once(self):
        sources = [numbered(self.folder / f"{writer}.jsonl", 60) for writer in range(4)]
        for writer, source in enumerate(sources):  # half of each writer's articles are everybody's
            lines = [json.loads(line) for line in source.read_text(encoding="utf-8").splitlines()]
            for number, line in enumerate(lines):
                line["url"] = f"https://example.org/{number}"
                if number % 2:
                    line["text"] += f" Writer {writer}."
            source.write_text("\n".join(map(json.dumps, lines)) + "\n", encoding="utf-8")
        writers = [subprocess.Popen([VEDETTE, "add", source, "--to", self.archive], stderr=subprocess.PIPE, text=True) for source in sources]
        added = 0
        for writer in writers:
            err = writer.communicate(timeout=240)[1]
            self.assertEqual(writer.returncode, 0, err)
            added += int(err.split()[0])
        self.assertEqual(added, 30 + 4 * 30)
        self.assertEqual(self.rows("SELECT count(*), count(DISTINCT id) FROM article"), [(150, 150)])
        self.assertEqual(self.rows("SELECT max(n) FROM (SELECT count(*) AS n FROM article WHERE replaced_by IS NULL GROUP BY url) u"), [(1,)])
        self.assertEqual(run("verify", self.archive)[1:], (run("verify", self.archive)[1], ""))

    def test_both_databases_say_the_same(self):
        sqlite = self.folder / "same.vedette"
        for address in (sqlite, self.archive):
            self.assertEqual(run("add", *SAMPLES, "--to", address)[0], 0)
        for question in (("events",), ("events", "--who", "USA"), ("events", "--to-whom", "Niger"), ("events", "--where", "NER"), ("events", "--where", "13.5,2.1,300"),
                         ("events", "--text", "president AND coup"), ("events", "--text", '"state television"'), ("events", "--status", "scheduled"), ("events", "--story", "1"),
                         ("events", "--since", "2023-01-01", "--until", "2023-12-31"), ("quotes",), ("quotes", "--who", "USA"), ("quotes", "--text", "police"),
                         ("actors",), ("actors", "--name", "USA"), ("manifest",)):
            limit = () if question[0] == "manifest" else ("--limit", "10000", "--format", "jsonl")
            here, there = (run(question[0], address, *question[1:], *limit) for address in (sqlite, self.archive))
            self.assertEqual(here, there, question)
            self.assertTrue(here[1], question)

    def test_exports_are_those_of_a_file(self):
        sqlite = self.folder / "same.vedette"
        for address in (sqlite, self.archive):
            self.assertEqual(run("add", *SAMPLES, "--to", address)[0], 0)
        for form in ("csv", "jsonl", "gdelt", "icews", "polecat", "acled", "annotations"):
            here, there = self.folder / f"{form}-file", self.folder / f"{form}-server"
            for address, folder in ((sqlite, here), (self.archive, there)):
                self.assertEqual(run("export", address, "--as", form, "--out", folder)[::2], (0, ""), form)
            self.assertEqual(sorted(path.name for path in here.iterdir()), sorted(path.name for path in there.iterdir()))
            self.assertGreater(sum(path.stat().st_size for path in here.iterdir()), 1_000, form)
            for path in here.iterdir():
                def text(one):  # but for when the articles were added
                    return re.sub(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ|\b20\d{12}\b|\b1\d{9}\b", "", one.read_text(encoding="utf-8"))
                self.assertEqual(text(path), text(there / path.name), path.name)
        asked = ("--who", "USA", "--as", "csv", "--table", "event")
        self.assertEqual(run("export", sqlite, *asked), run("export", self.archive, *asked))
        self.assertGreater(len(run("export", self.archive, *asked)[1].splitlines()), 1)

    def test_older_formats_are_brought_up_to_date(self):
        for dump in sorted((SOURCE / "tests" / "archives").glob("format-*.sql")):
            with self.subTest(dump.name):
                self.archive = self.cluster.database()
                self.cluster.restore(self.archive, dump)
                self.bring_up_to_date()

    def bring_up_to_date(self):
        status, _, err = run("events", self.archive)
        self.assertEqual(status, 2)
        self.assertIn("`vedette migrate`", err)
        kept = "SELECT article, id, given_id, url, title, site, published, added, replaced_by, given, text, record, record_digest FROM article ORDER BY article"
        before = self.rows(kept), self.rows("SELECT * FROM removed")
        self.assertEqual(len(before[0]), 3)
        status, out, err = run("migrate", self.archive)
        self.assertEqual((status, err), (0, ""))
        self.assertIn("3 articles in format", out)
        self.assertEqual((self.rows(kept), self.rows("SELECT * FROM removed")), before)
        self.assertEqual(run("verify", self.archive)[0], 0)
        new = self.another("new")
        self.assertEqual(run("add", SAMPLES[0], "--to", new)[0], 0)
        columns = "SELECT table_schema, table_name, column_name, data_type FROM information_schema.columns WHERE table_schema NOT IN ('pg_catalog', 'information_schema') ORDER BY 1, 2, 3"
        indexes = "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1"
        for what in (columns, indexes):
            migrated = self.rows(what)
            self.archive, new = new, self.archive
            self.assertEqual(migrated, self.rows(what))
            self.archive, new = new, self.archive
        self.assertEqual(run("add", *SAMPLES[:2], "--to", self.archive)[0], 0)
        self.assertEqual(run("verify", self.archive)[0], 0)

    def test_a_held_archive_says_so(self):
        self.skipTest("writers of a server wait for each other")

    def test_the_documented_examples_run(self):
        self.skipTest("they are SQLite's")


if __name__ == "__main__":
    if BIN is None:
        print("skipped: PostgreSQL is not installed (postgresql-15)")
        sys.exit(77)
    main()
