"""Change: one line of the log, as those who follow it receive it."""

from dataclasses import dataclass

from catalogue.record import Page, Record


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the log as a follower sees it."""

    sequence: int
    identifier: str
    #: None when the record was withdrawn.
    record: Record | None
    pages: tuple[Page, ...] = ()
