#!/usr/bin/env python3
"""vedette serve as its clients meet it: every path against openapi.json, who may ask, what is refused, attacks by slowness, the end.

usage: serve.py VEDETTE SOURCE_FOLDER
"""
import gzip
import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import unittest
import urllib.parse

try:
    import jsonschema
except ImportError:
    sys.exit("serve.py needs python3-jsonschema: run `make setup`")

from stage import Case, SAMPLES, SOURCE, Server, VEDETTE, add, folder_of, main

API = json.loads((SOURCE / "apps/serve/openapi.json").read_text(encoding="utf-8"))
HOSTILE = '<script>alert(1)</script>"\'&#60;img src=x onerror=alert(1)>'
DATELESS = "Lithuania's foreign minister accused Belarus of sending migrants across the border. \"We will not yield,\" he said.\n"


def articles():
    for path in SAMPLES:
        yield {"id": path.stem, "text": path.read_text(encoding="utf-8"), "url": f"https://news.example/{path.stem}", "site": "news.example", "title": path.stem}
    text = (SOURCE / "samples/banjska-2023-09-25.txt").read_text(encoding="utf-8")
    yield {"id": "copy", "text": text + "\nCopyright other.example.\n", "url": "https://other.example/copy", "site": "other.example", "title": HOSTILE}
    yield {"id": "bare", "text": "Dateline\n\nA bare  opening line of this report goes on and on and on until it is too long to stand as a title in a list of titles, does it not.\n"}
    yield {"id": "hostile", "text": DATELESS, "url": "https://evil.example/" + HOSTILE, "site": HOSTILE, "title": HOSTILE}


def validator(schema):
    return jsonschema.Draft202012Validator({**schema, "components": API["components"]})


