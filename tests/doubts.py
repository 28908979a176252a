#!/usr/bin/env python3
"""What does not fit together in a report is said, and what fits is not.

usage: doubts.py VEDETTE SOURCE_FOLDER
"""
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

VEDETTE, SOURCE = sys.argv[1], pathlib.Path(sys.argv[2])
DAY = "date 2023-06-29\n"

CASES = [
    # text, kind of doubt or None, words that its spans hold
    (DAY + "The ministers prepare a summit to be held next week in Vilnius. The alliance's summit will be held on July 11 and 12.",
     "date-conflict", ["next week", "July 11 and 12"]),
    (DAY + "The ministers prepare a summit to be held on July 11 in Vilnius. The alliance's summit will be held on July 11.", None, []),
    (DAY + "Police arrested the journalist Omar Haddad on June 20. On June 5 a court in Tunis convicted Omar Haddad.", "date-conflict", ["June 20", "June 5"]),
    (DAY + "Police arrested the journalist Omar Haddad on June 5. On June 20 a court in Tunis convicted Omar Haddad.", None, []),
    (DAY + "In the attack, 12 soldiers were killed. The ministry repeated that 14 soldiers were killed.", "number-conflict", ["12 soldiers", "14 soldiers"]),
    (DAY + "In the attack, 12 soldiers were killed. The ministry repeated that 14 soldiers were wounded.", None, []),
    (DAY + "In the attack, 12 soldiers were killed. In all at least 140 soldiers were killed.", None, []),
    (DAY + "French President Olaf Scholz met the ministers in Paris.", "role-conflict", []),
    (DAY + "French President Emmanuel Macron met the ministers in Paris.", None, []),
    (DAY + "The minister said that the country is closer ” to peace.”", "unbalanced-quote", []),
]


class Doubts(unittest.TestCase):
    def test_cases(self):
        for text, kind, words in CASES:
            with self.subTest(text=text):
                done = subprocess.run([VEDETTE, "read", "--format", "jsonl", "-"], input=text.encode(), capture_output=True, check=True)
                doubts = json.loads(done.stdout)["doubts"]
                kinds = {doubt["kind"] for doubt in doubts}
                if kind is None:
                    self.assertFalse(kinds & {"date-conflict", "number-conflict", "role-conflict"}, doubts)
                    continue
                self.assertIn(kind, kinds)
                found = next(doubt for doubt in doubts if doubt["kind"] == kind)
                spoken = [text[begin:end] for begin, end in found["spans"]]
                for word in words:
                    self.assertTrue(any(word in part for part in spoken), (word, spoken))
                self.assertTrue(found["note"].endswith("."))

    def test_a_wrong_table_of_order_is_refused(self):
        share = pathlib.Path(VEDETTE).resolve().parent.parent / "share" / "vedette"
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            for file in share.iterdir():
                (folder / file.name).symlink_to(file)
            (folder / "lexicon").unlink()
            (folder / "lexicon").mkdir()
            for file in (share / "lexicon").iterdir():
                if file.name != "order.tsv":
                    (folder / "lexicon" / file.name).symlink_to(file)
            for content, line in (("first\tlater\n", 1), ("first\tthen\narrest\t|\n", 2), ("first\tthen\narrest\n", 2)):
                (folder / "lexicon" / "order.tsv").write_text(content, encoding="utf-8")
                done = subprocess.run([VEDETTE, "read", "--data", folder, "-"], input=b"Rebels attacked.", capture_output=True, text=False, check=False)
                self.assertEqual(done.returncode, 2)
                self.assertIn(f"order.tsv:{line}:", done.stderr.decode())


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=1)
