#!/usr/bin/env python3
"""Prints a drawn sheet with the words around each event, for a reader.

usage: show.py SHEET.jsonl SHARED_FOLDER
"""
import json
import pathlib
import subprocess
import sys


def main():
    shared = pathlib.Path(sys.argv[2])
    texts = {}
    for corpus, scorer, gold in (("ecbplus", "stories.py", "stories/ecbplus"), ("polnear-dev", "quotes.py", "quotes/polnear/dev")):
        done = subprocess.run([sys.executable, shared / "eval" / scorer, "prepare", shared / "data" / gold], capture_output=True, text=True, check=True)
        texts.update({(corpus, article["id"]): article["text"] for article in map(json.loads, done.stdout.splitlines())})
    for line in open(sys.argv[1], encoding="utf-8"):
        event = json.loads(line)
        text = texts[event["corpus"], event["article"]]
        begin, end = event["sentence"]
        print(f"{event['number']}. …{' '.join(text[max(0, begin - 250):begin].split())}\n   >>> {' '.join(text[begin:end].split())}")
        print(f"   {event['type']} | trigger: {event['trigger']} | source: {event['source']} | target: {event['target']} | "
              f"status: {event['status']} | date: {event['date']} | said by: {event['said_by']}\n")


if __name__ == "__main__":
    main()
