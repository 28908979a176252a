#!/usr/bin/env python3
"""Archives on bad disks: flipped bytes, a full disk, a disk that cannot be written.

usage: archive_faults.py VEDETTE SOURCE_FOLDER
"""
import os
import pathlib
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import unittest

VEDETTE, SOURCE = sys.argv[1], pathlib.Path(sys.argv[2])
SAMPLES = sorted((SOURCE / "samples").glob("*.txt"))
FLIPS = 60


def run(*arguments, before=None):
    done = subprocess.run([VEDETTE, *map(str, arguments)], capture_output=True, timeout=120, preexec_fn=before)
    return done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace")


class Faults(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.archive = self.folder / "news.vedette"
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

    def test_a_cut_archive_is_said(self):
        whole = self.archive.read_bytes()
        for size in (1, 100, 4096, len(whole) // 3, len(whole) // 2):
            self.archive.write_bytes(whole[:size])
            status, _, err = run("verify", self.archive)
            self.assertIn(status, (1, 2), size)
            self.assertIn("news.vedette", err)

    def test_a_full_disk_is_said_and_what_was_there_stays(self):
        def full():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            size = self.archive.stat().st_size
            resource.setrlimit(resource.RLIMIT_FSIZE, (size // 4, size // 4))

        status, _, err = run("add", *SAMPLES[3:], "--to", self.archive, before=full)
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
        status, _, err = run("add", *SAMPLES[3:], "--to", self.archive, before=before)
        self.assertEqual(status, 2)
        self.assertIn("cannot be written", err)
        status, out, err = run("events", self.archive, "--format", "jsonl", before=before)
        self.assertEqual((status, err), (0, ""))
        self.assertTrue(out)
        status, _, err = run("add", *SAMPLES[3:], "--to", self.folder / "other.vedette", before=before)
        self.assertEqual(status, 2)
        self.assertIn("cannot be opened", err)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=1)
