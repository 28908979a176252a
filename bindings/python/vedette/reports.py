"""A report as typed objects: thin views of the record, `vedette/report/1` (docs/report.md), with ids led to what they name."""
from __future__ import annotations

import json
from typing import Any, Generic, Iterator, NamedTuple, Sequence, TypeVar, overload

from ._core import Article
from .keys import ARTICLE_KEYS
from .raw_text import decode

T = TypeVar("T", bound="_Item")


class Span(NamedTuple):
    """[begin, end) in code points of the article's text as it came in: what a slice of a str takes."""

    begin: int
    end: int


class Unread:
    """In the place of a report, what was wrong with an item that is no article. It is false, so that `if report:` keeps the good ones."""

    __slots__ = ("error", "item")

    def __init__(self, error: str, item: Any = None) -> None:
        self.error = error
        self.item = item

    def __bool__(self) -> bool:
        return False

    def __repr__(self) -> str:
        return f"<Unread: {self.error}>"


class _Item:
    """One object of a record; `raw` is the plain dict."""

    __slots__ = ("report", "raw")

    def __init__(self, report: Report, raw: dict[str, Any]) -> None:
        self.report = report
        self.raw = raw

    @property
    def id(self) -> str | None:
        return self._text("id")

    @property
    def span(self) -> Span | None:
        span = self.raw.get("span")
        return None if span is None else Span(*span)

    @property
    def text(self) -> str:
        """The words of the article at the span."""
        return self.report.words(self.span)

    def _text(self, key: str) -> str | None:
        value: str | None = self.raw.get(key)
        return value

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and isinstance(other, _Item) and self.report is other.report and self.raw is other.raw

    def __hash__(self) -> int:
        return hash((id(self.report), id(self.raw)))

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.id or ''}: {self}>"

    def __str__(self) -> str:
        return self.text


class Items(Sequence[T], Generic[T]):
    """Several items of a report, made when they are asked for; printed, their names one after another."""

    __slots__ = ("_kind", "_report", "_raw")

    def __init__(self, kind: type[T], report: Report, raw: list[dict[str, Any]]) -> None:
        self._kind, self._report, self._raw = kind, report, raw

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> Items[T]: ...
    def __getitem__(self, at: int | slice) -> T | Items[T]:
        if isinstance(at, slice):
            return Items(self._kind, self._report, self._raw[at])
        return self._kind(self._report, self._raw[at])

    def __len__(self) -> int:
        return len(self._raw)

    def __iter__(self) -> Iterator[T]:
        return (self._kind(self._report, raw) for raw in self._raw)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Items) and list(self) == list(other)

    def __str__(self) -> str:
        return ", ".join(map(str, self)) if self._raw else "-"

    def __repr__(self) -> str:
        return f"[{', '.join(map(repr, self))}]"


class Block(_Item):
    """A paragraph or a piece of one: title, dateline, byline, body, caption, credit, agency, share, navigation, other."""

    __slots__ = ()

    @property
    def kind(self) -> str:
        return str(self.raw["kind"])


class Repair(_Item):
    """What was mended in the text: at the span it reads `was`, and is read as `now`."""

    __slots__ = ()

    @property
    def kind(self) -> str:
        return str(self.raw["kind"])

    @property
    def was(self) -> str:
        return str(self.raw["was"])

    @property
    def now(self) -> str:
        return str(self.raw["now"])


class Mention(_Item):
    """Where the text speaks of an actor (`form`: name, description, pronoun, metonym) or a place (`use`: literal, associative)."""

    __slots__ = ()

    @property
    def form(self) -> str | None:
        return self._text("form")

    @property
    def use(self) -> str | None:
        return self._text("use")


