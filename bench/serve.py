#!/usr/bin/env python3
"""How fast vedette serve answers 50 clients on a large archive, alone and under attack.

usage: serve.py VEDETTE ARCHIVE [SECONDS] [PAUSE]

ARCHIVE is one that bench/archive.py kept. The clients ask without pause, or with PAUSE seconds between an answer and the next question, each over one connection, with parameters that differ from request to
request, so that few answers are there already. The attack is 100 listeners, 40 half requests and up to 10,000 idle connections.
"""
import heapq
import http.client
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

VEDETTE, ARCHIVE = sys.argv[1], sys.argv[2]
SECONDS = float(sys.argv[3]) if len(sys.argv) > 3 else 20
PAUSE = float(sys.argv[4]) if len(sys.argv) > 4 else 0
CLIENTS = 50


class Load:
    """Fifty connections in one thread: a client that costs little beside the server."""

    def __init__(self, port, targets):
        self.port, self.targets, self.chance = port, targets, random.Random(1)

    def run(self, seconds):
        poll, state, took, faults, resting = select.epoll(), {}, {}, 0, []

        def ask(one):
            kind, target = self.targets(self.chance)
            state[one.fileno()] = [one, kind, time.perf_counter(), b"", None]
            one.sendall(f"GET {target} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n\r\n".encode())
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


def report(name, took, faults):
    every = [t for times in took.values() for t in times]
    print(f"\n{name}: {len(every)} answers, {len(every) / SECONDS:.0f} a second, {faults} not 200; median {percentile(every, .5):.1f} ms, 95 % {percentile(every, .95):.1f} ms, worst {max(every) * 1000:.0f} ms")
    for kind, times in sorted(took.items()):
        print(f"  {kind:14} {len(times):6}  median {percentile(times, .5):7.1f}  95 % {percentile(times, .95):7.1f} ms")


def main():
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    begin = time.time()
    server = subprocess.Popen([VEDETTE, "serve", ARCHIVE, "--port", "0", "--header-seconds", "120"], stdout=subprocess.PIPE, text=True)
    try:
        port = int(re.search(r":(\d+)/", server.stdout.readline())[1])
        print(f"ready after {time.time() - begin:.1f} s")

        def get(target):
            one = http.client.HTTPConnection("127.0.0.1", port)
            one.request("GET", target, headers={"Accept-Encoding": "identity"})
            return json.loads(one.getresponse().read())
        resident = re.search(r"VmRSS:\s+(\d+)", open(f"/proc/{server.pid}/status", encoding="ascii").read())
        print(f"{int(resident[1]) / 1000:.0f} MB resident")
        begin = time.perf_counter()
        overview = get("/api/1/overview")
        print(f"first view {1000 * (time.perf_counter() - begin):.0f} ms; {overview['articles']} articles, {overview['events']} events, {overview['quotes']} quotes")
        actors = [a["key"] for a in get("/api/1/actors?limit=300")["items"]]
        articles = [a["id"] for a in get("/api/1/articles?limit=500")["items"]]
        stories = [s["story"] for s in get("/api/1/stories?limit=200")["items"]]
        states = sorted({p[side]["country"] for p in get("/api/1/pairs?limit=100")["items"] for side in "ab"}) or ["RUS", "USA"]
        blocs = [b["bloc"] for b in get("/api/1/blocs?limit=40")["items"]]
        from urllib.parse import quote

        def targets(chance):
            day = f"20{chance.choice(['24-0', '25-0'])}{chance.randint(1, 9)}-{chance.randint(10, 28)}"
            kind = chance.choice(["overview", "events", "events actor", "events pair", "events text", "article", "story", "actor", "actors", "bloc", "quotes", "quotes text", "calendar", "commitments", "tension", "compare", "places", "days"])
            actor, pair = quote(chance.choice(actors), safe=""), ",".join(chance.sample(states, 2)) if len(states) > 1 else "RUS,USA"
            word = chance.choice(["border", "minister", "ceasefire", "protest", "talks", "police", "troops", "government", "attack", "president"])
            return kind, "/api/1/" + {
                "overview": f"overview?until={day}", "events": f"events?until={day}", "events actor": f"events?any={actor}&until={day}", "events pair": f"events?pair={pair}&until={day}",
                "events text": f"events?text={word}&until={day}", "article": f"articles/{chance.choice(articles)}", "story": f"stories/{chance.choice(stories)}" if stories else "stories",
                "actor": f"actors/{actor}?until={day}", "actors": f"actors?text={quote(chance.choice(actors)[:4])}", "bloc": f"blocs/{chance.choice(blocs)}?on={day}", "quotes": f"quotes?speaker={actor}&until={day}",
                "quotes text": f"quotes?text={word}&until={day}", "calendar": f"calendar?since={day}", "commitments": f"commitments?until={day}", "tension": f"tension?pair={pair}&until={day}",
                "compare": f"compare?by=pair&left={pair}&right=USA,CHN&until={day}", "places": f"places?since={day}&any={actor}", "days": f"days?any={actor}&until={day}"}[kind]
        report(f"{CLIENTS} clients", *Load(port, targets).run(SECONDS))

        held = []
        for number in range(140):
            one = socket.create_connection(("127.0.0.1", port))
            held.append(one)
            one.sendall(b"GET /api/1/stream HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" if number < 100 else b"PUT /api/1/rules HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 50\r\n\r\nx")
        for _ in range(min(10_000, hard - 500)):
            held.append(socket.create_connection(("127.0.0.1", port)))
        report(f"the same beside 100 listeners, 40 half requests and {len(held) - 140} idle connections", *Load(port, targets).run(SECONDS))
        for one in held:
            one.close()
    finally:
        server.send_signal(signal.SIGTERM)
        print(f"\nended with {server.wait(timeout=30)}")


if __name__ == "__main__":
    main()
