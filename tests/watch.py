#!/usr/bin/env python3
"""vedette watch: alerts once an event and story, through restarts and kills; faults of rules; where alerts go.

usage: watch.py VEDETTE SOURCE_FOLDER
"""
import email
import email.policy
import http.server
import json
import random
import signal
import subprocess
import threading
import time

from stage import Case, SAMPLES, SOURCE, VEDETTE, add, main

BANJSKA = (SOURCE / "samples/banjska-2023-09-25.txt").read_text(encoding="utf-8")
PAIR = '[[rule]]\nname = "Kosovo"\npair = ["SRB", "XKX"]\n'
ANY = '[[rule]]\nname = "violence"\ntype = "ASSAULT"\ndays = 3660\n'


class Watch(Case):
    def setUp(self):
        super().setUp()
        self.rules = self.folder / "rules.toml"

    def add(self, *rows):
        add(self.archive, rows)

    def command(self, *options):
        return [VEDETTE, "watch", self.archive, "--rules", self.rules, *options]

    def once(self, rules):
        self.rules.write_text(rules, encoding="utf-8")
        done = subprocess.run(self.command("--once"), capture_output=True, text=True, timeout=60)
        return done.returncode, [json.loads(line) for line in done.stdout.splitlines()], done.stderr

    def test_alerts_once_an_event_and_not_for_copies(self):
        self.add({"id": "1", "text": BANJSKA, "site": "a.example", "url": "https://a.example/1"})
        status, alerts, err = self.once(PAIR)
        self.assertEqual((status, err), (0, ""))
        self.assertTrue(alerts)
        for alert in alerts:
            self.assertEqual(BANJSKA[alert["begin"]:alert["end"]], alert["words"])
        self.assertEqual(self.once(PAIR)[1], [])
        self.add({"id": "2", "text": BANJSKA + "\nCopyright b.example.\n", "site": "b.example", "url": "https://b.example/2"})
        self.assertEqual(self.once(PAIR)[1], [], "a copy was alerted")

    def test_rules_look_where_they_should(self):
        # Tension fades with the days: the newest report is that of the attack.
        self.add(*({"id": p.stem, "text": p.read_text(encoding="utf-8"), "url": f"https://a.example/{p.stem}"} for p in SAMPLES if p.stem[-10:] <= "2023-09-25"))
        self.assertEqual(self.once('[[rule]]\nname = "nobody"\nactor = "nobody of this name"\ndays = 3660\n')[1], [])
        near = self.once('[[rule]]\nname = "place"\nnear = [-29, 24]\nradius = 100\ndays = 3660\n')[1]
        self.assertTrue(near)
        self.assertEqual(self.once('[[rule]]\nname = "elsewhere"\nnear = [10, -150]\nradius = 100\ndays = 3660\n')[1], [])
        self.assertTrue(self.once(ANY)[1])
        self.assertTrue(self.once('[[rule]]\nname = "tense"\nkind = "tension"\npair = ["SRB", "XKX"]\nabove = 0.5\n')[1])
        self.assertEqual(self.once('[[rule]]\nname = "tenser"\nkind = "tension"\npair = ["SRB", "XKX"]\nabove = 50\n')[1], [])
        missed = self.once('[[rule]]\nname = "missed"\nkind = "missed"\ndays = 3660\n')[1]
        self.assertTrue(missed)
        self.assertEqual(self.once('[[rule]]\nname = "missed"\nkind = "missed"\ndays = 3660\n')[1], [])

    def test_commitments_that_are_due(self):
        self.add({"id": "1", "text": (SOURCE / "samples/niger-2023-07-28.txt").read_text(encoding="utf-8"), "url": "https://a.example/1"})
        self.assertTrue(self.once('[[rule]]\nname = "due"\nkind = "due"\ndays = 7\n')[1])

    def test_faults_are_said_with_line_and_column(self):
        self.add({"id": "1", "text": BANJSKA})
        status, alerts, err = self.once('[[rule]]\nname = "x"\ntype = "WAR"\n')
        self.assertEqual((status, alerts), (2, []))
        self.assertIn(f"{self.rules}:3:8: expected one of AGREE", err)
        self.assertIn(":2:", self.once('[[rule]]\nname = \n')[2])
        self.rules.unlink()
        done = subprocess.run(self.command("--once"), capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, 2)
        missing = subprocess.run([VEDETTE, "watch", self.folder / "none", "--rules", __file__, "--once"], capture_output=True, text=True, timeout=60)
        self.assertEqual(missing.returncode, 2)

    def test_mail_is_whole_and_holds_no_foreign_header(self):
        self.add({"id": "1", "text": BANJSKA, "title": "x\r\nBcc: all@example.com", "url": "https://a.example/1"})
        folder = self.folder / "mail"
        status, _, err = self.once('[[rule]]\nname = "Косово"\npair = ["SRB", "XKX"]\n[[deliver]]\nto = "mail"\nfolder = "%s"\n' % folder)
        self.assertEqual((status, err), (0, ""))
        files = sorted(folder.iterdir())
        self.assertTrue(files)
        for file in files:
            mail = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
            self.assertIn("Косово", mail["Subject"])
            self.assertIsNone(mail["Bcc"])
            self.assertEqual(file.suffix, ".eml")

    def hook(self, answers):
        got = []

        class Hook(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                status = answers.pop(0) if answers else 204
                got.append((status, body["alert"], self.headers["Idempotency-Key"]))
                self.send_response(status)
                self.end_headers()

            def log_message(self, *_):
                pass
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Hook)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        self.addCleanup(thread.join)
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        return server.server_address[1], got

    def test_webhooks_reach_private_addresses_only_when_told_and_try_again(self):
        self.add({"id": "1", "text": BANJSKA, "url": "https://a.example/1"})
        port, got = self.hook([500])
        rules = PAIR + '[[deliver]]\nto = "webhook"\nurl = "http://127.0.0.1:%d/x"\n' % port
        status, _, err = self.once(rules)
        self.assertEqual((status, got), (1, []))
        self.assertIn("private = true", err)
        status, _, err = self.once(rules.replace("127.0.0.1", "localhost"))
        self.assertEqual((status, got), (1, []))
        status, _, err = self.once(rules + "private = true\n")
        self.assertEqual(status, 1)
        self.assertIn("answered 500", err)
        self.assertEqual(self.once(rules + "private = true\n")[0], 0)
        sent = [number for status, number, _ in got if status == 204]
        self.assertTrue(sent)
        self.assertEqual(len(sent), len(set(sent)))

    def test_nothing_is_missed_or_doubled_through_kills(self):
        folder = self.folder / "mail"
        self.rules.write_text(ANY + '[[deliver]]\nto = "mail"\nfolder = "%s"\n[[deliver]]\nto = "output"\n' % folder, encoding="utf-8")
        chance = random.Random(7)
        names = ["Kenya", "Peru", "Nepal", "Ghana", "Chile", "Malta", "Fiji", "Japan", "Togo", "Laos"]
        output = open(self.folder / "out.jsonl", "ab")
        self.addCleanup(output.close)
        for turn in range(6):
            self.add(*({"id": f"{turn}-{n}", "url": f"https://a.example/{turn}-{n}", "published": f"2023-0{turn + 1}-1{n}",
                        "text": f"Soldiers from {names[n]} attacked {names[(n + turn + 1) % 10]} on Monday and killed {turn + n + 2} people near the border.\n"} for n in range(10)))
            process = subprocess.Popen(self.command(), stdout=output, stderr=subprocess.DEVNULL)
            time.sleep(chance.uniform(0.05, 0.5))
            process.send_signal(signal.SIGKILL)
            process.wait()
        done = subprocess.run(self.command("--once"), stdout=output, stderr=subprocess.PIPE, timeout=60)
        self.assertEqual(done.returncode, 0, done.stderr)
        lines = [json.loads(line) for line in (self.folder / "out.jsonl").read_text(encoding="utf-8").splitlines()]
        numbers = [alert["alert"] for alert in lines]
        self.assertGreater(len(numbers), 20)
        self.assertEqual(sorted(numbers), sorted(set(numbers)))
        self.assertEqual(len(list(folder.glob("*.eml"))), len(numbers))
        fresh = self.folder / "fresh"
        whole = subprocess.run(self.command("--once", "--alerts", fresh), capture_output=True, text=True, timeout=60)
        keys = sorted(json.loads(line)["key"] for line in whole.stdout.splitlines())
        self.assertEqual(sorted(alert["key"] for alert in lines), keys)


if __name__ == "__main__":
    main()
