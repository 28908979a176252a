#!/usr/bin/env python3
"""Workers on a real NATS cluster: three servers, three workers, killed again and again; every article kept exactly once.

usage: work.py VEDETTE SOURCE_FOLDER [ARTICLES KILLS]
"""
import contextlib
import json
import random
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request

import stage
from stage import Case, VEDETTE, main

ARTICLES, KILLS = (int(sys.argv[3]), int(sys.argv[4])) if len(sys.argv) > 4 else (400, 4)
SAMPLES = [path.read_text(encoding="utf-8") for path in stage.SAMPLES]
NATS = shutil.which("nats-server") or "/usr/sbin/nats-server"


def free_ports(count):
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]


class Cluster:
    """NATS servers with JetStream on loopback; a server that was killed comes back with its store."""

    def __init__(self, folder, size, largest="1MB"):
        ports = free_ports(3 * size)
        self.clients, self.routes, self.monitors = ports[:size], ports[size:2 * size], ports[2 * size:]
        self.folder, self.size, self.largest, self.servers = folder, size, largest, [None] * size
        for number in range(size):
            self.start(number)
        self.wait()

    def start(self, number):
        routes = ", ".join(f"nats-route://127.0.0.1:{port}" for port in self.routes)
        config = self.folder / f"server{number}.conf"
        cluster = f"cluster {{ name: test, listen: 127.0.0.1:{self.routes[number]}, routes: [{routes}] }}" if self.size > 1 else ""
        config.write_text(f"""server_name: s{number}
listen: 127.0.0.1:{self.clients[number]}
http: 127.0.0.1:{self.monitors[number]}
max_payload: {self.largest}
jetstream {{ store_dir: "{self.folder}/store{number}", max_memory_store: 64MB, max_file_store: 4GB }}
{cluster}
""")
        with open(self.folder / f"server{number}.log", "ab") as log:
            self.servers[number] = subprocess.Popen([NATS, "-c", config], stdout=subprocess.DEVNULL, stderr=log)

    def jsz(self, number):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.monitors[number]}/jsz?streams=true&leader_only=false", timeout=5) as answer:
            return json.load(answer)

    def wait(self):
        for _ in range(150):
            try:
                state = self.jsz(0)
                if self.size == 1 or state.get("meta_cluster", {}).get("leader"):
                    return
            except (OSError, ValueError):
                pass
            time.sleep(0.2)
        raise AssertionError("the NATS servers did not come up")

    def leader_of(self, stream):
        for number in range(self.size):
            with contextlib.suppress(OSError):
                for account in self.jsz(number).get("account_details", []):
                    for detail in account.get("stream_detail", []):
                        if detail["name"] == stream and "cluster" in detail:
                            return int(detail["cluster"]["leader"][1:])
        return 0

    def address(self, subject="articles"):
        return "nats://" + ",".join(f"127.0.0.1:{port}" for port in self.clients) + "/" + subject

    def messages(self, stream):
        for number in range(self.size):
            with contextlib.suppress(OSError):
                for account in self.jsz(number).get("account_details", []):
                    for detail in account.get("stream_detail", []):
                        if detail["name"] == stream:
                            return detail["state"]["messages"]
        return None

    def stop(self):
        for server in self.servers:
            server.kill()
            server.wait()


def digests(archive):
    with sqlite3.connect(f"file:{archive}?mode=ro", uri=True) as database:
        return sorted(database.execute("SELECT id, record_digest FROM article"))


