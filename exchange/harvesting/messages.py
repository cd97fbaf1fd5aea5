"""What crosses the border of the limited process that reads an answer of OAI-PMH."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HarvestItem:
    """One record as its repository tells it; `elements` are Dublin Core's names with their values."""

    identifier: str
    deleted: bool = False
    elements: tuple[tuple[str, str], ...] = ()
    #: Whether more values of one element were told than are kept.
    cut: bool = False


@dataclass(frozen=True, slots=True)
class HarvestAnswer:
    """One answer of a repository."""

    #: When it was sent, by the repository's clock, as one may ask from it (`moments`).
    date: str = ""
    items: tuple[HarvestItem, ...] = ()
    #: Whether a list is among it: what has neither list nor error is nobody's answer to the question.
    lists: bool = False
    #: Where the list goes on, empty at its end.
    token: str = ""
    #: The protocol's code for why nothing was answered, and its words; empty when something was.
    error: str = ""
    message: str = ""
    #: What it says of itself, when asked.
    about: dict[str, str] | None = None
    #: Why it is no answer at all; empty when it is one.
    unreadable: str = ""
