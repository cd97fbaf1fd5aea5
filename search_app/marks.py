"""Marked text: escaped first, marked after, so nothing a document says can become part of the page."""

from collections.abc import Iterable

from markupsafe import Markup

from search.results import Mark
from search_app.printing import escaped

OPEN, CLOSE = Markup("<mark>"), Markup("</mark>")


def marked(text: str, marks: Iterable[Mark]) -> Markup:
    """The text as HTML with its marks in `<mark>`; marks that overlap or lie outside lose what is wrong."""
    pieces: list[str] = []
    done = 0
    for mark in sorted(marks):
        start, end = max(mark.start, done), min(mark.end, len(text))
        if start >= end:
            continue
        pieces += [escaped(text[done:start]), OPEN, escaped(text[start:end]), CLOSE]
        done = end
    pieces.append(escaped(text[done:]))
    return Markup("".join(pieces))  # noqa: S704 - each piece is escaped
