"""Small documents the tests of this folder describe."""

from catalogue.record import Page
from indexer.describe.proposal import Proposal
from indexer.extract.extracted import Extracted, Line, Metadata


def pages(*texts: str) -> tuple[Page, ...]:
    return tuple(Page(number, text) for number, text in enumerate(texts, 1))


def extracted(*texts: str, lines: tuple[Line, ...] = (), **metadata: str | tuple[str, ...]) -> Extracted:
    return Extracted(pages(*texts), Metadata(**metadata), lines)  # type: ignore[arg-type]


def title(text: str) -> Proposal:
    return Proposal(text, "layout", 0.8)
