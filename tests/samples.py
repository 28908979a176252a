#!/usr/bin/env python3
"""The records of the samples beside their golden ones, to be reviewed as a diff when they change.

usage: samples.py VEDETTE SOURCE_FOLDER            compare; exit status 1 where one differs
       samples.py --write VEDETTE SOURCE_FOLDER    write them anew

The digests of model, world and lexicon are left out: they change with every row.
"""
import difflib
import json
import pathlib
import subprocess
import sys


def golden(vedette, source, article):
    # From the project's folder, for the name of a file is the article's id.
    done = subprocess.run([pathlib.Path(vedette).resolve(), "read", "--format", "jsonl", article.relative_to(source)], cwd=source,
                          capture_output=True, check=True)
    report = json.loads(done.stdout)
    del report["made_by"]
    lines = []
    for key, value in report.items():
        if isinstance(value, list):
            lines += [f"{key}:"] + ["  " + json.dumps(item, ensure_ascii=False) for item in value]
        else:
            lines.append(f"{key}: {json.dumps(value, ensure_ascii=False)}")
    return "\n".join(lines) + "\n"


def main():
    write = sys.argv[1] == "--write"
    vedette, source = sys.argv[-2], pathlib.Path(sys.argv[-1])
    folder = source / "samples" / "golden"
    different = 0
    articles = sorted((source / "samples").glob("*.txt"))
    assert len(articles) == 11, "eleven samples are expected"
    for article in articles:
        now, path = golden(vedette, source, article), folder / (article.stem + ".record")
        if write:
            folder.mkdir(exist_ok=True)
            path.write_text(now, encoding="utf-8")
            continue
        before = path.read_text(encoding="utf-8")
        if before != now:
            different += 1
            print(*difflib.unified_diff(before.splitlines(), now.splitlines(), str(path), "now", lineterm="", n=1), sep="\n")
    if different:
        print(f"{different} records changed. Where the change is meant: tests/samples.py --write {vedette} {source}")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
