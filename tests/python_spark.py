#!/usr/bin/env python3
"""The Spark job on a local Spark with two worker processes, beside a single process.

usage: python_spark.py VEDETTE SOURCE_FOLDER PACKAGE_ENVIRONMENT SPARK_ENVIRONMENT

Makes SPARK_ENVIRONMENT with the versions below where it is not there (it is large, so it is kept), and runs the tests in it. Exit status 77
where there is no Java or no way to the package registry.
"""
import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

VERSIONS = ["pyspark==4.0.1", "pyarrow==21.0.0", "pandas==2.3.3"]
JAVAS = ["/usr/lib/jvm/java-17-openjdk-amd64", "/usr/lib/jvm/java-17-openjdk-arm64"]


def skip(why):
    print(f"skipped: {why}")
    sys.exit(77)


def prepare(package, environment):
    """The variables under which the tests run in the environment."""
    java = next((home for home in JAVAS if os.access(f"{home}/bin/java", os.X_OK)), None)
    if java is None:
        skip("there is no Java 17 (openjdk-17-jre-headless)")
    found = sorted(package.glob("lib/python3*/site-packages/vedette"))
    if not found:
        skip("the package was not installed")
    made = environment / "versions"
    if not made.exists() or made.read_text() != "\n".join(VERSIONS):
        shutil.rmtree(environment, ignore_errors=True)
        subprocess.run([sys.executable, "-m", "venv", environment], check=True)
        fetched = subprocess.run([environment / "bin" / "python", "-m", "pip", "--disable-pip-version-check", "install", "--quiet", *VERSIONS],
                                 capture_output=True, text=True)
        if fetched.returncode:
            shutil.rmtree(environment)
            skip(f"the package registry gave none of {', '.join(VERSIONS)}\n{fetched.stderr[-600:]}")
        made.write_text("\n".join(VERSIONS))
    alone = environment / "package"  # the package without the other environment's libraries
    alone.mkdir(exist_ok=True)
    (alone / "vedette").unlink(missing_ok=True)
    (alone / "vedette").symlink_to(found[0].resolve())
    return {**os.environ, "JAVA_HOME": java, "PYTHONPATH": str(alone), "PYSPARK_PYTHON": str(environment / "bin" / "python"),
            "SPARK_LOCAL_IP": "127.0.0.1"}


