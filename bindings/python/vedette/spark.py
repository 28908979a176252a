"""A job for Apache Spark: articles in, the archive's tables as Parquet out, each text read once. docs/spark.md is about it.

    spark-submit spark.py ARTICLES... --to FOLDER
    python -m vedette.spark ARTICLES... --to FOLDER

Copies are grouped as in vedette/copies.py: one and the same text by its SHA-256, near copies by the band keys of their MinHash signatures.
Whatever order the articles come in and however they are spread, the records are the single process's to the byte.
"""
from __future__ import annotations

import argparse
import glob
import io
import os
import sys
from typing import Any, Callable, Iterable, Iterator

import pyarrow as arrow
from pyspark import StorageLevel
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F
from pyspark.sql.window import Window

import vedette
from vedette import _core
from vedette.copies import LATEST, NEAR, ORDER
from vedette.keys import ARTICLE_KEYS
from vedette.raw_text import decode

# An article as a row: its text as bytes, for it may be no UTF-8; `error` where it could not be had.
ARTICLES = f"text binary, {', '.join(f'`{key}` string' for key in ARTICLE_KEYS)}, error string"
COPY = "article string, copy_of string, resemblance double, url string, site string, published string, given_id string"
BATCH = 64  # articles that are laid out as tables at once

_engines: dict[str, vedette.Engine] = {}


def engine_of(options: dict[str, Any]) -> vedette.Engine:
    """One engine a worker process."""
    key = repr(sorted(options.items()))
    if key not in _engines:
        _engines[key] = vedette.Engine(**options)
    return _engines[key]


def read_articles(spark: SparkSession, paths: Iterable[str]) -> DataFrame:
    """The articles of Parquet files (columns `text`, and those of ARTICLE_KEYS that there are; anywhere Spark reads) or of files that
    every worker sees under the same name: WARC, JSONL, and what else docs/inputs.md names, one task a file."""
    paths = [os.fspath(path) for path in paths]
    parquet = [path for path in paths if path.rstrip("/").endswith(".parquet")]
    files = [name for path in paths if path not in parquet for name in _files(path)]
    parts = []
    if parquet:
        rows = spark.read.parquet(*parquet)
        if "text" not in rows.columns:
            raise ValueError(f"{parquet[0]}: there is no column 'text'; there are {', '.join(rows.columns)}")
        parts.append(rows.select(F.col("text").cast("binary").alias("text"),
                                 *[(F.col(f"`{key}`") if key in rows.columns else F.lit(None)).cast("string").alias(key) for key in ARTICLE_KEYS],
                                 F.when(F.col("text").isNull() | (F.length("text") == 0), "the article is empty; expected the words of a report").alias("error")))
    if files:
        names = spark.createDataFrame([(name,) for name in files], "name string").repartition(len(files), "name")
        parts.append(names.mapInArrow(_read_files, ARTICLES))
    if not parts:
        raise ValueError(f"there are no articles in {', '.join(paths) or 'nothing'}; give files, folders or globs")
    articles = parts[0]
    for part in parts[1:]:
        articles = articles.unionByName(part)
    return articles


def _files(path: str) -> list[str]:
    if os.path.isdir(path):
        found = [os.path.join(folder, name) for folder, _, names in os.walk(path) for name in names if not name.startswith(".")]
    else:
        found = glob.glob(path) or [path]
    return sorted(os.path.abspath(name) for name in found)


def _read_files(batches: Iterator[arrow.RecordBatch]) -> Iterator[arrow.RecordBatch]:
    schema = arrow.schema([("text", arrow.binary()), *[(key, arrow.string()) for key in ARTICLE_KEYS], ("error", arrow.string())])
    rows: list[dict[str, Any]] = []
    for batch in batches:
        for name in batch.column(0).to_pylist():
            for article in vedette.articles(name):
                if isinstance(article, vedette.Unread):
                    rows.append({"error": article.error})
                else:
                    rows.append({"text": article.text, **{key: decode(getattr(article, key)) or None for key in ARTICLE_KEYS}})
                if len(rows) >= BATCH:
                    yield arrow.RecordBatch.from_pylist(rows, schema)
                    rows = []
    if rows:
        yield arrow.RecordBatch.from_pylist(rows, schema)


def _article(row: dict[str, Any]) -> vedette.Article:
    return vedette.Article(text=row["text"], **{key: row[key] or "" for key in ARTICLE_KEYS})


