#!/usr/bin/env python3
"""Stories in an archive: who reports, what is copied, what is told together, what is in dispute, and what removal leaves.

usage: stories.py VEDETTE SOURCE_FOLDER
"""
import json
import sqlite3

from stage import Case, SOURCE, add, main, said


WIRE = """TOROVAR, Oct 3 ({agency}) - Gunmen attacked an army post near the town of Kidal in northern Mali on Monday and killed {dead} soldiers,
the defence ministry said. The attackers came on motorcycles before dawn and burned two vehicles, residents of the town told reporters.
The army sent helicopters after them, and officers said that patrols would go on along the road to the border with Algeria.
No group has said that it was behind the attack. The United Nations mission in Mali condemned it and called for an inquiry.
"""
OTHER = """Fourteen soldiers were killed when gunmen raided an army base in Kidal, in the north of Mali, on Monday, a regional governor said.
He spoke of a long fight at the post and said that the gunmen had fled towards the Algerian border. Motorcycles and weapons were seized,
according to the governor, and the wounded were flown to Gao by helicopter. The defence ministry in Bamako has promised an inquiry.
"""
ELSEWHERE = """The parliament of Lithuania voted on Tuesday for a law on forests, the speaker said. The law allows owners to fell trees in spring.
Foresters welcomed the vote, while naturalists want the president to send it back.
"""


def report(name, text, site, published="2023-10-03", url=None):
    return {"id": name, "title": f"Attack in Mali, as {site} has it", "text": text, "site": site, "published": published, "url": url or f"https://{site}/{name}"}


