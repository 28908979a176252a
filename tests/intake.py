#!/usr/bin/env python3
"""Bad input of every kind, in 256 MB and bounded time: each is explained, and the good input beside it is kept.

usage: intake.py VEDETTE SOURCE_FOLDER
"""
import gzip
import json
import os
import pathlib
import subprocess
import time

from stage import Case, SOURCE, VEDETTE, main, within

MEMORY = 256 << 20
SECONDS = 30
WORDS = ("Rebels attacked the town of Sévaré in Mali on Wednesday and killed 12 soldiers, the army said in a statement. "
         "The president condemned the attack and promised to send more troops to the region before the end of the month. ")
GOOD = {"id": "good", "text": WORDS}


def page(inside, title="Attack in Mali"):
    return f"<!doctype html><html><head><meta charset=utf-8><title>{title}</title></head><body>{inside}</body></html>"


def warc(payload, length=None, kind="response", version="1.0"):
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + payload
    head = (f"WARC/{version}\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://example.org/\r\nContent-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(http) if length is None else length}\r\n\r\n").encode()
    return head + http + b"\r\n\r\n"


class Intake(Case):
    def write(self, name, content):
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def articles(self, *files):
        """Exit status, articles and complaints of the files with a good one after them; memory and time are held."""
        good = self.write("good.jsonl", json.dumps(GOOD) + "\n")
        begin = time.monotonic()
        process = subprocess.Popen([VEDETTE, "articles", *map(str, files), str(good)], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                   preexec_fn=within(MEMORY))
        out, err = process.communicate(timeout=120)
        self.assertLess(time.monotonic() - begin, SECONDS)
        self.assertIn(process.returncode, (0, 1), err[-500:])
        found = [json.loads(line) for line in out.splitlines()]
        self.assertEqual(found[-1]["id"], "good", "the good input beside it is kept")
        return process.returncode, found[:-1], err.decode(errors="replace")

    def test_pages_of_nested_elements(self):
        for tag in ("div", "b", "table><tr><td", "ul><li", "blockquote", "a href=x", "span"):
            opened = f"<{tag}>" * 50_000
            _, found, err = self.articles(self.write("deep.html", page(f"{opened}<p>{WORDS}</p><p>{WORDS}</p>")))
            self.assertTrue(len(found) == 1 or "no running text" in err, (tag, err))
            _, found, err = self.articles(self.write("beside.html", page(f"<article><p>{WORDS}</p><p>{WORDS}</p></article>{opened}")))
            self.assertEqual(len(found), 1, tag)
            self.assertIn("Sévaré", found[0]["text"], tag)

    def test_pages_of_many_things(self):
        cases = {"attributes": "<p " + " ".join(f"a{n}=1" for n in range(200_000)) + ">", "open tags": "<" * 500_000, "comments": "<!--" * 200_000,
                 "entities": "&amp;" * 500_000 + "&" * 500_000 + "&#x110000;&#99999999999;", "ends": "</p>" * 300_000, "script": "<script>" + "x" * 1_000_000,
                 "siblings": "<p>a</p>" * 300_000}
        for name, inside in cases.items():
            _, found, err = self.articles(self.write("many.html", page(f"<article><p>{WORDS}</p><p>{WORDS}</p></article>{inside}")))
            self.assertTrue(found or "no running text" in err, (name, err))

    def test_gzip_bombs(self):
        bomb = gzip.compress(bytes(400_000_000), 9)
        twice = gzip.compress(bomb, 9)
        for name in ("bomb.gz", "bomb.html.gz", "bomb.xml.gz", "bomb.jsonl.gz", "bomb.csv.gz", "bomb.warc.gz", "twice.gz"):
            status, found, err = self.articles(self.write(name, twice if name == "twice.gz" else bomb))
            self.assertEqual((status, found), (1, []), name)
            self.assertIn(name, err)
        text = gzip.compress(b"<!doctype html><html><body>" + b"<p>again and again</p>" * 15_000_000, 9)
        self.assertLess(len(text), 2_000_000)
        status, found, err = self.articles(self.write("text.gz", text))
        self.assertEqual((status, found), (1, []))
        self.assertIn("larger than", err)
        plain = gzip.compress(b"again and again\n" * 20_000_000, 9)
        for name in ("plain.gz", "plain.jsonl.gz", "plain.csv.gz"):
            status, found, err = self.articles(self.write(name, plain if name == "plain.gz" else gzip.compress(b'{"text": "' + b"a" * 300_000_000, 9)))
            self.assertEqual((status, found), (1, []), name)
            self.assertIn(name, err)

    def test_packed_bodies_in_a_crawl(self):
        bomb = gzip.compress(b"<p>again and again</p>" * 10_000_000, 9)
        http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n" + bomb
        record = b"WARC/1.1\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: " + str(len(http)).encode() + b"\r\n\r\n" + http + b"\r\n\r\n"
        good = warc(page(f"<article><p>{WORDS}</p><p>{WORDS}</p></article>").encode())
        status, found, err = self.articles(self.write("bomb.warc", good + record + good))
        self.assertEqual((status, len(found)), (1, 2), err)
        self.assertIn("larger than", err)

    def test_entity_bombs(self):
        entities = '<!ENTITY a "aaaaaaaaaa">' + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghij", "bcdefghijk"))
        feed = (f'<?xml version="1.0"?><!DOCTYPE rss [{entities}<!ENTITY file SYSTEM "file:///etc/passwd">]><rss><channel><item><title>&k;</title>'
                f"<description>&k;&file; {WORDS}</description></item></channel></rss>")
        _, found, err = self.articles(self.write("bomb.xml", feed))
        self.assertEqual(len(found), 1, err)
        self.assertNotIn("root:", found[0]["text"])
        self.assertLess(len(found[0]["text"]), 2000)
        quadratic = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "{"a" * 100_000}">]><rss><channel><item><description>{"&a;" * 100_000}</description></item></channel></rss>'
        _, found, err = self.articles(self.write("quadratic.xml", quadratic))
        self.assertLess(sum(len(a["text"]) for a in found), 1_000_000)

    def test_deep_xml(self):
        feed = f"<?xml version='1.0'?><rss><channel>{'<a>' * 500_000}</channel></rss>"
        good = f"<item><title>One</title><description>{WORDS}</description></item>"
        self.articles(self.write("deep.xml", feed))
        deep = f"<?xml version='1.0'?><rss><channel>{good}<item><description>{'<a>' * 100_000}{'</a>' * 100_000}</description></item></channel></rss>"
        _, found, err = self.articles(self.write("inside.xml", deep))
        self.assertEqual(len(found), 1, err)

    def test_deep_json(self):
        lines = ['{"text": ' + "[" * 100_000, '{"text": ' + '{"a":' * 100_000, json.dumps({"id": "one", "text": WORDS}), "[" * 100_000, "{" * 100_000]
        status, found, err = self.articles(self.write("deep.jsonl", "\n".join(lines) + "\n"))
        self.assertEqual((status, [a["id"] for a in found]), (1, ["one"]), err)
        for number in (1, 2, 4, 5):
            self.assertIn(f"deep.jsonl:{number}", err)
        self.articles(self.write("deep.json", "[\n" + '{"a":' * 1_000_000))

    def test_broken_charsets(self):
        text = page(f"<article><p>{WORDS}</p><p>{WORDS}</p></article>")
        named = text.replace("charset=utf-8", "charset=windows-1252")
        for name, content in {"latin": text.replace("charset=utf-8", "charset=iso-8859-1").encode("latin-1"), "unknown": text.replace("utf-8", "no-such-set").encode(),
                              "wrong": named.encode(), "utf16": b"\xff\xfe" + text.encode("utf-16-le"), "odd": b"\xff\xfe" + text.encode("utf-16-le") + b"x",
                              "mixed": text.encode() + b"\xe9\xff\xfe\x80", "utf7": text.replace("utf-8", "utf-7").encode()}.items():
            _, found, err = self.articles(self.write(name + ".html", content))
            self.assertEqual(len(found), 1, (name, err))
            self.assertIn("Rebels attacked the town of S", found[0]["text"], name)
            if name not in ("mixed", "utf7"):
                self.assertIn("Sévaré", found[0]["text"], name)

    def test_cut_and_lying_records(self):
        good = warc(page(f"<article><p>{WORDS}</p><p>{WORDS}</p></article>").encode())
        status, found, err = self.articles(self.write("cut.warc", good + good + good[:-600]))
        self.assertEqual((status, len(found)), (1, 2), err)
        self.assertIn("cut.warc", err)
        status, found, err = self.articles(self.write("cut.warc.gz", gzip.compress(good) + gzip.compress(good)[:-200]))
        self.assertEqual((status, len(found)), (1, 1), err)
        for length in (10, 5_000_000, -1, "x", 10**30):
            lying = warc(page(f"<p>{WORDS}</p>").encode(), length=length)
            status, found, err = self.articles(self.write("lying.warc", good + lying + good + good))
            self.assertGreaterEqual(len(found), 1, (length, err))
            self.assertEqual(status, 1, length)
            if length != 5_000_000:  # that length swallows what follows
                self.assertGreaterEqual(len(found), 2, (length, err))

    def test_scripts_in_titles(self):
        feed = ("<?xml version='1.0'?><rss><channel><title>Wire &lt;img src=x onerror=alert(1)&gt;</title><item>"
                "<title><![CDATA[Attack <script>alert(1)</script> in <b>Mali</b>]]></title><link>javascript:alert(1)</link>"
                f"<description>&lt;script&gt;alert(2)&lt;/script&gt;{WORDS}</description></item></channel></rss>")
        _, found, _ = self.articles(self.write("script.xml", feed))
        self.assertEqual(found[0]["title"], "Attack in Mali")
        self.assertNotIn("alert", found[0]["text"])
        self.assertNotIn("<", found[0]["site"])
        self.assertNotIn("javascript:", found[0].get("url", ""))

    def test_links_and_names(self):
        folder = self.folder / "news"
        (folder / "deeper").mkdir(parents=True)
        (folder / "one.txt").write_text(WORDS, encoding="utf-8")
        (folder / "deeper" / "round").symlink_to(folder)  # a circle
        (folder / "gone").symlink_to(folder / "nowhere")
        (folder / "passwd.txt").symlink_to("/etc/passwd")
        (folder / ".hidden").write_text("not this", encoding="utf-8")
        (folder / "line\nbreak.txt").write_text(WORDS, encoding="utf-8")
        os.mkfifo(folder / "pipe")
        _, found, err = self.articles(folder)
        names = [pathlib.Path(a["id"]).name for a in found]
        self.assertEqual(sorted(names), ["line\nbreak.txt", "one.txt"], err)
        self.assertNotIn("root:", json.dumps(found))
        _, found, err = self.articles(folder / "deeper" / ".." / "one.txt")
        self.assertEqual(len(found), 1, err)

    def test_csv_that_never_ends(self):
        status, found, err = self.articles(self.write("open.csv", 'id,text\n1,"' + WORDS * 100_000))
        self.assertEqual((status, found), (1, []), err[:200])
        rows = "id,text\n1," + "," * 1_000_000 + f'\n2,"{WORDS}"\n'
        _, found, err = self.articles(self.write("wide.csv", rows))
        self.assertEqual([a["id"] for a in found][-1:], ["2"], err[:200])

    def test_articles_are_read_again_as_they_are(self):
        status, found, _ = self.articles(*sorted((SOURCE / "samples").glob("*.txt")))
        lines = "".join(json.dumps(a) + "\n" for a in found)
        _, again, _ = self.articles(self.write("again.jsonl", lines))
        self.assertEqual((status, again), (0, found))


if __name__ == "__main__":
    main()
