"""The engine: articles in, reports out, one at a time or a stream on several threads."""
from __future__ import annotations

import os
import pathlib
import threading
from collections import deque
from typing import Any, Iterable, Iterator, Union

from . import _core
from .articles import ArticleLike, article_of
from .reports import Report, Unread

DATA = str(pathlib.Path(__file__).resolve().parent / "data")
PathLike = Union[str, "os.PathLike[str]"]


class Engine:
    """What Vedette knows, opened once; safe to share between threads.

    `world` and `lexicon` are files of your own rows (or PETRARCH dictionaries), as the command line's --world and --lexicon take them;
    `data` is a folder of another model, world and lexicon. Rows that were not taken are in `refused_rows`, with file and line.
    """

    def __init__(self, *, world: PathLike | Iterable[PathLike] = (), lexicon: PathLike | Iterable[PathLike] = (), data: PathLike | None = None) -> None:
        self._core = _core.Engine(os.fspath(data) if data is not None else DATA, _paths(world), _paths(lexicon))
        self.refused_rows: list[str] = self._core.refused_rows

    @property
    def made_by(self) -> dict[str, str]:
        """Version and digests of model, world and lexicon: with an article they fix its record to the byte."""
        made: dict[str, str] = self._core.made_by
        return made

    def read(self, text: ArticleLike, *, published: Any = None, title: str | None = None, url: str | None = None, site: str | None = None,
             id: str | int | None = None, author: str | None = None, language: str | None = None) -> Report:
        """Reads one article: its text, or a dict as in JSONL. Bad text is a finding in the report; TypeError and ValueError are for what
        is no article at all."""
        article = article_of(text, published=published, title=title, url=url, site=site, id=id, author=author, language=language)
        return Report(self._core.record(article), article, self)

    def read_many(self, items: Iterable[Any], *, threads: int | None = None) -> Iterator[Report | Unread]:
        """Reads a stream of articles on `threads` threads (all cores where not said), without holding Python's lock.

        The reports come in the order of the items, and at most `8 * threads` are held. What is no article comes out as an `Unread` in its
        place, which is false and has an `error`.
        """
        if threads is None:
            threads = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
        if not isinstance(threads, int) or isinstance(threads, bool) or not 1 <= threads <= 256:
            raise ValueError(f"threads is {threads!r}; expected a number from 1 to 256")
        if isinstance(items, (str, bytes, dict, _core.Article)):
            raise TypeError(f"read_many takes an iterable of articles, and was given one {type(items).__name__}; use read, or put it in a list")
        return self._stream(iter(items), threads)

    def _stream(self, items: Iterator[Any], threads: int) -> Iterator[Report | Unread]:
        pool = _core.Pool(self._core, threads)
        under_way: deque[Any] = deque()  # articles that the pool has, and what could not be read, in order
        fault: BaseException | None = None
        more = True
        while more or under_way:
            while more and len(under_way) < 8 * threads:
                try:
                    item = next(items)
                except StopIteration:
                    more = False
                    break
                except Exception as error:  # the source broke: what it gave before is read first
                    fault, more = error, False
                    break
                if isinstance(item, Unread):
                    under_way.append(item)
                    continue
                try:
                    article = article_of(item)
                except (TypeError, ValueError) as error:
                    under_way.append(Unread(str(error), item))
                    continue
                pool.submit(article)
                under_way.append(article)
            if under_way:
                first = under_way.popleft()
                yield first if isinstance(first, Unread) else Report(pool.next(), first, self)
        if fault is not None:
            raise fault

    def explain(self, report: Report, event: str) -> str:
        """Why an event ("e3") of the report stands as it does."""
        text: str = self._core.explain(report._article, event)
        return text

    def conllu(self, text: ArticleLike, **known: Any) -> str:
        """The grammar of an article as CoNLL-U."""
        return self._core.write(article_of(text, **known), "grammar").decode()

    def copy_keys(self, item: ArticleLike) -> tuple[bytes, list[int]]:
        """The MinHash signature of an article's words and its 16 band keys: two texts that share a key may be copies."""
        return self._core.copy_keys(article_of(item))


def _paths(given: PathLike | Iterable[PathLike]) -> list[str]:
    if isinstance(given, (str, os.PathLike)):
        given = [given]
    return [os.fspath(path) for path in given]


_default: Engine | None = None
_opening = threading.Lock()


def default_engine() -> Engine:
    """The engine that `vedette.read` uses, opened when it is first needed."""
    global _default
    with _opening:
        if _default is None:
            _default = Engine()
        return _default


def read(text: ArticleLike, *, published: Any = None, title: str | None = None, url: str | None = None, site: str | None = None,
         id: str | int | None = None, author: str | None = None, language: str | None = None) -> Report:
    """Reads one article with the package's own model, world and lexicon; see Engine.read."""
    return default_engine().read(text, published=published, title=title, url=url, site=site, id=id, author=author, language=language)


def read_many(items: Iterable[Any], *, threads: int | None = None) -> Iterator[Report | Unread]:
    """Reads a stream of articles; see Engine.read_many."""
    return default_engine().read_many(items, threads=threads)
