#!/usr/bin/env python3
"""Exports as the tools of each format load them: names, order and types of the columns, in pandas and in R.

usage: exports.py VEDETTE SOURCE_FOLDER
"""
import csv
import io
import json
import pathlib
import shutil
import subprocess
import unittest

import pandas

from stage import SAMPLES, VEDETTE, folder_of, main, run, said


# What gdeltPyR names the columns of a file of GDELT 2.0 (it takes the file's columns by their places).
GDELT = """GLOBALEVENTID SQLDATE MonthYear Year FractionDate Actor1Code Actor1Name Actor1CountryCode Actor1KnownGroupCode Actor1EthnicCode
Actor1Religion1Code Actor1Religion2Code Actor1Type1Code Actor1Type2Code Actor1Type3Code Actor2Code Actor2Name Actor2CountryCode Actor2KnownGroupCode
Actor2EthnicCode Actor2Religion1Code Actor2Religion2Code Actor2Type1Code Actor2Type2Code Actor2Type3Code IsRootEvent EventCode EventBaseCode EventRootCode
QuadClass GoldsteinScale NumMentions NumSources NumArticles AvgTone Actor1Geo_Type Actor1Geo_FullName Actor1Geo_CountryCode Actor1Geo_ADM1Code
Actor1Geo_ADM2Code Actor1Geo_Lat Actor1Geo_Long Actor1Geo_FeatureID Actor2Geo_Type Actor2Geo_FullName Actor2Geo_CountryCode Actor2Geo_ADM1Code
Actor2Geo_ADM2Code Actor2Geo_Lat Actor2Geo_Long Actor2Geo_FeatureID ActionGeo_Type ActionGeo_FullName ActionGeo_CountryCode ActionGeo_ADM1Code
ActionGeo_ADM2Code ActionGeo_Lat ActionGeo_Long ActionGeo_FeatureID DATEADDED SOURCEURL""".split()
GDELT_MENTIONS = """GLOBALEVENTID EventTimeDate MentionTimeDate MentionType MentionSourceName MentionIdentifier SentenceID Actor1CharOffset
Actor2CharOffset ActionCharOffset InRawText Confidence MentionDocLen MentionDocTone MentionDocTranslationInfo Extras""".split()
ICEWS = ["Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code", "Intensity", "Target Name",
         "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher", "City", "District", "Province", "Country", "Latitude", "Longitude"]
POLECAT = ("Event ID\tEvent Date\tEvent Type\tEvent Mode\tIntensity\tQuad Code\tContexts\tActor Name\tActor Country\tActor COW\tPrimary Actor Sector\t"
           "Actor Sectors\tActor Title\tActor Name Raw\tWikipedia Actor ID\tRecipient Name\tRecipient Country\tRecipient COW\tPrimary Recipient Sector\t"
           "Recipient Sectors\tRecipient Title\tRecipient Name Raw\tWikipedia Recipient ID\tPlacename\tCity\tDistrict\tProvince\tCountry\tLatitude\t"
           "Longitude\tGeoNames ID\tRaw Placename\tFeature Type\tSource\tPublication Date\tStory People\tStory Organizations\tStory Locations\tLanguage\t"
           "Version").split("\t")
ACLED = """event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1 actor2 assoc_actor_2 inter2
interaction civilian_targeting iso region country admin1 admin2 admin3 location latitude longitude geo_precision source source_scale notes fatalities tags
timestamp""".split()

