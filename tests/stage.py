"""The stage of the tests in Python: the program, the samples, articles as a feed gives them, a folder that goes away, the server on a free
port of loopback. Tests are started as `TEST.py VEDETTE SOURCE_FOLDER …`."""
import http.client
import json
import pathlib
import re
import resource
import signal
import subprocess
import sys
import tempfile
import unittest

VEDETTE, SOURCE = sys.argv[1], pathlib.Path(sys.argv[2])
SAMPLES = sorted((SOURCE / "samples").glob("*.txt"))


def run(*arguments, timeout=120, given=None, **options):
    """Exit status, output and complaints of the program; bytes that are no UTF-8 stand as U+FFFD."""
    given = given.encode() if isinstance(given, str) else given
    done = subprocess.run([VEDETTE, *map(str, arguments)], input=given, stdout=options.pop("stdout", subprocess.PIPE), stderr=subprocess.PIPE,
                          timeout=timeout, **options)
    return done.returncode, (done.stdout or b"").decode(errors="replace"), done.stderr.decode(errors="replace")


def said(*arguments, **options):
    """The output of the program, which must end well."""
    status, out, err = run(*arguments, **options)
    if status != 0:
        raise AssertionError(f"vedette {' '.join(map(str, arguments))}: exit status {status}: {err}")
    return out


def feed(articles):
    return "".join(json.dumps(article) + "\n" for article in articles)


def add(archive, articles):
    said("add", "-", "--to", archive, given=feed(articles))


def numbered(path, count):
    """So many different articles as a file: the samples in turn, each with its number."""
    with open(path, "w", encoding="utf-8") as out:
        for number in range(count):
            text = SAMPLES[number % len(SAMPLES)].read_text(encoding="utf-8")
            out.write(feed([{"id": f"article-{number}", "text": f"{text}\n\nReport number {number}."}]))
    return path


def within(memory):
    """For `preexec_fn`: the program may take so many bytes of memory. Nothing for a program that is built with the sanitizers, which claim
    more addresses than there is memory."""
    if memory is None or b"__asan_init" in pathlib.Path(VEDETTE).read_bytes():
        return None
    return lambda: resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def folder_of(test):
    """A folder that goes away after a test, or after all of a class."""
    folder = tempfile.TemporaryDirectory()
    (test.addClassCleanup if isinstance(test, type) else test.addCleanup)(folder.cleanup)
    return pathlib.Path(folder.name)


class Case(unittest.TestCase):
    """A test with a folder of its own, and where an archive may be made in it."""

    def setUp(self):
        self.folder = folder_of(self)
        self.archive = self.folder / "news.vedette"


class Server:
    """`vedette serve` over an archive; the test must stop it."""

    def __init__(self, archive, *options):
        self.path = pathlib.Path(archive)
        self.process = subprocess.Popen([VEDETTE, "serve", self.path, "--port", "0", *map(str, options)], stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        found = re.match(r"http://([^/]+):(\d+)/", line)
        if not found:
            raise AssertionError(f"no address: {line!r} {self.process.stderr.read() if self.process.poll() is not None else ''}")
        self.host, self.port = found[1], int(found[2])

    def ask(self, target, method="GET", body=None, **headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request(method, target, body, {name.replace("_", "-"): value for name, value in headers.items()})
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            connection.close()

    def json(self, target):
        status, _, body = self.ask(target)
        if status != 200:
            raise AssertionError(f"{target}: {status} {body[:300]}")
        return json.loads(body)

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(timeout=20)
        finally:
            if self.process.poll() is None:
                self.process.kill()
            self.process.stdout.close()
            self.process.stderr.close()


def main():
    unittest.main(argv=sys.argv[:1])
