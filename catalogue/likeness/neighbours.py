"""Neighbours: which of our documents another centre holds in a very alike form.

The whole text of all that is received would cost a fifth of the time a mount takes. So only the opening of
each document is sketched, ours and theirs; where two openings have something in common, and there only, the
whole texts are compared. Limits: a text whose first page was written anew is not found, nor are two received
documents compared with each other.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import closing, suppress
from itertools import islice

import numpy as np

from catalogue import database
from catalogue.held_connection import HeldConnection
from catalogue.library import Library
from catalogue.likeness.files import STORED, connect, note_position, position_of, remove
from catalogue.likeness.pairs import ALIKE, CROWD, LOOKED_AT, SHARED
from catalogue.likeness.sketch import SKETCH_VERSION, Hashes, Sketch, resemblance, sketch_of
from catalogue.log import Log
from catalogue.record import Page

#: Characters of an opening: what is shared of a text whose rights are reserved.
OPENING = 2000
_VERSION = f"{SKETCH_VERSION}.1"
_TABLES = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS opening (
    identifier TEXT PRIMARY KEY, centre TEXT NOT NULL, marks BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS neighbour (
    ours TEXT NOT NULL, theirs TEXT NOT NULL, likeness REAL NOT NULL, PRIMARY KEY (ours, theirs)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS neighbour_theirs ON neighbour (theirs);
"""
#: Identifiers asked for in one query.
_MOST = 500

Pair = tuple[str, str]


