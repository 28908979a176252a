"""A report in a notebook: its text with actors, places, times, quotes and triggers marked. Everything of the article is escaped."""
from __future__ import annotations

from html import escape
from typing import Any

from .items import Event
from .reports import Report

# Background colours; the outermost mark first where marks nest.
_COLOURS = {"quote": "#f3eefc", "actor": "#d7e8ff", "place": "#d9f2dd", "time": "#fff2c9", "trigger": "#ffd9d6"}


def _marks(report: Report) -> list[tuple[int, int, str, str]]:
    marks: list[tuple[int, int, str, str]] = []

    def mark(span: Any, kind: str, label: str) -> None:
        marks.append((span[0], span[1], kind, label))

    for quote in report.raw["quotes"]:
        speaker = report.actor(quote["speaker"])
        mark(quote["span"], "quote", f"{quote['kind']} quote of {speaker or 'somebody'}")
    for actor in report.raw["actors"]:
        for mention in actor["mentions"]:
            mark(mention["span"], "actor", " ".join(filter(None, [actor["name"], actor["entity"]])))
    for place in report.raw["places"]:
        for mention in place["mentions"]:
            if mention["use"] == "literal":
                mark(mention["span"], "place", " ".join(filter(None, [place["name"], place["country"]])))
    for time in report.raw["times"]:
        mark(time["span"], "time", time["value"])
    for event in report.raw["events"]:
        mark(event["trigger"]["span"], "trigger", f"{event['id']} {event['type']} ({event['status']})")
    return marks


def _marked(text: str, marks: list[tuple[int, int, str, str]]) -> str:
    """The text as HTML. Marks that overlap without nesting are cut where the outer one ends, so that the elements always nest."""
    order = list(_COLOURS)
    waiting = sorted(set(marks), key=lambda m: (m[0], -m[1], order.index(m[2]), m[3]))
    out: list[str] = []
    open_ends: list[int] = []
    at = 0

    def close(until: int) -> None:
        nonlocal at
        while open_ends and open_ends[-1] <= until:
            end = open_ends.pop()
            out.append(escape(text[at:end]) + "</mark>")
            at = end
    for begin, end, kind, label in waiting:
        close(begin)
        out.append(escape(text[at:begin]))
        at = begin
        end = min(end, open_ends[-1]) if open_ends else end
        if end <= begin:
            continue
        out.append(f'<mark style="background:{_COLOURS[kind]};color:#111;border-radius:3px;padding:0 2px" title="{escape(label)}">')
        open_ends.append(end)
    close(len(text))
    out.append(escape(text[at:]))
    return "".join(out)


def _row(event: Event) -> str:
    cells = [str(event.id), event.type, event.status, str(event.source), str(event.target), event.date or "-", str(event.place or "-"),
             f"{event.confidence:.2f}", event.text]
    return "<tr>" + "".join(f'<td style="text-align:left">{escape(cell)}</td>' for cell in cells) + "</tr>"


def html_of(report: Report) -> str:
    legend = " ".join(f'<mark style="background:{colour};color:#111;border-radius:3px;padding:0 2px">{kind}</mark>' for kind, colour in _COLOURS.items())
    heads = "".join(f'<th style="text-align:left">{head}</th>' for head in
                    ("", "type", "status", "source", "target", "date", "place", "confidence", "sentence"))
    known = " · ".join(escape(part) for part in (report.published, report.site, report.url) if part)
    return (f'<div style="max-width:60em;line-height:1.5"><p><b>{escape(report.title or "Report")}</b>{" · " if known else ""}{known}<br>'
            f'<small>{legend}</small></p><div style="white-space:pre-wrap">{_marked(report.text, _marks(report))}</div>'
            f'<table><thead><tr>{heads}</tr></thead><tbody>{"".join(map(_row, report.events))}</tbody></table></div>')