class _Named(_Item):
    __slots__ = ()

    @property
    def name(self) -> str:
        return str(self.raw["name"])

    @property
    def kind(self) -> str:
        return str(self.raw["kind"])

    @property
    def country(self) -> str | None:
        """Alpha-3."""
        return self._text("country")

    @property
    def mentions(self) -> Items[Mention]:
        return Items(Mention, self.report, self.raw["mentions"])

    @property
    def span(self) -> Span | None:
        """The first mention's."""
        mentions = self.raw["mentions"]
        return Span(*mentions[0]["span"]) if mentions else None

    def __str__(self) -> str:
        return self.name


class Actor(_Named):
    """A person, state, government, body, group … of the report."""

    __slots__ = ()

    @property
    def entity(self) -> str | None:
        """The identity across reports, a key of the world: "state:LTU"."""
        return self._text("entity")

    @property
    def sectors(self) -> list[str]:
        return list(self.raw["sectors"])

    @property
    def cameo(self) -> str | None:
        return self._text("cameo")

    @property
    def roles(self) -> list[dict[str, Any]]:
        """Offices with their days, and whether the text or the world says so."""
        return list(self.raw["roles"])


class Place(_Named):
    """A place of the report."""

    __slots__ = ()

    @property
    def admin1(self) -> str | None:
        return self._text("admin1")

    @property
    def latitude(self) -> float | None:
        number: float | None = self.raw["lat"]
        return number

    @property
    def longitude(self) -> float | None:
        number: float | None = self.raw["lon"]
        return number

    @property
    def geonames(self) -> int | None:
        number: int | None = self.raw["geonames"]
        return number


class Time(_Item):
    """A time as a TIMEX3 value; `anchor` is what it was measured from."""

    __slots__ = ()

    @property
    def value(self) -> str:
        return str(self.raw["value"])

    @property
    def type(self) -> str:
        return str(self.raw["type"])

    @property
    def anchor(self) -> str | None:
        return self._text("anchor")

    def __str__(self) -> str:
        return self.value


class Quote(_Item):
    """What somebody said: direct, partial or indirect; `text` are the words."""

    __slots__ = ()

    @property
    def kind(self) -> str:
        return str(self.raw["kind"])

    @property
    def speaker(self) -> Actor | None:
        return self.report.actor(self.raw["speaker"])

    @property
    def cue(self) -> str | None:
        cue = self.raw["cue"]
        return None if cue is None else str(cue["text"])

    @property
    def audience(self) -> Items[Actor]:
        return self.report.actors_named(self.raw["audience"])

    @property
    def time(self) -> Time | None:
        return self.report.time(self.raw["time"])

    @property
    def place(self) -> Place | None:
        return self.report.place(self.raw["place"])


class Event(_Item):
    """Who did what to whom: a PLOVER type and CAMEO code, with status, date, place and the words that it rests on."""

    __slots__ = ()

    @property
    def type(self) -> str:
        return str(self.raw["type"])

    @property
    def mode(self) -> str | None:
        return self._text("mode")

    @property
    def contexts(self) -> list[str]:
        return list(self.raw["contexts"])

    @property
    def cameo(self) -> str:
        return str(self.raw["cameo"])

    @property
    def goldstein(self) -> float:
        return float(self.raw["goldstein"])

    @property
    def quad(self) -> int:
        return int(self.raw["quad"])

    @property
    def source(self) -> Items[Actor]:
        return self.report.actors_named(self.raw["source"])

    @property
    def target(self) -> Items[Actor]:
        return self.report.actors_named(self.raw["target"])

    @property
    def date(self) -> str | None:
        return self._text("date")

    @property
    def time(self) -> Time | None:
        return self.report.time(self.raw["time"])

    @property
    def place(self) -> Place | None:
        return self.report.place(self.raw["place"])

    @property
    def status(self) -> str:
        return str(self.raw["status"])

    @property
    def said_by(self) -> Actor | None:
        """In whose mouth it stands; None where the reporter says it."""
        return self.report.actor(self.raw["said_by"])

    @property
    def quote(self) -> Quote | None:
        return self.report.quote(self.raw["quote"])

    @property
    def confidence(self) -> float:
        return float(self.raw["confidence"])

    @property
    def trigger(self) -> str:
        return str(self.raw["trigger"]["text"])

    @property
    def span(self) -> Span:
        """The sentence's."""
        return Span(*self.raw["sentence"]["span"])

    @property
    def evidence(self) -> dict[str, list[Span]]:
        """The spans that source, target, date and place rest on, and other mentions of the event."""
        return {key: [Span(*span) for span in spans] for key, spans in self.raw["evidence"].items()}

    def explain(self) -> str:
        """Why it stands as it does; needs the engine that read the report."""
        why: str = self.report._needs_engine().explain(self.report, str(self.id))
        return why

    def __str__(self) -> str:
        return f"{self.type} {self.source} > {self.target}"


