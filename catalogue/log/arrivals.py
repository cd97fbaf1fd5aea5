"""When each record came as it is: what others rely on and the corpus cannot tell again.

`state/arrivals.jsonl` holds, for each record that stands, its sequence number, its datestamp and a digest of
what it says. A log that is made again from nothing (a rebuild, a deleted `index/`, a backup restored
elsewhere) gives a record that says the same its number and date back, so that harvesters, bundles and feeds
see no change where there is none. Lines are added before the log commits; the last one of a record counts.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from catalogue import disk
from catalogue.record import Access, Record

FILE_NAME = "arrivals.jsonl"
#: The file is written anew when it has grown beyond so many bytes for each record that stands.
_BYTES_EACH = 500
_BYTES_MORE = 200_000


@dataclass(frozen=True, slots=True)
class Arrival:
    """How one record came to be as it is."""

    identifier: str
    sequence: int
    datestamp: str
    #: Of the record and its pages (`digest_of`).
    digest: str
    #: The widest access it ever had.
    known: Access = Access.PUBLIC


_read = msgspec.json.Decoder(Arrival)


class Arrivals:
    """The arrivals of one library."""

    def __init__(self, state: Path) -> None:
        self._path = state / FILE_NAME

    def __bool__(self) -> bool:
        return self._path.exists() and self._path.stat().st_size > 0

    def all(self) -> dict[str, Arrival]:
        """The last arrival of each record; a line cut short by a crash is passed over."""
        found: dict[str, Arrival] = {}
        for line in self._path.read_bytes().splitlines() if self._path.exists() else ():
            try:
                arrival = _read.decode(line)
            except msgspec.DecodeError:
                continue
            found[arrival.identifier] = arrival
        return found

    def add(self, arrivals: Iterable[Arrival]) -> None:
        """Keep more of them, on disk before this returns."""
        if lines := b"".join(msgspec.json.encode(each) + b"\n" for each in arrivals):
            disk.append(self._path, lines)

    def compact(self, standing: Iterable[str], count: int) -> None:
        """Write the file anew without what is of no use any more, when there is much of it."""
        if self and self._path.stat().st_size > _BYTES_MORE + _BYTES_EACH * count:
            names = set(standing)
            kept = (each for name, each in self.all().items() if name in names)
            disk.replace(self._path, b"".join(msgspec.json.encode(each) + b"\n" for each in kept))


def digest_of(record: Record, pages: Iterable[bytes]) -> str:
    """Changes with what a record says or holds, not with where its file stands; `pages` are JSON."""
    digest = hashlib.sha256(msgspec.json.encode(replace(record, file="", copies=())))
    for body in pages:
        digest.update(body)
    return digest.hexdigest()[:32]
