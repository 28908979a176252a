"""An archive, `news.vedette`: what `vedette add` keeps (docs/archive.md), to read and to add to."""
from __future__ import annotations

import datetime
import os
import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Iterable, Iterator

from . import _core
from .engine import Engine, default_engine
from .reports import Report, Unread
from .tables import arrow_table, columns_of, connect, pandas_or_raise, read_columns, select, unpack

if TYPE_CHECKING:
    import pandas
    import pyarrow

BATCH = 200  # articles a transaction: one wait for the disk for all of them


@dataclass(frozen=True)
class FoundEvent:
    """An event of the archive: names where a record has ids, `text` the sentence that it rests on."""

    article: str
    title: str
    published: str
    url: str
    event: str
    type: str
    cameo: str
    status: str
    date: str
    place: str
    source: str
    target: str
    said_by: str
    goldstein: float
    confidence: float
    text: str


@dataclass(frozen=True)
class FoundQuote:
    article: str
    published: str
    speaker: str
    kind: str
    text: str


@dataclass(frozen=True)
class FoundActor:
    name: str
    entity: str
    country: str
    reports: int
    mentions: int


@dataclass(frozen=True)
class FoundCommitment:
    article: str
    published: str | None
    by: str | None
    text: str
    due: str | None


@dataclass(frozen=True)
class FoundStory:
    """What several reports tell of one happening."""

    story: int
    title: str | None
    first_day: str | None
    last_day: str | None
    reports: int
    sources: int
    articles: tuple[str, ...]


class Archive:
    """An archive opened to read. Iterated, it gives its reports in the order they were added; `archive[id]` gives one by its id or the
    beginning of it."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = os.fspath(path)
        if not os.path.exists(self.path):
            raise FileNotFoundError(f"{self.path}: there is no such file; `vedette add FILES --to {self.path}` makes an archive")
        self._core: Any = _core.Archive(self.path, False, False)
        try:
            self._database = connect(self.path)
            self._database.execute("SELECT count(*) FROM article LIMIT 1").fetchone()
        except sqlite3.DatabaseError as error:
            raise ValueError(f"{self.path}: {error}; this Python's SQLite is {sqlite3.sqlite_version}, and archives need 3.37") from None

    def close(self) -> None:
        self._database.close()
        self._core = None

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __len__(self) -> int:
        return int(self._database.execute("SELECT count(*) FROM article").fetchone()[0])

    def __repr__(self) -> str:
        return f"<Archive {self.path}: {len(self)} articles>"

    def __getitem__(self, id: str) -> Report:
        found = self._core.find(id)
        if found is None:
            raise KeyError(f"{self.path}: there is no article with the id {id}, or more than one that begins so")
        return Report(found[1], found[0])

    def __iter__(self) -> Iterator[Report]:
        ids = [id for (id,) in self._database.execute("SELECT id FROM article ORDER BY article")]
        return (self[id] for id in ids)

    def articles(self) -> Iterator[dict[str, Any]]:
        """The articles as plain dicts, without texts and records."""
        columns = [name for name in columns_of(self._database, "article", archive=True) if name not in ("text", "record", "given")]
        return (dict(zip(columns, row)) for row in select(self._database, "article", columns))

    def events(self, *, who: str | None = None, to_whom: str | None = None, type: str | None = None, status: str | None = None,
               since: str | None = None, until: str | None = None, where: str | None = None, text: str | None = None,
               story: int = 0, limit: int = 1_000_000) -> Iterator[FoundEvent]:
        """Events as `vedette events` finds them: by actors (a name, a key, a state's three letters), type, status, days, place (a state's three
        letters, a name, or "LATITUDE,LONGITUDE,KILOMETRES"), words of the article, and story."""
        asked = _asked(who=who, to_whom=to_whom, type=type, status=status, since=since, until=until, where=where, text=text)
        return (FoundEvent(**{**row, "text": row["text"].decode("utf-8", "replace")}) for row in self._core.events(asked, story, limit))

    def quotes(self, *, speaker: str | None = None, since: str | None = None, until: str | None = None, text: str | None = None,
               limit: int = 1_000_000) -> Iterator[FoundQuote]:
        """Quotes as `vedette quotes` finds them."""
        asked = _asked(speaker=speaker, since=since, until=until, text=text)
        return (FoundQuote(**{**row, "text": row["text"].decode("utf-8", "replace")}) for row in self._core.quotes(asked, limit))

    def actors(self, name: str = "", *, limit: int = 1_000_000) -> Iterator[FoundActor]:
        """Actors by name, with how many reports speak of them."""
        return (FoundActor(**row) for row in self._core.actors(name, limit))

    def commitments(self, *, by: str | None = None, due_until: str | None = None) -> Iterator[FoundCommitment]:
        """Who promised what, the earliest due first; `by` is an actor's name or entity."""
        rows = self._database.execute(
            "SELECT a.id, a.published, b.name, c.words, c.due FROM commitment c JOIN article a ON a.article = c.article "
            "LEFT JOIN actor b ON b.article = c.article AND b.actor = c.by_actor "
            "WHERE a.replaced_by IS NULL AND (?1 IS NULL OR b.name LIKE '%' || ?1 || '%' OR b.entity = ?1) AND (?2 IS NULL OR c.due <= ?2) "
            "ORDER BY c.due IS NULL, c.due, c.article, c.commitment", (by, due_until))
        return (FoundCommitment(*row) for row in rows)

    def stories(self) -> Iterator[FoundStory]:
        """The stories, the one with most reports first."""
        if not {"story", "story_article"} <= set(self.tables()):
            raise ValueError(f"{self.path}: the archive keeps no stories; it is of an older format")
        names = list(columns_of(self._database, "story", archive=True))
        inside: dict[int, list[str]] = {}
        for story, id in self._database.execute(
                "SELECT s.story, a.id FROM story_article s JOIN article a ON a.article = s.article ORDER BY s.story, s.article"):
            inside.setdefault(story, []).append(id)
        rows = [dict(zip(names, row)) for row in select(self._database, "story", names)]
        rows.sort(key=lambda row: (-row["reports"], row["story"]))
        return (FoundStory(row["story"], row.get("title"), row.get("first_day"), row.get("last_day"), row["reports"], row["sources"],
                           tuple(inside.get(row["story"], ()))) for row in rows)

    def tables(self) -> list[str]:
        """The names of the tables."""
        return [name for (name,) in self._database.execute(
            "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'words%' "
            "AND name NOT LIKE 'place_where%' ORDER BY rowid")]

    def rows(self, table: str) -> Iterator[dict[str, Any]]:
        """The rows of a table as plain dicts, `article` being the article's id."""
        kinds = columns_of(self._database, self._known(table), archive=True)
        return ({name: unpack(table, name, value) for name, value in zip(kinds, row)} for row in select(self._database, table, kinds))

    def to_arrow(self, table: str | None = None) -> Any:
        """A table as an Arrow table; without a name all of them, by name."""
        if table is None:
            return {name: self.to_arrow(name) for name in self.tables()}
        made: pyarrow.Table = arrow_table(*read_columns(self._database, self._known(table), archive=True))
        return made

    def to_pandas(self, table: str | None = None) -> Any:
        """A table as a data frame; without a name all of them, by name."""
        pandas_or_raise()
        if table is None:
            return {name: self.to_pandas(name) for name in self.tables()}
        frame: pandas.DataFrame = self.to_arrow(table).to_pandas()
        return frame

    def _known(self, table: str) -> str:
        if table not in self.tables():
            raise KeyError(f"{self.path}: there is no table '{table}'; there are {', '.join(self.tables())}")
        return table


