"""The objects of a report: thin views of the record, `vedette/report/1` (docs/report.md), with ids led to what they name."""
from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Generic, Iterator, NamedTuple, Optional, Sequence, TypeVar, cast, overload

if TYPE_CHECKING:
    from .reports import Report

T = TypeVar("T", bound="Item")
V = TypeVar("V")


class Span(NamedTuple):
    """[begin, end) in code points of the article's text as it came in: what a slice of a str takes."""

    begin: int
    end: int


class Item:
    """One object of a record; `raw` is the plain dict."""

    __slots__ = ("report", "raw")
    LIST: ClassVar[str] = ""  # where the record has those of its kind

    def __init__(self, report: Report, raw: dict[str, Any]) -> None:
        self.report = report
        self.raw = raw

    @property
    def id(self) -> str | None:
        return cast("str | None", self.raw.get("id"))

    @property
    def span(self) -> Span | None:
        span = self.raw.get("span")
        return None if span is None else Span(*span)

    @property
    def text(self) -> str:
        """The words of the article at the span."""
        return self.report.words(self.span)

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and isinstance(other, Item) and self.report is other.report and self.raw is other.raw

    def __hash__(self) -> int:
        return hash((id(self.report), id(self.raw)))

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.id or ''}: {self}>"

    def __str__(self) -> str:
        return self.text


class _Read(Generic[V]):
    """An attribute that is read from the record and cannot be set."""

    def __init__(self, doc: str = "", key: str = "") -> None:
        self.__doc__ = doc
        self._key = key  # in the record, where it is not the attribute's name

    def __set_name__(self, owner: type, name: str) -> None:
        self._key = self._key or name

    @overload
    def __get__(self, item: None, owner: type) -> _Read[V]: ...
    @overload
    def __get__(self, item: Item, owner: type) -> V: ...
    def __get__(self, item: Item | None, owner: type) -> V | _Read[V]:
        return self if item is None else self._of(item)

    def __set__(self, item: Item, value: V) -> None:
        raise AttributeError(f"'{self._key}' of a report is read only; to_dict() gives a copy to change")

    def _of(self, item: Item) -> V:
        raise NotImplementedError


class _Field(_Read[V]):
    """A value as it stands in the record; lists are copies."""

    def _of(self, item: Item) -> V:
        value = item.raw.get(self._key)
        return cast(V, list(value) if isinstance(value, list) else value)


class _Float(_Read[float]):
    """A number, with its fraction where the record has none."""

    def _of(self, item: Item) -> float:
        return float(item.raw[self._key])


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


class _One(_Read[Optional[T]], Generic[T]):
    """What an id of the record names; None where it names none."""

    def __init__(self, kind: type[T], doc: str = "", key: str = "") -> None:
        super().__init__(doc, key)
        self._kind = kind

    def _of(self, item: Item) -> T | None:
        return item.report.one(self._kind, item.raw[self._key])


class _Several(_Read[Items[T]], Generic[T]):
    """What ids of the record name."""

    def __init__(self, kind: type[T]) -> None:
        super().__init__()
        self._kind = kind

    def _of(self, item: Item) -> Items[T]:
        found = (item.report.one(self._kind, id) for id in item.raw[self._key])
        return Items(self._kind, item.report, [one.raw for one in found if one is not None])


class Block(Item):
    """A paragraph or a piece of one: title, dateline, byline, body, caption, credit, agency, share, navigation, other."""

    __slots__ = ()
    LIST = "blocks"
    kind = _Field[str]()


class Repair(Item):
    """What was mended in the text: at the span it reads `was`, and is read as `now`."""

    __slots__ = ()
    LIST = "repairs"
    kind = _Field[str]()
    was = _Field[str]()
    now = _Field[str]()


class Mention(Item):
    """Where the text speaks of an actor (`form`: name, description, pronoun, metonym) or a place (`use`: literal, associative)."""

    __slots__ = ()
    form = _Field["str | None"]()
    use = _Field["str | None"]()


class _Named(Item):
    __slots__ = ()
    name = _Field[str]()
    kind = _Field[str]()
    country = _Field["str | None"]("Alpha-3.")

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
    LIST = "actors"
    entity = _Field["str | None"]('The identity across reports, a key of the world: "state:LTU".')
    sectors = _Field["list[str]"]()
    cameo = _Field["str | None"]()
    roles = _Field["list[dict[str, Any]]"]("Offices with their days, and whether the text or the world says so.")


class Place(_Named):
    """A place of the report."""

    __slots__ = ()
    LIST = "places"
    admin1 = _Field["str | None"]()
    latitude = _Field["float | None"](key="lat")
    longitude = _Field["float | None"](key="lon")
    geonames = _Field["int | None"]()


class Time(Item):
    """A time as a TIMEX3 value; `anchor` is what it was measured from."""

    __slots__ = ()
    LIST = "times"
    value = _Field[str]()
    type = _Field[str]()
    anchor = _Field["str | None"]()

    def __str__(self) -> str:
        return self.value


class Quote(Item):
    """What somebody said: direct, partial or indirect; `text` are the words."""

    __slots__ = ()
    LIST = "quotes"
    kind = _Field[str]()
    speaker = _One(Actor)
    audience = _Several(Actor)
    time = _One(Time)
    place = _One(Place)

    @property
    def cue(self) -> str | None:
        cue = self.raw["cue"]
        return None if cue is None else str(cue["text"])


class Event(Item):
    """Who did what to whom: a PLOVER type and CAMEO code, with status, date, place and the words that it rests on."""

    __slots__ = ()
    LIST = "events"
    type = _Field[str]()
    mode = _Field["str | None"]()
    contexts = _Field["list[str]"]()
    cameo = _Field[str]()
    goldstein = _Float()
    quad = _Field[int]()
    source = _Several(Actor)
    target = _Several(Actor)
    date = _Field["str | None"]()
    time = _One(Time)
    place = _One(Place)
    status = _Field[str]()
    said_by = _One(Actor, "In whose mouth it stands; None where the reporter says it.")
    quote = _One(Quote)
    confidence = _Float()

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
        return self.report.explain(str(self.id))

    def __str__(self) -> str:
        return f"{self.type} {self.source} > {self.target}"


class Commitment(Item):
    """Who promised whom what, and when it is due."""

    __slots__ = ()
    LIST = "commitments"
    by = _One(Actor)
    to = _Several(Actor)
    what = _Field[str]()
    due = _Field["str | None"]()
    event = _One(Event)


class Relation(Item):
    """A tie between two actors: member-of, allied-with, leads, part-of, borders, hosts, at-war-with."""

    __slots__ = ()
    LIST = "relations"
    type = _Field[str]()
    from_actor = _One(Actor, key="from")
    to_actor = _One(Actor, key="to")
    since = _Field["str | None"]()
    until = _Field["str | None"]()
    source = _Field[str]()

    def __str__(self) -> str:
        return f"{self.from_actor} {self.type} {self.to_actor}"


class Doubt(Item):
    """What does not fit together, in a sentence, with the places of the text."""

    __slots__ = ()
    LIST = "doubts"
    kind = _Field[str]()
    note = _Field[str]()

    @property
    def spans(self) -> list[Span]:
        return [Span(*span) for span in self.raw["spans"]]

    @property
    def span(self) -> Span | None:
        return self.spans[0] if self.raw["spans"] else None

    def __str__(self) -> str:
        return self.note
