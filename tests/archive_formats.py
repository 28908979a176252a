#!/usr/bin/env python3
"""Archives of every format that was ever written, brought up to date; newer ones, and what is no archive.

usage: archive_formats.py VEDETTE SOURCE_FOLDER

tests/archives/format-N.vedette holds four articles, made by the program of its day: the second a newer text at the address of the first,
the fourth removed again.
"""
import shutil
import sqlite3

from stage import Case, SOURCE, main, run

OLD = sorted((SOURCE / "tests" / "archives").glob("format-*.vedette"))


def rows(archive, sql):
    database = sqlite3.connect(f"file:{archive}?mode=ro", uri=True)
    try:
        return database.execute(sql).fetchall()
    finally:
        database.close()


class Formats(Case):
    def setUp(self):
        super().setUp()
        self.new = self.folder / "new.vedette"
        self.assertEqual(run("add", SOURCE / "samples" / "niger-2023-07-28.txt", "--to", self.new)[0], 0)
        self.format = rows(self.new, "PRAGMA user_version")[0][0]

    def old(self):
        for original in OLD:
            archive = self.folder / original.name
            shutil.copy(original, archive)
            archive.chmod(0o644)
            with self.subTest(original.name):
                yield archive

    def test_every_older_format_is_kept_here(self):
        self.assertEqual([path.name for path in OLD], [f"format-{number}.vedette" for number in range(1, self.format)])

    def test_migration_keeps_everything(self):
        tables = sorted(rows(self.new, "SELECT type, name, sql FROM sqlite_master"))
        for archive in self.old():
            kept = "SELECT article, id, given_id, url, title, site, published, added, replaced_by, given, text, record, record_digest FROM article ORDER BY article"
            before = rows(archive, kept), rows(archive, "SELECT * FROM removed")
            self.assertEqual(len(before[0]), 3)
            status, out, err = run("migrate", archive)
            self.assertEqual((status, err), (0, ""))
            self.assertIn(f"3 articles in format {self.format}", out)
            self.assertEqual((rows(archive, kept), rows(archive, "SELECT * FROM removed")), before)
            self.assertEqual(sorted(rows(archive, "SELECT type, name, sql FROM sqlite_master")), tables)
            self.assertEqual(run("verify", archive)[0], 0)
            self.assertIn("14 soldiers", run("events", archive, "--text", "soldiers", "--format", "jsonl")[1])
            self.assertNotIn("12 soldiers", run("events", archive, "--format", "jsonl")[1])
            self.assertIn("0 records changed", (run("reread", archive), run("reread", archive))[1][1])

    def test_any_writing_command_migrates(self):
        for archive in self.old():
            self.assertEqual(run("add", SOURCE / "samples" / "niger-2023-07-28.txt", "--to", archive)[0], 0)
            self.assertEqual(rows(archive, "SELECT count(*) FROM article"), [(4,)])
            self.assertEqual(rows(archive, "PRAGMA user_version"), [(self.format,)])
            self.assertEqual(run("verify", archive)[0], 0)

    def test_asking_an_older_format_says_what_to_do(self):
        for archive in self.old():
            before = archive.read_bytes()
            status, _, err = run("events", archive)
            self.assertEqual(status, 2)
            self.assertIn("`vedette migrate`", err)
            self.assertEqual(archive.read_bytes(), before)

    def test_a_damaged_record_stops_migration_and_nothing_is_lost(self):
        for archive in self.old():
            with sqlite3.connect(archive) as database:
                database.execute("UPDATE article SET record = x'00' WHERE article = 2")
            database.close()
            status, _, err = run("migrate", archive)
            self.assertEqual(status, 2)
            self.assertIn("damaged", err)
            self.assertEqual(rows(archive, "SELECT count(*) FROM article"), [(3,)])
            self.assertLess(rows(archive, "PRAGMA user_version")[0][0], self.format)

    def test_a_newer_format_is_refused(self):
        with sqlite3.connect(self.new) as database:
            database.execute(f"PRAGMA user_version = {self.format + 1}")
        database.close()
        for command in (("events", self.new), ("verify", self.new), ("migrate", self.new), ("add", SOURCE / "samples" / "niger-2023-07-28.txt", "--to", self.new)):
            status, _, err = run(*command)
            self.assertEqual(status, 2)
            self.assertIn("newer program", err)


if __name__ == "__main__":
    main()
