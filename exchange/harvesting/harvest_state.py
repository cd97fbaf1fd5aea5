"""What is kept of a harvest beside its records: what was asked, and where it was cut short."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import msgspec

from catalogue import disk
from catalogue.centre import Means
from catalogue.library import Library

_FILE, _HEARD = "harvest.json", "heard-"


@dataclass(slots=True)
class HarvestState:
    """One repository as this library harvests it."""

    url: str
    set: str = ""
    prefix: str = "oai_dc"
    #: Where a list that was cut short goes on, and when it was begun by the repository's clock.
    token: str = ""
    begun: str = ""
    #: Whether that list was to be heard whole, to tell what is gone: half of it does not tell.
    whole: bool = False
    #: Under which name it is kept what that list has told so far; empty when nothing is.
    list: str = ""


def read_state(library: Library, centre: str) -> HarvestState | None:
    """The state of one centre, None when it was never harvested."""
    try:
        return msgspec.json.decode(_path(library, centre).read_bytes(), type=HarvestState)
    except (FileNotFoundError, msgspec.DecodeError):
        return None


def keep_state(library: Library, centre: str, state: HarvestState) -> None:
    """Keep it, whole or not at all."""
    path = _path(library, centre)
    path.parent.mkdir(parents=True, exist_ok=True)
    disk.replace(path, msgspec.json.encode(state))


def heard(library: Library, centre: str, name: str) -> set[str] | None:
    """What a whole list has told so far, over all the harvests it was cut into; None when unknown."""
    path = _path(library, centre, f"{_HEARD}{name}")
    try:
        return {msgspec.json.decode(line, type=str) for line in path.read_bytes().splitlines()}
    except (FileNotFoundError, msgspec.DecodeError):
        return None


def note_heard(library: Library, centre: str, name: str, identifiers: Iterable[str]) -> None:
    """Add what a page told, once it is kept; before the state says so, since told twice is told once."""
    path = _path(library, centre, f"{_HEARD}{name}")
    disk.append(path, b"".join(msgspec.json.encode(each) + b"\n" for each in identifiers))


def forget_heard(library: Library, centre: str, but: str) -> None:
    """Forget what other lists told: they have ended, or were begun again."""
    for path in _path(library, centre).parent.glob(f"{_HEARD}*"):
        if path.name != f"{_HEARD}{but}":
            path.unlink(missing_ok=True)


def _path(library: Library, centre: str, name: str = _FILE) -> Path:
    return library.state / Means.HARVEST / centre / name