def articles_of(source):
    """Reports, the same again elsewhere, and altered ones: 8 texts, each three times with a slight change, and as many that differ more."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((source / "samples").glob("*.txt"))]
    articles = []
    for number in range(160):
        text = texts[number % len(texts)]
        kind = number // len(texts) % 4
        if kind == 1:
            text += f"\n\nFurther reports are expected, editor {number} said."
        if kind == 2:
            text = "\n\n".join(text.split("\n\n")[:2]) + f"\n\nOfficials of district {number} met the {number} envoys of Norway in Oslo on Monday."
        articles.append({"id": f"article-{number}", "text": text, "url": f"https://example.org/{number}",
                         "published": f"2023-02-{1 + number * 7 % 28:02}" if number % 5 else ""})
    return articles


def warc_of(pages):
    out = b""
    for number, page in enumerate(pages):
        body = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}".encode()
        out += (f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://crawl.example/{number}\r\nWARC-Date: 2023-02-08T00:00:00Z\r\n"
                f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(body)}\r\n\r\n").encode() + body + b"\r\n\r\n"
    return out


def digests_of(records):
    return sorted(hashlib.sha256(record.encode()).hexdigest() for record in records)


class Spark(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        import pyarrow
        import pyarrow.parquet
        from pyspark.sql import SparkSession

        cls.folder = pathlib.Path(tempfile.mkdtemp())
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        cls.spark = (SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").config("spark.sql.shuffle.partitions", "2")
                     .config("spark.driver.bindAddress", "127.0.0.1").config("spark.driver.memory", "1g")
                     .config("spark.driver.extraJavaOptions", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC").config("spark.log.level", "ERROR")
                     .config("spark.local.dir", str(cls.folder / "spark")).config("spark.sql.warehouse.dir", str(cls.folder / "warehouse"))
                     .config("spark.ui.showConsoleProgress", "false").getOrCreate())
        cls.addClassCleanup(cls.spark.stop)
        articles = articles_of(SOURCE)
        cls.parts = [articles[0:60], articles[60:110], articles[110:160]]
        for number, part in enumerate(cls.parts[:2]):
            lines = [json.dumps(article) for article in part] + ['{"id": "cut", "text": "Reb']
            (cls.folder / f"part-{number}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
        rows = [{**article, "text": article["text"].encode()} for article in cls.parts[2]] + [{"id": "empty", "text": b""}]
        pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), cls.folder / "part-2.parquet")
        pages = [f"<html lang=en><head><title>{number}</title></head><body><article>"
                 + "".join(f"<p>{paragraph}</p>" for paragraph in article["text"].split("\n\n")) + "</article></body></html>"
                 for number, article in enumerate(articles[:12])]
        (cls.folder / "crawl.warc").write_bytes(warc_of(pages))
        cls.inputs = [cls.folder / name for name in ("part-0.jsonl", "part-1.jsonl", "part-2.parquet", "crawl.warc")]

    def table(self, name):
        return self.spark.read.parquet(str(self.folder / "out" / name)).toArrow().to_pylist()

    def run_job(self, near):
        from vedette import spark

        return spark.write_tables(spark.read_articles(self.spark, self.inputs), str(self.folder / "out"), near=near)

    def test_the_same_text_once(self):
        counts = self.run_job(near=False)
        # The single process: the command line over the same articles, the first of each text in the order of copies.
        import vedette

        first, copies = vedette.first_of_copies(self.given(), near=False)
        path = self.folder / "first.jsonl"
        fields = ("id", "text", "title", "url", "site", "published", "author", "language")
        plain = [article for article in first if not article.page_digest]  # JSONL has no place for a page's digest
        path.write_text("\n".join(json.dumps({key: getattr(article, key).decode() for key in fields}) for article in plain), encoding="utf-8")
        lines = subprocess.run([VEDETTE, "read", "--format", "jsonl", path], capture_output=True, check=True, text=True).stdout.splitlines()
        records = [row["record"] for row in self.table("article")]
        self.assertEqual(digests_of(record for record in records if '"page":"' not in record.split('"blocks"')[0]), digests_of(lines))
        self.assertEqual(digests_of(records), digests_of(report.json for report in vedette.read_many(first, threads=1)))
        self.assertEqual(counts["articles"], counts["read"] + counts["copies"] + counts["unread"])
        self.assertEqual((counts["read"], counts["copies"], counts["unread"]), (len(first), len(copies), 3))
        self.assertEqual(counts["workers"], 2)

    def test_near_copies_once(self):
        import vedette

        counts = self.run_job(near=True)
        first, copies = vedette.first_of_copies(self.given())
        self.assertLess(len(first), 60)
        self.assertGreater(len(first), 8)
        reports = list(vedette.read_many(first, threads=1))
        self.assertEqual(digests_of(row["record"] for row in self.table("article")), digests_of(report.json for report in reports))
        self.assertEqual(sorted(tuple(row.values()) for row in self.table("copy")), sorted(map(tuple, copies)))
        for name, rows in vedette.tables(reports).items():
            self.assertEqual(sorted(map(repr, self.table(name))), sorted(map(repr, rows)), name)
        self.assertEqual(len(self.table("unread")), 3)
        self.assertTrue(any("part-0.jsonl:61" in row["error"] for row in self.table("unread")))
        self.assertEqual(counts["read"], len(first))

    def test_wrong_use_is_said(self):
        from vedette import spark

        with self.assertRaisesRegex(ValueError, "there are no articles"):
            spark.read_articles(self.spark, [])
        self.spark.createDataFrame([("x",)], "body string").write.parquet(str(self.folder / "other.parquet"))
        with self.assertRaisesRegex(ValueError, "no column 'text'; there are body"):
            spark.read_articles(self.spark, [self.folder / "other.parquet"])

    def given(self):
        import vedette

        read = [article for path in self.inputs if path.suffix != ".parquet" for article in vedette.articles(path)]
        return [article for article in read if article] + self.parts[2]


if __name__ == "__main__":
    VEDETTE, SOURCE = sys.argv[1], pathlib.Path(sys.argv[2])
    if len(sys.argv) > 3:
        environment = pathlib.Path(sys.argv[4])
        variables = prepare(pathlib.Path(sys.argv[3]), environment)
        sys.exit(subprocess.run([environment / "bin" / "python", __file__, VEDETTE, SOURCE], env=variables).returncode)
    unittest.main(argv=sys.argv[:1], warnings="ignore")
