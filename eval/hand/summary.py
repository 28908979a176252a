#!/usr/bin/env python3
"""What readers, apart from each other, said of the drawn events, and how far the confidence can be trusted by it.

usage: summary.py [SHEET.jsonl READER.tsv...]
"""
import csv
import json
import math
import pathlib
import random
import sys

POINTS = ("type", "source", "target", "status")
FOLDS = 5


def log_odds(p):
    return math.log(p / (1 - p))


def chance(x):
    return 1 / (1 + math.exp(-x))


def shift_of(judged):
    """What must be added to the log-odds of the confidence so that its mean is the share of right events (by Newton's method)."""
    shift = 0.0
    for _ in range(50):
        given = [chance(log_odds(confidence) + shift) for confidence, _ in judged]
        shift += sum(right - p for p, (_, right) in zip(given, judged)) / sum(p * (1 - p) for p in given)
    return shift


def table(judged):
    for low in range(10):
        bin_ = [right for confidence, right in judged if low / 10 <= confidence < (low + 1) / 10]
        if bin_:
            print(f"  {low / 10:.1f} to {(low + 1) / 10:.1f}: {len(bin_):3d} events, {100 * sum(bin_) / len(bin_):3.0f} % right")


def main():
    here = pathlib.Path(__file__).resolve().parent
    sheet, *readers = sys.argv[1:] or [here / "events.jsonl", *sorted(here.glob("reader_*.tsv"))]
    events = {event["number"]: event for event in map(json.loads, open(sheet, encoding="utf-8"))}
    said = {}
    for reader in readers:
        with open(reader, encoding="utf-8", newline="") as file:
            verdict = {int(row["number"]): row for row in csv.DictReader(file, delimiter="\t")}
        right = {number: all(row[p] == "1" for p in POINTS) for number, row in verdict.items()}
        by_point = ", ".join(f"{p} {sum(row[p] == '1' for row in verdict.values())}" for p in POINTS)
        print(f"{pathlib.Path(reader).stem}: events {min(verdict)} to {max(verdict)}, {sum(right.values())} of {len(right)} right in all four ({by_point})")
        for number, is_right in right.items():
            said.setdefault(number, []).append(is_right)
    judged = [(events[number]["confidence"], sum(all_) / len(all_)) for number, all_ in sorted(said.items())]
    print(f"{100 * sum(right for _, right in judged) / len(judged):.1f} % of {len(judged)} events right in all four; the confidence says {100 * sum(c for c, _ in judged) / len(judged):.1f} %")
    table(judged)
    print(f"moved by {shift_of(judged):+.2f} in log-odds, each fifth by what the others say:")
    random.Random(1).shuffle(judged)
    moved = []
    for fold in range(FOLDS):
        shift = shift_of([one for number, one in enumerate(judged) if number % FOLDS != fold])
        moved += [(chance(log_odds(confidence) + shift), right) for confidence, right in judged[fold::FOLDS]]
    table(moved)


if __name__ == "__main__":
    main()
