#!/usr/bin/env python3
"""What docs/scale.md promises to those who run Vedette: a backup while it writes, and a change of lexicon while others read.

usage: operations.py VEDETTE SOURCE_FOLDER
"""
import random
import sqlite3
import subprocess
import time

from stage import Case, SOURCE, VEDETTE, main, numbered, said

COUNT = 240


def digests(archive):
    with sqlite3.connect(f"file:{archive}?mode=ro", uri=True) as database:
        return database.execute("SELECT id, record_digest FROM article ORDER BY id").fetchall()


class Operations(Case):
    def setUp(self):
        super().setUp()
        self.news = numbered(self.folder / "news.jsonl", COUNT)

    def start(self, *arguments):
        process = subprocess.Popen([VEDETTE, *map(str, arguments)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        self.addCleanup(lambda: (process.kill(), process.wait(), process.stderr.close()))
        return process

    def test_a_backup_of_an_archive_that_is_written_to_is_whole(self):
        adding = self.start("add", self.news, "--to", self.archive)
        copies = 0
        while adding.poll() is None or copies == 0:
            copy = self.folder / f"copy{copies}.vedette"
            try:
                with sqlite3.connect(f"file:{self.archive}?mode=ro", uri=True, timeout=10) as database:
                    database.execute("SELECT count(*) FROM article")
                    database.execute(f"VACUUM INTO '{copy}'")
            except sqlite3.OperationalError:  # not made yet
                time.sleep(0.02)
                continue
            copies += 1
            said("verify", copy)
        self.assertEqual(adding.wait(), 0)
        self.assertGreater(copies, 0)
        # A copy goes on from where it stands.
        said("add", self.news, "--to", copy)
        self.assertEqual(digests(copy), digests(self.archive))

    def test_a_new_lexicon_comes_in_while_readers_read(self):
        said("add", self.news, "--to", self.archive)
        lexicon = self.folder / "own.tsv"
        header = (SOURCE / "lexicon" / "agree.tsv").read_text(encoding="utf-8").splitlines()[0]
        lexicon.write_text(header + "\nCONSULT\t-\t040\ttell|inform|address/v subj=@actor\tsubj\tobj\t-\tRussia told Ukraine that the talks are over.\tRussia\tUkrain\thappened\n")
        before = digests(self.archive)
        chance = random.Random(7)
        for _ in range(3):  # killed twice on its way, a reread goes on where it stopped
            reading = self.start("reread", self.archive, "--lexicon", lexicon)
            until = time.monotonic() + chance.uniform(0.3, 0.8)
            while reading.poll() is None and time.monotonic() < until:
                self.assertEqual(len(said("events", self.archive, "--limit", 5, "--format", "jsonl").splitlines()), 5)
            reading.kill()
            reading.wait()
        said("reread", self.archive, "--lexicon", lexicon)
        fresh = self.folder / "fresh.vedette"
        said("add", self.news, "--to", fresh, "--lexicon", lexicon)
        self.assertNotEqual(before, digests(self.archive))
        self.assertEqual(digests(self.archive), digests(fresh))
        said("verify", self.archive)


if __name__ == "__main__":
    main()
