"""What a document is made of, whatever the file it becomes: headings, paragraphs, lists, tables, charts."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style; `note` carries a footnote called at its end."""

    text: str
    bold: bool = False
    italic: bool = False
    #: Text of a footnote called right after this run; Word and OpenDocument make a real one.
    note: str = ""
    #: Inserted under change tracking (Word), plain text elsewhere.
    inserted: bool = False
    #: A reviewer's remark on this run (Word), left out elsewhere.
    remark: str = ""


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """An intertitle; 1 is the largest."""

    level: int
    runs: Runs


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    runs: Runs


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's words, set apart."""

    runs: Runs


@dataclass(frozen=True, slots=True)
class Items:
    """A list of one level."""

    items: tuple[Runs, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one row of headings; `caption` stands above it."""

    header: tuple[Runs, ...]
    rows: tuple[tuple[Runs, ...], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Horizontal bars: label and value, in the order given."""

    title: str
    bars: tuple[tuple[str, float], ...]
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """A framed aside; a real text box in Word."""

    paragraphs: tuple[Runs, ...]


@dataclass(frozen=True, slots=True)
class SpeakerNotes:
    """What the speaker says over a slide; left out of anything that is not a slide show."""

    text: str


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts on a new page, or a new slide."""


Block = Heading | Paragraph | Quote | Items | Table | Chart | Box | SpeakerNotes | PageBreak


def plain(runs: Runs) -> str:
    """The words of the runs, without style, notes or remarks."""
    return "".join(run.text for run in runs)
