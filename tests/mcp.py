#!/usr/bin/env python3
"""`vedette mcp` as an assistant's program speaks to it: line by line on standard input and output.

usage: mcp.py VEDETTE SOURCE_FOLDER
"""
import json
import subprocess
import unittest

from stage import SAMPLES, VEDETTE, add, folder_of, main


class Assistant:
    def __init__(self, archive):
        self.process = subprocess.Popen([VEDETTE, "mcp", str(archive)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.number = 0

    def send(self, message):
        self.process.stdin.write((message if isinstance(message, str) else json.dumps(message)).encode() + b"\n")
        self.process.stdin.flush()

    def ask(self, method, **parameters):
        self.number += 1
        self.send({"jsonrpc": "2.0", "id": self.number, "method": method, "params": parameters})
        reply = json.loads(self.process.stdout.readline())
        assert reply["id"] == self.number, reply
        return reply

    def call(self, tool, **arguments):
        return self.ask("tools/call", name=tool, arguments=arguments)["result"]

    def close(self):
        self.process.stdin.close()
        status = self.process.wait(timeout=20)
        self.process.stdout.close(), self.process.stderr.close()
        return status


class Mcp(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.archive = folder_of(cls) / "news.vedette"
        add(cls.archive, ({"text": path.read_text(encoding="utf-8"), "url": f"https://example.org/{number}", "site": "Example"} for number, path in enumerate(SAMPLES)))

    def setUp(self):
        self.assistant = Assistant(self.archive)
        said = self.assistant.ask("initialize", protocolVersion="2025-06-18", capabilities={}, clientInfo={"name": "test", "version": "1"})
        self.assertEqual(said["result"]["serverInfo"]["name"], "vedette")
        self.assistant.send({"jsonrpc": "2.0", "method": "notifications/initialized"})

    def tearDown(self):
        self.assertEqual(self.assistant.close(), 0)

    def test_every_answer_carries_its_evidence(self):
        for tool in ("search_events", "search_quotes", "search_commitments"):
            items = self.assistant.call(tool, limit=50)["structuredContent"]["items"]
            self.assertTrue(items, tool)
            for item in items:
                article = self.assistant.call("get_article", id=item["article"])["structuredContent"]
                self.assertEqual(article["text"][item["begin"]:item["end"]], item["words"], tool)
                self.assertEqual(item["url"], article["url"], tool)
                self.assertGreaterEqual(item["sources"], 1, tool)

    def test_every_tool_answers(self):
        for tool in self.assistant.ask("tools/list")["result"]["tools"]:
            given = {"get_actor": {"actor": self.assistant.call("search_actors", limit=1)["structuredContent"]["items"][0]["key"]}, "get_story": {"story": 1},
                     "get_article": {"id": self.assistant.call("search_events", limit=1)["structuredContent"]["items"][0]["article"]}}.get(tool["name"], {})
            self.assertFalse(self.assistant.call(tool["name"], **given)["isError"], tool["name"])

    def test_stories_say_how_many_sources_they_rest_on(self):
        stories = self.assistant.call("search_stories")["structuredContent"]["items"]
        self.assertTrue(all(story["sources"] >= 1 for story in stories))

    def test_what_is_wrong_is_said_and_the_next_question_is_answered(self):
        said = self.assistant.call("search_events", since="yesterday")
        self.assertTrue(said["isError"])
        self.assertIn("since", said["content"][0]["text"])
        self.assertTrue(self.assistant.call("get_article", id="../../etc/passwd")["isError"])
        self.assistant.send("no JSON")
        self.assertEqual(json.loads(self.assistant.process.stdout.readline())["error"]["code"], -32700)
        self.assertEqual(self.assistant.ask("ping")["result"], {})

    def test_a_file_that_is_no_archive_is_refused(self):
        done = subprocess.run([VEDETTE, "mcp", str(SAMPLES[0])], capture_output=True, timeout=20, input=b"")
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"no archive", done.stderr)


if __name__ == "__main__":
    main()
