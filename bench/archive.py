#!/usr/bin/env python3
"""How the archive bears 100,000 reports: how fast they go in and with how much memory, how long each query takes, and that all of it verifies.

usage: archive.py VEDETTE [REPORTS] [ARCHIVE] [AT_ONCE]

The reports are made of real ones (the samples, and ../shared/articles where it is there): each copy has another day within two years,
most of its longer words, and with them the names of people and places, replaced by other words of the same length, and other numbers.
Their records are altered in the same way, so every span still holds and nothing needs to be read. Adding is timed without reading:
articles and records lie ready. ARCHIVE (a file that is not there yet, or postgresql://...) is kept; without it the archive is made in
a temporary folder. AT_ONCE (10,000) reports lie ready and go in with one run of the program.
"""
import datetime
import hashlib
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import time

SOURCE = pathlib.Path(__file__).resolve().parent.parent
LAST_DAY = datetime.date(2026, 6, 30)
DAYS = 730
PIECE = re.compile(r"\\(?:u[0-9a-f]{4}|.)|\d{4}-\d{2}-\d{2}|[A-Za-z]{5,}|\d{2,}")
QUERIES = [
    ("events",),
    ("events", "--since", "2025-03-01", "--until", "2025-03-31"),
    ("events", "--who", "RUS"),
    ("events", "--who", "state:USA"),
    ("events", "--who", "Ecuador"),
    ("events", "--who", "nobody of this name"),
    ("events", "--to-whom", "USA"),
    ("events", "--who", "RUS", "--to-whom", "USA"),
    ("events", "--who", "RUS", "--type", "ASSAULT"),
    ("events", "--type", "ASSAULT"),
    ("events", "--type", "ASSAULT", "--since", "2025-03-01", "--until", "2025-03-31"),
    ("events", "--status", "scheduled"),
    ("events", "--where", "KOR"),
    ("events", "--where", "Seoul"),
    ("events", "--where", "37.5,127,50"),
    ("events", "--text", "ceasefire"),
    ("events", "--text", "government"),
    ("events", "--text", "president AND minister"),
    ("events", "--story", "1"),
    ("events", "--who", "USA", "--where", "KOR", "--text", "president", "--status", "happened"),
    ("quotes",),
    ("quotes", "--who", "USA"),
    ("quotes", "--who", "nobody of this name"),
    ("quotes", "--since", "2025-03-01", "--until", "2025-03-31"),
    ("quotes", "--text", "government"),
    ("actors",),
    ("actors", "--name", "USA"),
    ("actors", "--name", "nobody of this name"),
]


