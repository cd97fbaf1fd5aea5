"""Evaluations: what people say of an event they came to, on sheets that ask nobody who they are.

Kept in `state/evaluations.sqlite`, private: of each sheet the event, the day and the answers, no address, no
hour, no account. Sheets handed in on paper are entered at the desk and count alike.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from catalogue.library import Library
from catalogue.rights import today
from catalogue.vocabulary.labels import fold
from desk.errors import DeskError
from desk.flood import TABLE, Dam
from desk.storage import opened, reading

FILE_NAME = "evaluations.sqlite"
#: Statements one agrees with, by name: each is answered by a number of LEVELS.
STATEMENTS = ("contents", "speakers", "exchanges", "organisation", "useful")
#: From « not at all » to « entirely »; without a middle, so that everybody says something.
LEVELS = (1, 2, 3, 4)
#: Questions answered in one's own words, by name.
REMARKS = ("kept", "better", "next")
#: Characters of a remark, sheets of one event.
LONGEST, MOST = 2000, 2000
#: In an hour. Those who came often answer from the same room, behind one address.
_DAM = Dam("evaluations", 80, 400)

_TABLES = (
    TABLE
    + """
CREATE TABLE IF NOT EXISTS sheet (
    number INTEGER PRIMARY KEY AUTOINCREMENT, event TEXT NOT NULL, day TEXT NOT NULL, paper INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS answer (
    sheet INTEGER NOT NULL, question TEXT NOT NULL, level INTEGER NOT NULL, text TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS sheet_event ON sheet (event);
CREATE INDEX IF NOT EXISTS answer_sheet ON answer (sheet);
"""
)


class EvaluationError(DeskError):
    """A sheet that says nothing, or one too many."""

    http_status = 400


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What one sheet says; whoever filled it in left out what they wanted."""

    levels: Mapping[str, int] = field(default_factory=dict)
    remarks: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Opinions:
    """How many sheets gave each level to one statement."""

    statement: str
    #: In the order of LEVELS.
    counts: tuple[int, ...]

    @property
    def answers(self) -> int:
        """How many said something of it."""
        return sum(self.counts)

    @property
    def mean(self) -> float | None:
        """Of the levels; None where nobody answered."""
        weighed = sum(level * count for level, count in zip(LEVELS, self.counts, strict=True))
        return weighed / self.answers if self.answers else None


@dataclass(frozen=True, slots=True)
class Remark:
    """What one sheet says in its own words."""

    sheet: int
    question: str
    text: str


class Evaluations:
    """The sheets of one library; safe between processes."""

    def __init__(self, library: Library) -> None:
        self._path = library.state / FILE_NAME

    def receive(self, event: str, said: Evaluation, address: str | None) -> None:
        """Keep one sheet of an event, sent from an address or, without one, entered at the desk.

        Raises TooManyMessagesError, EvaluationError for a sheet that says nothing.
        """
        rows = [(name, level, "") for name, level in said.levels.items() if level in LEVELS]
        rows += [(name, 0, text.strip()[:LONGEST]) for name, text in said.remarks.items() if text.strip()]
        if not rows:
            raise EvaluationError("Cette fiche est vide : répondez à une question au moins.")
        with opened(self._path, _TABLES) as database:
            if address is not None:
                _DAM.let_through(database, address)
            held = database.execute("SELECT count(*) FROM sheet WHERE event = ?", (event,)).fetchone()[0]
            if held >= MOST:
                raise EvaluationError("Cet événement a déjà reçu toutes les fiches qu'il peut recevoir.")
            number = database.execute(
                "INSERT INTO sheet (event, day, paper) VALUES (?, ?, ?)",
                (event, today().isoformat(), address is None),
            ).lastrowid
            answers = [(number, *row) for row in rows]
            database.executemany("INSERT INTO answer VALUES (?, ?, ?, ?)", answers)

    def counts(self) -> Counter[str]:
        """How many sheets each event has."""
        return Counter(dict(self._rows("SELECT event, count(*) FROM sheet GROUP BY event")))

    def opinions(self, events: Iterable[str]) -> tuple[Opinions, ...]:
        """What all sheets of some events say of each statement."""
        found: Counter[tuple[str, int]] = Counter()
        query = (
            "SELECT question, level, count(*) FROM answer JOIN sheet ON number = sheet"
            " WHERE event = ? AND level > 0 GROUP BY question, level"
        )
        for event in events:
            for question, level, times in self._rows(query, event):
                found[question, level] += times
        return tuple(Opinions(each, tuple(found[each, level] for level in LEVELS)) for each in STATEMENTS)

    def remarks(self, event: str) -> tuple[Remark, ...]:
        """What the sheets of an event say in their own words, in the order in which they came."""
        query = (
            "SELECT sheet, question, text FROM answer JOIN sheet ON number = sheet"
            " WHERE event = ? AND text != '' ORDER BY sheet"
        )
        return tuple(Remark(*row) for row in self._rows(query, event))

    def delete(self, number: int) -> None:
        """Leave no word of a sheet."""
        with opened(self._path, _TABLES) as database:
            database.execute("DELETE FROM answer WHERE sheet = ?", (number,))
            database.execute("DELETE FROM sheet WHERE number = ?", (number,))

    def forget_naming(self, name: str) -> None:
        """Leave no remark that holds the family name of somebody who was erased."""
        told = set(fold(name.partition(",")[0]).split())
        if not told or not self._path.exists():
            return
        with opened(self._path, _TABLES) as database:
            rows = database.execute("SELECT rowid, text FROM answer WHERE text != ''").fetchall()
            naming = [(row["rowid"],) for row in rows if told <= set(fold(row["text"]).split())]
            database.executemany("DELETE FROM answer WHERE rowid = ?", naming)

    def _rows(self, query: str, *values: str) -> list[Any]:
        if not self._path.exists():
            return []
        with reading(self._path, _TABLES) as database:
            return [tuple(row) for row in database.execute(query, values).fetchall()]
