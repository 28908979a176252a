#!/usr/bin/env python3
"""The speed of all ways to read, in one run: articles a second, and articles a second of processor time.

usage: ways.py VEDETTE [--articles N] [--package PYTHON] [--spark PYTHON]

PYTHON are interpreters in which the packages vedette, and vedette and pyspark, are installed; the tests make such:
build/release/python-environment/bin/python and build/spark-environment/bin/python. Every way reads the same JSONL file of different texts, made
from the samples, and its records are compared with the single process's. The second column counts the processor time of the way and of
all its children, start included, so that ways with several processes stand beside one with one; Spark's workers are nobody's children to wait for.
"""
import argparse
import hashlib
import json
import os
import pathlib
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time

SOURCE = pathlib.Path(__file__).resolve().parent.parent

MANY = """
import hashlib, sys, vedette
digests = [hashlib.sha256(r.json.encode()).hexdigest() for r in vedette.read_many(vedette.articles(sys.argv[1]), threads=int(sys.argv[2]))]
print(hashlib.sha256("".join(sorted(digests)).encode()).hexdigest())
"""

# So many workers, of one command; they end when the stream has nothing left.
WORKERS = """
import subprocess, sys
workers = [subprocess.Popen(sys.argv[2:], stderr=subprocess.PIPE) for _ in range(int(sys.argv[1]))]
for worker in workers:
    _, err = worker.communicate()
    if worker.returncode:
        sys.exit(err.decode())
"""

SPARK = """
import hashlib, os, sys
from pyspark.sql import SparkSession
from vedette import spark
s = (SparkSession.builder.master(f"local[{sys.argv[1]}]").config("spark.ui.enabled", "false").config("spark.sql.shuffle.partitions", sys.argv[1])
     .config("spark.driver.bindAddress", "127.0.0.1").config("spark.ui.showConsoleProgress", "false").config("spark.local.dir", sys.argv[2]).getOrCreate())
spark.write_tables(spark.read_articles(s, sys.argv[3:]), sys.argv[2] + "/tables", near=False)
records = s.read.parquet(sys.argv[2] + "/tables/article").select("record").toArrow().column(0).to_pylist()
s.stop()
print(hashlib.sha256("".join(sorted(hashlib.sha256(r.encode()).hexdigest() for r in records)).encode()).hexdigest())
"""


def timed(command, environment=None):
    """Seconds by the clock, seconds of processor time with all children waited for, and what was printed."""
    before, begin = os.times(), time.monotonic()
    done = subprocess.run(list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, **(environment or {})})
    clock, after = time.monotonic() - begin, os.times()
    if done.returncode:
        sys.exit(f"{command[0]}: exit status {done.returncode}\n{done.stderr.decode()[-2000:]}")
    return clock, after.children_user + after.children_system - before.children_user - before.children_system, done.stdout


def write_articles(folder, count, parts):
    texts = [path.read_text(encoding="utf-8") for path in sorted((SOURCE / "samples").glob("*.txt"))]
    files = [folder / f"articles-{part}.jsonl" for part in range(parts)]
    lines = [json.dumps({"id": f"article-{n}", "text": f"{texts[n % len(texts)]}\n\nReport number {n} of the day."}) + "\n" for n in range(count)]
    for part, file in enumerate(files):
        file.write_text("".join(lines[part::parts]), encoding="utf-8")
    whole = folder / "articles.jsonl"
    whole.write_text("".join(lines), encoding="utf-8")
    return whole, files


def digest_of(lines):
    digests = sorted(hashlib.sha256(line).hexdigest() for line in lines)
    return hashlib.sha256("".join(digests).encode()).hexdigest()


def digest_of_archive(path):
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
        digests = sorted(row[0] for row in database.execute("SELECT record_digest FROM article"))
    return hashlib.sha256("".join(digests).encode()).hexdigest()


def start_nats(program, folder):
    """A NATS server with JetStream on a free port of loopback."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen([program, "-a", "127.0.0.1", "-p", str(port), "-js", "-sd", str(folder / "nats")], stderr=subprocess.DEVNULL)
    return server, f"nats://127.0.0.1:{port}/articles"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("vedette")
    parser.add_argument("--articles", type=int, default=4000)
    parser.add_argument("--package", help="an interpreter with the package vedette")
    parser.add_argument("--spark", help="an interpreter with pyspark; vedette comes from PYTHONPATH or is installed beside it")
    asked = parser.parse_args()
    cores = len(os.sched_getaffinity(0))
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        whole, parts = write_articles(folder, asked.articles, cores)
        read = [asked.vedette, "read", "--format", "jsonl"]
        ways = [("vedette read, one thread", [*read, whole], None), (f"vedette read --threads {cores}", [*read, "--threads", cores, whole], None)]
        if asked.package:
            ways += [(f"Python read_many, threads={threads}", [asked.package, "-c", MANY, whole, threads], None) for threads in sorted({1, cores})]
        if asked.spark:
            home = pathlib.Path("/usr/lib/jvm/java-17-openjdk-amd64")
            variables = {"PYSPARK_PYTHON": asked.spark, "SPARK_LOCAL_IP": "127.0.0.1", **({"JAVA_HOME": str(home)} if home.exists() else {})}
            beside = pathlib.Path(asked.spark).parent.parent / "package"
            if beside.exists():
                variables["PYTHONPATH"] = str(beside)
            ways.append((f"Spark local[{cores}], tables written", [asked.spark, "-c", SPARK, cores, folder / "spark", *parts], variables))
        archives = {}
        for threads in sorted({1, cores}):
            kept = folder / f"kept-{threads}.vedette"
            ways.append((f"vedette add --threads {threads}, in SQLite", [asked.vedette, "add", whole, "--to", kept, "--threads", threads], None))
            archives[ways[-1][0]] = kept
        program = shutil.which("nats-server") or shutil.which("nats-server", path="/usr/sbin:/usr/bin")
        server = None
        if program:
            server, stream = start_nats(program, folder)
            timed([asked.vedette, "send", whole, "--to", stream])
            kept = folder / "worked.vedette"
            work = [sys.executable, "-c", WORKERS, cores, asked.vedette, "work", "--from", stream, "--to", kept, "--until-empty"]
            ways.append((f"{cores} workers over NATS, in SQLite", work, None))
            archives[ways[-1][0]] = kept
        print(f"{asked.articles} articles, {whole.stat().st_size / asked.articles:.0f} bytes each, {cores} cores")
        print(f"{'':34}{'articles/s':>12}{'a second of a core':>20}  records")
        wanted = None
        same = True
        for title, command, variables in ways:
            clock, processor, out = timed(command, variables)
            if title in archives:
                digest = digest_of_archive(archives[title])
            else:
                digest = digest_of(out.splitlines()) if command[0] == asked.vedette else out.decode().split()[-1]
            wanted = wanted or digest
            same = same and digest == wanted
            of_a_core = "not known" if "Spark" in title else round(asked.articles / processor)
            print(f"{title:34}{asked.articles / clock:12.0f}{of_a_core:>20}  {'the same' if digest == wanted else 'DIFFERENT'}", flush=True)
        if server:
            server.kill()
            server.wait()
        sys.exit(not same)


if __name__ == "__main__":
    main()