class Pattern:
    """One real report with its record, cut into pieces that stay and pieces that may be replaced."""

    def __init__(self, article, record):
        reserved = set(re.findall(r"[A-Za-z]{5,}", re.sub(r'"(?:name|text|note|title|what|words|was|now|phrase)":"(?:[^"\\]|\\.)*"', "", record)))
        reserved |= set(re.findall(r'[A-Za-z]{5,}(?=":)', record))
        self.pieces = self.cut(json.dumps(article, ensure_ascii=False, separators=(",", ":")))
        self.record_pieces = self.cut(record.replace(json.loads(record)["article"]["id"], "@id@", 1))
        reserved |= set(re.findall(r"\d{2,}", re.sub(r'"(?:[^"\\]|\\.)*"', "", record)))  # positions
        both = set(self.pieces) | set(self.record_pieces)
        self.words = sorted(p for p in both if p.isalpha() and p.isascii() and len(p) > 4 and p not in reserved)
        self.numbers = sorted(p for p in both if re.fullmatch(r"\d{2,}", p) and p in article["text"] and p not in reserved and int(p) > 31 and not 1900 < int(p) < 2100)
        self.days = sorted(p for p in both if re.fullmatch(r"\d{4}-\d{2}-\d{2}", p))

    @staticmethod
    def cut(text):
        pieces, at = [], 0
        for found in PIECE.finditer(text):
            pieces += [text[at:found.start()], found.group()]
            at = found.end()
        pieces.append(text[at:])
        return pieces

    def copy(self, number, chance, others):
        """The article's and the record's line of copy `number`."""
        new = {}
        for word in self.words:
            if chance.random() < 0.6:
                other = chance.choice(others[len(word)])
                new[word] = other.capitalize() if word[0].isupper() else other.lower()
        for figure in self.numbers:
            new[figure] = str(chance.randrange(10 ** (len(figure) - 1), 10 ** len(figure)))
        published = LAST_DAY - datetime.timedelta(days=chance.randrange(DAYS))
        shift = published - datetime.date.fromisoformat(self.days[len(self.days) // 2]) if self.days else datetime.timedelta()
        for day in self.days:
            try:
                new[day] = (datetime.date.fromisoformat(day) + shift).isoformat()
            except (ValueError, OverflowError):
                pass
        article = json.loads("".join([new.get(piece, piece) for piece in self.pieces]))
        record = "".join([new.get(piece, piece) for piece in self.record_pieces])
        article["text"] += f"\n{number}"
        article["id"] = f"copy-{number}"
        article["url"] = f"https://example.org/{number}"
        identity = hashlib.sha256(article["text"].encode()).hexdigest()
        return json.dumps(article, ensure_ascii=False), record.replace("@id@", identity, 1)


def timed(command, out=subprocess.DEVNULL):
    """Exit status, seconds by the clock, seconds of processor time, which others at work on the machine change less, the most KiB of memory, and what was complained of."""
    begin = time.monotonic()
    process = subprocess.Popen(list(map(str, command)), stdout=out, stderr=subprocess.PIPE, text=True)
    err = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, time.monotonic() - begin, usage.ru_utime + usage.ru_stime, usage.ru_maxrss, err.strip()


def patterns(vedette):
    texts = sorted((SOURCE / "samples").glob("*.txt")) + sorted((SOURCE.parent / "shared" / "articles").glob("*.txt"))
    articles = [{"text": text.read_text(encoding="utf-8", errors="replace")} for text in texts]
    lines = "".join(json.dumps(article) + "\n" for article in articles)
    done = subprocess.run([vedette, "read", "--format", "jsonl", "-"], input=lines, capture_output=True, text=True, check=True)
    return [Pattern(article, record) for article, record in zip(articles, done.stdout.splitlines())]


def made(vedette, reports, archive, folder, at_once):
    """Seconds that adding took, of the clock and of processor time, bytes of articles and records, and KiB of memory."""
    originals = patterns(vedette)
    others = {}
    for original in originals:
        for word in original.words:
            others.setdefault(len(word), []).append(word)
    chance = random.Random(20231001)
    seconds, busy, size, memory = 0.0, 0.0, 0, 0
    articles, records = folder / "articles.jsonl", folder / "records.jsonl"
    for begin in range(0, reports, at_once):
        with open(articles, "w", encoding="utf-8") as out, open(records, "w", encoding="utf-8") as out_records:
            for number in range(begin, min(begin + at_once, reports)):
                article, record = originals[number % len(originals)].copy(number, chance, others)
                out.write(article + "\n")
                out_records.write(record + "\n")
        size += articles.stat().st_size + records.stat().st_size
        status, spent, cpu, most, err = timed([vedette, "add", articles, "--records", records, "--to", archive, "--threads", "2"])
        if status:
            sys.exit(err)
        seconds, busy, memory = seconds + spent, busy + cpu, max(memory, most)
        count = min(at_once, reports - begin)
        print(f"  {begin + count} in the archive, the last {count} at {count / spent:.0f} a second", file=sys.stderr)
    return seconds, busy, size, memory


def measure(vedette, reports, archive, folder, at_once):
    seconds, busy, size, memory = made(vedette, reports, archive, folder, at_once)
    print(f"added {reports} reports ({size / 1e6:.0f} MB of articles and records) at {reports / seconds:.0f} a second, {reports / busy:.0f} a second of processor time, in {memory / 1024:.0f} MiB of memory")
    file = pathlib.Path(archive)
    if file.exists():
        print(f"the archive has {file.stat().st_size / 1e6:.0f} MB")
    slow = 0
    for query in QUERIES:
        runs = []
        for _ in range(5):
            with open(folder / "answer", "w", encoding="utf-8") as out:
                status, spent, cpu, _, err = timed([vedette, query[0], archive, *query[1:], "--format", "jsonl"], out)
            runs.append((1000 * spent, 1000 * cpu))
        rows = len((folder / "answer").read_text(encoding="utf-8").splitlines())
        if status:
            print(f"  {' '.join(query)} failed: {err}")
            slow += 1
            continue
        middle = sorted(runs)[2]
        slow += middle[0] >= 50
        print(f"  {middle[0]:6.1f} ms ({runs[0][0]:6.1f} the first time; {middle[1]:6.1f} of processor time), {rows:4} rows  {' '.join(query)}", flush=True)
    status, spent, cpu, _, err = timed([vedette, "verify", archive], sys.stdout)
    print(f"verify in {spent:.0f} s, {cpu:.0f} of processor time {err}")
    return 1 if slow or status else 0


def main():
    vedette = sys.argv[1]
    reports = int(sys.argv[2]) if len(sys.argv) > 2 else 100000
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        archive = sys.argv[3] if len(sys.argv) > 3 else str(folder / "news.vedette")
        return measure(vedette, reports, archive, folder, int(sys.argv[4]) if len(sys.argv) > 4 else 10000)


if __name__ == "__main__":
    sys.exit(main())
