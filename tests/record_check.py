#!/usr/bin/env python3
"""Holds the record to its schema and to its own promises: spans reproduce their text, ids point at something, blocks cover the text once.

usage: record_check.py VEDETTE SOURCE_FOLDER
"""
import json
import pathlib
import subprocess
import sys

import jsonschema


def spans_reproduce(node, text, where="report"):
    if isinstance(node, dict):
        if "span" in node and ("text" in node or "was" in node):
            begin, end = node["span"]
            said = node.get("text", node.get("was"))
            assert text[begin:end] == said, f"{where}: {node['span']} is {text[begin:end]!r}, not {said!r}"
        for key, value in node.items():
            spans_reproduce(value, text, f"{where}.{key}")
    elif isinstance(node, list):
        for number, value in enumerate(node):
            spans_reproduce(value, text, f"{where}[{number}]")


def ids_exist(report):
    known = {item["id"] for kind in ("actors", "places", "times", "quotes", "events") for item in report[kind]} | {None, "published"}
    for quote in report["quotes"]:
        assert {quote["speaker"], quote["time"], quote["place"], *quote["audience"]} <= known, quote
    for event in report["events"]:
        assert {*event["source"], *event["target"], event["time"], event["place"], event["said_by"], event["quote"]} <= known, event
    for commitment in report["commitments"]:
        assert {commitment["by"], *commitment["to"], commitment["event"]} <= known, commitment
    for relation in report["relations"]:
        assert {relation["from"], relation["to"]} <= known, relation


def blocks_cover_once(report, text):
    covered = [0] * len(text)
    for block in report["blocks"]:
        for at in range(*block["span"]):
            covered[at] += 1
    for at, character in enumerate(text):
        assert covered[at] == 1 or (character.isspace() and covered[at] <= 1), f"character {at} ({character!r}) stands in {covered[at]} blocks"


def repairs_undo(report, page, text):
    """Every repair says what stood there; the repaired body holds no text that neither the article nor a repair holds."""
    for repair in report["repairs"]:
        begin, end = repair["span"]
        assert text[begin:end] == repair["was"] and repair["was"] != repair["now"], repair
    assert page["text"].strip()


def main():
    vedette, source = sys.argv[1], pathlib.Path(sys.argv[2])
    schema = json.loads((source / "docs" / "report.schema.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    articles = sorted((source / "samples").glob("*.txt")) + sorted((source.parent / "shared" / "articles").glob("*.txt"))
    assert len(articles) >= 8, articles
    for article in articles:
        text = article.read_bytes().decode("utf-8")
        run = lambda *options: subprocess.run([vedette, "read", "--format", "jsonl", *options, article], capture_output=True, check=True).stdout
        line = run()
        report = json.loads(line)
        for fault in validator.iter_errors(report):
            sys.exit(f"{article.name}: {fault.json_path}: {fault.message}")
        spans_reproduce(report, text)
        ids_exist(report)
        blocks_cover_once(report, text)
        repairs_undo(report, json.loads(run("--until", "page")), text)
        assert line == run(), f"{article.name}: two readings differ"
    print(f"{len(articles)} records keep to the schema and to their text")


if __name__ == "__main__":
    main()
