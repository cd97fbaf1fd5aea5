"""Intake: what came in from outside, record by record, and what was refused with its reason.

Whoever imports (vocabularies, notices) answers with it, so that a person finds each refused record again in
the file it came from.
"""

from dataclasses import dataclass

from catalogue.errors import CatalogueError


class IntakeError(CatalogueError):
    """Nothing of a file could be taken in; the message says what to correct in it. Nothing was written."""

    http_status = 400


@dataclass(frozen=True, slots=True)
class Rejection:
    """One record that was not taken in."""

    #: Its place in the file, counted from 1.
    number: int
    #: The line it begins on, counted from 1; None where the format has no lines.
    line: int | None
    #: What it calls itself, as far as it could be read.
    name: str
    #: A French sentence: why, and what to correct.
    reason: str

    def __str__(self) -> str:
        where = f"n° {self.number}" + (f", ligne {self.line}" if self.line else "")
        return f"{where}{f' ({self.name})' if self.name else ''} : {self.reason}"
