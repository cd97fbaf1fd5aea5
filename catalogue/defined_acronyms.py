"""Acronyms that the library's own public documents define, in a small file in `index/` that follows the log.

Only what everybody may read is collected: a full form that stands in an internal document alone shows
nowhere, and goes when its document is narrowed or withdrawn. Lost, the file is made again from the log.
"""

import os
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, field

from catalogue import database
from catalogue.definitions import Definition, definitions_in
from catalogue.file_times import database_times
from catalogue.library import Library
from catalogue.likeness.files import connect, note_position, position_of
from catalogue.log import Log
from catalogue.record import Access, Record
from catalogue.rights import access_today
from catalogue.vocabulary.labels import fold, key

#: Raised when the same text gives other definitions: the file is made again.
DEFINITIONS_VERSION = "2"
#: Documents that must agree on a full form that is no document's title.
_AGREEING = 2
#: Changes of the log not yet followed, at most, for the file to be believed.
_FAR_BEHIND = 500
#: The most full forms offered for one acronym.
MOST_MEANINGS = 4
_TABLES = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS definition (
    identifier TEXT, acronym TEXT, name TEXT, titled INTEGER NOT NULL, PRIMARY KEY (identifier, acronym, name)
) WITHOUT ROWID;
"""


@dataclass(frozen=True)
class DefinedAcronyms:
    """What the acronyms of a library stand for, by the folded acronym; full forms by how many agree."""

    meanings: Mapping[str, tuple[Definition, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        told = {key(each[0].name): each[0] for each in self.meanings.values() if len(each) == 1}
        openings = {name.partition(" ")[0] for name in (*told, *self.meanings)}
        words = (len(fold(each.name).split()) for each in told.values())
        object.__setattr__(self, "_by_name", told)
        object.__setattr__(self, "openings", frozenset(openings))
        object.__setattr__(self, "longest", max(words, default=0))

    #: Words in the longest full form, and what its words begin with, as `Synonyms` has them.
    longest: int = field(init=False, default=0)
    openings: frozenset[str] = field(init=False, default=frozenset())
    _by_name: Mapping[str, Definition] = field(init=False, default_factory=dict, repr=False)

    def of(self, text: str) -> tuple[str, ...]:
        """The full form of an acronym that has but one, or the acronym of a full form."""
        if found := self.meanings.get(fold(text), ()):
            return (found[0].name,) if len(found) == 1 else ()
        named = self._by_name.get(key(text))
        return (named.acronym,) if named else ()

    def doubtful(self, text: str) -> tuple[str, ...]:
        """The full forms of an acronym that has several, to be offered: none can be taken for granted."""
        found = self.meanings.get(fold(text), ())
        return tuple(each.name for each in found[:MOST_MEANINGS]) if len(found) > 1 else ()


class DefinitionStore:
    """Definitions by record; safe for one writer and any readers."""

    def __init__(self, library: Library) -> None:
        self._path = library.index / "definitions.sqlite"
        #: What was read last, and of which states of log and file.
        self._read: tuple[object, tuple[int, DefinedAcronyms]] | None = None

    def follow(self, log: Log) -> None:
        """Bring the definitions up to the log: public texts of our own, changes, withdrawals."""
        with closing(connect(self._path)) as connection:
            connection.executescript(_TABLES)
            with database.transaction(connection):
                _follow(connection, log)

    def read(self, log: Log) -> tuple[int, DefinedAcronyms]:
        """What the documents agree on, and the number of the log up to which that was collected.

        A record that has changed since tells nothing: it may have been narrowed. Far behind, as before the
        first run, nothing is told at all. Asked at each search while documents come in, it reads again only
        when the log or the file has changed.
        """
        state = (log.state(), database_times(os.fspath(self._path)))
        read = self._read
        if read is None or read[0] != state:
            read = self._read = (state, self._read_now(log))
        return read[1]

    def _read_now(self, log: Log) -> tuple[int, DefinedAcronyms]:
        if not self._path.exists():
            return 0, DefinedAcronyms()
        query = "SELECT identifier, acronym, name, titled FROM definition ORDER BY identifier"
        try:
            with closing(connect(self._path)) as connection, database.snapshot(connection):
                followed = position_of(connection, DEFINITIONS_VERSION)
                rows = connection.execute(query).fetchall() if followed else []
        except sqlite3.DatabaseError:  # damaged: the next run makes it again, and a search does without
            return 0, DefinedAcronyms()
        if not rows or not 0 <= log.position() - followed <= _FAR_BEHIND:
            return followed, DefinedAcronyms()
        changed = {entry.identifier for entry in log.entries(followed)}
        return followed, DefinedAcronyms(_agreed(row[1:] for row in rows if row[0] not in changed))


def _follow(connection: sqlite3.Connection, log: Log) -> None:
    after = position_of(connection, DEFINITIONS_VERSION)
    if after == 0 or after > log.position():
        after = 0
        connection.execute("DELETE FROM definition")
    for entry in log.entries(after):
        after = entry.sequence
        connection.execute("DELETE FROM definition WHERE identifier = ?", (entry.identifier,))
        if entry.record is None or entry.received or access_today(entry.record) is not Access.PUBLIC:
            continue
        texts = (entry.record.title, entry.record.abstract, *(each.text for each in log.pages_at(after)))
        rows = [(entry.identifier, *row) for row in _rows(entry.record, texts)]
        connection.executemany("INSERT INTO definition VALUES (?, ?, ?, ?)", rows)
    note_position(connection, after, DEFINITIONS_VERSION)


def _rows(record: Record, texts: Iterable[str]) -> list[tuple[str, str, int]]:
    """What one record defines, each once, and whether its title says the full form."""
    title = f" {key(record.title)} "
    found = {(fold(each.acronym), key(each.name)): each for text in texts for each in definitions_in(text)}
    return [(each.acronym, each.name, int(f" {key(each.name)} " in title)) for each in found.values()]


def _agreed(rows: Iterable[tuple[str, str, int]]) -> dict[str, tuple[Definition, ...]]:
    """The full forms that two records give, or one whose title it is; those of most records first."""
    votes: dict[str, dict[str, list[Definition]]] = defaultdict(lambda: defaultdict(list))
    for acronym, name, titled in rows:
        votes[fold(acronym)][key(name)] += [Definition(acronym, name)] * (_AGREEING if titled else 1)
    found = {}
    for acronym, names in votes.items():
        agreed = [each for each in names.values() if len(each) >= _AGREEING]
        if agreed:
            agreed.sort(key=len, reverse=True)
            found[acronym] = tuple(min(each, key=lambda one: len(one.name)) for each in agreed)
    return found