class Work(Case):
    def cluster(self, size, **options):
        cluster = Cluster(self.folder, size, **options)
        self.addCleanup(cluster.stop)
        return cluster

    def articles(self, count):
        path = self.folder / "news.jsonl"
        with open(path, "w", encoding="utf-8") as out:
            for number in range(count):
                text = SAMPLES[number % len(SAMPLES)] + f"\n\nReport number {number}."
                out.write(json.dumps({"id": f"a{number}", "title": f"Report {number}", "published": "2023-06-29", "text": text}) + "\n")
        return path

    def run_vedette(self, *arguments, timeout=600, **options):
        done = subprocess.run([VEDETTE, *map(str, arguments)], capture_output=True, timeout=timeout, **options)
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    def worker(self, cluster, *more):
        command = [VEDETTE, "work", "--from", cluster.address(), "--to", self.archive, "--acknowledge-within", "3", "--batch", "20", *more]
        with open(self.folder / "workers.log", "ab") as log:
            worker = subprocess.Popen(list(map(str, command)), stdout=subprocess.DEVNULL, stderr=log)
        self.addCleanup(lambda: (worker.kill(), worker.wait()))
        return worker

    def log(self):
        return (self.folder / "workers.log").read_text()

    def test_killed_workers_and_a_killed_leader_lose_and_double_nothing(self):
        cluster = self.cluster(3)
        news = self.articles(ARTICLES)
        single = self.folder / "single.vedette"
        self.assertEqual(self.run_vedette("add", news, "--to", single, "--threads", "2", timeout=3000)[0], 0)
        self.assertEqual(self.run_vedette("send", news, "--to", cluster.address(), "--replicas", 3, timeout=3000)[0], 0)
        chance = random.Random(20230629)
        workers = [self.worker(cluster, "--until-empty") for _ in range(3)]
        dead_leader = None
        for kill in range(KILLS):
            time.sleep(chance.uniform(0.3, 1.2))
            victim = chance.randrange(3)
            workers[victim].kill()
            workers[victim].wait()
            workers[victim] = self.worker(cluster, "--until-empty")
            if kill == KILLS // 2:
                dead_leader = cluster.leader_of("ARTICLES")
                cluster.servers[dead_leader].kill()
                cluster.servers[dead_leader].wait()
            elif dead_leader is not None:
                cluster.start(dead_leader)
                dead_leader = None
        if dead_leader is not None:
            cluster.start(dead_leader)
        for worker in workers:
            self.assertEqual(worker.wait(timeout=3000), 0, self.log())
        self.assertEqual(len(digests(self.archive)), ARTICLES)
        self.assertEqual(digests(self.archive), digests(single))
        self.assertEqual(self.run_vedette("verify", self.archive)[0], 0)

    def test_sending_again_changes_nothing(self):
        cluster = self.cluster(1)
        news = self.articles(8)
        for _ in range(2):
            self.assertEqual(self.run_vedette("send", news, "--to", cluster.address())[0], 0)
        self.assertEqual(cluster.messages("ARTICLES"), 8)
        self.assertEqual(self.worker(cluster, "--until-empty", "--reports", "reports").wait(timeout=120), 0, self.log())
        self.assertEqual(len(digests(self.archive)), 8)
        self.assertEqual(cluster.messages("REPORTS"), 8)

    def test_bytes_and_large_articles_come_through(self):
        cluster = self.cluster(1, largest="64KB")
        (self.folder / "bytes.txt").write_bytes(SAMPLES[0].encode() + b"\n\nAn \xff\xfe odd \x91quote\x92.\n")
        large = self.folder / "large.txt"
        large.write_text("\n\n".join(SAMPLES * 24), encoding="utf-8")
        self.assertGreater(large.stat().st_size, 3 * 65536)
        files = [self.folder / "bytes.txt", large]
        single = self.folder / "single.vedette"
        self.assertEqual(self.run_vedette("add", *files, "--to", single)[0], 0)
        self.assertEqual(self.run_vedette("send", *files, "--to", cluster.address())[0], 0)
        self.assertGreater(cluster.messages("ARTICLES_PARTS"), 2)
        self.assertEqual(self.worker(cluster, "--until-empty", "--threads", "2").wait(timeout=120), 0, self.log())
        self.assertEqual(digests(self.archive), digests(single))
        self.assertEqual(cluster.messages("ARTICLES_PARTS"), 0)  # they are taken away once the archive holds the article

    def test_what_cannot_be_read_is_a_dead_letter_with_its_reason(self):
        cluster = self.cluster(1)
        news = self.articles(3)
        self.assertEqual(self.run_vedette("send", news, "--to", cluster.address())[0], 0)
        with socket.create_connection(("127.0.0.1", cluster.clients[0]), timeout=10) as client:
            client.recv(4096)
            body = b'{"title": "no text"}'
            client.sendall(b'CONNECT {"verbose":false}\r\nPUB articles %d\r\n%s\r\nPING\r\n' % (len(body), body))
            self.assertIn(b"PONG", client.recv(4096))
        self.assertEqual(self.worker(cluster, "--until-empty").wait(timeout=120), 1)
        self.assertIn('there is neither "text" nor "html"', self.log())
        self.assertIn("3 articles kept, 1 dead letters", self.log())
        self.assertEqual(cluster.messages("ARTICLES_DEAD"), 1)
        self.assertEqual(len(digests(self.archive)), 3)

    def test_metrics_and_a_graceful_end(self):
        cluster = self.cluster(1)
        self.assertEqual(self.run_vedette("send", self.articles(5), "--to", cluster.address())[0], 0)
        worker = self.worker(cluster, "--metrics", "127.0.0.1:0")
        text = ""
        for _ in range(100):
            port = re.search(r"metrics at port (\d+)", self.log())
            if port:
                with urllib.request.urlopen(f"http://127.0.0.1:{port[1]}/metrics", timeout=5) as answer:
                    text = answer.read().decode()
                if 'vedette_articles_total{outcome="fresh"} 5' in text:
                    break
            time.sleep(0.1)
        self.assertIn('vedette_articles_total{outcome="fresh"} 5', text)
        with self.assertRaises(urllib.error.HTTPError):
            urllib.request.urlopen(f"http://127.0.0.1:{port[1]}/", timeout=5)
        worker.send_signal(signal.SIGTERM)
        self.assertEqual(worker.wait(timeout=20), 0)
        self.assertEqual(len(digests(self.archive)), 5)

    def test_faults_are_said(self):
        (port,) = free_ports(1)
        for given, expected in [("nats:/x", "expected nats://HOST:PORT/SUBJECT"), ("nats://127.0.0.1:1/a b", "the subject must be a name"),
                                (f"nats://127.0.0.1:{port}/articles", "no connection to")]:
            status, _, err = self.run_vedette("work", "--from", given, "--to", self.archive)
            self.assertEqual(status, 2)
            self.assertIn(expected, err)


if __name__ == "__main__":
    main()
