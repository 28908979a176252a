#!/usr/bin/env python3
"""The archive as its users meet it, and as a killed process leaves it.

usage: archive.py VEDETTE SOURCE_FOLDER [KILLS]
"""
import json
import pathlib
import random
import re
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import unittest

VEDETTE, SOURCE = sys.argv[1], pathlib.Path(sys.argv[2])
KILLS = int(sys.argv[3]) if len(sys.argv) > 3 else 20
SAMPLES = sorted((SOURCE / "samples").glob("*.txt"))


def run(*arguments):
    done = subprocess.run([VEDETTE, *map(str, arguments)], capture_output=True, text=True, timeout=120)
    return done.returncode, done.stdout, done.stderr


class Archive(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.archive = self.folder / "news.vedette"

    def articles(self, name, count):
        path = self.folder / name
        with open(path, "w", encoding="utf-8") as out:
            for number in range(count):
                text = SAMPLES[number % len(SAMPLES)].read_text(encoding="utf-8")
                out.write(json.dumps({"id": f"article-{number}", "text": text + f"\n\nReport number {number}."}) + "\n")
        return path

    def rows(self, sql):
        with sqlite3.connect(f"file:{self.archive}?mode=ro", uri=True) as database:
            return database.execute(sql).fetchall()

    def test_adding_twice_changes_nothing(self):
        self.assertEqual(run("add", *SAMPLES, "--to", self.archive)[0], 0)
        before = self.rows("SELECT id, record_digest FROM article ORDER BY article")
        status, _, err = run("add", *SAMPLES, "--to", self.archive)
        self.assertEqual(status, 0)
        self.assertIn("0 added", err)
        self.assertEqual(before, self.rows("SELECT id, record_digest FROM article ORDER BY article"))
        self.assertEqual(len(before), 8)

    def test_records_made_earlier_are_taken(self):
        source = self.articles("some.jsonl", 5)
        records = self.folder / "records.jsonl"
        records.write_text(run("read", "--format", "jsonl", source)[1], encoding="utf-8")
        self.assertEqual(run("add", source, "--records", records, "--to", self.archive)[0], 0)
        self.assertEqual(run("verify", self.archive, "--reproduce")[0], 0)
        lines = records.read_text(encoding="utf-8").splitlines()
        records.write_text("\n".join([lines[0], "{}", *lines[2:]]) + "\n", encoding="utf-8")
        other = self.folder / "other.vedette"
        status, _, err = run("add", source, "--records", records, "--to", other)
        self.assertEqual(status, 1)
        self.assertIn("records.jsonl:2: this is no record", err)
        self.archive = other
        self.assertEqual(self.rows("SELECT count(*) FROM article"), [(4,)])

    def test_records_are_reproduced(self):
        run("add", *SAMPLES, "--to", self.archive)
        status, out, _ = run("verify", self.archive, "--reproduce")
        self.assertEqual(status, 0)
        self.assertIn("8 records were reproduced", out)

    def test_a_changed_text_at_an_address_is_a_new_version(self):
        path = self.folder / "versions.jsonl"
        lines = [{"url": "https://example.org/1", "text": f"Rebels attacked the town on Sunday and killed {n} soldiers."} for n in (12, 14)]
        path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
        _, _, err = run("add", path, "--to", self.archive)
        self.assertIn("1 of them newer versions", err)
        self.assertEqual(self.rows("SELECT count(*), count(replaced_by) FROM article"), [(2, 1)])
        status, out, _ = run("events", self.archive, "--format", "jsonl")
        self.assertEqual(status, 0)
        self.assertNotIn("killed 12", out)

    def test_removal_leaves_a_tombstone(self):
        run("add", *SAMPLES, "--to", self.archive)
        identity = self.rows("SELECT id FROM article LIMIT 1")[0][0]
        self.assertEqual(run("remove", self.archive, identity, "--reason", "asked by the author")[0], 0)
        self.assertEqual(run("remove", self.archive, identity, "--reason", "again")[0], 1)
        _, _, err = run("add", *SAMPLES, "--to", self.archive)
        self.assertIn("1 stay removed", err)
        self.assertEqual(self.rows("SELECT reason FROM removed"), [("asked by the author",)])
        self.assertEqual(run("verify", self.archive)[0], 0)
        for table in ("event", "actor", "place", "quote"):
            self.assertEqual(self.rows(f"SELECT count(*) FROM {table} WHERE article NOT IN (SELECT article FROM article)"), [(0,)])

    def test_queries_find_and_formats_hold(self):
        run("add", *SAMPLES, "--to", self.archive)
        for command in (("events", "--type", "ASSAULT"), ("events", "--who", "USA"), ("events", "--text", "ECOWAS"), ("quotes",), ("actors", "--limit", "3")):
            status, out, _ = run(command[0], self.archive, *command[1:], "--format", "jsonl")
            self.assertEqual(status, 0)
            rows = [json.loads(line) for line in out.splitlines()]
            self.assertTrue(rows, command)
        rows = [json.loads(line) for line in run("events", self.archive, "--type", "ASSAULT", "--format", "jsonl")[1].splitlines()]
        self.assertEqual({row["type"] for row in rows}, {"ASSAULT"})
        self.assertTrue(all(re.fullmatch(r"\d{2,4}", row["cameo"]) for row in rows))

    def test_the_documented_examples_run(self):
        run("add", *SAMPLES, "--to", self.archive)
        text = (SOURCE / "docs" / "archive.md").read_text(encoding="utf-8")
        statements = re.findall(r"(?ms)^    (SELECT .*?;)$", text)
        self.assertGreaterEqual(len(statements), 2)
        self.assertTrue(self.rows(statements[0]))
        for statement in statements[1:]:
            self.rows(statement)

    def test_formulas_are_defused_in_csv(self):
        path = self.folder / "formula.jsonl"
        path.write_text(json.dumps({"title": "=HYPERLINK(\"x\")", "text": "Rebels attacked the town of Kidal on Sunday."}), encoding="utf-8")
        run("add", path, "--to", self.archive)
        out = run("events", self.archive, "--format", "csv")[1]
        self.assertIn("\"'=HYPERLINK", out)

    def test_what_is_no_archive_is_refused(self):
        for name, content in (("text", b"no archive at all, but a file of some length" * 50), ("cut", b"SQLite format 3\0")):
            path = self.folder / name
            path.write_bytes(content)
            status, _, err = run("events", path)
            self.assertEqual(status, 2, name)
            self.assertIn(name, err)
        other = self.folder / "other.db"
        with sqlite3.connect(other) as database:
            database.execute("CREATE TABLE t(x)")
        self.assertIn("no archive", run("events", other)[2])
        run("add", SAMPLES[0], "--to", self.archive)
        with sqlite3.connect(self.archive) as database:
            database.execute("PRAGMA user_version = 99")
        self.assertIn("newer program", run("events", self.archive)[2])

    def test_a_held_archive_says_so(self):
        run("add", SAMPLES[0], "--to", self.archive)
        database = sqlite3.connect(self.archive, isolation_level=None)
        database.execute("BEGIN IMMEDIATE")
        status, _, err = run("add", SAMPLES[1], "--to", self.archive)
        database.execute("ROLLBACK")
        database.close()
        self.assertEqual(status, 1)
        self.assertIn("another program holds it", err)

    def test_what_was_acknowledged_survives_kill_9(self):
        source = self.articles("many.jsonl", 600)
        chance = random.Random(20230629)
        acknowledged = set()
        for _ in range(KILLS):
            process = subprocess.Popen([VEDETTE, "add", source, "--to", self.archive, "--acknowledge"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                       text=True)
            time.sleep(chance.uniform(0.02, 1.0))
            process.send_signal(signal.SIGKILL)
            acknowledged |= set(process.communicate()[0].split("\n")[:-1])
            if self.archive.exists() and self.archive.stat().st_size:
                try:
                    kept = self.rows("SELECT given_id, count(*) FROM article GROUP BY given_id")
                except sqlite3.OperationalError:
                    kept = []
                self.assertTrue(all(count == 1 for _, count in kept))
                self.assertLessEqual(acknowledged, {name for name, _ in kept})
        self.assertEqual(run("add", source, "--to", self.archive)[0], 0)
        self.assertEqual(self.rows("SELECT count(*), count(DISTINCT given_id) FROM article"), [(600, 600)])
        self.assertEqual(run("verify", self.archive)[0], 0)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=1)
