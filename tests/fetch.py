#!/usr/bin/env python3
"""Fetching, against servers on loopback that behave and misbehave.

usage: fetch.py VEDETTE SOURCE_FOLDER
"""
import gzip
import http.server
import json
import socket
import sqlite3
import subprocess
import threading
import time

from stage import Case, VEDETTE, main, within

WORDS = ("Rebels attacked the town of Sévaré in Mali on Wednesday and killed 12 soldiers, the army said in a statement. "
         "The president condemned the attack and promised to send more troops to the region before the end of the month. ")
PAGE = ("<!doctype html><html lang='en'><head><meta charset='utf-8'><title>{0}</title><meta property='og:title' content='{0}'>"
        "<meta property='article:published_time' content='2023-06-29T10:00:00Z'>{1}</head><body><article><h1>{0}</h1>" +
        f"<p>{WORDS}</p>" * 4 + "<p>This is the report {0}.</p></article></body></html>")


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def answer(self, body=b"", status=200, kind="text/html; charset=utf-8", length=None, **headers):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        site = self.server
        site.asked.append((self.path, dict(self.headers)))
        path = self.path.split("?")[0]
        base = f"http://{self.headers['Host']}"
        try:
            self.serve(site, path, base)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def serve(self, site, path, base):
        if path == "/robots.txt":
            return self.answer(site.robots.encode(), 200, "text/plain") if site.robots is not None else self.answer(status=site.robots_status)
        if path.startswith("/page"):
            tag = f'"{path}"'
            if self.headers.get("If-None-Match") == tag:
                return self.answer(status=304, ETag=tag)
            return self.answer(PAGE.format(f"Attack {path}", "").encode(), ETag=tag)
        if path == "/canonical":
            return self.answer(PAGE.format("Attack", f"<link rel='canonical' href='{base}/real'>").encode())
        if path == "/stolen":
            return self.answer(PAGE.format("Attack", "<link rel='canonical' href='https://elsewhere.example/real'>").encode())
        if path == "/sitemap.xml":
            urls = "".join(f"<url><loc>{base}/page{n}</loc><news:news><news:publication_date>2023-06-{10 + n}</news:publication_date>"
                           f"<news:title>Title {n} &lt;script&gt;alert(1)&lt;/script&gt;</news:title></news:news></url>" for n in range(5))
            return self.answer(f"<?xml version='1.0'?><urlset xmlns:news='n'>{urls}</urlset>".encode(), kind="application/xml", ETag='"map"')
        if path == "/index.xml":
            return self.answer(f"<sitemapindex><sitemap><loc>{base}/packed.xml.gz</loc></sitemap></sitemapindex>".encode(), kind="application/xml")
        if path == "/deep.xml":
            return self.answer(f"<sitemapindex><sitemap><loc>{base}/deep.xml?{len(site.asked)}</loc></sitemap></sitemapindex>".encode(), kind="text/xml")
        if path == "/packed.xml.gz":
            return self.answer(gzip.compress(f"<urlset><url><loc>{base}/page1</loc></url></urlset>".encode()), kind="application/gzip")
        if path == "/feed":
            return self.answer(b"<rss><channel><title>The Wire</title><item><title>One</title><link>/page1</link></item><item><link>/none</link></item>"
                               b"<item><link>/page2</link></item></channel></rss>", kind="application/rss+xml")
        if path.startswith("/hops/"):
            left = int(path.split("/")[2])
            return self.answer(status=302, Location=f"/hops/{left - 1}" if left else "/page1")
        if path == "/loop":
            return self.answer(status=301, Location="/loop")
        if path == "/to":
            return self.answer(status=302, Location=self.path.split("?", 1)[1])
        if path == "/slow":
            self.send_response(200)
            self.send_header("Content-Length", "100000")
            self.end_headers()
            for _ in range(100):
                self.wfile.write(b"x")
                time.sleep(0.1)
        if path == "/endless":
            self.send_response(200)
            self.send_header("Connection", "close")
            self.end_headers()
            self.close_connection = True
            while True:
                self.wfile.write(b"<p>no end</p>" * 1000)
        if path == "/headers":
            self.send_response(200)
            for number in range(10_000):
                self.send_header(f"X-{number}", "x" * 100)
            self.end_headers()
        if path == "/bomb":
            return self.answer(site.bomb, Content_Encoding="gzip")
        if path == "/bomb.gz":
            return self.answer(site.bomb, kind="application/gzip")
        if path == "/short":
            self.answer(b"<p>cut", length=1000)
            self.close_connection = True
            return None
        if path == "/damaged":
            return self.answer(b"\x1f\x8b\x08\x00no gzip at all", Content_Encoding="gzip")
        if path == "/picture":
            return self.answer(b"\x89PNG\r\n" + bytes(100), kind="image/png")
        return self.answer(status=404)


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_):  # the program hangs up on those who misbehave
        pass


