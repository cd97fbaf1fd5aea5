"""What every engine of the bench does, and what all are asked alike."""

from collections.abc import Iterable
from typing import Protocol

from bench.generated import Asked, Document
from search.analysis import stem, tokens

FACETS = ("theme", "region", "type", "year")
TOP = 10
#: Values of a facet handed over; all are counted.
MOST_VALUES = 60


class Peer(Protocol):
    """One engine in one folder."""

    def build(self, documents: Iterable[Document]) -> None: ...
    def open(self) -> None: ...
    def search(self, asked: Asked, *, facets: bool, passages: bool) -> list[str]: ...


def window(text: str, wanted: set[str]) -> str:
    """A window around the first word found: FTS5 has no snippets without its own copy of the text."""
    first = next((token.start for token in tokens(text) if stem(token.exact) in wanted), 0)
    return text[max(first - 60, 0) : first + 180]
