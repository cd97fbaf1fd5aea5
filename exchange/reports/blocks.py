"""Blocks: what reports are made of, for every renderer alike."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """A title within the text; 1 is a section's."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Plain text, and where it comes from where it leads somewhere."""

    text: str
    address: str = ""
    #: ISO 639-1; empty where it is the report's.
    language: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headers; the first cell of a row heads it."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """Numbers as bars, with the table that says the same: caption, name of each, number of each."""

    caption: str
    header: tuple[str, str]
    values: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of a document as they stand, with the document and the page."""

    text: str
    source: str
    address: str = ""
    #: Of its words; empty where it is the report's.
    language: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One document of a list, as one cites it: runs of text, those in italics marked."""

    runs: tuple[tuple[str, bool], ...]
    address: str = ""


Block = Heading | Paragraph | Table | Bars | Quotation | Entry


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report."""

    title: str
    #: What it is drawn from, in a sentence or two.
    subtitle: str
    #: ISO 639-1.
    language: str
    #: Day of what it tells (`2026-11-29`), so that the same state gives the same bytes.
    day: str
    author: str
    blocks: tuple[Block, ...]