# Columns that acledR and the icews package take as numbers, and the classes that R's readers give them.
R_SCRIPT = r"""
folder <- commandArgs(TRUE)[1]
file <- function(name) file.path(folder, name)
stop_unless <- function(what, ok) if (!isTRUE(ok)) stop(what)
# As icews::read_events_tsv: no quotation marks, all text but these.
icews_header <- strsplit(readLines(file("icews.tab"), 1), "\t")[[1]]
classes <- setNames(rep("character", 20), icews_header)
classes[c("Event ID", "Story ID", "Sentence Number")] <- "integer"
classes[c("Intensity", "Latitude", "Longitude")] <- "numeric"
classes["Event Date"] <- "Date"
icews <- read.delim(file("icews.tab"), quote = "", stringsAsFactors = FALSE, colClasses = unname(classes), check.names = FALSE, na.strings = "")
stop_unless("icews: 20 columns", ncol(icews) == 20)
stop_unless("icews: codes are text", all(nchar(icews[["CAMEO Code"]]) >= 2) && any(startsWith(icews[["CAMEO Code"]], "0")))
stop_unless("icews: dates", any(!is.na(icews[["Event Date"]])) && inherits(icews[["Event Date"]], "Date"))
stop_unless("icews: event ids", !any(is.na(icews[["Event ID"]])))
# As acledR: numbers are numbers, dates are yyyy-mm-dd.
acled <- read.csv(file("acled.csv"), stringsAsFactors = FALSE, na.strings = "", encoding = "UTF-8")
stop_unless("acled: 31 columns", ncol(acled) == 31)
for (column in c("year", "time_precision", "latitude", "longitude", "geo_precision", "timestamp", "iso"))
  stop_unless(paste("acled: a number in", column), is.numeric(acled[[column]]))
stop_unless("acled: dates", !any(is.na(as.Date(acled$event_date[!is.na(acled$event_date)]))))
stop_unless("acled: one actor each", !any(grepl(";", acled$actor1)) && !any(grepl(";", acled$actor2)))
stop_unless("acled: event types", all(acled$event_type %in% c("Battles", "Protests", "Riots", "Explosions/Remote violence", "Violence against civilians",
  "Strategic developments")))
polecat <- read.delim(file("polecat.txt"), quote = "", stringsAsFactors = FALSE, check.names = FALSE)
stop_unless("polecat: 40 columns", ncol(polecat) == 40)
stop_unless("polecat: intensity", is.numeric(polecat$Intensity))
gdelt <- read.delim(file("gdelt.export.CSV"), header = FALSE, quote = "", stringsAsFactors = FALSE, colClasses = c(V27 = "character", V28 = "character",
  V29 = "character"))
stop_unless("gdelt: 61 columns", ncol(gdelt) == 61)
stop_unless("gdelt: codes are text", any(startsWith(gdelt$V27, "0")) && all(nchar(gdelt$V29) == 2))
events <- read.csv(file("event.csv"), stringsAsFactors = FALSE, colClasses = c(cameo = "character"))
stop_unless("csv: codes are text", any(startsWith(events$cameo, "0")))
cat("all is well\n")
"""


