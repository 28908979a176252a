#!/usr/bin/env python3
"""The Debian package: what it holds runs from where it is unpacked, and reads as the build's own program does.

usage: package.py VEDETTE SOURCE_FOLDER BUILD_FOLDER
"""
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

VEDETTE, SOURCE, BUILD = (pathlib.Path(argument).resolve() for argument in sys.argv[1:4])


def run(*command, **options):
    return subprocess.run(list(map(str, command)), capture_output=True, text=True, timeout=300, check=True, **options).stdout


class Package(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.holder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.holder.cleanup)
        cls.folder = pathlib.Path(cls.holder.name)
        run("cpack", "-G", "DEB", "-B", cls.folder, "-D", "CPACK_DEBIAN_COMPRESSION_TYPE=gzip", cwd=BUILD)
        (cls.package,) = cls.folder.glob("*.deb")
        cls.root = cls.folder / "root"
        run("dpkg-deb", "-x", cls.package, cls.root)
        run("dpkg-deb", "-e", cls.package, cls.folder / "control")

    def test_the_unpacked_program_reads_as_the_built_one(self):
        samples = sorted((SOURCE / "samples").glob("*.txt"))
        unpacked = run(self.root / "usr/bin/vedette", "read", "--format", "jsonl", *samples, cwd="/")
        self.assertEqual(unpacked, run(VEDETTE, "read", "--format", "jsonl", *samples, cwd="/"))
        self.assertEqual(len(unpacked.splitlines()), len(samples))

    def test_every_library_is_a_dependency(self):
        depends = run("dpkg-deb", "-f", self.package, "Depends")
        for library in ["libc6", "libsqlite3-0", "libicu72", "libnats3.4"]:
            self.assertIn(library, depends)

    def test_the_maintainer_scripts_parse(self):
        for script in ["postinst", "prerm", "postrm"]:
            path = self.folder / "control" / script
            self.assertTrue(path.stat().st_mode & 0o100, script)
            run("sh", "-n", path)

    def test_the_units_start_what_the_program_knows(self):
        units = sorted((self.root / "usr/lib/systemd/system").glob("*.service"))
        self.assertTrue(units)
        for unit in units:
            command = re.search(r"^ExecStart=/usr/bin/vedette (\S+)(.*)$", unit.read_text(), re.M)
            shown = run(VEDETTE, command[1], "--help")
            for option in re.findall(r"--[a-z-]+", command[2]):
                self.assertIn(option, shown, unit.name)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0]], verbosity=1)
