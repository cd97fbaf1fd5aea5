"""Unpacking: a file that holds several, an archive or a mailbox, taken apart in a limited process.

What such a task is asked and answers, and the one way to ask it. In come a path, a folder of its own and
limits; out go which files it wrote there, under numbers, and why others were not taken.
"""

import logging
from dataclasses import dataclass
from pathlib import Path

import msgspec

from catalogue.library import Library
from confined import Limits, Pool

LIMITS = Limits(memory_mb=512, cpu_s=60, wall_s=120)


@dataclass(frozen=True, slots=True)
class UnpackOrder:
    """What to unpack, where, and how much at most."""

    source: str
    folder: str
    file_bytes: int
    total_bytes: int


@dataclass(frozen=True, slots=True)
class UnpackedFile:
    """One file of those within."""

    #: Its name in what held it; of a message refused its place, of several of these none.
    name: str
    #: Name of the file written below the folder; empty when it was refused.
    file: str = ""
    #: Why it was refused: a French sentence.
    message: str = ""

    def within(self, holder: str) -> str:
        """Its name behind that of what held it, as a depositor knows it."""
        return f"{holder} › {self.name}" if self.name else holder


@dataclass(frozen=True, slots=True)
class Unpacked:
    """All that was held; nothing at all when nothing is unpacked there."""

    files: tuple[UnpackedFile, ...] = ()
    #: Why nothing of it was taken; empty when something was.
    message: str = ""


def unpacked(task: str, library: Library, source: Path, folder: Path, beyond: str) -> Unpacked:
    """Ask a task (`package.module:function`); `beyond` is said where it went beyond its limits."""
    settings = library.settings
    order = UnpackOrder(
        str(source), str(folder), settings.limits.file_mb << 20, settings.desk.upload_mb << 22
    )
    with Pool(task, workers=1, limits=LIMITS) as pool:
        outcome = pool.run(msgspec.json.encode(order))
    if outcome.value is None:
        logging.getLogger(__name__).warning("%s: %s", task, outcome.failure)
        return Unpacked(message=beyond)
    return msgspec.json.decode(outcome.value, type=Unpacked)
