"""What the indexer that follows the corpus is doing, told in a small file to whoever shows it.

Written by that indexer and by the program that keeps it running; read by the site, which is another process.
"""

import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from enum import StrEnum

import msgspec

from catalogue import disk
from catalogue.library import Library

FILE_NAME = "indexing.json"


class Activity(StrEnum):
    """What an indexer may be doing."""

    WORKING = "working"
    WAITING = "waiting"
    FAILED = "failed"
    #: Nobody follows the corpus.
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Indexing:
    """What the indexer is doing, since when, and why where it cannot."""

    activity: Activity = Activity.OFF
    #: UTC, to the second; empty when nothing was ever told.
    since: str = ""
    #: A French sentence, empty unless it failed.
    reason: str = ""


def tell_indexing(library: Library, activity: Activity, reason: str = "") -> None:
    """Replace what is told, whole or not at all; a disk that refuses costs the telling only."""
    told = Indexing(activity, disk.stamp(), reason)
    with suppress(OSError):
        library.state.mkdir(exist_ok=True)
        disk.replace(library.state / FILE_NAME, json.dumps(asdict(told), ensure_ascii=False).encode())


def read_indexing(library: Library) -> Indexing:
    """What was told last; that nobody follows where nothing was, or where it cannot be read."""
    try:
        return msgspec.json.decode((library.state / FILE_NAME).read_bytes(), type=Indexing)
    except (OSError, msgspec.DecodeError):
        return Indexing()