class Stories(Case):
    def setUp(self):
        super().setUp()
        self.addCleanup(self.verify)

    def verify(self):
        if self.archive.exists():
            said("verify", self.archive)

    def add(self, *reports, archive=None):
        add(archive or self.archive, reports)

    def rows(self, sql, archive=None):
        with sqlite3.connect(f"file:{archive or self.archive}?mode=ro", uri=True) as database:
            return database.execute(sql).fetchall()

    def test_a_wire_report_counts_once_whatever_the_masthead(self):
        wire = WIRE.format(agency="Reuters", dead=12)
        self.add(report("a", wire, "one.example"), report("b", wire + "Edited for the web.\n", "two.example"), report("c", OTHER, "three.example"),
                 report("d", ELSEWHERE, "four.example"))
        self.assertEqual(self.rows("SELECT reports, sources FROM story ORDER BY story"), [(3, 2), (1, 1)])
        self.assertEqual(self.rows("SELECT source FROM story_article ORDER BY article")[:3], [("Reuters",), ("Reuters",), ("three.example",)])
        self.assertEqual(self.rows("SELECT copy_of FROM story_article ORDER BY article"), [(None,), (1,), (None,), (None,)])

    def test_an_agency_credited_in_a_copy_is_the_source_of_the_first(self):
        plain = WIRE.format(agency="Reuters", dead=12).replace("TOROVAR, Oct 3 (Reuters) - ", "")
        self.add(report("a", plain, "one.example"))
        self.add(report("b", WIRE.format(agency="Reuters", dead=12), "two.example"))
        self.assertEqual(self.rows("SELECT DISTINCT source FROM story_article"), [("Reuters",)])
        self.assertEqual(self.rows("SELECT reports, sources FROM story"), [(2, 1)])

    def test_reports_that_disagree_are_named_with_their_words(self):
        self.add(report("a", WIRE.format(agency="Reuters", dead=12), "one.example"), report("c", OTHER, "three.example"))
        found = self.rows("SELECT value, source, open FROM disagreement WHERE kind = 'number' AND about = 'dead soldiers' ORDER BY value")
        self.assertEqual(found, [("12", "Reuters", 1), ("14", "three.example", 1)])
        lines = [json.loads(line) for line in said("stories", self.archive, "--show", "1", "--format", "jsonl").splitlines()]
        words = {line["value"]: line["words"] for line in lines if line.get("kind") == "number"}
        self.assertEqual(words, {"12": "12", "14": "Fourteen"})

    def test_stories_are_found_by_the_words_of_their_reports(self):
        self.add(report("a", WIRE.format(agency="Reuters", dead=12), "one.example"), report("c", OTHER, "three.example"), report("d", ELSEWHERE, "four.example"))
        found = lambda words: [json.loads(line)["story"] for line in said("stories", self.archive, "--text", words, "--format", "jsonl").splitlines()]
        self.assertEqual(found("helicopters"), [1])           # in a text alone
        self.assertEqual(found("attack"), [2, 1])             # in every title
        self.assertEqual(found("foresters AND naturalists"), [2])
        self.assertEqual(found("mali AND foresters"), [2])    # a title and a text of one report
        self.assertEqual(found("helicopters AND foresters"), [])

    def test_exports_hold_the_stories(self):
        self.add(report("a", WIRE.format(agency="Reuters", dead=12), "one.example"), report("b", WIRE.format(agency="Reuters", dead=12) + "Edited.\n", "two.example"),
                 report("c", OTHER, "three.example"), report("d", ELSEWHERE, "four.example"))
        table = lambda name, *more: [json.loads(line) for line in said("export", self.archive, "--as", "jsonl", "--table", name, *more).splitlines()]
        plain = lambda rows: [tuple(row.values()) for row in rows]
        number = dict(self.rows("SELECT id, article FROM article"))
        ids = {number: article for article, number in number.items()}
        self.assertEqual(plain(table("story")), self.rows("SELECT story, title, first_day, last_day, reports, sources, disagreements FROM story ORDER BY story"))
        self.assertEqual(plain(table("story_article")), [(s, ids[a], o, source, ids.get(c), 0) for s, a, o, source, c in self.rows(
            "SELECT story, article, outlet, source, copy_of FROM story_article ORDER BY story, article")])
        self.assertCountEqual(plain(table("story_source")), self.rows("SELECT story, source, reports FROM story_source"))
        self.assertCountEqual(plain(table("story_event")), self.rows(
            "SELECT story, story_event, type, cameo, status, date, source, target, place, country, words, reports, sources FROM story_event"))
        self.assertCountEqual(plain(table("story_event_mention")), [(s, e, ids[a], f"e{n}") for s, e, a, n in self.rows(
            "SELECT story, story_event, article, event FROM story_event_mention")])
        disputed = table("disagreement")
        self.assertCountEqual([(d["story"], d["about"], d["value"], d["begin"]) for d in disputed], self.rows("SELECT story, about, value, begin FROM disagreement"))
        self.assertIn(("dead soldiers", "14", "Fourteen", 1), {(d["about"], d["value"], d["words"], d["open"]) for d in disputed})
        # A filter keeps the stories of the articles that it keeps, whole.
        self.assertEqual([row["story"] for row in table("story", "--text", "motorcycles")], [1])
        self.assertEqual(len(table("story_article", "--text", "governor")), 3)

    def test_a_correction_is_no_contradiction(self):
        url = "https://one.example/attack"
        self.add(report("a", WIRE.format(agency="Reuters", dead=12), "one.example", url=url))
        self.add(report("b", WIRE.format(agency="Reuters", dead=14), "one.example", published="2023-10-04", url=url))
        self.assertEqual(self.rows("SELECT reports, sources, disagreements FROM story"), [(1, 1, 0)])
        self.assertEqual(self.rows("SELECT value, newer, open FROM disagreement WHERE kind = 'number' ORDER BY value"), [("12", 1, 0), ("14", 0, 0)])

    def test_the_order_of_batches_does_not_matter_and_removal_leaves_no_trace(self):
        reports = [report("a", WIRE.format(agency="Reuters", dead=12), "one.example"), report("b", WIRE.format(agency="Reuters", dead=12) + "Edited.\n", "two.example"),
                   report("c", OTHER, "three.example"), report("d", ELSEWHERE, "four.example")]
        self.add(*reports)
        single = self.folder / "single.vedette"
        for one in reports:
            self.add(one, archive=single)
        tables = ["story", "story_article", "story_source", "story_event", "story_event_mention", "story_claim", "story_dispute", "story_band", "story_key", "story_term"]
        for table in tables:
            self.assertEqual(self.rows(f"SELECT * FROM {table} ORDER BY 1, 2"), self.rows(f"SELECT * FROM {table} ORDER BY 1, 2", single), table)
        # Without the first, its copy stands for it: as if only the others had ever been told.
        first = self.rows("SELECT id FROM article WHERE given_id = 'a'")[0][0]
        said("remove", self.archive, first, "--reason", "test")
        self.assertEqual(self.rows("SELECT reports, sources FROM story ORDER BY story"), [(2, 2), (1, 1)])
        self.assertEqual(self.rows("SELECT copy_of FROM story_article ORDER BY article"), [(None,), (None,), (None,)])
        self.assertEqual(self.rows("SELECT count(*) FROM story_claim WHERE article NOT IN (SELECT article FROM article)"), [(0,)])
        for one in self.rows("SELECT id FROM article WHERE given_id IN ('b', 'c')"):
            said("remove", self.archive, one[0], "--reason", "test")
        self.assertEqual(self.rows("SELECT count(*) FROM story"), [(1,)])

    def test_many_at_once_tell_what_few_at_a_time_tell(self):
        # Copies that credit an agency, also of what is there before; newer versions of what is there and of what comes with them; other stories.
        plain = WIRE.format(agency="Reuters", dead=12).replace("TOROVAR, Oct 3 (Reuters) - ", "")
        first = [report("first", plain, "first.example"), report("other", OTHER, "other.example", url="https://other.example/raid")]
        many = []
        for number in range(60):
            text = [WIRE.format(agency=["Reuters", "AFP"][number // 40], dead=12 + number // 20), OTHER.replace("Fourteen", str(14 + number % 7)), ELSEWHERE][number % 3]
            url = f"https://other.example/{'raid' if number < 30 else number % 4}" if number % 3 == 1 else None
            many.append(report(f"r{number}", f"{text}Report {number}.\n", f"site{number % 11}.example", published=f"2023-10-{3 + number // 20:02}", url=url))
        source, records = self.folder / "many.jsonl", self.folder / "records.jsonl"
        source.write_text("".join(json.dumps(one) + "\n" for one in many), encoding="utf-8")
        records.write_text(said("read", "--format", "jsonl", source), encoding="utf-8")
        few = self.folder / "few.vedette"
        for archive, batch in ((self.archive, "1000"), (few, "5")):
            self.add(*first, archive=archive)
            said("add", source, "--records", records, "--to", archive, "--batch", batch)
        self.assertGreater(self.rows("SELECT count(*) FROM article WHERE replaced_by IS NOT NULL")[0][0], 10)
        self.assertEqual(self.rows("SELECT source FROM story_article WHERE article = 1"), [("Reuters",)])
        for table in ["story", "story_article", "story_source", "story_event", "story_event_source", "story_event_mention", "story_claim", "story_dispute", "story_band",
                      "story_band_new", "story_key", "story_key_new", "story_term", "story_centre", "story_counted"]:
            self.assertEqual(sorted(map(repr, self.rows(f"SELECT * FROM {table}"))), sorted(map(repr, self.rows(f"SELECT * FROM {table}", few))), table)

    def test_an_archive_clusters_as_loose_files_do(self):
        samples = sorted((SOURCE / "samples").glob("*.txt"))
        loose = [json.loads(line)["story"] for line in said("stories", *samples).splitlines()]
        said("add", *samples, "--to", self.archive)
        self.assertEqual(loose, [f"s{story}" for story, in self.rows("SELECT story FROM story_article ORDER BY article")])
        listed = said("stories", self.archive, "--format", "jsonl", "--limit", "3").splitlines()
        self.assertEqual(len(listed), 3)


if __name__ == "__main__":
    main()