def _sign(options: dict[str, Any]) -> Callable[[Iterator[arrow.RecordBatch]], Iterator[arrow.RecordBatch]]:
    def sign(batches: Iterator[arrow.RecordBatch]) -> Iterator[arrow.RecordBatch]:
        engine = engine_of(options)
        for batch in batches:
            rows = batch.to_pylist()
            keys = [engine.copy_keys(_article(row)) for row in rows]
            yield arrow.RecordBatch.from_pydict({
                "digest": [row["digest"] for row in rows], "place": [row["place"] for row in rows],
                "signature": arrow.array([signature for signature, _ in keys], arrow.binary()),
                "bands": arrow.array([bands for _, bands in keys], arrow.list_(arrow.int64()))})

    return sign


def _compare(batches: Iterator[arrow.RecordBatch]) -> Iterator[arrow.RecordBatch]:
    for batch in batches:
        rows = batch.to_pylist()
        yield arrow.RecordBatch.from_pydict({
            "digest": [row["digest"] for row in rows], "other": [row["other"] for row in rows], "other_place": [row["other_place"] for row in rows],
            "resemblance": arrow.array([_core.resemblance(row["signature"], row["other_signature"]) for row in rows], arrow.float64())})


def near_copies(texts: DataFrame, options: dict[str, Any]) -> DataFrame:
    """(digest, copy_of, resemblance) of the near copies among texts that are all different. `place` is a text's place in the order."""
    signed = texts.mapInArrow(_sign(options), "digest string, place string, signature binary, bands array<bigint>").persist(StorageLevel.DISK_ONLY)
    in_bands = signed.select("digest", "place", "signature", F.explode("bands").alias("band"))
    first = in_bands.groupBy("band").agg(F.min(F.struct("place", "digest", "signature")).alias("first"))
    pairs = (in_bands.join(first, "band").where(F.col("first.place") < F.col("place"))
             .select("digest", "signature", F.col("first.digest").alias("other"), F.col("first.place").alias("other_place"),
                     F.col("first.signature").alias("other_signature")).dropDuplicates(["digest", "other"]))
    compared = pairs.mapInArrow(_compare, "digest string, other string, other_place string, resemblance double")
    parents = (compared.where(F.col("resemblance") >= NEAR).groupBy("digest").agg(F.min(F.struct("other_place", "other", "resemblance")).alias("first"))
               .select("digest", F.col("first.other").alias("copy_of"), F.col("first.resemblance").alias("resemblance")).persist(StorageLevel.DISK_ONLY))
    # A copy of a copy is a copy of what that is a copy of: chains are shortened to half their length, until there are none.
    while True:
        further = parents.select(F.col("digest").alias("copy_of"), F.col("copy_of").alias("further"))
        joined = parents.join(further, "copy_of", "left")
        if joined.where(F.col("further").isNotNull()).isEmpty():
            return parents
        parents = joined.select("digest", F.coalesce("further", "copy_of").alias("copy_of"), "resemblance").persist(StorageLevel.DISK_ONLY)


def _code(options: dict[str, Any]) -> Callable[[Iterator[arrow.RecordBatch]], Iterator[arrow.RecordBatch]]:
    """Reads articles and gives rows of (table, its rows as an Arrow stream), so that one reading makes all tables."""

    def code(batches: Iterator[arrow.RecordBatch]) -> Iterator[arrow.RecordBatch]:
        engine = engine_of(options)
        for batch in batches:
            for at in range(0, batch.num_rows, BATCH):
                made = vedette.to_arrow(engine.read(_article(row)) for row in batch.slice(at, BATCH).to_pylist())
                yield arrow.RecordBatch.from_pydict({
                    "table": list(made), "rows": arrow.array([_packed(table) for table in made.values()], arrow.binary()),
                    "worker": arrow.array([os.getpid()] * len(made), arrow.int64())})

    return code


def _packed(table: arrow.Table) -> bytes:
    out = io.BytesIO()
    with arrow.ipc.new_stream(out, table.schema) as stream:
        stream.write_table(table)
    return out.getvalue()


def _unpack(batches: Iterator[arrow.RecordBatch]) -> Iterator[arrow.RecordBatch]:
    for batch in batches:
        for rows in batch.column(0).to_pylist():
            yield from arrow.ipc.open_stream(rows)


def _schema(table: arrow.Table) -> str:
    kinds = {arrow.string(): "string", arrow.int64(): "bigint", arrow.float64(): "double"}
    return ", ".join(f"`{field.name}` {kinds[field.type]}" for field in table.schema)


