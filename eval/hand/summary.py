#!/usr/bin/env python3
"""What two readers, apart from each other, said of the drawn events.

usage: summary.py [SHEET.jsonl A.tsv B.tsv]
"""
import csv
import json
import pathlib
import sys

POINTS = ("type", "source", "target", "status")


def main():
    here = pathlib.Path(__file__).resolve().parent
    sheet, *readers = sys.argv[1:] or [here / "events.jsonl", here / "reader_a.tsv", here / "reader_b.tsv"]
    events = [json.loads(line) for line in open(sheet, encoding="utf-8")]
    verdicts = []
    for reader in readers:
        with open(reader, encoding="utf-8", newline="") as file:
            verdicts.append({int(row["number"]): row for row in csv.DictReader(file, delimiter="\t")})
    right = [{n: all(row[p] == "1" for p in POINTS) for n, row in verdict.items()} for verdict in verdicts]
    for name, verdict, all_right in zip("AB", verdicts, right):
        by_point = ", ".join(f"{p} {sum(row[p] == '1' for row in verdict.values())}" for p in POINTS)
        print(f"reader {name}: {sum(all_right.values())} of {len(events)} right in all four ({by_point})")
    same = ", ".join(f"{p} {sum(verdicts[0][n][p] == verdicts[1][n][p] for n in verdicts[0])}" for p in POINTS)
    print(f"the two agree: {same} of {len(events)}")
    for low in range(0, 10):
        numbers = [e["number"] for e in events if low / 10 <= e["confidence"] < (low + 1) / 10]
        if numbers:
            print(f"confidence {low / 10:.1f} to {(low + 1) / 10:.1f}: {len(numbers):3d} events, right {sum(right[0][n] for n in numbers):3d} (A), {sum(right[1][n] for n in numbers):3d} (B)")


if __name__ == "__main__":
    main()
