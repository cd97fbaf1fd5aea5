"""What every extractor returns, as plain values that cross the process border in JSON."""

from dataclasses import dataclass, field

from catalogue.record import Page


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the first pages with the size it is set in, for finding the title."""

    text: str
    #: Points for a PDF; for other formats any number that grows with prominence (title 30, heading 1 24, …).
    size: float
    page: int = 1


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the file says of itself, as found: describing it critically is the describers' work."""

    title: str = ""
    creators: tuple[str, ...] = ()
    publisher: str = ""
    subject: str = ""
    keywords: tuple[str, ...] = ()
    #: EDTF level 0.
    created: str = ""
    modified: str = ""
    language: str = ""
    #: The program that made the file (`Microsoft Word`, `Acrobat Distiller`).
    producer: str = ""
    #: Whether a person wrote all this for readers (the head of a Markdown file) rather than a program.
    by_hand: bool = False
    #: The address of the web where it was found, as the file says or the program that saved it noted.
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Extracted:
    """The whole text of a document by page, and what the file says of itself."""

    pages: tuple[Page, ...]
    metadata: Metadata = field(default_factory=Metadata)
    #: The most prominent lines of the first pages, in reading order.
    lines: tuple[Line, ...] = ()
    #: What was readable but damaged or left out: one French sentence each.
    warnings: tuple[str, ...] = ()
