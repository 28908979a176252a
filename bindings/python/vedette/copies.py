"""Copies: which articles are one text, so that it is read once.

The articles are put in order: the earliest day first, then by address, given id and what else is known of them. Of one and the same text the first
stands for all. A text is a near copy of an earlier one where the MinHash signatures of their words agree in at least `NEAR` of their hashes
(Broder 1997); it is found among the first texts of its 16 bands, so that the work does not grow with the square of a widely copied text.
The same rule runs on Spark (spark.py).
"""
from __future__ import annotations

from typing import Any, Iterable, NamedTuple

from . import _core
from .articles import Article, article_of
from .engine import Engine, default_engine
from .raw_text import decode

NEAR = 0.7  # as src/stories/stories.cpp has it
LATEST = "9999"  # the day of an article without one: it is nobody's first where another has a day


class Copy(NamedTuple):
    article: str       # the id, SHA-256 of its text
    copy_of: str       # that of the text that stands for it
    resemblance: float  # 1 for the same text
    url: str
    site: str
    published: str
    given_id: str


ORDER = ("url", "id", "title", "site", "author", "language", "page_digest")  # behind the day, before the text's SHA-256


def order_of(article: Article) -> tuple[str, ...]:
    """By this articles are ordered."""
    return (decode(article.published) or LATEST, *(decode(getattr(article, key)) for key in ORDER), article.digest())


def parents_of(signed: list[tuple[str, bytes, list[int]]]) -> dict[str, tuple[str, float]]:
    """For each near copy the text it is a copy of, and their resemblance. `signed` are (id, signature, bands) in order."""
    first_in_band: dict[int, int] = {}
    for number, (_, _, bands) in enumerate(signed):
        for band in bands:
            first_in_band.setdefault(band, number)
    parent: dict[int, tuple[int, float]] = {}
    for number, (_, signature, bands) in enumerate(signed):
        for other in sorted({first_in_band[band] for band in bands}):
            if other >= number:
                break
            if (near := _core.resemblance(signed[other][1], signature)) >= NEAR:
                parent[number] = (other, near)
                break
    return {signed[number][0]: (signed[_root(parent, number)][0], near) for number, (_, near) in parent.items()}


def _root(parent: dict[int, tuple[int, float]], number: int) -> int:
    while number in parent:
        number = parent[number][0]
    return number


def first_of_copies(items: Iterable[Any], *, near: bool = True, engine: Engine | None = None) -> tuple[list[Article], list[Copy]]:
    """The articles to read, and the copies that need no reading. Holds all articles; for many of them there is spark.py.

    `near` False takes only one and the same text for a copy.
    """
    known = engine or default_engine()
    first: dict[str, Article] = {}
    twice: list[tuple[Article, str]] = []
    for article in sorted((article_of(item) for item in items), key=order_of):
        digest = article.digest()
        if digest in first:
            twice.append((article, digest))
        else:
            first[digest] = article
    parents = parents_of([(digest, *known.copy_keys(article)) for digest, article in first.items()]) if near else {}
    copies = [_copy(first[digest], parent, resemblance) for digest, (parent, resemblance) in parents.items()]
    copies += [_copy(article, parents[digest][0] if digest in parents else digest, parents[digest][1] if digest in parents else 1.0)
               for article, digest in twice]
    return [article for digest, article in first.items() if digest not in parents], copies


def _copy(article: Article, of: str, resemblance: float) -> Copy:
    return Copy(article.digest(), of, resemblance, decode(article.url), decode(article.site), decode(article.published), decode(article.id))