class Commitment(_Item):
    """Who promised whom what, and when it is due."""

    __slots__ = ()

    @property
    def by(self) -> Actor | None:
        return self.report.actor(self.raw["by"])

    @property
    def to(self) -> Items[Actor]:
        return self.report.actors_named(self.raw["to"])

    @property
    def what(self) -> str:
        return str(self.raw["what"])

    @property
    def due(self) -> str | None:
        return self._text("due")

    @property
    def event(self) -> Event | None:
        return self.report.event(self.raw["event"])


class Relation(_Item):
    """A tie between two actors: member-of, allied-with, leads, part-of, borders, hosts, at-war-with."""

    __slots__ = ()

    @property
    def type(self) -> str:
        return str(self.raw["type"])

    @property
    def from_actor(self) -> Actor | None:
        return self.report.actor(self.raw["from"])

    @property
    def to_actor(self) -> Actor | None:
        return self.report.actor(self.raw["to"])

    @property
    def since(self) -> str | None:
        return self._text("since")

    @property
    def until(self) -> str | None:
        return self._text("until")

    @property
    def source(self) -> str:
        return str(self.raw["source"])

    def __str__(self) -> str:
        return f"{self.from_actor} {self.type} {self.to_actor}"


class Doubt(_Item):
    """What does not fit together, in a sentence, with the places of the text."""

    __slots__ = ()

    @property
    def kind(self) -> str:
        return str(self.raw["kind"])

    @property
    def note(self) -> str:
        return str(self.raw["note"])

    @property
    def spans(self) -> list[Span]:
        return [Span(*span) for span in self.raw["spans"]]

    @property
    def span(self) -> Span | None:
        spans = self.raw["spans"]
        return Span(*spans[0]) if spans else None

    def __str__(self) -> str:
        return self.note


