"""People that documents name, proposed for the directory of actors, and those who objected to standing there.

In: pages of public documents, read as the log changes, into a small file of `index/` that is made again when
lost; out: one proposal a person, with every page that says so. Nobody stands in the directory before a
documentalist has said yes. Who objected (RGPD, article 21) is kept as a digest of the name, in `state/`, and
proposed no more.
"""

import hashlib
import json
import sqlite3
from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from catalogue import database, disk
from catalogue.library import Library
from catalogue.likeness.files import connect, position_of
from catalogue.log import Log
from catalogue.named_people import people_in
from catalogue.record import Access, Record
from catalogue.rights import access_today
from catalogue.vocabulary.labels import fold

FILE_NAME = "people.sqlite"
OBJECTIONS = "objections.jsonl"
#: Raised when the same text names other people: the file is made again.
PEOPLE_VERSION = "1"
#: Documents read by one call, so that a page of the desk never waits for a whole library.
AT_ONCE = 150
#: Pages told of one person.
MOST_PAGES = 8
_TABLES = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS person (
    identifier TEXT, page INTEGER, key TEXT, name TEXT, organisation TEXT, quote TEXT, issued TEXT
);
CREATE INDEX IF NOT EXISTS person_identifier ON person (identifier);
"""


@dataclass(frozen=True, slots=True)
class Sighting:
    """One line of one page that names a person."""

    identifier: str
    page: int
    quote: str


@dataclass(frozen=True, slots=True)
class ActorProposal:
    """One person with what documents say of them."""

    #: By which the same person is known whatever the document.
    key: str
    name: str
    #: The organisation most recently said, and the others.
    organisation: str
    others: tuple[str, ...]
    #: The newest document first.
    sightings: tuple[Sighting, ...]


class ActorProposals:
    """What one library's documents propose."""

    def __init__(self, library: Library) -> None:
        self._path = library.index / FILE_NAME
        self._state = library.state

    def follow(self, log: Log, most: int = AT_ONCE) -> int:
        """Read what has changed since, at most so many documents; how many changes are left to read."""
        with closing(connect(self._path)) as connection:
            connection.executescript(_TABLES)
            with database.transaction(connection):
                after = _follow(connection, log, most)
        return log.position() - after

    def all(self, known: Iterable[Record] = ()) -> tuple[ActorProposal, ...]:
        """The proposals, those of most documents first; `known` are the actors there are."""
        if not self._path.exists():
            return ()
        left_out = {fold(name) for each in known for name in (each.title, *each.said("person"))}
        objected = self.objections()
        with closing(connect(self._path)) as connection:
            rows = connection.execute(
                "SELECT key, name, organisation, identifier, page, quote FROM person "
                "ORDER BY key, issued DESC, identifier, page"
            ).fetchall()
        people: dict[str, list[tuple[str, ...]]] = {}
        for row in rows:
            people.setdefault(row[0], []).append(row)
        found = [_proposal(key, each) for key, each in people.items()
                 if key not in left_out and digest(key) not in objected]  # fmt: skip
        return tuple(sorted(found, key=lambda each: (-len(each.sightings), each.key)))

    def objections(self) -> frozenset[str]:
        """Digests of the names of those who objected."""
        path = self._state / OBJECTIONS
        lines = path.read_bytes().splitlines() if path.is_file() else []
        return frozenset(json.loads(line)["name"] for line in lines if line.endswith(b"}"))

    def object(self, name: str, *, by: str) -> None:
        """Note that a person does not want to stand in the directory; on disk before this returns."""
        told = {"name": digest(fold(name)), "by": by, "date": disk.stamp()}
        disk.append(self._state / OBJECTIONS, json.dumps(told).encode() + b"\n", private=True)


def digest(key: str) -> str:
    """A name as the list of objections keeps it: whoever reads the list does not learn who stands there."""
    return hashlib.sha256(f"fonds objection {key}".encode()).hexdigest()


def forget_people(library: Library) -> None:
    """Have the proposals read again from what documents stand: nothing of an erased one stays."""
    for name in (FILE_NAME, f"{FILE_NAME}-wal", f"{FILE_NAME}-shm"):
        Path(library.index / name).unlink(missing_ok=True)


def _follow(connection: sqlite3.Connection, log: Log, most: int) -> int:
    after = position_of(connection, PEOPLE_VERSION)
    if after == 0 or after > log.position():
        after = 0
        connection.execute("DELETE FROM person")
    for done, entry in enumerate(log.entries(after)):
        if done == most:
            break
        after = entry.sequence
        connection.execute("DELETE FROM person WHERE identifier = ?", (entry.identifier,))
        if entry.record is None or entry.received or access_today(entry.record) is not Access.PUBLIC:
            continue
        if entry.record.room:
            continue  # a person wrote it: it proposes nobody
        rows = _rows(log, entry.record, after)
        connection.executemany("INSERT INTO person VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
    else:
        after = log.position()
    values = (("position", str(after)), ("version", PEOPLE_VERSION))
    connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", values)
    return after


def _rows(log: Log, record: Record, sequence: int) -> list[tuple[object, ...]]:
    return [
        (record.identifier, page.number, each.key, each.name, each.organisation, each.quote, record.issued)
        for page in log.pages_at(sequence)
        for each in people_in(page.text)
    ]


def _proposal(key: str, rows: list[tuple[str, ...]]) -> ActorProposal:
    organisations = Counter(row[2] for row in rows)
    latest = rows[0][2]
    pages = {(row[3], int(row[4])): row[5] for row in rows}
    return ActorProposal(
        key=key,
        name=Counter(row[1] for row in rows).most_common(1)[0][0],
        organisation=latest,
        others=tuple(each for each, _count in organisations.most_common(6) if each != latest),
        sightings=tuple(Sighting(*place, quote) for place, quote in list(pages.items())[:MOST_PAGES]),
    )