class Neighbours:
    """Pairs of our documents with received ones, in a small file of `index/`; one writer, any readers."""

    def __init__(self, library: Library) -> None:
        self._path = library.index / "neighbours.sqlite"
        self._held = HeldConnection(self._path, connect)

    def follow(self, log: Log) -> None:
        """Bring the pairs up to the log; without other centres there is nothing to keep."""
        centres = {each.identifier for each in log.centres()}
        if not centres:
            self._remove()
            return
        with closing(connect(self._path, writing=True)) as connection:
            connection.executescript(_TABLES)
            self._follow(connection, log, centres)

    def _remove(self) -> None:
        """Delete the file, or empty it where Windows does not let it go because a site holds it open."""
        self.close()
        try:
            remove(self._path)
        except PermissionError:
            with closing(connect(self._path, writing=True)) as connection:
                connection.executescript(_TABLES)
                connection.executescript("DELETE FROM opening; DELETE FROM neighbour; DELETE FROM meta")

    def _follow(self, connection: sqlite3.Connection, log: Log, centres: Collection[str]) -> None:
        with database.transaction(connection):
            after = position_of(connection, _VERSION)
            if after == 0 or after > log.position():
                after = 0
                connection.execute("DELETE FROM opening")
                connection.execute("DELETE FROM neighbour")
            _drop_others(connection, centres)
            changed = _sketch_openings(connection, log, after)
            for (ours, theirs), likeness in _alike(log, _candidates(connection, changed)):
                connection.execute("INSERT INTO neighbour VALUES (?, ?, ?)", (ours, theirs, likeness))
            note_position(connection, log.position(), _VERSION)

    def close(self) -> None:
        """Let go of what `of` holds open for its next question, by this thread."""
        self._held.close()

    def of(self, identifiers: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """The neighbours of those records, ours or received, the most alike first; none for the others."""
        asked = list(islice(identifiers, _MOST))
        marks = ", ".join("?" * len(asked))
        query = (
            f"SELECT ours, theirs, likeness FROM neighbour WHERE ours IN ({marks})"  # noqa: S608 - question marks
            f" UNION SELECT theirs, ours, likeness FROM neighbour WHERE theirs IN ({marks})"
            " ORDER BY likeness DESC, 2"
        )
        found = defaultdict(list)
        with suppress(sqlite3.DatabaseError):
            # A damaged file is made again at the next run; meanwhile a page does without.
            connection = self._held.get() if asked else None
            if connection is not None and position_of(connection, _VERSION):
                for one, other, _ in connection.execute(query, (*asked, *asked)):
                    found[one].append(other)
        return {one: tuple(others) for one, others in found.items()}


def _drop_others(connection: sqlite3.Connection, centres: Collection[str]) -> None:
    """Forget centres that are gone: the log does not keep their tombstones."""
    for (centre,) in connection.execute("SELECT DISTINCT centre FROM opening WHERE centre <> ''").fetchall():
        if centre not in centres:
            gone = "SELECT identifier FROM opening WHERE centre = ?"
            connection.execute(f"DELETE FROM neighbour WHERE theirs IN ({gone})", (centre,))  # noqa: S608 - constant
            connection.execute("DELETE FROM opening WHERE centre = ?", (centre,))


def _sketch_openings(connection: sqlite3.Connection, log: Log, after: int) -> set[str]:
    """Sketch what has changed since; returns the identifiers that are to be compared."""
    changed = set()
    for entry in log.entries(after):
        name = entry.identifier
        connection.execute("DELETE FROM opening WHERE identifier = ?", (name,))
        connection.execute("DELETE FROM neighbour WHERE ours = ? OR theirs = ?", (name, name))
        if entry.record is None:
            continue
        sketch = sketch_of(_opening(log.first_pages_at(entry.sequence, OPENING)))
        if sketch is not None:
            marks = sketch.hashes[:LOOKED_AT].astype(STORED).tobytes()
            connection.execute("INSERT INTO opening VALUES (?, ?, ?)", (name, entry.centre, marks))
            changed.add(name)
    return changed


def _candidates(connection: sqlite3.Connection, changed: Collection[str]) -> Iterator[Pair]:
    """Pairs of ours and theirs, either of them changed, whose openings have something in common."""
    if not changed:
        return
    ours: dict[str, Hashes] = {}
    theirs: dict[str, Hashes] = {}
    for name, centre, body in connection.execute("SELECT * FROM opening"):
        (theirs if centre else ours)[name] = np.frombuffer(body, STORED).astype(np.uint64)
    for one, other in shared_marks(ours, theirs):
        if one in changed or other in changed:
            yield one, other


def shared_marks(ours: Mapping[str, Hashes], theirs: Mapping[str, Hashes]) -> list[Pair]:
    """Pairs that share enough marks; one that a crowd bears, a letterhead, tells nothing."""
    if not ours or not theirs:
        return []
    (own, own_places), (others, other_places) = _by_mark(ours), _by_mark(theirs)
    starts, ends = np.searchsorted(own, others, "left"), np.searchsorted(own, others, "right")
    meetings = ends - starts
    # Which of ours each meeting is with: a run of places for every mark of theirs.
    firsts = np.repeat(starts - np.cumsum(meetings) + meetings, meetings)
    mine = own_places[firsts + np.arange(meetings.sum())]
    pairs = mine.astype(np.int64) * len(theirs) + np.repeat(other_places, meetings)
    found, counts = np.unique(pairs, return_counts=True)
    names, other_names = list(ours), list(theirs)
    each = (divmod(int(pair), len(theirs)) for pair in found[counts >= SHARED])
    return [(names[one], other_names[other]) for one, other in each]


def _by_mark(sketched: Mapping[str, Hashes]) -> tuple[Hashes, "np.ndarray[tuple[int], np.dtype[np.intp]]"]:
    """All marks in order, each with the place of who bears it, without those of a crowd."""
    marks = np.concatenate(list(sketched.values()))
    places = np.repeat(np.arange(len(sketched)), [len(each) for each in sketched.values()])
    _, which, counts = np.unique(marks, return_inverse=True, return_counts=True)
    kept = counts[which] <= CROWD
    marks, places = marks[kept], places[kept]
    order = np.argsort(marks, kind="stable")
    return marks[order], places[order]


def _alike(log: Log, candidates: Iterable[Pair]) -> Iterator[tuple[Pair, float]]:
    """Those whose whole texts are alike, with how much; the same file is one card already and no pair."""
    last, own = "", _Text(log, "")
    for ours, theirs in candidates:
        if ours != last:
            last, own = ours, _Text(log, ours)
        other = _Text(log, theirs)
        if own.sha256 and own.sha256 == other.sha256:
            continue
        likeness = own.likeness(other)
        if likeness >= ALIKE:
            yield (ours, theirs), likeness


class _Text:
    """The text of one record, as far as it is here."""

    def __init__(self, log: Log, identifier: str) -> None:
        entry = log.entry(identifier)
        record = entry.record if entry else None
        self._pages = log.pages_at(entry.sequence) if entry else ()
        self.sha256 = record.sha256 if record else ""
        self._cut = record is not None and record.pages > len(self._pages)
        self._whole: Sketch | None = None

    def likeness(self, other: "_Text") -> float:
        """Of the whole texts; of what is shared, where the other's centre shares an extract."""
        one = sketch_of(_opening(self._pages, OPENING)) if other._cut else self._sketch()
        two = other._sketch()
        return resemblance(one, two) if one and two else 0.0

    def _sketch(self) -> Sketch | None:
        self._whole = self._whole or sketch_of("\n".join(page.text for page in self._pages))
        return self._whole


def _opening(pages: Iterable[Page], characters: int = OPENING) -> str:
    """The beginning of a text, counted as an extract is: characters of pages, not what is between them."""
    found = []
    for page in pages:
        found.append(page.text[:characters])
        characters -= len(found[-1])
        if characters <= 0:
            break
    return "\n".join(found)
