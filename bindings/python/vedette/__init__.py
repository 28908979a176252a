"""Vedette reads news reports and keeps a sourced record of who did, said and promised what to whom.

    >>> import vedette
    >>> report = vedette.read("Rebels attacked the town of Goma on Sunday.", published="2023-02-08")
    >>> for event in report.events:
    ...     print(event.type, event.source, event.target, event.text)
"""
from ._core import version as __version__
from .articles import Article, articles
from .archive import Archive, add, open
from .copies import first_of_copies
from .engine import Engine, default_engine, read, read_many
from .items import Actor, Block, Commitment, Doubt, Event, Items, Mention, Place, Quote, Relation, Repair, Span, Time
from .reports import Report, Unread
from .tables import tables, to_arrow, to_pandas, write_parquet

__all__ = [
    "Actor", "Archive", "Article", "Block", "Commitment", "Doubt", "Engine", "Event", "Items", "Mention", "Place", "Quote", "Relation",
    "Repair", "Report", "Span", "Time", "Unread", "add", "articles", "default_engine", "first_of_copies", "open", "read", "read_many",
    "tables", "to_arrow", "to_pandas", "write_parquet", "__version__",
]
