"""What crosses the border of the limited process that reads an answer of OAI-PMH."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HarvestItem:
    """One record as its repository tells it; `elements` are Dublin Core's names with their values."""

    identifier: str
    deleted: bool = False
    elements: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class HarvestAnswer:
    """One answer of a repository."""

    #: When it was sent, by the repository's clock.
    date: str = ""
    items: tuple[HarvestItem, ...] = ()
    #: Where the list goes on, empty at its end.
    token: str = ""
    #: The protocol's code for why nothing was answered, and its words; empty when something was.
    error: str = ""
    message: str = ""
    #: What it says of itself, when asked.
    about: dict[str, str] | None = None
    #: Why it is no answer at all; empty when it is one.
    unreadable: str = ""