class Site:
    """A server on loopback, with what it was asked."""

    def __init__(self, robots=None, robots_status=404, address="127.0.0.1"):
        self.server = Server((address, 0), Handler)
        self.server.asked, self.server.robots, self.server.robots_status = [], robots, robots_status
        self.server.bomb = gzip.compress(b'<p>again and again</p>' * 15_000_000, 9) if Site.with_bomb else b""
        self.address = f"http://{address}:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    with_bomb = False

    def paths(self):
        return [path for path, _ in self.server.asked if path != "/robots.txt"]

    def close(self):
        self.server.shutdown()
        self.server.server_close()


class Fetch(Case):
    def setUp(self):
        super().setUp()
        self.out = self.folder / "articles.jsonl"

    def site(self, **options):
        site = Site(**options)
        self.addCleanup(site.close)
        return site

    def fetch(self, *arguments, private=True, memory=None):
        command = [VEDETTE, "fetch", *map(str, arguments), "--delay", "0", *(["--allow-private"] if private else [])]
        if "--out" not in arguments and "--to" not in arguments and "--list" not in arguments:
            command += ["--out", str(self.out)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60,
                              preexec_fn=within(memory))
        return done.returncode, done.stdout, done.stderr

    def articles(self):
        return [json.loads(line) for line in self.out.read_text(encoding="utf-8").splitlines()] if self.out.exists() else []

    def test_a_page(self):
        site = self.site()
        status, _, err = self.fetch(site.address + "/page1#part")
        self.assertEqual(status, 0, err)
        article, = self.articles()
        self.assertEqual(article["url"], site.address + "/page1")
        self.assertEqual(article["title"], "Attack /page1")
        self.assertEqual(article["published"], "2023-06-29T10:00:00Z")
        self.assertIn("Sévaré", article["text"])
        self.assertTrue(site.server.asked[0][1]["User-Agent"].startswith("vedette/"))

    def test_articles_go_into_an_archive(self):
        site = self.site()
        archive = self.archive
        self.assertEqual(self.fetch(site.address + "/page1", site.address + "/page2", "--to", archive)[0], 0)
        with sqlite3.connect(archive) as database:
            self.assertEqual(database.execute("SELECT count(*) FROM article").fetchone(), (2,))
        status, _, err = self.fetch(site.address + "/page1", "--to", archive)
        self.assertEqual(status, 0)
        self.assertIn("1 unchanged at the server", err)

    def test_nothing_changed_since(self):
        site = self.site()
        self.fetch(site.address + "/page1")
        status, _, err = self.fetch(site.address + "/page1")
        self.assertEqual((status, len(self.articles())), (0, 1), err)
        self.assertIn("0 fetched, 0 there already, 1 unchanged", err)
        self.assertEqual(site.server.asked[-1][1]["If-None-Match"], '"/page1"')

    def test_private_addresses_are_refused(self):
        site = self.site()
        port = site.address.rsplit(":", 1)[1]
        for address in (site.address, f"http://localhost:{port}", f"http://[::ffff:127.0.0.1]:{port}", f"http://[::1]:{port}", f"http://0x7f.1:{port}",
                        f"http://2130706433:{port}", f"http://0.0.0.0:{port}"):
            status, _, err = self.fetch(address + "/page1", private=False)
            self.assertEqual(status, 1, address)
            self.assertIn("not of the public internet", err, address)
        self.assertEqual(site.server.asked, [])

    def test_every_hop_is_checked(self):
        inside, outside = self.site(), self.site(address="127.0.0.2")
        target = f"{outside.address}/to?{inside.address}/page1"
        status, _, err = self.fetch(target, "--allow-address", "127.0.0.2", private=False)
        self.assertEqual(status, 1)
        self.assertIn("127.0.0.1 is not of the public internet", err)
        self.assertEqual(inside.server.asked, [])
        self.assertEqual(outside.paths(), [f"/to?{inside.address}/page1"])
        self.assertEqual(self.fetch(target)[0], 0)

    def test_other_schemes_are_refused(self):
        site = self.site()
        for address in ("file:///etc/passwd", "ftp://example.org/x", "gopher://example.org", "http://user:word@example.org/", "http://", "https://exa mple.org/"):
            status, _, err = self.fetch(address)
            self.assertEqual(status, 1, address)
        status, _, err = self.fetch(site.address + "/to?file:///etc/passwd")
        self.assertEqual(status, 1)
        self.assertIn("only http and https", err)

    def test_redirects_end(self):
        site = self.site()
        self.assertEqual(self.fetch(site.address + "/hops/3")[0], 0)
        for path in ("/loop", "/hops/9"):
            status, _, err = self.fetch(site.address + path)
            self.assertEqual(status, 1)
            self.assertIn("redirected more than 5 times", err)
        self.assertEqual(len(site.paths()), 17)

    def test_robots_are_heeded(self):
        site = self.site(robots="User-agent: *\nDisallow: /\nUser-agent: vedette\nDisallow: /page1\n")
        status, _, err = self.fetch(site.address + "/page1", site.address + "/page2", site.address + "/to?/page1")
        self.assertEqual(status, 1)
        self.assertEqual(err.count("robots.txt does not allow it"), 2)
        self.assertEqual(len(self.articles()), 1)
        self.assertEqual(site.paths(), ["/page2", "/to?/page1"])
        self.assertEqual([path for path, _ in site.server.asked].count("/robots.txt"), 1)
        broken = self.site(robots_status=503)
        status, _, err = self.fetch(broken.address + "/page1")
        self.assertIn("cannot be had", err)
        self.assertEqual(broken.paths(), [])

    def test_bodies_that_misbehave(self):
        Site.with_bomb = True
        try:
            site = self.site()
        finally:
            Site.with_bomb = False
        self.assertLess(len(site.server.bomb), 1_000_000)
        cases = {"/slow": "no whole answer within 1", "/endless": "larger than", "/headers": "headers", "/bomb": "larger than", "/bomb.gz": "larger than",
                 "/short": "shorter than its Content-Length", "/damaged": "damaged", "/picture": "no text", "/none": "404"}
        start = time.monotonic()
        status, _, err = self.fetch(*[site.address + path for path in cases], site.address + "/page1", "--timeout", "1", "--most-bytes", str(4 << 20),
                                    memory=256 << 20)
        self.assertLess(time.monotonic() - start, 30)
        self.assertEqual(status, 1)
        for path, words in cases.items():
            lines = [line for line in err.splitlines() if f"{site.address}{path}:" in line]
            self.assertEqual(len(lines), 1, (path, err))
            self.assertIn(words, lines[0])
        self.assertEqual(len(self.articles()), 1)

    def test_sitemaps_and_feeds_are_followed(self):
        site = self.site()
        status, _, err = self.fetch("--feed", site.address + "/index.xml", "--feed", site.address + "/sitemap.xml", "--since", "2023-06-13")
        self.assertEqual(status, 0, err)
        self.assertEqual(sorted(a["url"].rsplit("/", 1)[1] for a in self.articles()), ["page1", "page3", "page4"])
        status, _, err = self.fetch(site.address + "/feed")
        self.assertEqual(status, 1)
        self.assertIn("/none: the server answered 404", err)
        self.assertEqual(self.articles()[-1]["title"], "Attack /page2")
        self.assertEqual(self.articles()[-1]["site"], "The Wire")

    def test_limits_of_following(self):
        site = self.site()
        status, _, err = self.fetch("--feed", site.address + "/sitemap.xml", "--most", "2")
        self.assertEqual((status, len(self.articles())), (1, 2))
        self.assertIn("3 more addresses", err)
        status, _, err = self.fetch("--feed", site.address + "/deep.xml")
        self.assertEqual(status, 1)
        self.assertIn("too deep", err)
        self.assertLess(len(site.server.asked), 20)

    def test_a_sitemap_as_a_file_yields_addresses(self):
        path = self.folder / "news.xml"
        path.write_text("<?xml version='1.0'?><urlset xmlns:news='n'><url><loc>https://a.example/1</loc><news:news><news:title>One</news:title>"
                        "<news:publication_date>2023-06-29</news:publication_date></news:news></url></urlset>")
        status, out, err = self.fetch(path, "--list")
        self.assertEqual(status, 0, err)
        self.assertEqual(json.loads(out), {"url": "https://a.example/1", "title": "One", "published": "2023-06-29", "site": None, "language": None})
        done = subprocess.run([VEDETTE, "read", path], capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, 1)
        self.assertIn("vedette fetch", done.stderr)

    def test_a_page_speaks_for_its_own_site_only(self):
        site = self.site()
        self.fetch(site.address + "/canonical", site.address + "/stolen")
        self.assertEqual([a["url"] for a in self.articles()], [site.address + "/real", site.address + "/stolen"])

    def test_hosts_are_not_hurried(self):
        site = self.site()
        start = time.monotonic()
        done = subprocess.run([VEDETTE, "fetch", site.address + "/page1", site.address + "/page2", "--allow-private", "--delay", "0.4", "--out", self.out],
                              capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertGreaterEqual(time.monotonic() - start, 0.8)  # robots.txt, one page, the other

    def test_a_host_that_is_down(self):
        with socket.socket() as one:
            one.bind(("127.0.0.1", 0))
            port = one.getsockname()[1]
        site = self.site()
        status, _, err = self.fetch(f"http://127.0.0.1:{port}/page1", "https://no-such-host.invalid/", site.address + "/page1")
        self.assertEqual((status, len(self.articles())), (1, 1))
        self.assertEqual(len([line for line in err.splitlines() if line.startswith("vedette: http")]), 2)

    def test_wrong_use(self):
        self.assertEqual(self.fetch()[0], 2)
        self.assertEqual(self.fetch("http://example.org/", "--out", "/proc/none/x")[0], 2)


if __name__ == "__main__":
    main()
