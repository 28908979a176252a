#!/usr/bin/env python3
"""vedette show: reports, events and quotes of an archive in their text.

usage: show.py VEDETTE SOURCE_FOLDER
"""
import json
import os
import pty
import re
import subprocess
import unittest

from stage import SAMPLES, VEDETTE, folder_of, main, said

BRACKET = re.compile(r"\[[^\[\]:]+: ")


def plain(text):
    """The letters of a shown text without marks and line ends."""
    return re.sub(r"\s+", "", BRACKET.sub("", text).replace("]", ""))


class Show(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.archive = folder_of(cls) / "news.vedette"
        said("add", *SAMPLES, "--to", cls.archive)
        lines = said("export", cls.archive, "--as", "jsonl", "--table", "article")
        cls.articles = {row["article"]: row for row in map(json.loads, lines.splitlines())}

    def show(self, *arguments, status=0):
        done = subprocess.run([VEDETTE, "show", self.archive, *arguments], capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, status, done.stderr)
        return done.stdout if status == 0 else done.stderr

    def test_every_item_is_shown_with_the_words_that_the_record_names(self):
        for article, row in self.articles.items():
            record = json.loads(self.show(article, "--format", "jsonl"))
            events = record["events"][:6]
            for event in events:
                shown = re.sub(r"\s+", " ", self.show(f"{article}/{event['id']}"))
                self.assertRegex(shown, r"\[[^\[\]:]*trigger[^\[\]:]*: (\[[^:]+: )?" + re.escape(re.sub(r"\s+", " ", event["trigger"]["text"])))
                for part in ("source", "target", "date", "place"):
                    for begin, end in event["evidence"][part]:
                        first = row["text"][begin:end].split()[0]
                        self.assertRegex(shown, rf"\[[^\[\]:]*{part}[^\[\]:]*: (\[[^\[\]:]+: )*" + re.escape(first), f"{article} {event['id']} {part}")
            for quote in record["quotes"][:3]:
                self.assertIn(plain(quote["text"]), plain(self.show(article, quote["id"], "--whole")))

    def test_the_whole_text_is_there_and_fits_the_width(self):
        for article, row in self.articles.items():
            for width in ("40", "100"):
                shown = self.show(article[:12], "--width", width)
                self.assertLessEqual(max(map(len, shown.splitlines())), int(width))
            text = plain(shown)
            for paragraph in row["text"].split("\n"):
                self.assertIn(plain(paragraph), text)

    def test_colour_only_on_a_terminal(self):
        article = next(iter(self.articles))
        self.assertNotIn("\x1b", self.show(article, "e1"))
        self.assertIn("[trigger: ", self.show(article, "e1"))
        self.assertIn("\x1b[1;31m", self.show(article, "e1", "--color", "always"))
        ours, theirs = pty.openpty()
        process = subprocess.Popen([VEDETTE, "show", self.archive, article, "e1"], stdout=theirs, env={k: v for k, v in os.environ.items() if k != "NO_COLOR"})
        os.close(theirs)
        seen = b""
        while True:
            try:
                some = os.read(ours, 65536)
            except OSError:  # the other end is closed
                break
            if not some:
                break
            seen += some
        os.close(ours)
        self.assertEqual(process.wait(), 0)
        self.assertIn(b"\x1b[1;31m", seen)
        self.assertNotIn(b"[trigger: ", seen)

    def test_what_is_not_there_is_said(self):
        article = next(iter(self.articles))
        self.assertIn("the report has no e999", self.show(article, "e999", status=1))
        self.assertIn("there is no article with the id ffff", self.show("ffff/e1", status=1))
        self.assertIn("there is no article with the id", self.show("no/such/thing", status=1))
        self.assertIn("Kosovo" if "osovo" in self.articles[article]["text"] else "Who", self.show(article, "--format", "card"))


if __name__ == "__main__":
    main()
