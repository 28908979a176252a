"""A report as typed objects: what Vedette made of one article (docs/report.md); items.py has what it holds."""
from __future__ import annotations

import json
from typing import Any

from ._core import Article
from .items import Actor, Block, Commitment, Doubt, Event, Items, Place, Quote, Relation, Repair, Span, T, Time
from .keys import ARTICLE_KEYS
from .raw_text import decode


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
        return self._all(Block)

    @property
    def repairs(self) -> Items[Repair]:
        return self._all(Repair)

    @property
    def actors(self) -> Items[Actor]:
        return self._all(Actor)

    @property
    def places(self) -> Items[Place]:
        return self._all(Place)

    @property
    def times(self) -> Items[Time]:
        return self._all(Time)

    @property
    def quotes(self) -> Items[Quote]:
        return self._all(Quote)

    @property
    def events(self) -> Items[Event]:
        return self._all(Event)

    @property
    def commitments(self) -> Items[Commitment]:
        return self._all(Commitment)

    @property
    def relations(self) -> Items[Relation]:
        return self._all(Relation)

    @property
    def doubts(self) -> Items[Doubt]:
        return self._all(Doubt)

    def _all(self, kind: type[T]) -> Items[T]:
        return Items(kind, self, self.raw[kind.LIST])

    def actor(self, id: str | None) -> Actor | None:
        """The actor "a3"; None for None."""
        return self.one(Actor, id)

    def place(self, id: str | None) -> Place | None:
        return self.one(Place, id)

    def time(self, id: str | None) -> Time | None:
        return self.one(Time, id)

    def quote(self, id: str | None) -> Quote | None:
        return self.one(Quote, id)

    def event(self, id: str | None) -> Event | None:
        return self.one(Event, id)

    def one(self, kind: type[T], id: str | None) -> T | None:
        """The item of a kind with an id; None for None."""
        if id is None:
            return None
        items = self.raw[kind.LIST]
        number = int(id[1:]) if id[1:].isdigit() else 0  # items are numbered as they stand
        if 1 <= number <= len(items) and items[number - 1]["id"] == id:
            return kind(self, items[number - 1])
        raise KeyError(f"the report has no {kind.LIST[:-1]} '{id}'; it has {len(items)}")

    def words(self, span: Span | tuple[int, int] | None) -> str:
        """The article's words at a span."""
        return "" if span is None else self.text[span[0]:span[1]]

    def explain(self, event: str) -> str:
        """Why the event "e3" stands as it does."""
        why: str = self._needs_engine().explain(self, event)
        return why

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
