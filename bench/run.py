#!/usr/bin/env python3
"""How fast Vedette reads: 2,000 copies of the samples as JSONL on one thread, then what each part of the walk costs.

usage: run.py VEDETTE [COPIES]

Prints articles and words a second, peak memory, the speed of two threads beside one, and the share of each room, which is the
difference between stopping after it and stopping before it, in one run, for machines differ.
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

ROOMS = ["page", "grammar", "times", "quotes", "events", "report"]


def timed(command):
    """Seconds of processor time, seconds by the clock, peak memory in MB."""
    begin = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{' '.join(map(str, command))}: exit status {os.waitstatus_to_exitcode(status)}")
    return usage.ru_utime + usage.ru_stime, time.monotonic() - begin, usage.ru_maxrss / 1024


def main():
    vedette = sys.argv[1]
    copies = int(sys.argv[2]) if len(sys.argv) > 2 else 2000
    samples = sorted(pathlib.Path(__file__).resolve().parent.parent.joinpath("samples").glob("*.txt"))
    texts = [sample.read_text(encoding="utf-8") for sample in samples]
    words = sum(len(text.split()) for text in texts) / len(texts)
    with tempfile.TemporaryDirectory() as folder:
        articles = pathlib.Path(folder, "articles.jsonl")
        with open(articles, "w", encoding="utf-8") as out:
            for number in range(copies):
                out.write(json.dumps({"id": f"copy-{number}", "text": texts[number % len(texts)]}, ensure_ascii=False) + "\n")
        one = pathlib.Path(folder, "one.jsonl")
        one.write_text(articles.read_text(encoding="utf-8").split("\n", 1)[0] + "\n", encoding="utf-8")
        read = [vedette, "read", "--format", "jsonl"]
        start, _, _ = timed([*read, one])
        cpu, clock, memory = timed([*read, articles])
        _, clock_two, _ = timed([*read, "--threads", "2", articles])
        print(f"{copies} articles of {words:.0f} words: {copies / clock:.0f} articles/s, {copies * words / clock:.0f} words/s on one thread, "
              f"{memory:.0f} MB resident, {1000 * start:.0f} ms for the first")
        print(f"two threads: {copies / clock_two:.0f} articles/s, {clock / clock_two:.2f} times one")
        before = start
        for room in ROOMS:
            spent, _, _ = timed([*read, "--until", room, articles])
            print(f"  {room + (' (with actors and places)' if room == 'times' else ''):34} {100 * (spent - before) / (cpu - start):5.1f} %")
            before = spent


if __name__ == "__main__":
    main()
