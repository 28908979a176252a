"""Reports as the tables of the archive (docs/archive.md): rows, Arrow, pandas, Parquet.

The rows are made by the archive itself, in a file that is thrown away, so that there is one way only to lay out a record. In these tables
`article` is the article's id (the SHA-256 of its text) instead of a row number, so that tables of several runs can be put together; the
columns `added`, `replaced_by` and `made_by`, and `party` and `location`, an archive's own numbers, belong to an archive and are left out.
"""
from __future__ import annotations

import os
import pathlib
import sqlite3
import tempfile
import warnings
from itertools import islice
from typing import TYPE_CHECKING, Any, Iterable, Iterator

from . import _core
from .raw_text import decode
from .reports import Report, Unread

if TYPE_CHECKING:
    import pandas
    import pyarrow

# What a record alone has rows in.
RECORD_TABLES = ("article", "actor", "place", "quote", "event", "event_actor", "commitment", "doubt")
_ARCHIVE_ONLY = {"added", "replaced_by", "made_by", "party", "location"}
_PACKED = {"text", "record"}  # of the table article
_KINDS = {"TEXT": "string", "BLOB": "string", "INTEGER": "int64", "REAL": "float64"}

Columns = dict[str, list[Any]]


def connect(path: str) -> sqlite3.Connection:
    """Opens an archive's file to read."""
    database = sqlite3.connect(pathlib.Path(path).resolve().as_uri() + "?mode=ro", uri=True)
    database.text_factory = decode
    return database


def columns_of(database: sqlite3.Connection, table: str, archive: bool) -> dict[str, str]:
    """Names and Arrow types of a table's columns as they come out."""
    columns = {name: _KINDS.get(kind, "string") for _, name, kind, *_ in database.execute(f'PRAGMA table_info("{table}")')}
    if not archive:
        columns = {name: kind for name, kind in columns.items() if name not in _ARCHIVE_ONLY}
    if table == "article":
        columns.pop("article", None)
        if "replaced_by" in columns:
            columns["replaced_by"] = "string"
    for name in columns:
        if refers_to_article(table, name):
            columns[name] = "string"
    return columns


def refers_to_article(table: str, column: str) -> bool:
    return table != "article" and column in ("article", "copy_of", "first_article")


def select(database: sqlite3.Connection, table: str, columns: Iterable[str]) -> sqlite3.Cursor:
    """The rows of a table, article numbers led to ids, in the order of the articles."""
    parts, joins = [], []
    for number, name in enumerate(columns):
        if refers_to_article(table, name) or (table == "article" and name == "replaced_by"):
            joins.append(f'LEFT JOIN article a{number} ON a{number}.article = t."{name}"')
            parts.append(f'a{number}.id AS "{name}"')
        else:
            parts.append(f't."{name}"')
    order = f"ORDER BY {', '.join(f't.{at}' for at in _keys(database, table))}" if _keys(database, table) else ""
    return database.execute(f'SELECT {", ".join(parts)} FROM "{table}" t {" ".join(joins)} {order}')


def _keys(database: sqlite3.Connection, table: str) -> list[str]:
    keyed = [(at, name) for _, name, _, _, _, at in database.execute(f'PRAGMA table_info("{table}")') if at]
    return [f'"{name}"' for _, name in sorted(keyed)]


def unpack(table: str, column: str, value: Any) -> Any:
    if table == "article" and column in _PACKED and value is not None:
        return decode(_core.decompress(value))
    return decode(value) if isinstance(value, bytes) else value


def read_columns(database: sqlite3.Connection, table: str, archive: bool) -> tuple[dict[str, str], Columns]:
    kinds = columns_of(database, table, archive)
    columns: Columns = {name: [] for name in kinds}
    lists = list(columns.items())
    for row in select(database, table, kinds):
        for (name, into), value in zip(lists, row):
            into.append(unpack(table, name, value) if isinstance(value, bytes) else value)
    return kinds, columns


