#!/usr/bin/env python3
"""Archives on bad disks: flipped bytes, a full disk, a disk that cannot be written.

usage: archive_faults.py VEDETTE SOURCE_FOLDER
"""
import contextlib
import os
import random
import resource
import shutil
import signal
import sqlite3
import subprocess

from stage import Case, SAMPLES, VEDETTE, main, run

FLIPS = 60


class Faults(Case):
    def setUp(self):
        super().setUp()
        self.assertEqual(run("add", *SAMPLES[:3], "--to", self.archive)[0], 0)

    def test_flipped_bytes_are_said_and_crash_nothing(self):
        whole = self.archive.read_bytes()
        chance = random.Random(20230629)
        damaged = self.folder / "damaged.vedette"
        found = 0
        for number in range(FLIPS):
            bytes_ = bytearray(whole)
            for _ in range(1 if number % 2 else 40):
                bytes_[chance.randrange(len(bytes_))] ^= 1 << chance.randrange(8)
            damaged.write_bytes(bytes_)
            for command in (("verify",), ("events",), ("quotes", "--who", "USA"), ("actors",)):
                status, _, err = run(command[0], damaged, *command[1:])
                self.assertIn(status, (0, 1, 2), (number, command, err))
                self.assertEqual(bool(status), bool(err), (number, command))
                found += command == ("verify",) and status != 0
        self.assertGreater(found, FLIPS // 2)  # a byte in free space harms nothing

    def test_a_cut_or_longer_archive_is_said(self):
        whole = self.archive.read_bytes()
        for size in (1, 100, 4096, len(whole) // 3, len(whole) // 2, len(whole) - 4097, len(whole) - 4096, len(whole) - 100, len(whole) - 1):
            self.archive.write_bytes(whole[:size])
            status, _, err = run("verify", self.archive)
            self.assertIn(status, (1, 2), size)
            self.assertIn("news.vedette" if size < len(whole) // 2 else "vedette: ", err)
        self.archive.write_bytes(whole + b"\0" * 4096)
        self.assertIn("should have", run("verify", self.archive)[2])

    def test_verify_finds_damage_of_any_byte_that_is_used(self):
        for number in range(4):  # what is taken out leaves pages without use
            run("add", *SAMPLES[3:], "--to", self.archive)
            with contextlib.closing(sqlite3.connect(self.archive)) as database:
                ids = [row[0] for row in database.execute("SELECT id FROM article ORDER BY length(text) DESC LIMIT 2")]
            for identity in ids:
                self.assertEqual(run("remove", self.archive, identity, "--reason", "to make room")[0], 0)
        self.assertEqual(run("verify", self.archive), (0, run("verify", self.archive)[1], ""))
        whole = self.archive.read_bytes()
        page_size = int.from_bytes(whole[16:18], "big")
        unused, trunk = set(), int.from_bytes(whole[32:36], "big")  # SQLite's list of free pages: trunks that name leaves
        while trunk:
            words = [int.from_bytes(whole[(trunk - 1) * page_size + 4 * i:][:4], "big") for i in range(page_size // 4)]
            unused |= set(words[2:2 + words[1]])
            trunk = words[0]
        self.assertTrue(unused)
        chance = random.Random(20231003)
        damaged = self.folder / "damaged.vedette"
        missed = []
        for number in range(240):
            at = number * 2 if number < 50 else chance.randrange(len(whole))  # the header's bytes, then any
            bytes_ = bytearray(whole)
            if number % 3 == 2:
                end = min(len(whole), at + chance.choice((1, 16, 512, 5000)))
                bytes_[at:end] = bytes(end - at)  # a run of noughts, as a failing disk gives
                changed = [i for i in range(at, end) if whole[i]]
            else:
                bytes_[at] ^= 1 << chance.randrange(8)
                changed = [at]
            damaged.write_bytes(bytes_)
            status, _, err = run("verify", damaged)
            self.assertEqual(bool(status), bool(err), number)
            if status == 0:
                missed += [i for i in changed if i // page_size + 1 not in unused]
        self.assertEqual(missed, [])

    def test_verify_finds_what_another_program_has_written(self):
        def changed(sql):
            other = self.folder / "other.vedette"
            shutil.copy(self.archive, other)
            with contextlib.closing(sqlite3.connect(other)) as database:
                database.executescript(sql)
            return other

        self.assertEqual(run("verify", changed("SELECT count(*) FROM event"))[0], 0)
        for sql, words in (("CREATE TABLE mine(x)", "another program has changed it"),
                           ("DELETE FROM story_centre", "have no centre"), ("UPDATE story SET sources = sources + 1", "sources of 3 stories"),
                           ("DELETE FROM story_article WHERE article = 1", "1 articles are in no story"),
                           ("DELETE FROM story_event", "an event of a story that is not there"),
                           ("DELETE FROM words_docsize WHERE id = 2", "1 articles are not in the index of words"),
                           ("INSERT INTO words(words, rowid, title, text) SELECT 'delete', 1, title, 'Kosovo' FROM article WHERE article = 1", "index of words")):
            status, _, err = run("verify", changed(sql))
            self.assertEqual(status, 1, sql)
            self.assertIn(words, err)
        # What the other program has written is as good as the rest once it is meant to stay.
        other = changed("CREATE TABLE mine(x)")
        self.assertEqual(run("migrate", other, "--rewrite")[0], 0)
        self.assertEqual(run("verify", other)[0], 0)

    def test_a_full_disk_is_said_and_what_was_there_stays(self):
        def full():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            size = self.archive.stat().st_size
            resource.setrlimit(resource.RLIMIT_FSIZE, (size // 4, size // 4))

        status, _, err = run("add", *SAMPLES[3:], "--to", self.archive, preexec_fn=full)
        self.assertEqual(status, 1)
        self.assertRegex(err, "disk (is full|failed)")
        self.assertIn("kept", err)
        self.assertEqual(run("verify", self.archive)[0], 0)
        self.assertIn("3 articles", run("verify", self.archive)[1])
        self.assertEqual(run("add", *SAMPLES[3:], "--to", self.archive)[0], 0)

    def test_what_may_not_be_written_is_said_and_can_be_read(self):
        self.archive.chmod(0o444)
        self.folder.chmod(0o555)
        self.addCleanup(self.folder.chmod, 0o755)
        before = None
        if os.getuid() == 0:
            before = lambda: os.setuid(65534)
            if subprocess.run([VEDETTE, "--version"], capture_output=True, preexec_fn=before).returncode:
                self.skipTest("another user may not run the program where it lies")
        status, _, err = run("add", *SAMPLES[3:], "--to", self.archive, preexec_fn=before)
        self.assertEqual(status, 2)
        self.assertIn("cannot be written", err)
        status, out, err = run("events", self.archive, "--format", "jsonl", preexec_fn=before)
        self.assertEqual((status, err), (0, ""))
        self.assertTrue(out)
        status, _, err = run("add", *SAMPLES[3:], "--to", self.folder / "other.vedette", preexec_fn=before)
        self.assertEqual(status, 2)
        self.assertIn("cannot be opened", err)


if __name__ == "__main__":
    main()
