"""Articles as they come in: strings, bytes, dicts, and files of every kind that `vedette read` takes."""
from __future__ import annotations

import datetime
import os
from typing import Any, Iterable, Iterator, Mapping, Union

from . import _core
from ._core import Article as Article
from .keys import ARTICLE_KEYS
from .raw_text import encode

# What a caller may give for an article.
ArticleLike = Union[str, bytes, Mapping[str, Any], Article]

LARGEST = 64 << 20


def bytes_of(value: str | bytes) -> bytes:
    return encode(value) if isinstance(value, str) else value


def _field(key: str, value: Any) -> bytes:
    if value is None:
        return b""
    if isinstance(value, (str, bytes)):
        return bytes_of(value)
    if key == "id" and isinstance(value, int) and not isinstance(value, bool):
        return str(value).encode()
    if key == "published" and isinstance(value, (datetime.date, datetime.datetime)):
        return value.isoformat().encode()
    wanted = "a str, such as '2023-06-29', a date or a datetime" if key == "published" else "a str"
    raise TypeError(f"an article's {key} is {type(value).__name__}; expected {wanted}")


def article_of(item: ArticleLike, **known: Any) -> Article:
    """An Article of anything that may be one; `known` fills in what the item leaves empty. Raises TypeError or ValueError, with what was wrong."""
    if isinstance(item, Article):
        return item
    fields: dict[str, Any] = {key: value for key, value in known.items() if value is not None}
    text: Any = b""
    page: Any = None
    if isinstance(item, (str, bytes)):
        text = item
    elif isinstance(item, Mapping):
        fields.update((key, item[key]) for key in ARTICLE_KEYS if item.get(key) is not None)
        text = item.get("text")
        page = item.get("html") if text is None or text == "" else None
        if text is None and page is None:
            given = ", ".join(sorted(str(key) for key in item)[:12]) or "nothing"
            raise ValueError(f"the article has neither 'text' nor 'html'; it has {given}")
        if text is not None and not isinstance(text, (str, bytes)):
            raise TypeError(f"an article's text is {type(text).__name__}; expected a str")
        if page is not None and not isinstance(page, (str, bytes)):
            raise TypeError(f"an article's html is {type(page).__name__}; expected a str, or bytes in the page's charset")
    else:
        raise TypeError(f"an article is {type(item).__name__}; expected a str with its text, or a dict with 'text' (or 'html') and what is "
                        f"known of 'title', 'url', 'site', 'published', 'id', 'author' and 'language'")
    raw = b"" if text is None else bytes_of(text)
    if len(raw) > LARGEST:
        raise ValueError(f"the article is larger than {LARGEST >> 20} MB; split it")
    article = Article(text=raw, **{key: _field(key, value) for key, value in fields.items()})
    if page is not None:
        if page in ("", b""):
            raise ValueError("the article is empty; expected the words of a report")
        return _core.article_of_page(bytes_of(page), "utf-8" if isinstance(page, str) else "", article)
    if not raw.strip():
        raise ValueError("the article is empty; expected the words of a report")
    return article


def articles(files: str | os.PathLike[str] | Iterable[str | os.PathLike[str]], columns: Mapping[str, str] | None = None) -> Iterator[Any]:
    """The articles of files, folders and globs: text, JSONL, HTML, feeds, WARC, CSV, as `vedette read` takes them.

    `columns` says what a column of a CSV file holds: {"Leitartikel": "text"}. What cannot be read comes out as an `Unread`, and the rest
    after it. Give the iterator to `read_many`.
    """
    from .reports import Unread

    if isinstance(files, (str, os.PathLike)):
        files = [files]
    names = [os.fspath(name) for name in files]
    if not names:
        return
    stream = _core.ArticleStream(names, [f"{name}={key}" for name, key in (columns or {}).items()])
    while True:
        article = stream.next()
        if article is None:
            return
        yield Unread(article) if isinstance(article, str) else article
