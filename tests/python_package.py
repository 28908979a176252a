#!/usr/bin/env python3
"""The Python package as its users meet it, beside the command line.

usage: python_package.py VEDETTE SOURCE_FOLDER      (in an environment where the package is installed)
"""
import contextlib
import copy
import datetime
import html.parser
import json
import pathlib
import pickle
import sqlite3
import threading
import time
import unittest
import warnings

import vedette
from stage import SAMPLES as PATHS, folder_of, main, said

SAMPLES = list(map(str, PATHS))
ATTACK = "Rebels attacked the town of Goma on Sunday."


class Records(unittest.TestCase):
    def test_the_command_lines_record_to_the_byte(self):
        lines = said("read", "--format", "jsonl", *SAMPLES).splitlines()
        self.assertEqual(len(lines), len(SAMPLES))
        for threads in (1, 3):
            self.assertEqual([report.json for report in vedette.read_many(vedette.articles(SAMPLES), threads=threads)], lines)
        for path, line in zip(SAMPLES, lines):
            report = vedette.read(pathlib.Path(path).read_bytes(), id=path)
            self.assertEqual(report.json, line)
            self.assertEqual(report.to_dict(), json.loads(line))

    def test_jsonl_and_pages_as_dicts(self):
        page = ("<html lang=en><head><title>Talks</title></head><body><article><h1>Talks in Oslo</h1><p>The prime minister of Norway met the "
                "president of France in Oslo on Monday to talk about the war, officials said.</p><p>They agreed to meet again in the spring "
                "and to send more aid to the refugees who live along the border.</p></article></body></html>")
        given = [{"id": 7, "text": ATTACK, "published": "2023-02-08", "url": "https://example.org/1", "title": "Attack", "site": "example.org",
                  "author": "A. B.", "language": "en"},
                 {"id": "page", "html": page, "published": "2023-02-08"}]
        path = folder_of(self) / "two.jsonl"
        path.write_text("\n".join(map(json.dumps, given)), encoding="utf-8")
        lines = said("read", "--format", "jsonl", path).splitlines()
        self.assertEqual([report.json for report in vedette.read_many(given)], lines)
        self.assertEqual([report.json for report in vedette.read_many(vedette.articles(path))], lines)
        self.assertEqual(vedette.read(ATTACK, published=datetime.date(2023, 2, 8)).published, "2023-02-08")

    def test_own_world_and_lexicon(self):
        folder = folder_of(self)
        world = folder / "mine.actors.txt"
        world.write_text("MARSH_WARDENS_  [KENREB]\n", encoding="utf-8")
        article = folder / "report.txt"
        article.write_text("The Marsh Wardens attacked a village on Sunday.", encoding="utf-8")
        line = said("read", "--format", "jsonl", article, "--world", world).strip()
        self.assertNotEqual(line, said("read", "--format", "jsonl", article).strip())
        self.assertEqual(vedette.Engine(world=world).read(article.read_text(), id=str(article)).json, line)
        with self.assertRaisesRegex(ValueError, "nowhere.tsv"):
            vedette.Engine(lexicon=[folder / "nowhere.tsv"])

    def test_spans_give_back_their_words(self):
        texts = [pathlib.Path(path).read_bytes() for path in SAMPLES]
        texts.append(b"\xff\xe2\x80 Rebels \xe2\x82attacked \xf0\x9f\x98\x80 the town of Goma on Sunday, President Vladimir Putin said.")
        texts.append("\ud800 \udcff Rebels attacked the town of Goma on Sunday, Vladimir Putin said. \N{GRINNING FACE} He met Joe Biden.")
        checked = 0
        for text in texts:
            report = vedette.read(text, published="2023-02-08")
            self.assertEqual(len(report.text), report.raw["article"]["characters"])
            if isinstance(text, str):
                self.assertEqual(len(report.text), len(text))
            for actor in report.actors:
                for mention in actor.mentions:
                    self.assertEqual(mention.raw["text"], mention.text)
                    checked += 1
            for item in [*report.quotes, *report.times]:
                self.assertEqual(item.raw["text"], item.text)
            for event in report.events:
                self.assertIn(event.trigger, event.text)
        self.assertGreater(checked, 100)

    def test_views_lead_to_what_ids_name(self):
        report = vedette.read(pathlib.Path(SAMPLES[0]).read_bytes())
        for event in report.events:
            self.assertEqual([actor.id for actor in event.source], event.raw["source"])
            self.assertEqual(event.place.id if event.place else None, event.raw["place"])
            self.assertEqual(event, report.event(event.id))
        self.assertEqual(len(report.events[1:3]), 2)
        with self.assertRaisesRegex(KeyError, "no actor 'a999'"):
            report.actor("a999")
        for again in (pickle.loads(pickle.dumps(report)), copy.deepcopy(report)):
            self.assertEqual((again.json, again.text, again.events[0].explain()), (report.json, report.text, report.events[0].explain()))


