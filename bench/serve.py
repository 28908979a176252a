#!/usr/bin/env python3
"""How fast vedette serve answers 50 clients on a large archive: on a wall where many look at the same views, where every question is new, and under attack.

usage: serve.py VEDETTE ARCHIVE [SECONDS] [PAUSE]

ARCHIVE is one that bench/archive.py kept. The clients ask without pause, or with PAUSE seconds between an answer and the next question, each over one connection, and run on the same processors as the server.
All kinds of questions come equally often. `every address new`: no address is asked for twice while the server runs, so no answer is there already; actors are drawn from 5,000, days from two years, articles
and stories from all, words from the archive's own. `a wall`: the clients ask again and again for the same 200 addresses, which others have asked for before. The attack is 100 listeners, 40 half requests and up
to 10,000 idle connections. How many different addresses were asked for is counted and printed.
"""
import heapq
import http.client
import itertools
import json
import random
import re
import resource
import select
import signal
import socket
import subprocess
import sys
import time
from urllib.parse import quote

VEDETTE, ARCHIVE = sys.argv[1], sys.argv[2]
SECONDS = float(sys.argv[3]) if len(sys.argv) > 3 else 20
PAUSE = float(sys.argv[4]) if len(sys.argv) > 4 else 0
CLIENTS = 50
WALL = 200


class Questions:
    """Addresses of every kind, from what the archive holds."""

    def __init__(self, port):
        self.connection, self.chance, self.asked = http.client.HTTPConnection("127.0.0.1", port), random.Random(1), set()
        self.actors = [a["key"] for a in self.lines("actors?limit=5000")]
        self.articles = [a["id"] for a in self.lines("articles?limit=10000")]
        self.stories = [s["story"] for s in self.lines("stories?limit=10000")]
        self.states = sorted({a["country"] for a in self.lines("actors?limit=5000&kind=state")})
        self.blocs = [b["bloc"] for b in self.lines("blocs?limit=100")]
        words = [re.findall(r"[a-z]{5,}", item["words"]) for item in self.lines("events?limit=3000")]
        self.words = sorted(set(itertools.chain(*words)))

    def get(self, target):
        self.connection.request("GET", target, headers={"Accept-Encoding": "identity"})
        answer = self.connection.getresponse()
        body = answer.read()
        assert answer.status == 200, (target, answer.status, body[:200])
        return body

    def lines(self, target):
        return [json.loads(line) for line in self.get(f"/api/1/{target}&format=jsonl").splitlines()]

    def day(self):
        return f"20{self.chance.choice([24, 25])}-{self.chance.randint(1, 12):02}-{self.chance.randint(1, 28):02}"

    def actor(self):
        return quote(self.chance.choice(self.actors), safe="")

    def pair(self):
        return ",".join(self.chance.sample(self.states, 2))

    def text(self):
        return "+".join(self.chance.sample(self.words, self.chance.choice([1, 2])))

    KINDS = {
        "overview": lambda q: f"overview?since={q.day()}&until={q.day()}", "events": lambda q: f"events?until={q.day()}&limit={q.chance.randint(40, 60)}",
        "events actor": lambda q: f"events?any={q.actor()}&until={q.day()}", "events pair": lambda q: f"events?pair={q.pair()}&until={q.day()}",
        "events text": lambda q: f"events?text={q.text()}&until={q.day()}", "events bloc": lambda q: f"events?any=bloc:{q.chance.choice(q.blocs)}&until={q.day()}",
        "article": lambda q: f"articles/{q.chance.choice(q.articles)}", "story": lambda q: f"stories/{q.chance.choice(q.stories)}", "actor": lambda q: f"actors/{q.actor()}?until={q.day()}",
        "actors": lambda q: f"actors?text={quote(q.chance.choice(q.actors)[:q.chance.randint(2, 6)].strip() or 'a', safe='')}&limit={q.chance.randint(20, 60)}",
        "bloc": lambda q: f"blocs/{q.chance.choice(q.blocs)}?on={q.day()}", "quotes": lambda q: f"quotes?speaker={q.actor()}&until={q.day()}",
        "quotes text": lambda q: f"quotes?text={q.text()}&until={q.day()}", "calendar": lambda q: f"calendar?since={q.day()}&limit={q.chance.randint(40, 60)}",
        "commitments": lambda q: f"commitments?until={q.day()}&limit={q.chance.randint(40, 60)}", "tension": lambda q: f"tension?pair={q.pair()}&until={q.day()}",
        "compare": lambda q: f"compare?by=pair&left={q.pair()}&right={q.pair()}&until={q.day()}", "places": lambda q: f"places?since={q.day()}&any={q.actor()}",
        "days": lambda q: f"days?any={q.actor()}&until={q.day()}"}

    def one(self, kind):
        while True:
            target = self.KINDS[kind](self)
            days = re.findall(r"(?:since|until)=([\d-]+)", target)
            if days == sorted(days):
                return "/api/1/" + target

    def new(self, count):
        """Questions of all kinds in turn, in a random order; none was asked before."""
        found, kinds = [], list(self.KINDS)
        for number in range(count):
            kind = kinds[number % len(kinds)]
            for _ in range(20):  # of a kind with few addresses there may be no more
                target = self.one(kind)
                if target not in self.asked:
                    self.asked.add(target)
                    found.append((kind, target))
                    break
        self.chance.shuffle(found)
        return found


