#!/usr/bin/env python3
"""Draws events at random for two readers who judge them apart, and writes the sheet that they fill in.

usage: draw.py VEDETTE SHARED_FOLDER [COUNT] [SEED] > sheet.jsonl

From the reports of ECB+ and of PolNeAR's development part. A line holds the place of the event in its corpus, what Vedette says of it,
and empty verdicts. The sentence itself is shown to the reader by `show.py` and is not kept, for the texts are their publishers'.
"""
import json
import pathlib
import random
import subprocess
import sys
import tempfile


def articles(shared, scorer, gold):
    done = subprocess.run([sys.executable, shared / "eval" / scorer, "prepare", shared / "data" / gold], capture_output=True, check=True)
    return done.stdout


def main():
    vedette, shared = sys.argv[1], pathlib.Path(sys.argv[2])
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 100
    seed = int(sys.argv[4]) if len(sys.argv) > 4 else 20230629
    events = []
    with tempfile.TemporaryDirectory() as folder:
        for corpus, scorer, gold in (("ecbplus", "stories.py", "stories/ecbplus"), ("polnear-dev", "quotes.py", "quotes/polnear/dev")):
            path = pathlib.Path(folder, corpus + ".jsonl")
            path.write_bytes(articles(shared, scorer, gold))
            done = subprocess.run([vedette, "read", "--format", "jsonl", "--threads", "2", path], capture_output=True, check=False)
            for line in done.stdout.splitlines():
                report = json.loads(line)
                names = {actor["id"]: actor["name"] for actor in report["actors"]}
                for event in report["events"]:
                    events.append({"corpus": corpus, "article": report["article"]["given"]["id"], "sentence": event["sentence"]["span"],
                                   "trigger": event["trigger"]["text"], "type": event["type"], "source": [names[a] for a in event["source"]],
                                   "target": [names[a] for a in event["target"]], "status": event["status"], "date": event["date"],
                                   "said_by": names.get(event["said_by"]), "confidence": event["confidence"]})
    random.Random(seed).shuffle(events)
    for number, event in enumerate(events[:count], 1):
        print(json.dumps({"number": number, **event, "verdict": {"type": None, "source": None, "target": None, "status": None}, "note": ""},
                         ensure_ascii=False))


if __name__ == "__main__":
    main()
