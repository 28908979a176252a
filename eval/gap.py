#!/usr/bin/env python3
"""Ambiguous pronouns: GAP (Webster, Recasens, Axelrod and Baldridge 2018), in the snippet-context setting.

  gap.py prepare GOLD.tsv... > articles.jsonl
  gap.py score GOLD.tsv... --reports reports.jsonl [--json]

Each row has a pronoun and two names, A and B. A name counts as coreferent where some actor of the report has a mention that
overlaps the pronoun and one that overlaps the name at its offset. As in the data's own scorer, every (row, name) is one
decision; precision, recall and F1 are of the decisions "coreferent", for all pronouns, for masculine and for feminine ones, and
"bias" is the feminine F1 over the masculine.

Published on the test part: Lee et al. 2017 64.0, Parallelism 66.9, Parallelism with the page's title 70.6 (F1).
"""
import argparse
import csv
import json
import sys

FEMININE = {"she", "her", "hers"}


def rows(paths):
    for path in paths:
        with open(path, encoding="utf-8", newline="") as f:
            yield from csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE)


def overlaps(span, begin, length):
    return span[0] < begin + length and begin < span[1]


def decisions(report, row):
    """Whether the report makes A, and B, the same actor as the pronoun."""
    found = {"A": False, "B": False}
    pronoun = int(row["Pronoun-offset"])
    for actor in report.get("actors", []):
        spans = [m["span"] for m in actor.get("mentions", [])]
        if not any(overlaps(s, pronoun, len(row["Pronoun"])) for s in spans):
            continue
        for name in found:
            begin = int(row[f"{name}-offset"])
            found[name] |= any(overlaps(s, begin, len(row[name])) for s in spans)
    return found


def score(paths, reports_path):
    reports = {}
    with open(reports_path, encoding="utf-8") as f:
        for line in f:
            if line.strip():
                report = json.loads(line)
                article = report["article"]
                reports[(article.get("given") or {}).get("id", article.get("id"))] = report
    counts = {"all": [0, 0, 0, 0], "masculine": [0, 0, 0, 0], "feminine": [0, 0, 0, 0]}  # true+, false+, false-, true-
    for row in rows(paths):
        given = decisions(reports.get(row["ID"], {}), row)
        kind = "feminine" if row["Pronoun"].lower() in FEMININE else "masculine"
        for name in ("A", "B"):
            gold = row[f"{name}-coref"].upper() == "TRUE"
            cell = (0 if gold else 1) if given[name] else (2 if gold else 3)
            counts["all"][cell] += 1
            counts[kind][cell] += 1
    figures = {}
    for kind, (hit, wrong, missed, _) in counts.items():
        precision, recall = hit / max(1, hit + wrong), hit / max(1, hit + missed)
        figures[kind] = {"precision": precision, "recall": recall, "F1": 2 * precision * recall / max(1e-9, precision + recall),
                         "gold": hit + missed, "system": hit + wrong}
    return figures


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    for name in ("prepare", "score"):
        commands.add_parser(name).add_argument("gold", nargs="+", metavar="GOLD")
    commands.choices["score"].add_argument("--reports", required=True)
    commands.choices["score"].add_argument("--json", action="store_true")
    args = parser.parse_args()
    if args.command == "prepare":
        for row in rows(args.gold):
            print(json.dumps({"id": row["ID"], "text": row["Text"]}, ensure_ascii=False))
        return
    figures = score(args.gold, args.reports)
    bias = figures["feminine"]["F1"] / max(1e-9, figures["masculine"]["F1"])
    if args.json:
        print(json.dumps({"rows": figures, "bias": bias, "headline": {"name": "F1", "value": figures["all"]["F1"]}}))
        return
    print(f"{'':10}  precision  recall     F1   gold  system")
    for kind, f in figures.items():
        print(f"{kind:10}  {100 * f['precision']:9.1f}  {100 * f['recall']:6.1f}  {100 * f['F1']:5.1f}  {f['gold']:5d}  {f['system']:6d}")
    print(f"F1: {100 * figures['all']['F1']:.1f}  (feminine over masculine: {bias:.2f})")


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    main()