class Serve(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        archive = folder_of(cls) / "news.vedette"
        add(archive, articles())
        cls.server = Server(archive)
        cls.addClassCleanup(cls.server.stop)
        cls.ids = [a["id"] for a in cls.server.json("/api/1/articles")["items"]]

    def targets(self):
        article = next(a for a in self.server.json("/api/1/articles")["items"] if a["events"])
        fill = {"id": [article["id"]], "event": ["e1"], "story": ["1"], "actor": ["state:SRB", "Albin Kurti", "people"], "bloc": ["body:NATO", "body:EU"]}
        needed = {"/api/1/tension": "?pair=SRB,XKX", "/api/1/compare": "?by=pair&left=SRB,XKX&right=COL,USA"}
        for path in API["paths"]:
            if path == "/api/1/stream":
                continue
            names = re.findall(r"{(\w+)}", path)
            for choice in range(max([1] + [len(fill[name]) for name in names])):
                target = path
                for name in names:
                    target = target.replace("{%s}" % name, urllib.parse.quote(fill[name][min(choice, len(fill[name]) - 1)]))
                yield path, target + needed.get(path, "")

    def test_every_path_answers_as_its_schema_says(self):
        seen = set()
        for path, target in self.targets():
            with self.subTest(target=target):
                schema = API["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
                faults = [f"{list(e.absolute_path)}: {e.message[:200]}" for e in validator(schema).iter_errors(self.server.json(target))]
                self.assertEqual(faults[:3], [])
                seen.add(path)
        self.assertEqual(len(seen), len(API["paths"]) - 1)

    def test_items_hold_what_they_say(self):
        texts = {i: self.server.json(f"/api/1/articles/{i}")["text"] for i in self.ids}
        count = 0
        for kind in ("events", "quotes", "commitments", "calendar"):
            for item in self.server.json(f"/api/1/{kind}?limit=500")["items"]:
                self.assertEqual(texts[item["article"]][item["begin"]:item["end"]], item["words"])
                count += 1
        self.assertGreater(count, 80)

    def test_pages_give_every_item_once(self):
        for target in ("/api/1/events", "/api/1/events?order=oldest", "/api/1/quotes", "/api/1/articles", "/api/1/actors", "/api/1/commitments", "/api/1/calendar", "/api/1/stories?sort=sources",
                       "/api/1/places", "/api/1/days", "/api/1/blocs"):
            with self.subTest(target=target):
                joint = "&" if "?" in target else "?"
                whole = self.server.json(f"{target}{joint}limit=1000")
                self.assertIsNone(whole["next"])
                pages, after = [], ""
                while True:
                    page = self.server.json(f"{target}{joint}limit=7{after}")
                    pages += page["items"]
                    if not page["next"]:
                        break
                    self.assertEqual(len(page["items"]), 7)
                    after = "&after=" + page["next"]
                self.assertEqual(pages, whole["items"])

    def test_filters_hold(self):
        every = self.server.json("/api/1/events?limit=1000")["items"]
        target = next(a["entity"] for e in every for a in e["target"] if a["entity"])
        keep = {"type=assault": lambda e: e["type"] == "ASSAULT", "status=scheduled,pledged": lambda e: e["status"] in ("scheduled", "pledged"),
                "who=SRB": lambda e: any(a["country"] == "SRB" for a in e["source"]), f"to_whom={target}": lambda e: any(a["entity"] == target for a in e["target"]),
                "confidence=0.8": lambda e: e["confidence"] >= 0.8, "since=2023-01-01&until=2023-08-31": lambda e: e["day"] and "2023-01-01" <= e["day"] <= "2023-08-31",
                "country=ZAF": lambda e: e["place"] and e["place"]["country"] == "ZAF", "quad=4": lambda e: e["quad"] == 4, "site=news.example": lambda e: e["site"] == "news.example",
                "near=-30,25&radius=900": lambda e: e["place"] and e["place"]["latitude"] is not None and abs(e["place"]["latitude"] + 30) < 9 and abs(e["place"]["longitude"] - 25) < 10}
        for query, right in keep.items():
            with self.subTest(query=query):
                found = self.server.json(f"/api/1/events?limit=1000&{query}")["items"]
                expected = [e for e in every if right(e)]
                if "confidence" not in query:  # printed with two places
                    self.assertEqual(found, expected)
                self.assertTrue(found)
                self.assertLess(len(found), len(every))
        self.assertTrue(all("ambush" in a["title"] or a for a in self.server.json("/api/1/articles?text=ambushed+patrol")["items"]))
        self.assertEqual(self.server.json("/api/1/articles?text=zzzznothing")["items"], [])
        for quote in self.server.json("/api/1/quotes?text=organised+unit")["items"]:
            self.assertIn("organised", quote["words"])

    def test_copies_count_once(self):
        events = self.server.json("/api/1/events?pair=SRB,XKX&limit=100")["items"]
        self.assertTrue(any(e["reports"] == 2 for e in events), "the copy is not put with its original")
        self.assertEqual({e["sources"] for e in events if e["reports"] == 2}, {1})
        copies = [a for a in self.server.json("/api/1/articles")["items"] if a["copy_of"]]
        self.assertEqual(len(copies), 1)

    def test_the_overview_counts_what_its_lists_hold(self):
        for asked, listed in (("since=2023-01-01&until=2023-12-31", "since=2023-01-01&until=2023-12-31&"), ("whole=1", "")):
            overview = self.server.json(f"/api/1/overview?{asked}")
            for name in ("articles", "quotes", "commitments", "stories"):
                self.assertEqual(overview[name], len(self.server.json(f"/api/1/{name}?{listed}limit=1000")["items"]), f"{name} of {asked}")
            once = self.server.json(f"/api/1/events?{listed}once=1&limit=1000")["items"]
            self.assertEqual(overview["events"], len(once))
            self.assertLess(len(once), len(self.server.json(f"/api/1/events?{listed}limit=1000")["items"]), "the copy tells a second time")
            for one in overview["types"]:
                self.assertEqual(one["events"], sum(e["type"] == one["type"] for e in once), one["type"])

    def test_what_has_no_title_shows_what_it_begins_with(self):
        untitled = self.server.json("/api/1/articles?text=bare+opening")["items"]
        self.assertEqual([(a["title"], a["opening"]) for a in untitled], [(None, "A bare opening line of this report goes on and on and on until it is too long to stand as a title in a list…")])
        self.assertEqual(self.server.json(f"/api/1/stories/{untitled[0]['story']}")["opening"], untitled[0]["opening"])
        self.assertTrue(all(a["opening"] is None for a in self.server.json("/api/1/articles?site=news.example")["items"]))

    def test_an_actors_reports_are_those_that_name_it(self):
        for actor in self.server.json("/api/1/actors?limit=6")["items"]:
            listed = self.server.json("/api/1/articles?limit=1000&actor=" + urllib.parse.quote(actor["key"]))["items"]
            self.assertEqual(len(listed), actor["reports"], actor["name"])
        self.assertEqual(self.server.json("/api/1/articles?actor=nobody+of+this+name")["items"], [])

    def test_offices_are_of_somebody_with_a_name(self):
        said = [role for actor in self.server.json("/api/1/actors?kind=person&limit=100")["items"] for role in self.server.json("/api/1/actors/" + urllib.parse.quote(actor["key"]))["roles"]]
        self.assertTrue(any(role["of"] for role in said if role["source"] == "text"))
        for role in said:
            self.assertFalse(re.fullmatch(r"a\d+|\w+:.+", role["of"] or ""), role)

    def test_sides_are_named(self):
        self.assertEqual(self.server.json("/api/1/tension?pair=SRB,bloc:body:NATO")["name"], "Serbia – North Atlantic Treaty Organization")
        self.assertEqual(self.server.json("/api/1/compare?by=pair&left=SRB,state:XKX&right=Nobody,SRB")["right"]["label"], "Nobody – Serbia")

    def test_wrong_parameters_are_refused_with_what_was_expected(self):
        wrong = ["events?type=FOO", "events?since=2023-02-30", "events?limit=0", "events?limit=1001", "events?limit=x", "events?after=%00", "events?after=1.2", "events?nonsense=1", "events?since=2023-01-01&since=2023-01-02",
                 "events?near=91,0", "events?near=1", "events?confidence=2", "events?pair=SRB", "events?country=XX", "events?format=xml", "events?status=done", "events?quad=5", "events?order=up",
                 "tension", "tension?pair=A", "tension?pair=A,B&since=2023-02-01&until=2023-01-01", "compare?by=x&left=a&right=b", "compare?by=pair&left=a,b", "compare?by=period&left=2023-01-01&right=2023-01-01..2023-01-02",
                 "blocs/body:NATO?on=yesterday", "blocs/body:NATO?window=0", "overview?since=1", "overview?whole=1&since=2023-01-01", "events?once=2", "commitments?state=done", "calendar?state=done", "stories?sort=x", "stories/x", "articles/xyz", "articles/" + "0" * 7,
                 f"articles/{self.ids[0]}/explain/q1", "status?x=1", "rules?x=1", "quotes?since=", "events?text=", "pairs?on=1", "alerts?since=x"]
        for target in wrong:
            with self.subTest(target=target):
                status, _, body = self.server.ask("/api/1/" + target)
                self.assertEqual(status, 400, body[:200])
                error = json.loads(body)
                self.assertEqual([e.message for e in validator({"$ref": "#/components/schemas/Error"}).iter_errors(error)], [])
                self.assertTrue(error["error"]["expected"])
        for target in ("nothing", "articles/" + "0" * 64, "stories/999999", "actors/nobody%20of%20this%20name", "blocs/body:nothing", f"articles/{self.ids[0]}/explain/e999"):
            self.assertEqual(self.server.ask("/api/1/" + target)[0], 404, target)
        self.assertEqual(self.server.ask("/api/1/events", "POST")[0], 405)

    def test_explains(self):
        item = self.server.json("/api/1/events?limit=1")["items"][0]
        self.assertIn(item["type"], self.server.json(f"/api/1/articles/{item['article']}/explain/{item['event']}")["text"])

    def test_etag_and_gzip(self):
        status, headers, plain = self.server.ask("/api/1/events")
        self.assertEqual(self.server.ask("/api/1/events", If_None_Match=headers["ETag"])[0], 304)
        self.assertEqual(self.server.ask("/api/1/events", If_None_Match='"other", W/' + headers["ETag"])[0], 304)
        self.assertNotEqual(self.server.ask("/api/1/events?limit=3")[1]["ETag"], headers["ETag"])
        # What is asked for counts, not how it is written.
        same = [self.server.ask(f"/api/1/events?{query}") for query in ("who=SRB&limit=5", "limit=5&who=SRB", "limit=%35&who=S%52B")]
        self.assertEqual(len({(headers["ETag"], body) for _, headers, body in same}), 1)
        different = [self.server.ask(f"/api/1/events?{query}")[1]["ETag"] for query in ("who=a%26limit%3D5", "who=a&limit=5", "who=a&limit=50", "to_whom=a&limit=5")]
        self.assertEqual(len(set(different)), 4)
        # What was kept is given to who may ask alone.
        self.assertEqual(self.server.ask("/api/1/events", Host="attacker.example", If_None_Match="*")[0], 421)
        self.assertEqual(self.server.ask("/api/1/events", Sec_Fetch_Site="cross-site", If_None_Match="*")[0], 403)
        self.assertEqual(self.server.ask("/api/1/events", "POST", If_None_Match="*")[0], 405)
        _, headers, packed = self.server.ask("/api/1/events", Accept_Encoding="gzip")
        self.assertEqual(headers["Content-Encoding"], "gzip")
        self.assertEqual(gzip.decompress(packed), plain)
        self.assertLess(len(packed), len(plain) / 2)
        status, headers, body = self.server.ask("/api/1/events", "HEAD")
        self.assertEqual((status, body, int(headers["Content-Length"])), (200, b"", len(plain)))
        status, headers, body = self.server.ask("/api/1/events", "HEAD", Accept_Encoding="gzip")
        self.assertEqual((status, body, headers["Content-Encoding"], int(headers["Content-Length"])), (200, b"", "gzip", len(packed)))

    def test_exports(self):
        _, headers, body = self.server.ask("/api/1/events?format=jsonl&limit=2000")
        self.assertIn("attachment", headers["Content-Disposition"])
        self.assertEqual([json.loads(line) for line in body.splitlines()], self.server.json("/api/1/events?limit=1000")["items"])
        _, headers, body = self.server.ask("/api/1/articles?format=csv")
        self.assertIn("text/csv", headers["Content-Type"])
        self.assertEqual(len(body.decode().split("\r\n")), len(self.ids) + 2)

    def test_only_its_own_page_may_ask(self):
        self.assertEqual(self.server.ask("/api/1/status", Host="attacker.example")[0], 421)
        self.assertEqual(self.server.ask("/", Host="attacker.example:80")[0], 421)
        self.assertEqual(self.server.ask("/api/1/status", Host=f"localhost:{self.server.port}")[0], 200)
        self.assertEqual(self.server.ask("/api/1/status", Sec_Fetch_Site="cross-site")[0], 403)
        etag = self.server.ask("/api/1/rules")[1]["ETag"]
        put = {"If_Match": etag, "Content_Type": "application/toml"}
        self.assertEqual(self.server.ask("/api/1/rules", "PUT", "", Origin="http://attacker.example", **put)[0], 403)
        self.assertEqual(self.server.ask("/api/1/rules", "PUT", "", Sec_Fetch_Site="same-site", **put)[0], 403)
        for _, target in (("", "/"), ("", "/api/1/status"), ("", "/api/1/nothing")):
            headers = self.server.ask(target)[1]
            policy = headers["Content-Security-Policy"]
            self.assertIn("default-src 'none'", policy)
            self.assertNotIn("unsafe", policy)
            self.assertEqual(headers["X-Content-Type-Options"], "nosniff")
            self.assertNotIn("Access-Control-Allow-Origin", headers)

    def test_hostile_texts_stay_texts(self):
        status, headers, body = self.server.ask("/api/1/articles")
        self.assertEqual(headers["Content-Type"], "application/json")
        self.assertIn(HOSTILE, [a["title"] for a in json.loads(body)["items"]])
        self.assertNotIn(HOSTILE.encode(), self.server.ask("/?x=" + urllib.parse.quote(HOSTILE))[2])

    def test_rules_are_written_with_care(self):
        _, headers, body = self.server.ask("/api/1/rules")
        rule = '[[rule]]\nname = "Kosovo"\npair = ["SRB", "XKX"]\ndays = 3000\n'
        put = {"Content_Type": "application/toml", "If_Match": headers["ETag"]}
        self.assertEqual(self.server.ask("/api/1/rules", "PUT", rule, Content_Type="application/toml")[0], 428)
        self.assertEqual(self.server.ask("/api/1/rules", "PUT", rule, If_Match=headers["ETag"])[0], 415)
        self.assertEqual(self.server.ask("/api/1/rules", "PUT", rule, If_Match='"other"', Content_Type="application/toml")[0], 412)
        status, _, body = self.server.ask("/api/1/rules", "PUT", '[[rule]]\nname = "x"\ntype = "FOO"\n', **put)
        self.assertEqual((status, json.loads(body)["faults"][0]["line"]), (422, 3))
        self.assertEqual(self.server.ask("/api/1/rules", "PUT", rule + '[[deliver]]\nto = "mail"\nfolder = "/tmp"\n', **put)[0], 403)
        status, headers, body = self.server.ask("/api/1/rules", "PUT", rule, **put)
        self.assertEqual(status, 200, body)
        self.assertEqual(json.loads(body)["rules"][0]["name"], "Kosovo")
        alerts = self.server.json("/api/1/alerts")["items"]
        self.assertTrue(alerts)
        self.assertEqual(len({(a["day"], a["text"].split(";")[0]) for a in alerts}), len(alerts), "a copy was alerted, too")
        self.assertEqual([e.message for a in alerts for e in validator({"$ref": "#/components/schemas/Alert"}).iter_errors(a)], [])
        self.server.ask("/api/1/rules", "PUT", "", If_Match=headers["ETag"], Content_Type="application/toml")


class Running(Case):
    def setUp(self):
        super().setUp()
        self.rows = list(articles())

    def serve(self, *options):
        server = Server(self.archive, *options)
        self.addCleanup(server.stop)
        return server

    def until(self, what, seconds=15):
        end = time.time() + seconds
        while time.time() < end:
            if what():
                return
            time.sleep(0.1)
        self.fail("it did not come")

    def events(self, server, last=None):
        stream = socket.create_connection(("127.0.0.1", server.port), timeout=20)
        self.addCleanup(stream.close)
        extra = f"Last-Event-ID: {last}\r\n" if last else ""
        stream.sendall(f"GET /api/1/stream HTTP/1.1\r\nHost: 127.0.0.1\r\n{extra}\r\n".encode())
        file = stream.makefile("r", encoding="utf-8")
        self.addCleanup(file.close)
        self.assertIn("200", file.readline())
        event = {}
        for line in file:
            line = line.rstrip("\n")
            if ": " in line and not line.startswith(":"):
                event[line.split(": ", 1)[0]] = line.split(": ", 1)[1]
            elif not line and "event" in event:
                yield event
                event = {}

    def test_what_is_new_is_streamed_and_missed_comes_again(self):
        add(self.archive, self.rows[:2])
        server = self.serve()
        before = server.ask("/api/1/events")[1]["ETag"]
        stream = self.events(server)
        first = next(stream)
        self.assertEqual((first["event"], json.loads(first["data"])["articles"]), ("state", 2))
        add(self.archive, self.rows[2:4])
        got = [next(stream) for _ in range(3)]
        self.assertEqual([e["event"] for e in got], ["state", "article", "article"])
        self.assertNotEqual(server.ask("/api/1/events")[1]["ETag"], before)
        self.assertEqual(server.json("/api/1/status")["articles"], 4)
        again = self.events(server, first["id"])
        missed = [next(again) for _ in range(3)]
        self.assertEqual([e["data"] for e in missed[1:]], [e["data"] for e in got[1:]])

    def test_a_newer_text_takes_the_place_of_the_older(self):
        add(self.archive, self.rows[:2])
        server = self.serve()
        whole = server.json("/api/1/status")
        add(self.archive, [{**self.rows[0], "text": self.rows[0]["text"] + "\nMore.\n"}])
        self.until(lambda: server.json("/api/1/status")["state"] != whole["state"])
        self.assertEqual(server.json("/api/1/status")["articles"], 2)
        self.assertEqual(server.json("/api/1/status")["events"], whole["events"])
        subprocess.run([VEDETTE, "remove", self.archive, server.json("/api/1/articles")["items"][0]["id"], "--reason", "test"], check=True, timeout=60)
        self.until(lambda: server.json("/api/1/status")["removed"] == 1)

    def test_read_piece_by_piece_it_is_as_read_at_once(self):
        banjska = self.rows[0]
        later = [self.rows[1:4], [self.rows[-2]], [{**banjska, "id": "wire", "site": "third.example", "url": "https://third.example/1", "text": "(Reuters) - " + banjska["text"]}],
                 [{**banjska, "text": banjska["text"] + "\nKosovo's police arrested three men on Tuesday.\n"}], self.rows[4:-2], [self.rows[-1]]]
        add(self.archive, [banjska])
        slow = self.serve()
        for number, rows in enumerate(later):
            add(self.archive, rows)
            expected = 1 + sum(map(len, later[:number + 1])) - (number >= 3)  # the newer version stands in the place of the older
            self.until(lambda: slow.json("/api/1/status")["articles"] == expected)
        whole = self.serve()
        targets = ["status", "events?limit=1000", "quotes?limit=1000", "commitments", "calendar", "stories", "actors?limit=1000", "actors?text=ser", "places", "days", "blocs", "pairs", "sources", "overview",
                   "events?any=bloc:body:NATO", "quotes?about=SRB", "events?any=Kosovo", "articles"]
        targets += [f"stories/{s['story']}" for s in whole.json("/api/1/stories")["items"]] + [f"actors/{urllib.parse.quote(a['key'])}" for a in whole.json("/api/1/actors?limit=20")["items"]]
        for target in targets:
            self.assertEqual(slow.json(f"/api/1/{target}"), whole.json(f"/api/1/{target}"), target)
        self.assertTrue(any(s["reports"] > 2 and s["copies"] for s in whole.json("/api/1/stories")["items"]))

    def test_what_was_announced_is_found_in_other_words(self):
        told = [("2024-03-04", "Kosovo and Serbia will hold talks in Brussels on Thursday, the European Union said on Monday."),
                ("2024-03-08", "Prime Minister Albin Kurti met Serbian President Aleksandar Vucic in Brussels on Thursday."),
                ("2024-03-04", "ECOWAS leaders will meet in Abuja on Sunday to discuss sanctions against Niger."),
                ("2024-03-12", "The leaders of the Economic Community of West African States met in Abuja on Sunday and imposed sanctions on Niger."),
                ("2024-03-04", "Japan will send aid to the Philippines on Friday."), ("2024-03-09", "Japan sent aid to the Philippines on Friday."),
                ("2024-03-04", "The French president will visit Egypt on Wednesday."), ("2024-03-07", "Emmanuel Macron met the Saudi crown prince in Riyadh on Wednesday."),
                ("2024-03-04", "Turkey and Greece will hold talks in Ankara on Tuesday."), ("2024-03-06", "Turkey and Italy held talks in Rome on Tuesday."),
                ("2024-03-30", "Soldiers from Chad attacked a village in Cameroon on Friday.")]
        add(self.archive, [{"id": str(n), "text": text + "\n", "published": day, "url": f"https://a.example/{n}"} for n, (day, text) in enumerate(told)])
        server = self.serve()
        came = {item["words"].split(" will ")[0]: item["state"] for item in server.json("/api/1/calendar")["items"]}
        self.assertEqual(came, {"Kosovo and Serbia": "took-place", "ECOWAS leaders": "took-place", "Japan": "took-place", "The French president": "silent", "Turkey and Greece": "silent"})
        because = {item["words"].split(" will ")[0]: (item["because"] or {}).get("words") for item in server.json("/api/1/calendar")["items"]}
        self.assertEqual(because["Kosovo and Serbia"], told[1][1])
        kept = {item["by"]["name"]: (item["state"], item["overdue"]) for item in server.json("/api/1/commitments")["items"]}
        self.assertEqual(kept["Japan"], ("kept", False))
        self.assertEqual(kept["Kosovo"], ("kept", False))
        self.assertEqual(kept["Emmanuel Macron"], ("open", True))

    def test_another_archive_of_the_same_size_has_other_etags(self):
        etags = []
        for number, name in enumerate(("one", "two")):
            archive = self.folder / f"{name}.vedette"
            add(archive, [{"id": "1", "text": f"Soldiers from {name.title()}land attacked Malta on Monday and killed {number + 2} people.\n"}])
            server = Server(archive)
            self.addCleanup(server.stop)
            etags.append(server.ask("/api/1/events")[1]["ETag"])
        self.assertNotEqual(*etags)

    def test_a_missing_and_a_locked_archive_are_said(self):
        server = self.serve()
        status, _, body = server.ask("/api/1/overview")
        self.assertEqual(status, 503)
        self.assertIn("there is no such archive", json.loads(body)["error"]["message"])
        self.assertEqual(server.ask("/")[0], 200)
        add(self.archive, self.rows[:1])
        self.until(lambda: server.ask("/api/1/overview")[0] == 200)
        os.rename(self.archive, self.folder / "away")
        self.until(lambda: server.ask("/api/1/overview")[0] == 503)
        (self.folder / "away").unlink()
        self.archive.write_bytes(b"this is no archive" * 1000)
        self.until(lambda: "no archive" in server.ask("/api/1/overview")[2].decode() or "database" in server.ask("/api/1/overview")[2].decode())

    def test_a_locked_archive_is_said(self):
        add(self.archive, self.rows[:1])
        with sqlite3.connect(self.archive) as database:
            database.execute("PRAGMA journal_mode = DELETE")
        holder = sqlite3.connect(self.archive, isolation_level=None)
        self.addCleanup(holder.close)
        holder.execute("PRAGMA locking_mode = EXCLUSIVE")
        holder.execute("BEGIN EXCLUSIVE")
        server = self.serve()
        status, _, body = server.ask("/api/1/overview")
        self.assertEqual(status, 503)
        self.assertIn("another program holds it", json.loads(body)["error"]["message"])

    def test_beyond_loopback_needs_a_token(self):
        add(self.archive, self.rows[:1])
        refused = subprocess.run([VEDETTE, "serve", self.archive, "--port", "0", "--listen", "0.0.0.0"], capture_output=True, text=True, timeout=20)
        self.assertEqual(refused.returncode, 2)
        self.assertIn("--token", refused.stderr)
        token = self.folder / "token"
        token.write_text("0123456789abcdef0123\n")
        token.chmod(0o644)
        self.assertIn("chmod 600", subprocess.run([VEDETTE, "serve", self.archive, "--port", "0", "--token", token], capture_output=True, text=True, timeout=20).stderr)
        token.chmod(0o600)
        server = self.serve("--token", token)
        self.assertEqual(server.ask("/api/1/status")[0], 401)
        self.assertEqual(server.ask("/")[0], 401)
        self.assertEqual(server.ask("/api/1/status", Authorization="Bearer 0123456789abcdef0124")[0], 401)
        self.assertEqual(server.ask("/api/1/status", Authorization="Bearer 0123456789abcdef0123")[0], 200)
        self.assertEqual(server.ask("/api/1/status", If_None_Match="*")[0], 401, "what was kept was given to a stranger")
        status, headers, _ = server.ask("/?token=0123456789abcdef0123")
        self.assertEqual((status, headers["Location"]), (303, "/"))
        self.assertIn("HttpOnly", headers["Set-Cookie"])
        self.assertEqual(server.ask("/api/1/status", Cookie=headers["Set-Cookie"].split(";")[0])[0], 200)

    def raw(self, server, data, timeout=8):
        with socket.create_connection(("127.0.0.1", server.port), timeout=timeout) as connection:
            connection.sendall(data)
            answer = b""
            try:
                while piece := connection.recv(65536):
                    answer += piece
            except ConnectionResetError:
                pass
            return answer

    def test_limits(self):
        add(self.archive, self.rows[:1])
        server = self.serve("--header-seconds", 1, "--idle-seconds", 2)
        self.assertIn(b"431", self.raw(server, b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + b"a" * 20000 + b"\r\n\r\n").split(b"\r\n")[0])
        self.assertIn(b"413", self.raw(server, b"PUT /api/1/rules HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9999999\r\n\r\n").split(b"\r\n")[0])
        self.assertIn(b"400", self.raw(server, b"nonsense\r\n\r\n").split(b"\r\n")[0])
        self.assertIn(b"400", self.raw(server, b"GET /%zz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n").split(b"\r\n")[0])
        # A head that never ends, and a body that never comes, are cut off.
        for half in (b"", b"GET / HTTP/1.1\r\nHost:", b"PUT /api/1/rules HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n\r\nhalf"):
            begin = time.time()
            self.assertNotIn(b"200", self.raw(server, half))
            self.assertLess(time.time() - begin, 5)
        self.assertEqual(server.json("/api/1/status")["articles"], 1)

    def test_idle_connections_give_way(self):
        add(self.archive, self.rows[:1])
        server = self.serve("--connections", 50)
        idle = [socket.create_connection(("127.0.0.1", server.port), timeout=10) for _ in range(300)]
        try:
            for _ in range(20):
                self.assertEqual(server.json("/api/1/status")["articles"], 1)
        finally:
            for connection in idle:
                connection.close()

    def test_stalled_clients_do_not_slow_others(self):
        add(self.archive, self.rows)
        server = self.serve()
        stalled = []
        try:
            for number in range(140):
                connection = socket.create_connection(("127.0.0.1", server.port), timeout=10)
                stalled.append(connection)
                connection.sendall(b"GET /api/1/stream HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" if number < 100 else b"PUT /api/1/rules HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 50\r\n\r\nx")
            server.json("/api/1/overview")
            took = []
            for _ in range(50):
                begin = time.time()
                server.json("/api/1/overview")
                took.append(time.time() - begin)
            self.assertLess(sorted(took)[25], 0.1)
        finally:
            for connection in stalled:
                connection.close()

    def test_stops_in_order(self):
        add(self.archive, self.rows[:1])
        for ending in (signal.SIGTERM, signal.SIGINT):
            server = self.serve()
            listener = self.events(server)
            next(listener)
            idle = socket.create_connection(("127.0.0.1", server.port), timeout=10)
            self.addCleanup(idle.close)
            time.sleep(0.2)
            server.process.send_signal(ending)
            begin = time.time()
            self.assertEqual(server.process.wait(timeout=15), 0)
            self.assertLess(time.time() - begin, 5)


if __name__ == "__main__":
    main()
