"""What is kept of a harvest beside its records: what was asked, and where it was cut short."""

from dataclasses import dataclass
from pathlib import Path

import msgspec

from catalogue import disk
from catalogue.centre import Means
from catalogue.library import Library

_FILE = "harvest.json"


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


def _path(library: Library, centre: str) -> Path:
    return library.state / Means.HARVEST / centre / _FILE
