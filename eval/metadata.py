#!/usr/bin/env python3
"""What pages say of themselves: title, author, language, site and day, against the metadata of the article-extraction benchmark.

  metadata.py prepare FOLDER > articles.jsonl            FOLDER holds html/*.html.gz, ground-truth.json and metadata.json
  metadata.py score FOLDER --reports pages.jsonl [--json]

The engine answers with the reports of `--until page`. A fact counts where the metadata have it. Words are compared without case and
punctuation: a title also without the site's name after it, an author without "By" before and without what follows the names, a
language by its first subtag, a day as such. "all" is the share of all facts.

The authors of three pages in the metadata (herald-sun-1, liberation-1, salon-1) are those of other reports' teasers beside the article;
the page's own head and byline name another. They are scored as they stand.
"""
import argparse
import gzip
import json
import pathlib
import re
import sys
import unicodedata

FACTS = {"title": "title", "byline": "author", "lang": "language", "siteName": "site", "publishedTime": "published"}


def pages(folder):
    folder = pathlib.Path(folder)
    metadata = json.loads((folder / "metadata.json").read_text(encoding="utf-8"))
    truth = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    for name in sorted(metadata):
        yield name, metadata[name], truth.get(name, {}).get("url"), folder / "html" / f"{name}.html.gz"


def words(text):
    plain = "".join(c for c in unicodedata.normalize("NFKD", text or "") if not unicodedata.combining(c)).lower()
    return re.findall(r"\w+", plain)


def is_right(fact, wanted, got):
    if not got:
        return False
    if fact == "lang":
        return words(wanted)[:1] == words(got)[:1]
    if fact == "publishedTime":
        return wanted[:10] == got[:10]
    if fact == "title":
        parts = re.split(r"\s[|·–-]\s", wanted)
        return words(got) in (words(wanted), *(words(" - ".join(parts[:n])) for n in range(1, len(parts))))
    ours, theirs = words(got), words(wanted)
    if fact == "byline":
        theirs = theirs[1:] if theirs[:1] in (["by"], ["par"]) else theirs
        return ours == theirs[:len(ours)] and len(ours) >= min(2, len(theirs))
    return ours == theirs


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["prepare", "score"])
    parser.add_argument("folder")
    parser.add_argument("--reports")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--misses", action="store_true", help="show each fact that is wrong")
    args = parser.parse_args()
    if args.what == "prepare":
        for name, _, url, path in pages(args.folder):
            with gzip.open(path, "rt", encoding="utf-8", errors="replace", newline="") as page:
                print(json.dumps({"id": name, "html": page.read(), "url": url}))
        return
    with open(args.reports, encoding="utf-8") as lines:
        given = {r["article"]["given"]["id"]: r["article"]["given"] for r in map(json.loads, lines)}
    right, all_of = dict.fromkeys(FACTS, 0), dict.fromkeys(FACTS, 0)
    for name, wanted, _, _ in pages(args.folder):
        for fact, key in FACTS.items():
            if not wanted.get(fact):
                continue
            got = given.get(name, {}).get(key)
            all_of[fact] += 1
            good = is_right(fact, wanted[fact], got)
            right[fact] += good
            if args.misses and not good:
                print(f"{name}: {fact} wanted {wanted[fact]!r}, got {got!r}", file=sys.stderr)
    rows = {FACTS[fact]: {"share": right[fact] / all_of[fact], "of": all_of[fact]} for fact in FACTS if all_of[fact]}
    rows["all"] = {"share": sum(right.values()) / sum(all_of.values()), "of": sum(all_of.values())}
    if args.json:
        print(json.dumps({"rows": rows}))
    else:
        for name, row in rows.items():
            print(f"{name:10} {row['share']:.3f}  of {row['of']}")


if __name__ == "__main__":
    main()
