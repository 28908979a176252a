#!/usr/bin/env python3
"""The program as a person meets it: help, formats, bad input, exit statuses, threads.

usage: command_line.py VEDETTE SOURCE_FOLDER
"""
import json
import os
import subprocess

from stage import Case, SOURCE, VEDETTE, main, run

REPORT = "WASHINGTON, June 5, 2023 (AP) — The United States condemned the attack on Kyiv on Sunday.\n"


class CommandLine(Case):
    def file(self, name, content):
        path = self.folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def test_help_and_version(self):
        status, out, _ = run("--help")
        self.assertEqual(status, 0)
        self.assertIn("Examples", out)
        self.assertEqual(run("--version")[:2], (0, "vedette 0.1.0\n"))

    def test_wrong_use_is_status_2(self):
        for arguments in ((), ("read", "--format", "xml", "x"), ("read", "--until", "lunch", "x"), ("fly",), ("read", "--threads", "0", "x"),
                          ("read", "--published", "2023-02-30", "x"), ("read", "--data", "/nowhere", "x"), ("world", "NATO", "--on", "June")):
            status, _, err = run(*arguments)
            self.assertEqual(status, 2, arguments)
            self.assertTrue(err, arguments)

    def test_standard_input_is_jsonl_off_a_terminal(self):
        status, out, err = run("read", "-", given=REPORT.encode())
        self.assertEqual((status, err), (0, ""))
        report = json.loads(out)
        self.assertEqual(report["article"]["published"], "2023-06-05")
        self.assertEqual(report["article"]["published_from"], "text")

    def test_published_is_given(self):
        _, out, _ = run("read", "--published", "2020-01-02", "-", given=b"Rebels attacked the town yesterday.")
        report = json.loads(out)
        self.assertEqual((report["article"]["published"], report["article"]["published_from"]), ("2020-01-02", "given"))
        self.assertEqual([t["value"] for t in report["times"]], ["2020-01-01"])

    def test_no_date_leaves_times_relative(self):
        report = json.loads(run("read", "-", given=b"Rebels attacked the town yesterday.")[1])
        self.assertIsNone(report["article"]["published"])
        self.assertNotRegex(report["times"][0]["value"], r"^\d{4}-\d\d-\d\d")

    def test_card_has_no_colour_off_a_terminal(self):
        _, out, _ = run("read", "--format", "card", "-", given=REPORT.encode())
        self.assertIn("Who", out)
        self.assertNotIn("\x1b", out)

    def test_until_grammar_is_conllu(self):
        _, out, _ = run("read", "--until", "grammar", "-", given=b"Rebels don't talk.")
        rows = [line.split("\t") for line in out.splitlines() if line and line[0] != "#"]
        self.assertTrue(all(len(row) == 10 for row in rows))
        self.assertIn("2-3", [row[0] for row in rows])
        self.assertTrue(any("Span=0:6" in row[9] for row in rows))

    def test_bad_lines_are_named_and_the_others_kept(self):
        lines = [json.dumps({"id": "good-1", "text": REPORT}), '{"id": "cut", "text": "abc', json.dumps({"id": "typed", "text": 7}),
                 json.dumps({"id": "empty"}), "", json.dumps({"id": "good-2", "text": REPORT, "published": "2023-02-30"}), "[1, 2]"]
        path = self.file("news.jsonl", "\n".join(lines))
        status, out, err = run("read", path)
        self.assertEqual(status, 1)
        self.assertEqual([json.loads(line)["article"]["given"]["id"] for line in out.splitlines()], ["good-1", "good-2"])
        for number in (2, 3, 4, 7):
            self.assertRegex(err, rf"news\.jsonl:{number}\b")
        self.assertNotRegex(err, r"news\.jsonl:[156]\b")
        second = json.loads(out.splitlines()[1])
        self.assertIn("2023-02-30", " ".join(second["article"]["notes"]))

    def test_missing_file_is_named_and_the_others_read(self):
        good = self.file("good.txt", REPORT)
        status, out, err = run("read", self.folder / "none.txt", good)
        self.assertIn(status, (1, 2))
        self.assertIn("none.txt", err)
        if status == 1:
            self.assertEqual(len(out.splitlines()), 1)

    def test_hostile_texts_are_read(self):
        texts = {"invalid": b"Moscow \xff\xfe said \xc3( no. \x00 Minsk agreed.", "empty": b"", "arabic": "قالت موسكو إن الحرب مستمرة في أوكرانيا".encode(),
                 "german": "Die Bundesregierung hat am Dienstag neue Sanktionen gegen Russland beschlossen und die Lage verurteilt.".encode(),
                 "crlf": b"date 2023-06-05\r\nRussia attacked Ukraine.\r\n", "bom": b"\xef\xbb\xbfRussia attacked Ukraine on Sunday.",
                 "quotes": b'"' * 5000, "brackets": b"(" * 5000 + b"a" * 5000, "marks": "“”‘’".encode() * 2000, "controls": bytes(range(1, 32)) * 50}
        for name, text in texts.items():
            path = self.file(name + ".txt", text)
            status, out, err = run("read", path)
            self.assertIn(status, (0, 1), name)
            if status == 0:
                json.loads(out)
            else:
                self.assertIn(name, err)
        german = json.loads(run("read", self.folder / "german.txt")[1])
        self.assertEqual(german["article"]["language"], "de")
        self.assertEqual(german["events"], [])

    def test_a_long_line_takes_linear_time(self):
        path = self.file("long.txt", "Rebels attacked the town of Kidal on Monday. " * 20000)
        status, out, _ = run("read", path)
        self.assertEqual(status, 0)
        self.assertEqual(json.loads(out)["article"]["characters"], 900000)

    def test_threads_change_no_byte(self):
        lines = [json.dumps({"id": f"{sample.stem}-{number}", "text": sample.read_text(encoding="utf-8")})
                 for number in range(8) for sample in sorted((SOURCE / "samples").glob("*.txt"))]
        path = self.file("many.jsonl", "\n".join(lines))
        one, four = (run("read", "--threads", threads, path) for threads in (1, 4))
        self.assertEqual(one[0], 0)
        self.assertEqual(one, four)

    def test_folders_and_globs(self):
        for name in ("b.txt", "a.txt"):
            self.file(name, REPORT)
        for given in (self.folder, self.folder / "*.txt"):
            status, out, _ = run("read", given)
            self.assertEqual((status, len(out.splitlines())), (0, 2))

    def test_world_tells_what_was_true_on_a_day(self):
        status, out, _ = run("world", "Lithuania", "--on", "2023-06-27")
        self.assertEqual(status, 0)
        self.assertIn("Gitanas Nausėda", out)
        self.assertEqual(run("world", "Xyzzyplugh")[0], 1)

    def test_explain_says_why(self):
        path = self.file("war.txt", "date 2023-06-05\nRussia attacked Ukraine on Sunday.")
        status, out, _ = run("explain", path, "e1")
        self.assertEqual(status, 0)
        self.assertIn("attack", out)
        self.assertEqual(run("explain", path, "e99")[0], 1)

    def test_a_full_pipe_stops_it(self):
        if not os.path.exists("/dev/full"):
            self.skipTest("no /dev/full here")
        path = self.file("war.txt", REPORT)
        with open("/dev/full", "wb") as full:
            done = subprocess.run([VEDETTE, "read", path], stdout=full, stderr=subprocess.PIPE, timeout=60)
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"cannot be written", done.stderr)


if __name__ == "__main__":
    main()
