"""What crosses the border of the limited process that parses a file."""

from dataclasses import dataclass
from pathlib import Path

from catalogue.intake import Rejection
from exchange.incoming.incoming import Incoming

#: Formats that `parsing` reads, by the names people give them.
FORMATS = ("csv", "ris", "bibtex", "marcxml", "unimarc")
_ENDINGS = {
    ".csv": "csv", ".tsv": "csv", ".ris": "ris", ".bib": "bibtex", ".xml": "marcxml", ".marcxml": "marcxml",
    ".mrc": "unimarc", ".iso": "unimarc", ".pan": "unimarc", ".uni": "unimarc",
}  # fmt: skip


def format_of(name: str) -> str:
    """The format that a file's name tells; empty when it tells none."""
    return _ENDINGS.get(Path(name).suffix.lower(), "")


@dataclass(frozen=True, slots=True)
class ImportRequest:
    """One file to parse."""

    #: One of FORMATS.
    form: str
    content: bytes


@dataclass(frozen=True, slots=True)
class ImportAnswer:
    """What it holds, both lists in the order of the file."""

    records: tuple[Incoming, ...] = ()
    rejected: tuple[Rejection, ...] = ()
    #: Why nothing at all could be read; empty when something was.
    error: str = ""
