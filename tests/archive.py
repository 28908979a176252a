#!/usr/bin/env python3
"""The archive as its users meet it, and as a killed process leaves it.

usage: archive.py VEDETTE SOURCE_FOLDER [KILLS]
"""
import contextlib
import json
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time

from stage import Case, SAMPLES, SOURCE, VEDETTE, main, numbered, run

KILLS = int(sys.argv[3]) if len(sys.argv) > 3 else 200


class Archive(Case):
    # What the two databases do differently; tests/archive_postgresql.py has the other one's.
    def another(self, name):
        return self.folder / f"{name}.vedette"

    def copied(self, name):
        other = self.another(name)
        shutil.copy(self.archive, other)
        return other

    def execute(self, sql, archive):
        with contextlib.closing(sqlite3.connect(archive)) as database:
            changed = database.execute(sql).rowcount
            database.commit()
            return changed

    def rows(self, sql):
        with contextlib.closing(sqlite3.connect(f"file:{self.archive}?mode=ro", uri=True)) as database:
            return database.execute(sql).fetchall()

    def test_adding_twice_changes_nothing(self):
        self.assertEqual(run("add", *SAMPLES, "--to", self.archive)[0], 0)
        before = self.rows("SELECT id, record_digest FROM article ORDER BY article")
        status, _, err = run("add", *SAMPLES, "--to", self.archive)
        self.assertEqual(status, 0)
        self.assertIn("0 added", err)
        self.assertEqual(before, self.rows("SELECT id, record_digest FROM article ORDER BY article"))
        self.assertEqual(len(before), len(SAMPLES))

    def test_records_made_earlier_are_taken(self):
        source = numbered(self.folder / "some.jsonl", 5)
        records = self.folder / "records.jsonl"
        records.write_text(run("read", "--format", "jsonl", source)[1], encoding="utf-8")
        self.assertEqual(run("add", source, "--records", records, "--to", self.archive)[0], 0)
        self.assertEqual(run("verify", self.archive, "--reproduce")[0], 0)
        lines = records.read_text(encoding="utf-8").splitlines()
        records.write_text("\n".join([lines[0], "{}", *lines[2:]]) + "\n", encoding="utf-8")
        other = self.another("other")
        status, _, err = run("add", source, "--records", records, "--to", other)
        self.assertEqual(status, 1)
        self.assertIn("records.jsonl:2: this is no record", err)
        self.archive = other
        self.assertEqual(self.rows("SELECT count(*) FROM article"), [(4,)])

    def test_records_are_reproduced(self):
        run("add", *SAMPLES, "--to", self.archive)
        status, out, _ = run("verify", self.archive, "--reproduce")
        self.assertEqual(status, 0)
        self.assertIn(f"{len(SAMPLES)} records were reproduced", out)

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
        for command in (("events", "--type", "ASSAULT"), ("events", "--who", "USA"), ("events", "--text", "ECOWAS"), ("quotes",), ("quotes", "--text", "police"),
                        ("actors", "--limit", "3")):
            status, out, _ = run(command[0], self.archive, *command[1:], "--format", "jsonl")
            self.assertEqual(status, 0)
            rows = [json.loads(line) for line in out.splitlines()]
            self.assertTrue(rows, command)
        rows = [json.loads(line) for line in run("events", self.archive, "--type", "ASSAULT", "--format", "jsonl")[1].splitlines()]
        self.assertEqual({row["type"] for row in rows}, {"ASSAULT"})
        self.assertTrue(all(re.fullmatch(r"\d{2,4}", row["cameo"]) for row in rows))
        every = [json.loads(line) for line in run("events", self.archive, "--format", "jsonl")[1].splitlines()]
        sure = [json.loads(line) for line in run("events", self.archive, "--confidence", "0.8", "--format", "jsonl")[1].splitlines()]
        self.assertEqual([row["event"] for row in every if float(row["confidence"]) >= 0.8], [row["event"] for row in sure])
        self.assertTrue(0 < len(sure) < len(every))

    def test_where_by_name_state_and_circle(self):
        run("add", *SAMPLES, "--to", self.archive)
        name, country, latitude, longitude = self.rows("SELECT l.name, e.country, l.latitude, l.longitude FROM event e JOIN location l USING(location) "
                                                       "WHERE e.country IS NOT NULL AND l.latitude IS NOT NULL LIMIT 1")[0]
        inside = self.rows("SELECT count(*) FROM event WHERE country = '%s'" % country)[0][0]
        ask = lambda where: run("events", self.archive, "--where", where, "--format", "jsonl")[1].splitlines()
        self.assertEqual(len(ask(country)), inside)
        self.assertTrue(ask(name.upper()))
        self.assertTrue(ask(f"{latitude},{longitude},1"))
        self.assertEqual(len(ask("0,0,20100")), self.rows("SELECT count(*) FROM event JOIN location USING(location) WHERE latitude IS NOT NULL")[0][0])
        self.assertEqual(ask("-77.85,166.67,50"), [])
        self.assertEqual(ask("Nowhere on Earth"), [])

    def test_every_filter_agrees_with_the_rows(self):
        run("add", *SAMPLES, "--to", self.archive)
        side = ("SELECT count(*) FROM event e WHERE EXISTS(SELECT 1 FROM event_actor x JOIN actor a USING(article, actor) WHERE x.article = e.article "
                "AND x.event = e.event AND x.side = '{}' AND a.party IN (SELECT party FROM actor WHERE {} = '{}'))")
        checks = []
        for key in ("country", "entity", "name"):  # by one of its names a party is found with all of them
            for value, in self.rows(f"SELECT {key} FROM actor WHERE {key} IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC LIMIT 5"):
                checks += [((option, value), side.format(which, key, value.replace("'", "''"))) for option, which in (("--who", "source"), ("--to-whom", "target"))]
        checks += [(("--status", value), f"SELECT count(*) FROM event WHERE status = '{value}'") for value, in self.rows("SELECT DISTINCT status FROM event")]
        checks += [(("--since", "2023-07-26", "--until", "2023-07-28"), "SELECT count(*) FROM event WHERE day BETWEEN '2023-07-26' AND '2023-07-28'")]
        for options, sql in checks:
            found = run("events", self.archive, *options, "--format", "jsonl", "--limit", "1000")[1].splitlines()
            self.assertEqual(len(found), self.rows(sql)[0][0], options)

    def test_the_manifest_counts_and_its_digest_does_not_depend_on_the_order(self):
        run("add", *SAMPLES, "--to", self.archive)
        other = self.another("other")
        run("add", *reversed(SAMPLES), "--to", other)
        here, there = (json.loads(run("manifest", archive)[1]) for archive in (self.archive, other))
        self.assertEqual(here, there)
        self.assertEqual(here["articles"], len(SAMPLES))
        self.assertEqual([maker["articles"] for maker in here["made_by"]], [len(SAMPLES)])
        identity = self.rows("SELECT id FROM article WHERE article = 3")[0][0]
        run("remove", self.archive, identity, "--reason", "to see the digest change")
        self.assertNotEqual(json.loads(run("manifest", self.archive)[1])["digest"], here["digest"])
        run("remove", other, identity, "--reason", "and change alike")
        self.assertEqual(json.loads(run("manifest", self.archive)[1])["digest"], json.loads(run("manifest", other)[1])["digest"])
        for archive in (self.archive, other):
            self.assertEqual(run("verify", archive)[0], 0)

    def test_verify_finds_every_row_that_was_changed(self):
        run("add", *SAMPLES, "--to", self.archive)
        changes = ("UPDATE event SET status = 'denied' WHERE article = 1 AND event = 1", "DELETE FROM quote WHERE article = 2 AND quote = 1",
                   "UPDATE actor SET name = 'Nobody' WHERE article = 3 AND actor = 1", "UPDATE party SET reports = reports + 1 WHERE party = (SELECT min(party) FROM party)",
                   "UPDATE event_actor SET country = 'ATA'", "UPDATE place SET latitude = 0", "UPDATE article SET text = record WHERE article = 1",
                   "UPDATE article SET record_digest = 'x' WHERE article = 1", "DELETE FROM article WHERE article = 4", "UPDATE made_by SET articles = 7",
                   "UPDATE manifest SET value = '11' || substr(value, 3) WHERE key = 'digest'", "DELETE FROM doubt", "DELETE FROM commitment")
        for number, change in enumerate(changes):
            damaged = self.copied(f"damaged{number}")
            changed = self.execute(change, damaged)
            status, _, err = run("verify", damaged)
            self.assertEqual(status, 1 if changed else 0, change)
            self.assertEqual(bool(err), bool(changed), change)
        self.execute("UPDATE event SET status = 'denied'", self.archive)
        self.assertEqual(run("reread", self.archive, "--all")[0], 0)
        self.assertEqual(run("verify", self.archive)[0], 0)

    def test_diff_says_what_another_lexicon_changes(self):
        source = self.folder / "one.jsonl"
        source.write_text(json.dumps({"id": "one", "text": "date 2023-07-29\n\nRebels attacked the town of Kidal on Sunday."}) + "\n", encoding="utf-8")
        run("add", source, "--to", self.archive)
        record = json.loads(run("read", "--format", "jsonl", source)[1])
        other = self.folder / "other.jsonl"
        record["events"][0]["status"] = "denied"
        record["actors"] = record["actors"][1:]
        for event in record["events"]:
            event["source"] = event["target"] = []
        other.write_text(json.dumps(record) + "\n", encoding="utf-8")
        status, out, _ = run("diff", self.archive, other, "--format", "jsonl")
        self.assertEqual(status, 0)
        told = [json.loads(line) for line in out.splitlines()]
        self.assertIn(("event", "changed", "status", "happened", "denied"), {(t["item"], t["change"], t["field"], t["before"], t["after"]) for t in told})
        self.assertIn(("actor", "gone"), {(t["item"], t["change"]) for t in told})
        self.assertEqual(run("diff", self.archive, self.archive)[:2], (0, ""))
        self.assertEqual(run("diff", self.archive, self.folder / "none")[0], 2)

    def test_the_documented_examples_run(self):
        run("add", *SAMPLES, "--to", self.archive)
        text = (SOURCE / "docs" / "archive.md").read_text(encoding="utf-8")
        for heading, program, least in (("With the sqlite3 shell", ["sqlite3", "-bail", self.archive.name], 5), ("With Python", ["/usr/bin/python3", "-"], 5),
                                        ("With R", ["Rscript", "-"], 5)):
            with self.subTest(heading):
                if not shutil.which(program[0]):
                    self.skipTest(f"{program[0]} is not installed")
                example = re.search(rf"(?m)^{heading}\b[^\n]*\n(?:[^\n]+\n)*\n((?:    [^\n]*\n|\n)+)", text)[1]
                done = subprocess.run(program, input=re.sub("(?m)^    ", "", example), capture_output=True, text=True, cwd=self.folder, timeout=60)
                self.assertEqual(done.returncode, 0, done.stderr)
                self.assertGreaterEqual(len(done.stdout.splitlines()), least)

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
        source = numbered(self.folder / "many.jsonl", 400)
        records = self.folder / "records.jsonl"
        records.write_text(run("read", "--format", "jsonl", source)[1], encoding="utf-8")
        chance = random.Random(20230629)
        acknowledged = set()
        for _ in range(KILLS):
            process = subprocess.Popen([VEDETTE, "add", source, "--records", records, "--to", self.archive, "--batch", "4", "--acknowledge"],
                                       stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
            time.sleep(chance.uniform(0.005, 0.15))
            process.send_signal(signal.SIGKILL)
            acknowledged |= set(process.communicate()[0].split("\n")[:-1])
            kept = self.rows("SELECT given_id, count(*) FROM article GROUP BY given_id") if acknowledged else []
            self.assertTrue(all(count == 1 for _, count in kept))
            self.assertLessEqual(acknowledged, {name for name, _ in kept})
        self.assertEqual(run("add", source, "--to", self.archive)[0], 0)
        self.assertEqual(self.rows("SELECT count(*), count(DISTINCT given_id) FROM article"), [(400, 400)])
        self.assertEqual(run("verify", self.archive)[0], 0)


if __name__ == "__main__":
    main()