def _asked(**given: str | None) -> dict[str, str]:
    for key, value in given.items():
        if value is not None and not isinstance(value, str):
            raise TypeError(f"{key} is {type(value).__name__}; expected a str")
    return {key: value for key, value in given.items() if value}


def open(path: str | os.PathLike[str]) -> Archive:
    """Opens an archive to read."""
    return Archive(path)


def add(items: Iterable[Any], to: str | os.PathLike[str], *, threads: int | None = None, engine: Engine | None = None) -> dict[str, Any]:
    """Reads articles and keeps them in an archive, which is made where there is none; what is committed is on disk.

    Reports that were read already are taken as they are. Gives the numbers of articles that are fresh, unchanged, a new version of an
    address, or withheld because they were removed, and the `unread`.
    """
    archive = _core.Archive(os.fspath(to), True, True)
    counts: dict[str, Any] = {"fresh": 0, "unchanged": 0, "new version": 0, "withheld": 0, "unread": []}
    pending = 0
    for report in _read(items, threads, engine):
        if isinstance(report, Unread):
            counts["unread"].append(report)
            continue
        if pending == 0:
            archive.begin()
        now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
        counts[archive.add(report._article, report._record, now)] += 1
        pending += 1
        if pending == BATCH:
            archive.commit()
            pending = 0
    if pending:
        archive.commit()
    return counts


def _read(items: Iterable[Any], threads: int | None, engine: Engine | None) -> Iterator[Report | Unread]:
    items = iter(items)
    for first in items:
        if isinstance(first, Report):
            yield first
            yield from items
        else:
            yield from (engine or default_engine()).read_many(_with(first, items), threads=threads)
        return


def _with(first: Any, rest: Iterator[Any]) -> Iterator[Any]:
    yield first
    yield from rest
