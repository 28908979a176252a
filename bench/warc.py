#!/usr/bin/env python3
"""How fast a crawl is read: a WARC of real shape, made of pages, on one core, beside `zcat` alone.

usage: warc.py VEDETTE [--pages FOLDER] [--megabytes N]

FOLDER holds *.html or *.html.gz (default: ../shared/data/html/html, else pages are made up). Each page becomes a response record
with the headers that crawlers write, a member of its own as in CC-NEWS, again and again with another number in its title. Printed is the uncompressed size of the records over the seconds of user and system time.
"""
import argparse
import gzip
import pathlib
import resource
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent


def pages(folder):
    found = sorted([*folder.glob("*.html"), *folder.glob("*.html.gz")]) if folder and folder.is_dir() else []
    for path in found:
        data = path.read_bytes()
        yield gzip.decompress(data) if path.name.endswith(".gz") else data
    if not found:
        for number in range(40):
            words = f"The minister of country {number} said on Monday that talks with its neighbour would go on for {number} days. " * 4
            links = "".join(f"<li><a href='/{number}/{n}'>Read more about topic {n}</a></li>" for n in range(200))
            yield (f"<!doctype html><html><head><title>Talks {number}</title><style>{'.a{color:red}' * 800}</style></head><body><nav><ul>{links}"
                   f"</ul></nav><article><h1>Talks {number}</h1>{f'<p>{words}</p>' * 20}</article></body></html>").encode()


def record(number, page):
    page = page.replace(b"</title>", f" {number}</title>".encode(), 1)
    http = (b"HTTP/1.1 200 OK\r\nDate: Thu, 29 Jun 2023 10:00:00 GMT\r\nServer: nginx\r\nContent-Type: text/html; charset=UTF-8\r\nX-Crawler-Content-Length: "
            + str(len(page)).encode() + b"\r\nVary: Accept-Encoding\r\n\r\n" + page)
    head = (f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012x}>\r\nWARC-Date: 2023-06-29T10:00:00Z\r\n"
            f"Content-Length: {len(http)}\r\nContent-Type: application/http; msgtype=response\r\nWARC-Target-URI: https://example.org/{number}\r\n"
            "WARC-IP-Address: 192.0.2.1\r\n\r\n").encode()
    return head + http + b"\r\n\r\n"


def request(number):
    http = b"GET / HTTP/1.1\r\nUser-Agent: crawler\r\nAccept-Encoding: gzip\r\nHost: example.org\r\n\r\n"
    return (f"WARC/1.0\r\nWARC-Type: request\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-9000-{number:012x}>\r\nWARC-Date: 2023-06-29T10:00:00Z\r\n"
            f"Content-Length: {len(http)}\r\nContent-Type: application/http; msgtype=request\r\nWARC-Target-URI: https://example.org/{number}\r\n\r\n").encode() + http + b"\r\n\r\n"


def make(path, folder, megabytes):
    total = number = 0
    with open(path, "wb") as out:
        while total < megabytes << 20:
            for page in pages(folder):
                number += 1
                for one in (request(number), record(number, page)):
                    out.write(gzip.compress(one, 6))
                    total += len(one)
    return total, number


def seconds(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("vedette")
    parser.add_argument("--pages", type=pathlib.Path, default=HERE.parent.parent / "shared" / "data" / "html" / "html")
    parser.add_argument("--megabytes", type=int, default=200)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "crawl.warc.gz")
        total, articles = make(path, args.pages, args.megabytes)
        print(f"{articles} pages, {total / 1e6:.0f} MB of records, {path.stat().st_size / 1e6:.0f} MB packed")
        for name, command in (("zcat", ["zcat", path]), ("articles", [args.vedette, "articles", path])):
            best = min((seconds(command) for _ in range(3)), key=lambda one: one[0])
            print(f"{name:9} {best[0]:6.2f} s  {total / 1e6 / best[0]:6.0f} MB/s   {best[1].stderr.decode().strip()[-200:]}")


if __name__ == "__main__":
    sys.exit(main())