def _laid_out(reports: Iterable[Report]) -> dict[str, tuple[dict[str, str], Columns]]:
    with tempfile.TemporaryDirectory(prefix="vedette-") as folder:
        path = os.path.join(folder, "tables.vedette")
        archive = _core.Archive(path, True, True)
        archive.begin()
        for report in reports:
            archive.add(report._article, report._record, "")
        archive.commit()
        del archive
        database = connect(path)
        try:
            return {table: read_columns(database, table, archive=False) for table in RECORD_TABLES}
        finally:
            database.close()


def good_ones(reports: Report | Iterable[Report | Unread]) -> Iterator[Report]:
    """The reports; what could not be read is warned of, with the first fault."""
    if isinstance(reports, Report):
        reports = [reports]
    unread, first = 0, ""
    for report in reports:
        if isinstance(report, Unread):
            unread, first = unread + 1, first or report.error
        elif isinstance(report, Report):
            yield report
        else:
            raise TypeError(f"tables are made of reports, and there is a {type(report).__name__}; read it first: vedette.read_many(articles)")
    if unread:
        warnings.warn(f"{unread} articles could not be read and have no rows; the first: {first}", stacklevel=3)


def tables(reports: Report | Iterable[Report | Unread]) -> dict[str, list[dict[str, Any]]]:
    """The archive's tables as lists of plain dicts. The same text twice has one set of rows, as in an archive."""
    laid_out = _laid_out(good_ones(reports))
    return {table: [dict(zip(columns, row)) for row in zip(*columns.values())] for table, (_, columns) in laid_out.items()}


def arrow_table(kinds: dict[str, str], columns: Columns) -> pyarrow.Table:
    arrow = pyarrow_or_raise()
    types = {"string": arrow.string(), "int64": arrow.int64(), "float64": arrow.float64()}
    schema = arrow.schema([arrow.field(name, types[kind]) for name, kind in kinds.items()])
    return arrow.table([arrow.array(columns[name], types[kind]) for name, kind in kinds.items()], schema=schema)


def to_arrow(reports: Report | Iterable[Report | Unread]) -> dict[str, pyarrow.Table]:
    """The archive's tables as Arrow tables, by name."""
    return {table: arrow_table(kinds, columns) for table, (kinds, columns) in _laid_out(good_ones(reports)).items()}


def to_pandas(reports: Report | Iterable[Report | Unread]) -> dict[str, pandas.DataFrame]:
    """The archive's tables as data frames, by name; codes stay text."""
    pandas_or_raise()
    return {table: arrow.to_pandas() for table, arrow in to_arrow(reports).items()}


def write_parquet(reports: Report | Iterable[Report | Unread], folder: str | os.PathLike[str], *, batch: int = 1000) -> dict[str, int]:
    """Writes TABLE.parquet for every table into `folder`, `batch` reports at a time, and gives the numbers of rows."""
    arrow = pyarrow_or_raise()
    import pyarrow.parquet

    where = pathlib.Path(folder)
    where.mkdir(parents=True, exist_ok=True)
    writers: dict[str, Any] = {}
    rows = dict.fromkeys(RECORD_TABLES, 0)
    seen: set[str] = set()
    stream = _only_new(good_ones(reports), seen)
    try:
        while True:
            part = list(islice(stream, batch))
            if not part and writers:
                return rows
            for table, (kinds, columns) in _laid_out(part).items():
                made = arrow_table(kinds, columns)
                if table not in writers:
                    writers[table] = arrow.parquet.ParquetWriter(where / f"{table}.parquet", made.schema, compression="zstd")
                writers[table].write_table(made)
                rows[table] += made.num_rows
            if not part:
                return rows
    finally:
        for writer in writers.values():
            writer.close()


def _only_new(reports: Iterable[Report], seen: set[str]) -> Iterator[Report]:
    for report in reports:
        if (digest := report._article.digest()) not in seen:
            seen.add(digest)
            yield report


def pyarrow_or_raise() -> Any:
    try:
        import pyarrow
    except ImportError:
        raise ImportError("Arrow tables need the package pyarrow: pip install 'vedette[arrow]'. Without it, vedette.tables() gives plain dicts.") from None
    return pyarrow


def pandas_or_raise() -> Any:
    try:
        import pandas
    except ImportError:
        raise ImportError("data frames need the package pandas: pip install 'vedette[pandas]'") from None
    return pandas