class Report:
    """What Vedette made of one article. `json` is the record to the byte, `to_dict()` the same as plain dicts."""

    __slots__ = ("_record", "_article", "_engine", "_raw", "_text")

    def __init__(self, record: bytes, article: Article, engine: Any = None) -> None:
        self._record = record
        self._article = article
        self._engine = engine
        self._raw: dict[str, Any] | None = None
        self._text: str | None = None

    @property
    def json(self) -> str:
        """The record as `vedette read --format jsonl` writes it, without the line end."""
        return self._record.decode()

    @property
    def raw(self) -> dict[str, Any]:
        """The record as plain dicts, which the objects look into; to change it take to_dict()."""
        if self._raw is None:
            self._raw = json.loads(self._record)
        return self._raw

    def to_dict(self) -> dict[str, Any]:
        """A fresh copy of the record as plain dicts."""
        record: dict[str, Any] = json.loads(self._record)
        return record

    @property
    def text(self) -> str:
        """The article's text as it came in, in the code points that spans count."""
        if self._text is None:
            self._text = decode(self._article.text)
        return self._text

    @property
    def id(self) -> str:
        """SHA-256 of the text."""
        return str(self.raw["article"]["id"])

    @property
    def title(self) -> str | None:
        return self._known("title")

    @property
    def published(self) -> str | None:
        return self._known("published")

    @property
    def url(self) -> str | None:
        return self._known("url")

    @property
    def site(self) -> str | None:
        return self._known("site")

    @property
    def language(self) -> str | None:
        return self._known("language")

    def _known(self, key: str) -> str | None:
        value: str | None = self.raw["article"][key]
        return value

    @property
    def article(self) -> dict[str, Any]:
        """What is known of the article itself."""
        return dict(self.raw["article"])

    @property
    def made_by(self) -> dict[str, str]:
        return dict(self.raw["made_by"])

    @property
    def blocks(self) -> Items[Block]:
        return Items(Block, self, self.raw["blocks"])

    @property
    def repairs(self) -> Items[Repair]:
        return Items(Repair, self, self.raw["repairs"])

    @property
    def actors(self) -> Items[Actor]:
        return Items(Actor, self, self.raw["actors"])

    @property
    def places(self) -> Items[Place]:
        return Items(Place, self, self.raw["places"])

    @property
    def times(self) -> Items[Time]:
        return Items(Time, self, self.raw["times"])

    @property
    def quotes(self) -> Items[Quote]:
        return Items(Quote, self, self.raw["quotes"])

    @property
    def events(self) -> Items[Event]:
        return Items(Event, self, self.raw["events"])

    @property
    def commitments(self) -> Items[Commitment]:
        return Items(Commitment, self, self.raw["commitments"])

    @property
    def relations(self) -> Items[Relation]:
        return Items(Relation, self, self.raw["relations"])

    @property
    def doubts(self) -> Items[Doubt]:
        return Items(Doubt, self, self.raw["doubts"])

    def actor(self, id: str | None) -> Actor | None:
        """The actor "a3"; None for None."""
        raw = self._find("actors", id)
        return None if raw is None else Actor(self, raw)

    def place(self, id: str | None) -> Place | None:
        raw = self._find("places", id)
        return None if raw is None else Place(self, raw)

    def time(self, id: str | None) -> Time | None:
        raw = self._find("times", id)
        return None if raw is None else Time(self, raw)

    def quote(self, id: str | None) -> Quote | None:
        raw = self._find("quotes", id)
        return None if raw is None else Quote(self, raw)

    def event(self, id: str | None) -> Event | None:
        raw = self._find("events", id)
        return None if raw is None else Event(self, raw)

    def actors_named(self, ids: list[str]) -> Items[Actor]:
        return Items(Actor, self, [raw for raw in (self._find("actors", id) for id in ids) if raw is not None])

    def _find(self, list_name: str, id: str | None) -> dict[str, Any] | None:
        if id is None:
            return None
        items = self.raw[list_name]
        number = int(id[1:]) if id[1:].isdigit() else 0  # items are numbered as they stand
        if 1 <= number <= len(items) and items[number - 1]["id"] == id:
            found: dict[str, Any] = items[number - 1]
            return found
        raise KeyError(f"the report has no {list_name[:-1]} '{id}'; it has {len(items)}")

    def words(self, span: Span | tuple[int, int] | None) -> str:
        """The article's words at a span."""
        return "" if span is None else self.text[span[0]:span[1]]

    def card(self) -> str:
        """The report laid out for a person, as the command line's card."""
        card: bytes = self._needs_engine()._core.write(self._article, "report")
        return card.decode()

    def _needs_engine(self) -> Any:
        if self._engine is None:
            from .engine import default_engine

            self._engine = default_engine()
        return self._engine

    def __reduce__(self) -> tuple[Any, ...]:
        article = self._article
        return _restored, (self._record, {key: getattr(article, key) for key in ("text", *ARTICLE_KEYS)})

    def __bool__(self) -> bool:
        return True

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Report) and self._record == other._record

    def __hash__(self) -> int:
        return hash(self._record)

    def __repr__(self) -> str:
        return (f"<Report of {self.published or 'an unknown day'}, {self.title or self.id[:12]!r}: {len(self.events)} events, "
                f"{len(self.quotes)} quotes, {len(self.actors)} actors>")

    def _repr_html_(self) -> str:
        from .display import html_of

        return html_of(self)


def _restored(record: bytes, article: dict[str, bytes]) -> Report:
    return Report(record, Article(**article))