class Load:
    """Fifty connections in one thread, their questions ready: a client that costs little beside the server."""

    def __init__(self, port, questions):
        self.port, self.chance = port, random.Random(2)
        self.requests = [(kind, f"GET {target} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n\r\n".encode()) for kind, target in questions]
        self.used = 0

    def run(self, seconds):
        poll, state, took, faults, resting = select.epoll(), {}, {}, 0, []

        def ask(one):
            kind, request = self.requests[self.used % len(self.requests)]
            self.used += 1
            state[one.fileno()] = [one, kind, time.perf_counter(), b"", None]
            one.sendall(request)
        for _ in range(CLIENTS):
            one = socket.create_connection(("127.0.0.1", self.port))
            one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            poll.register(one.fileno(), select.EPOLLIN)
            heapq.heappush(resting, (time.perf_counter() + self.chance.uniform(0, PAUSE), one.fileno(), one))
        end = time.perf_counter() + seconds
        while (now := time.perf_counter()) < end:
            while resting and resting[0][0] <= now:
                ask(heapq.heappop(resting)[2])
            for number, _ in poll.poll(min(0.5, max(0.0, resting[0][0] - now)) if resting else 0.5):
                here = state[number]
                piece = here[0].recv(262144)
                if not piece:
                    raise SystemExit("the server closed a connection")
                here[3] += piece
                if here[4] is None and b"\r\n\r\n" in here[3]:
                    head = here[3].split(b"\r\n\r\n", 1)[0]
                    here[4] = len(head) + 4 + int(re.search(rb"content-length: (\d+)", head, re.I)[1])
                    faults += not head.startswith(b"HTTP/1.1 200")
                if here[4] is not None and len(here[3]) >= here[4]:
                    took.setdefault(here[1], []).append(time.perf_counter() - here[2])
                    heapq.heappush(resting, (time.perf_counter() + PAUSE, number, here[0]))
        for one, *_ in state.values():
            one.close()
        for _, _, one in resting:
            one.close()
        return took, faults


def percentile(values, part):
    return sorted(values)[min(len(values) - 1, int(len(values) * part))] * 1000


def processor(process):
    """Seconds of processor time so far."""
    fields = open(f"/proc/{process}/stat", encoding="ascii").read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / 100


def measure(name, port, server, questions):
    load, before, own = Load(port, questions), processor(server.pid), time.process_time()
    took, faults = load.run(SECONDS)
    server_time, own = processor(server.pid) - before, time.process_time() - own
    every = [t for times in took.values() for t in times]
    different = len({request for _, request in load.requests[:load.used]})
    print(f"\n{name}: {len(every)} answers to {different} addresses, {len(every) / SECONDS:.0f} a second, {faults} not 200; median {percentile(every, .5):.1f} ms, "
          f"95 % {percentile(every, .95):.1f} ms, worst {max(every) * 1000:.0f} ms; processor time an answer {1000 * server_time / len(every):.2f} ms, of the clients {1000 * own / len(every):.2f}")
    for kind, times in sorted(took.items()):
        print(f"  {kind:14} {len(times):6}  median {percentile(times, .5):7.1f}  95 % {percentile(times, .95):7.1f} ms", flush=True)


def main():
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    begin = time.time()
    server = subprocess.Popen([VEDETTE, "serve", ARCHIVE, "--port", "0", "--header-seconds", "300"], stdout=subprocess.PIPE, text=True)

    def memory():
        """The server's own memory; pages of the archive's file, which the system may take back, are not in it."""
        found = re.search(r"RssAnon:\s+(\d+)", open(f"/proc/{server.pid}/status", encoding="ascii").read())
        return int(found[1]) / 1000
    try:
        port = int(re.search(r":(\d+)/", server.stdout.readline())[1])
        print(f"ready after {time.time() - begin:.1f} s, {memory():.0f} MB of memory")
        begin = time.perf_counter()
        connection = http.client.HTTPConnection("127.0.0.1", port)
        connection.request("GET", "/api/1/overview")
        connection.getresponse().read()
        took = time.perf_counter() - begin
        questions = Questions(port)
        holds = json.loads(questions.get("/api/1/status"))
        print(f"first view {1000 * took:.0f} ms; {holds['articles']} articles, {holds['events']} events, {holds['quotes']} quotes")
        wall = questions.new(WALL)
        for _, target in wall:
            questions.get(target)
        fresh = int(SECONDS * (3000 if PAUSE == 0 else CLIENTS / PAUSE))
        measure(f"{CLIENTS} clients, a wall", port, server, wall)
        measure(f"{CLIENTS} clients, every address new", port, server, questions.new(fresh))

        held = []
        for number in range(140):
            one = socket.create_connection(("127.0.0.1", port))
            held.append(one)
            one.sendall(b"GET /api/1/stream HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" if number < 100 else b"PUT /api/1/rules HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 50\r\n\r\nx")
        for _ in range(min(10_000, hard - 500)):
            held.append(socket.create_connection(("127.0.0.1", port)))
        measure(f"every address new, beside 100 listeners, 40 half requests and {len(held) - 140} idle connections", port, server, questions.new(fresh))
        print(f"\n{memory():.0f} MB of memory")
        for one in held:
            one.close()
    finally:
        server.send_signal(signal.SIGTERM)
        print(f"ended with {server.wait(timeout=30)}")


if __name__ == "__main__":
    main()