class Exports(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = folder_of(cls)
        cls.archive = cls.folder / "news.vedette"
        odd = {"id": "odd", "title": "=HYPERLINK(\"x\")", "site": "@wire", "url": "https://example.org/a,b?c=\"d\"", "published": "2023-06-29",
               "text": "-5 degrees, \"quoted\"\r\n\tand tabs.\n\nRebels attacked the town of Sévaré in Mali on Wednesday and killed 12 soldiers."}
        threat = {"id": "threat", "published": "2023-06-30", "text": "Iran said that it would bomb Israel if Israel attacked its reactors."}
        (cls.folder / "odd.jsonl").write_text(json.dumps(odd) + "\n" + json.dumps(threat) + "\n", encoding="utf-8")
        said("add", *SAMPLES, cls.folder / "odd.jsonl", "--to", cls.archive)
        cls.odd = odd
        cls.texts = {}
        for line in run("export", cls.archive, "--as", "jsonl", "--table", "article")[1].splitlines():
            row = json.loads(line)
            cls.texts[row["article"]] = row["text"]
        cls.out = cls.folder / "out"
        for name in ("csv", "gdelt", "icews", "polecat", "acled", "annotations", "conllu"):
            said("export", cls.archive, "--as", name, "--out", cls.out)

    def events(self):
        return run("export", self.archive, "--as", "jsonl", "--table", "event")[1].splitlines()

    def test_gdelt_events_are_as_gdeltpyr_reads_them(self):
        text = (self.out / "gdelt.export.CSV").read_text(encoding="utf-8")
        self.assertTrue(all(line.count("\t") == 60 for line in text.splitlines()))
        frame = pandas.read_csv(self.out / "gdelt.export.CSV", sep="\t", header=None, names=GDELT,
                                dtype={"EventCode": str, "EventBaseCode": str, "EventRootCode": str})
        self.assertEqual(len(frame.columns), 61)
        self.assertTrue(frame["GLOBALEVENTID"].is_unique)
        self.assertEqual(frame["GLOBALEVENTID"].dtype.kind, "i")
        for column in ("QuadClass", "NumMentions", "NumSources", "NumArticles", "IsRootEvent", "DATEADDED"):
            self.assertEqual(frame[column].dtype.kind, "i", column)
        for column in ("GoldsteinScale", "ActionGeo_Lat", "ActionGeo_Long"):
            self.assertIn(frame[column].dtype.kind, "fi", column)
        self.assertTrue(frame["GoldsteinScale"].between(-10, 10).all())
        self.assertTrue(frame["EventRootCode"].str.fullmatch(r"0[1-9]|1[0-9]|20").all())
        self.assertTrue((frame["EventCode"].str[:2] == frame["EventRootCode"]).all())
        days = frame["SQLDATE"].dropna().astype(int).astype(str)
        self.assertTrue(days.str.fullmatch(r"\d{8}").all() and len(days) > 10)
        self.assertTrue((frame["QuadClass"] == frame["EventRootCode"].astype(int).map(lambda r: 1 if r <= 5 else 2 if r <= 8 else 3 if r <= 13 else 4)).all())
        self.assertTrue(frame["DATEADDED"].astype(str).str.fullmatch(r"\d{14}").all())
        colombian = frame[frame["ActionGeo_FullName"].str.endswith(", Colombia", na=False)]
        self.assertEqual(set(colombian["ActionGeo_CountryCode"]), {"CO"})

    def test_gdelt_mentions(self):
        frame = pandas.read_csv(self.out / "gdelt.mentions.CSV", sep="\t", header=None, names=GDELT_MENTIONS)
        events = pandas.read_csv(self.out / "gdelt.export.CSV", sep="\t", header=None, names=GDELT)
        self.assertEqual(set(frame["GLOBALEVENTID"]), set(events["GLOBALEVENTID"]))
        self.assertEqual(len(frame), events["NumMentions"].sum())
        self.assertTrue(frame["Confidence"].isin(range(10, 101, 10)).all())
        self.assertTrue(frame["MentionType"].isin([1, 2]).all())
        self.assertEqual(set(frame.loc[frame["MentionType"] == 1, "MentionIdentifier"]), {self.odd["url"]})

    def test_icews(self):
        frame = pandas.read_csv(self.out / "icews.tab", sep="\t", quoting=csv.QUOTE_NONE, dtype={"CAMEO Code": str})
        self.assertEqual(list(frame.columns), ICEWS)
        self.assertTrue(frame["Intensity"].between(-10, 10).all())
        self.assertIn("Sign formal agreement", set(frame["Event Text"]))
        self.assertEqual(frame["Story ID"].dtype.kind, "i")
        self.assertTrue((frame["Event ID"] < 2**31).all())

    def test_polecat(self):
        frame = pandas.read_csv(self.out / "polecat.txt", sep="\t", quoting=csv.QUOTE_NONE, keep_default_na=False)
        self.assertEqual(list(frame.columns), POLECAT)
        self.assertTrue(set(frame["Quad Code"]) <= {"VERBAL COOPERATION", "MATERIAL COOPERATION", "VERBAL CONFLICT", "MATERIAL CONFLICT"})
        self.assertTrue(frame["Event ID"].is_unique)
        self.assertEqual(set(frame["Wikipedia Actor ID"]), {"None"})
        self.assertIn("100", set(frame["Actor COW"]))  # Colombia

    def test_acled(self):
        frame = pandas.read_csv(self.out / "acled.csv")
        self.assertEqual(list(frame.columns), ACLED)
        self.assertTrue(frame["event_id_cnty"].is_unique)
        self.assertTrue(frame["notes"].notna().all())
        self.assertTrue(frame["fatalities"].isna().all())
        self.assertTrue(set(frame["inter1"].dropna()) <= {"State forces", "Rebel group", "Political militia", "Identity militia", "Rioters", "Protesters",
                                                          "Civilians", "External/Other forces"})
        mali = frame[frame["country"] == "Mali"]
        self.assertEqual(set(mali["actor1"]), {"Rebels"})
        self.assertEqual(set(mali["inter1"]), {"Rebel group"})
        self.assertIn("State forces-Rebel group", set(mali["interaction"]))
        self.assertEqual(set(mali["iso"]), {466})

    def test_what_did_not_take_place_is_no_event_of_sets_without_a_status(self):
        told = [json.loads(line) for line in self.events()]
        self.assertTrue(any(e["status"] == "conditional" for e in told))
        frame = pandas.read_csv(self.out / "polecat.txt", sep="\t", quoting=csv.QUOTE_NONE, keep_default_na=False)
        wanted = {f'{e["article"]}_{e["event"][1:]}' for e in told
                  if e["status"] in ("happened", "ongoing") or (e["quad"] in (1, 3) and e["status"] in ("pledged", "called-for", "scheduled"))}
        self.assertEqual(set(frame["Event ID"]), wanted)

    def test_r_reads_them(self):
        if not shutil.which("Rscript"):
            self.skipTest("Rscript is not here")
        script = self.folder / "read.R"
        script.write_text(R_SCRIPT, encoding="utf-8")
        done = subprocess.run(["Rscript", "--vanilla", script, self.out], capture_output=True, text=True, timeout=120)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("all is well", done.stdout)

    def test_csv_defuses_formulas_and_raw_does_not(self):
        def article(*options):
            out = run("export", self.archive, "--as", "csv", "--table", "article", *options)[1]
            return next(row for row in csv.DictReader(io.StringIO(out, newline="")) if row["id"] == "odd")
        self.assertEqual(article()["title"], "'" + self.odd["title"])
        self.assertEqual(article()["site"], "'@wire")
        self.assertEqual(article()["text"], "'" + self.odd["text"])
        raw = article("--raw")
        for key in ("title", "site", "url", "text"):
            self.assertEqual(raw[key], self.odd[key], key)

    def test_csv_and_jsonl_hold_the_same(self):
        for table in ("event", "actor", "mention", "place", "repair", "evidence"):
            lines = [json.loads(line) for line in run("export", self.archive, "--as", "jsonl", "--table", table)[1].splitlines()]
            rows = list(csv.DictReader(io.StringIO(run("export", self.archive, "--as", "csv", "--raw", "--table", table)[1], newline="")))
            self.assertEqual(len(lines), len(rows))
            for line, row in zip(lines, rows):
                self.assertEqual(list(line), list(row))
                for key, value in line.items():
                    if isinstance(value, (int, float)):
                        self.assertEqual(float(row[key]), value)
                    else:
                        self.assertEqual(row[key], value or "")

    def test_annotations_resolve_against_the_text(self):
        count = 0
        parts = set()
        for line in (self.out / "annotations.jsonl").read_text(encoding="utf-8").splitlines():
            note = json.loads(line)
            self.assertEqual((note["@context"], note["type"]), ("http://www.w3.org/ns/anno.jsonld", "Annotation"))
            text = self.texts[note["target"]["source"]["id"].removeprefix("urn:sha256:")]
            quote, position = note["target"]["selector"]
            self.assertEqual((quote["type"], position["type"]), ("TextQuoteSelector", "TextPositionSelector"))
            self.assertEqual(text[position["start"]:position["end"]], quote["exact"])
            self.assertTrue(text[:position["start"]].endswith(quote["prefix"]))
            self.assertTrue(text[position["end"]:].startswith(quote["suffix"]))
            parts |= {body["value"] for body in note["body"] if body["purpose"] == "tagging"}
            count += 1
        self.assertGreater(count, 500)
        self.assertTrue({"actor", "place", "time", "quote", "event", "event source", "commitment", "relation", "repair", "block"} <= parts, parts)

    def test_conllu_is_what_read_gives(self):
        read = run("read", "--until", "grammar", self.folder / "odd.jsonl")[1]
        self.assertTrue((self.out / "articles.conllu").read_text(encoding="utf-8").endswith(read))

    def test_records_without_an_archive(self):
        records = run("read", "--format", "jsonl", SAMPLES[0])[1]
        status, out, err = run("export", "-", "--as", "csv", "--table", "event", given=records)
        self.assertEqual((status, err), (0, ""))
        self.assertEqual(len(list(csv.DictReader(io.StringIO(out)))), len(json.loads(records)["events"]))
        status, out, err = run("export", "-", "--as", "icews", given="{}\n" + records + "broken\n")
        self.assertEqual(status, 1)
        self.assertIn("standard input:1:", err)
        self.assertIn("standard input:3:", err)
        self.assertGreater(out.count("\n"), 3)

    def test_filters_are_those_of_events(self):
        asked = run("events", self.archive, "--type", "PROTEST", "--format", "jsonl")[1].splitlines()
        given = run("export", self.archive, "--as", "jsonl", "--table", "event", "--type", "PROTEST")[1].splitlines()
        self.assertEqual(len(asked), len(given))
        self.assertGreater(len(given), 0)
        self.assertLess(len(given), len(self.events()))

    def test_wrong_use_is_explained(self):
        for arguments, words in ((("--as", "csv"), "--out"), (("--as", "csv", "--table", "nothing"), "expected one of"),
                                 (("--as", "parquet"), "--as")):
            status, out, err = run("export", self.archive, *arguments)
            self.assertEqual((status, out), (2, ""))
            self.assertIn(words, err)
        self.assertEqual(run("export", self.folder / "nothing.vedette", "--as", "icews")[0], 2)
        status, _, err = run("export", self.archive, "--as", "icews", "--out", "/proc/none")
        self.assertNotEqual(status, 0)
        self.assertIn("/proc/none", err)

    def test_a_full_disk_is_said(self):
        if not pathlib.Path("/dev/full").exists():
            self.skipTest("/dev/full is not here")
        with open("/dev/full", "wb") as full:
            done = subprocess.run([VEDETTE, "export", self.archive, "--as", "acled"], stdout=full, stderr=subprocess.PIPE, text=True, timeout=60)
        self.assertEqual(done.returncode, 1)
        self.assertIn("No space left", done.stderr)


if __name__ == "__main__":
    main()