class Streams(unittest.TestCase):
    def test_bad_items_stand_beside_the_good_ones(self):
        bad = [5, None, {}, {"text": 7}, "", {"text": ATTACK, "published": 20230208}, {"html": "<p></p>"}, {"text": "x", "id": 1.5}]
        items = [part for item in bad for part in (ATTACK, item)] + [ATTACK]
        out = list(vedette.read_many(items, threads=2))
        self.assertEqual([bool(report) for report in out], [True, False] * len(bad) + [True])
        for item, unread in zip(bad, out[1::2]):
            self.assertGreater(len(unread.error), 20, item)
            self.assertIs(unread.item, item)
        self.assertEqual(len({report.json for report in out[::2]}), 1)

    def test_a_source_that_breaks_gives_what_came_before(self):
        def source():
            yield from [ATTACK] * 5
            raise OSError("the line is down")

        stream = vedette.read_many(source(), threads=2)
        for _ in range(5):
            self.assertTrue(next(stream))
        with self.assertRaisesRegex(OSError, "the line is down"):
            next(stream)

    def test_order_and_bounded_memory(self):
        taken = 0

        def source():
            nonlocal taken
            for number in range(400):
                taken += 1
                yield {"id": str(number), "text": ATTACK * (1 + 40 * (number % 7 == 0))}

        for number, report in enumerate(vedette.read_many(source(), threads=3)):
            self.assertEqual(report.raw["article"]["given"]["id"], str(number))
            self.assertLessEqual(taken - number, 8 * 3 + 1)
        self.assertEqual(taken, 400)

    def test_a_stream_may_be_left(self):
        for _ in range(3):
            stream = vedette.read_many((ATTACK * 50 for _ in range(1000)), threads=2)
            next(stream)
            stream.close()

    def test_pythons_lock_is_free_while_reading(self):
        long = " ".join(pathlib.Path(path).read_text(encoding="utf-8") for path in SAMPLES) * 12
        reader = threading.Thread(target=vedette.read, args=(long,))
        longest, before = 0.0, time.monotonic()
        begin = before
        reader.start()
        while reader.is_alive():
            time.sleep(0.001)
            now = time.monotonic()
            longest, before = max(longest, now - before), now
        self.assertLess(longest, 0.6 * (before - begin), "no other thread ran while an article was read")

    def test_wrong_use_is_said(self):
        with self.assertRaisesRegex(TypeError, "expected a str with its text"):
            vedette.read(5)
        with self.assertRaisesRegex(ValueError, "neither 'text' nor 'html'; it has body"):
            vedette.read({"body": ATTACK})
        with self.assertRaisesRegex(TypeError, "put it in a list"):
            vedette.read_many(ATTACK)
        for threads in (0, 1000, "two", True):
            with self.assertRaisesRegex(ValueError, "from 1 to 256"):
                vedette.read_many([ATTACK], threads=threads)
        unread = list(vedette.articles("/nowhere/at-all.txt"))
        self.assertEqual(len(unread), 1)
        self.assertIn("/nowhere/at-all.txt", unread[0].error)
        self.assertEqual(list(vedette.articles([])), [])