def write_tables(articles: DataFrame, folder: str, *, near: bool = True, **options: Any) -> dict[str, int]:
    """Reads the articles, each text once, and writes the archive's tables, `copy` and `unread` as Parquet into `folder`. Gives the
    numbers of articles, of texts that were read, of copies and of what could not be read, and of the worker processes that read.

    `near` False takes only one and the same text for a copy. `options` are those of vedette.Engine; their files must be there for all workers.
    """
    articles = articles.persist(StorageLevel.DISK_ONLY)
    unread = articles.where(F.col("error").isNotNull()).select("where", "error")
    good = articles.where(F.col("error").isNull()).withColumn("digest", F.sha2("text", 256))
    # Strings that compare as vedette/copies.py compares: parted by a character below all that stand in them.
    empty_is_none = F.when(F.col("published") != "", F.col("published"))
    good = good.withColumn("place", F.concat_ws("\x00", F.coalesce(empty_is_none, F.lit(LATEST)), *[F.coalesce(f"`{key}`", F.lit("")) for key in ORDER], "digest"))
    ranked = good.withColumn("rank", F.row_number().over(Window.partitionBy("digest").orderBy("place")))
    texts = ranked.where("rank = 1").drop("rank").persist(StorageLevel.DISK_ONLY)
    spark = articles.sparkSession
    parents = near_copies(texts, options) if near else spark.createDataFrame([], "digest string, copy_of string, resemblance double")

    coded = (texts.join(parents, "digest", "left_anti").select("text", *[F.col(f"`{key}`") for key in ARTICLE_KEYS])
             .mapInArrow(_code(options), "table string, rows binary, worker bigint").persist(StorageLevel.DISK_ONLY))
    shapes = vedette.to_arrow([])
    for name, shape in shapes.items():
        coded.where(F.col("table") == name).select("rows").mapInArrow(_unpack, _schema(shape)).write.mode("overwrite").parquet(f"{folder}/{name}")

    known = [F.col("url"), F.col("site"), F.col("published"), F.col("id").alias("given_id")]
    text_known = [F.coalesce(column, F.lit("")) for column in known]
    named = [column.alias(name) for column, name in zip(text_known, ("url", "site", "published", "given_id"))]
    others = texts.join(parents, "digest").select(F.col("digest").alias("article"), "copy_of", "resemblance", *named)
    same = ranked.where("rank > 1").join(parents, "digest", "left").select(
        F.col("digest").alias("article"), F.coalesce("copy_of", "digest").alias("copy_of"), F.coalesce("resemblance", F.lit(1.0)).alias("resemblance"), *named)
    others.unionByName(same).write.mode("overwrite").parquet(f"{folder}/copy")
    unread.write.mode("overwrite").parquet(f"{folder}/unread")

    def rows(name: str) -> int:
        return int(spark.read.parquet(f"{folder}/{name}").count())

    workers = coded.select("worker").distinct().count()
    counts = {"articles": articles.count(), "read": rows("article"), "copies": rows("copy"), "unread": rows("unread"), "workers": workers}
    for frame in (coded, texts, articles):
        frame.unpersist()
    return counts


def main(given: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Reads articles on Spark and writes the archive's tables as Parquet, each text read once.")
    parser.add_argument("articles", nargs="+", help="WARC, JSONL and other files, folders or globs that every worker sees; .parquet anywhere Spark reads")
    parser.add_argument("--to", required=True, metavar="FOLDER", help="where the tables go")
    parser.add_argument("--near-copies-too", action="store_true", help="read near copies as well; only one and the same text is read once")
    parser.add_argument("--world", action="append", default=[], metavar="FILE", help="your own rows of the world")
    parser.add_argument("--lexicon", action="append", default=[], metavar="FILE", help="your own frames")
    asked = parser.parse_args(given)
    spark = SparkSession.builder.appName("vedette").getOrCreate()
    try:
        counts = write_tables(read_articles(spark, asked.articles), asked.to, near=not asked.near_copies_too, world=tuple(asked.world), lexicon=tuple(asked.lexicon))
    except ValueError as error:
        print(f"vedette: {error}", file=sys.stderr)
        return 2
    finally:
        spark.stop()
    print(", ".join(f"{number} {name}" for name, number in counts.items()), file=sys.stderr)
    return 1 if counts["unread"] else 0


if __name__ == "__main__":
    sys.exit(main())