class WellFormed(html.parser.HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open, self.tags, self.data, self.inside = [], set(), [], 0

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        for name, _ in attributes:
            if name not in ("style", "title"):
                raise AssertionError(f"<{tag} {name}>")
        if tag != "br":
            self.open.append(tag)
        self.inside += tag == "div"

    def handle_endtag(self, tag):
        if self.open.pop() != tag:
            raise AssertionError(f"</{tag}> does not close what is open")
        self.inside -= tag == "div"

    def handle_data(self, data):
        if self.inside == 2:
            self.data.append(data)


class Notebook(unittest.TestCase):
    def test_the_text_is_marked_and_escaped(self):
        evil = ('<script>alert(1)</script> President Vladimir "><img src=x onerror=alert(2)> Putin said on Sunday: "<b>Rebels</b> attacked Goma & '
                'Kyiv". </div></div>He met Joe Biden in Paris.')
        for text in [evil, *(pathlib.Path(path).read_text(encoding="utf-8") for path in SAMPLES)]:
            report = vedette.read(text, published="2023-02-08", title="<i>x</i>", url="javascript:alert(3)")
            page = WellFormed()
            page.feed(report._repr_html_())
            self.assertEqual(page.open, [])
            self.assertEqual("".join(page.data), report.text)
            self.assertLessEqual(page.tags, {"div", "p", "b", "br", "small", "mark", "table", "thead", "tbody", "tr", "th", "td"})
            self.assertIn("mark", page.tags)


class Tables(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.reports = list(vedette.read_many(vedette.articles(SAMPLES)))

    def test_the_archives_rows(self):
        path = folder_of(self) / "news.vedette"
        said("add", *SAMPLES, "--to", path)
        tables = vedette.tables(self.reports)
        with contextlib.closing(sqlite3.connect(path)) as database:
            ids = dict(database.execute("SELECT article, id FROM article"))
            for table in ("actor", "place", "quote", "event", "event_actor", "commitment", "doubt"):
                # A number of a party or a location is the archive's own.
                columns = [name for _, name, *_ in database.execute(f"PRAGMA table_info({table})") if name not in ("party", "location")]
                rows = [(ids[row[0]], *row[1:]) for row in database.execute(f"SELECT {', '.join(columns)} FROM {table}")]
                self.assertEqual(sorted(map(repr, rows)), sorted(repr(tuple(row.values())) for row in tables[table]), table)
            digests = database.execute("SELECT id, record_digest FROM article ORDER BY id").fetchall()
        self.assertEqual(digests, sorted((row["id"], row["record_digest"]) for row in tables["article"]))
        self.assertEqual([row["record"] for row in tables["article"]], [report.json for report in self.reports])
        self.assertEqual([row["text"] for row in tables["article"]], [report.text for report in self.reports])
        self.assertGreater(len(tables["event"]), 20)
        with vedette.open(path) as archive:
            for table, rows in tables.items():
                self.assertEqual(archive.to_arrow(table).num_rows, len(rows))
            self.assertEqual([{name: row[name] for name in row if name != "location"} for row in archive.rows("event")], tables["event"])

    def test_arrow_pandas_and_parquet_hold_the_same(self):
        import pyarrow
        import pyarrow.parquet

        tables, arrow, frames = vedette.tables(self.reports), vedette.to_arrow(self.reports), vedette.to_pandas(self.reports)
        folder = folder_of(self)
        counts = vedette.write_parquet(iter(self.reports + self.reports), folder, batch=3)
        for name, rows in tables.items():
            self.assertEqual(arrow[name].to_pylist(), rows)
            self.assertEqual(len(frames[name]), len(rows))
            self.assertEqual(counts[name], len(rows))
            self.assertEqual(pyarrow.parquet.read_table(folder / f"{name}.parquet").to_pylist(), rows)
        self.assertEqual(arrow["event"].schema.field("cameo").type, pyarrow.string())
        empty = vedette.to_arrow([])
        self.assertEqual({name: table.schema for name, table in empty.items()}, {name: table.schema for name, table in arrow.items()})
        vedette.write_parquet([], folder / "none")
        self.assertEqual(pyarrow.parquet.read_table(folder / "none" / "event.parquet").schema, arrow["event"].schema)

    def test_what_could_not_be_read_is_warned_of(self):
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            self.assertEqual(len(vedette.tables(vedette.read_many([ATTACK, 5]))["article"]), 1)
        self.assertIn("1 articles could not be read", str(caught[0].message))
        with self.assertRaisesRegex(TypeError, "read it first"):
            vedette.tables([ATTACK])


class Archives(unittest.TestCase):
    def test_what_the_command_line_finds(self):
        path = folder_of(self) / "news.vedette"
        counts = vedette.add([*vedette.articles(SAMPLES), 5], path, threads=2)
        self.assertEqual((counts["fresh"], len(counts["unread"])), (len(SAMPLES), 1))
        self.assertEqual(vedette.add(vedette.articles(SAMPLES), path)["unchanged"], len(SAMPLES))
        self.assertIn("records were reproduced", said("verify", path, "--reproduce"))
        with vedette.open(path) as archive:
            self.assertEqual([report.json for report in archive], [report.json for report in vedette.read_many(vedette.articles(SAMPLES))])
            self.assertEqual([report.text.encode() for report in archive], [pathlib.Path(name).read_bytes() for name in SAMPLES])
            first = next(iter(archive))
            self.assertEqual(archive[first.id[:16]], first)
            for asked in ({}, {"type": "ASSAULT"}, {"status": "pledged"}, {"who": "Albin Kurti"}, {"where": "Banjska"}, {"since": "2023-01-01"}):
                flags = [part for key, value in asked.items() for part in (f"--{key}", value)]
                lines = [json.loads(line) for line in said("events", path, "--format", "jsonl", "--limit", "100000", *flags).splitlines()]
                found = list(archive.events(**asked))
                self.assertEqual([event.event for event in found], [line["event"] for line in lines])
                self.assertGreater(len(found), 0, asked)
            self.assertEqual(len(list(archive.quotes())), archive.to_arrow("quote").num_rows)
            self.assertEqual(len(list(archive.commitments())), archive.to_arrow("commitment").num_rows)
            self.assertEqual(len(list(archive.articles())), len(SAMPLES))
            self.assertEqual(next(archive.actors("Kosovo")).entity, "state:XKX")
            list(archive.stories())
            with self.assertRaisesRegex(KeyError, "there is no table 'news'"):
                archive.to_arrow("news")
            with self.assertRaisesRegex(KeyError, "no article"):
                archive["ffffffffffff"]

    def test_what_is_no_archive(self):
        folder = folder_of(self)
        with self.assertRaisesRegex(FileNotFoundError, "there is no such file"):
            vedette.open(folder / "none.vedette")
        (folder / "text.vedette").write_text("not an archive, but long enough to be looked at by SQLite" * 100)
        with self.assertRaisesRegex(ValueError, "no archive"):
            vedette.open(folder / "text.vedette")
        with contextlib.closing(sqlite3.connect(folder / "other.vedette")) as database:
            database.execute("CREATE TABLE t(x)")
            database.commit()
        with self.assertRaisesRegex(ValueError, "no archive of Vedette"):
            vedette.open(folder / "other.vedette")
        vedette.add([ATTACK], folder / "newer.vedette")
        with contextlib.closing(sqlite3.connect(folder / "newer.vedette")) as database:
            database.execute("PRAGMA user_version = 999")
        with self.assertRaisesRegex(ValueError, "use a newer program"):
            vedette.open(folder / "newer.vedette")


class Copies(unittest.TestCase):
    def test_each_text_is_read_once(self):
        texts = [pathlib.Path(path).read_text(encoding="utf-8") for path in SAMPLES]
        items = [{"text": text, "url": f"https://example.org/{number:02}", "published": "2023-02-08"} for number, text in enumerate(texts)]
        items += [{"text": text, "url": f"https://mirror.example/{number:02}", "published": "2023-02-09"} for number, text in enumerate(texts)]
        items += [{"text": "BREAKING. " + text + "\n\nMore to follow.", "url": f"https://wire.example/{number:02}", "published": "2023-02-10"}
                  for number, text in enumerate(texts)]
        items += [{"text": "?!", "url": f"https://empty.example/{number:02}"} for number in range(2)] + [{"text": "...", "url": "https://dots.example"}]
        first, copies = vedette.first_of_copies(items)
        self.assertEqual([article.url.decode() for article in first],
                         [f"https://example.org/{number:02}" for number in range(len(texts))] + ["https://dots.example", "https://empty.example/00"])
        self.assertEqual(len(first) + len(copies), len(items))
        of = {copy.url: copy for copy in copies}
        for number, article in enumerate(first[:len(texts)]):
            self.assertEqual(of[f"https://mirror.example/{number:02}"][1:3], (article.digest(), 1.0))
            self.assertEqual(of[f"https://wire.example/{number:02}"].copy_of, article.digest())
        again = vedette.first_of_copies(items[::-1])
        self.assertEqual([article.digest() for article in first], [article.digest() for article in again[0]])
        self.assertEqual(sorted(copies), sorted(again[1]))
        self.assertEqual(len(vedette.first_of_copies(items, near=False)[0]), 2 * len(texts) + 2)


if __name__ == "__main__":
    main()
