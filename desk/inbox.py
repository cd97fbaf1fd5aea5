"""The inbox: what visitors wrote through the site's forms, until somebody has dealt with it.

Kept in `state/inbox.sqlite`, private. Few messages a visitor and an hour (`desk.flood`); a message dealt with
is deleted after some weeks, as the site says.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from catalogue import disk
from desk.flood import TABLE, Dam
from desk.storage import opened, reading

FILE_NAME = "inbox.sqlite"
#: Messages in an hour: of one address, and of all, so that nobody can fill the disk.
FROM_ONE, FROM_ALL = 5, 200
_DAM = Dam("inbox", FROM_ONE, FROM_ALL)
#: Characters of a message, and of each line about who sent it.
LONGEST_TEXT, LONGEST_LINE = 5000, 200
#: Days for which a message is kept once dealt with.
KEPT_DAYS = 90

_TABLES = (
    TABLE
    + """
CREATE TABLE IF NOT EXISTS message (
    number INTEGER PRIMARY KEY AUTOINCREMENT, date TEXT NOT NULL, subject TEXT NOT NULL, text TEXT NOT NULL,
    name TEXT NOT NULL, email TEXT NOT NULL, about TEXT NOT NULL, title TEXT NOT NULL,
    done_by TEXT NOT NULL DEFAULT '', done TEXT NOT NULL DEFAULT ''
);
"""
)


class Subject(StrEnum):
    """Why somebody writes."""

    QUESTION = "question"
    ERROR = "erreur"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What a visitor wrote."""

    subject: Subject
    text: str
    name: str = ""
    email: str = ""
    #: Identifier of the record it is about, or address of the document it proposes.
    about: str = ""
    #: Title of that record or document.
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedLetter(Letter):
    """The same as it stands in the inbox."""

    number: int
    #: UTC, to the second, as of when it was dealt with, empty until then.
    date: str
    done_by: str = ""
    done: str = ""


class Inbox:
    """The inbox of one library; safe between processes."""

    def __init__(self, state: Path) -> None:
        self._path = state / FILE_NAME

    def receive(self, letter: Letter, address: str) -> None:
        """Keep a message sent from an address; raises TooManyMessagesError."""
        with opened(self._path, _TABLES) as database:
            _DAM.let_through(database, address)
            said = (letter.name, letter.email, letter.about, letter.title)
            lines = (each[:LONGEST_LINE] for each in said)
            row = (disk.stamp(), letter.subject, letter.text[:LONGEST_TEXT], *lines)
            database.execute(
                "INSERT INTO message (date, subject, text, name, email, about, title) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
                row,
            )

    def letters(self, size: int = 200) -> list[ReceivedLetter]:
        """First what waits, the oldest before; then what was dealt with, the latest before."""
        if not self._path.exists():
            return []
        query = (
            "SELECT * FROM message "
            "ORDER BY done != '', CASE done WHEN '' THEN number ELSE -number END LIMIT ?"
        )
        with reading(self._path, _TABLES) as database:
            rows = database.execute(query, (size,)).fetchall()
        return [
            ReceivedLetter(**{key: row[key] for key in row.keys()} | {"subject": Subject(row["subject"])})  # noqa: SIM118 - a row
            for row in rows
        ]

    def waiting(self) -> int:
        """How many nobody has dealt with."""
        if not self._path.exists():
            return 0
        with reading(self._path, _TABLES) as database:
            return int(database.execute("SELECT count(*) FROM message WHERE done = ''").fetchone()[0])

    def deal_with(self, number: int, *, by: str) -> None:
        """Note that somebody has dealt with a message; those dealt with long ago go."""
        old = disk.stamp(datetime.now(UTC) - timedelta(days=KEPT_DAYS))
        with opened(self._path, _TABLES) as database:
            database.execute(
                "UPDATE message SET done_by = ?, done = ? WHERE number = ?", (by, disk.stamp(), number)
            )
            database.execute("DELETE FROM message WHERE done != '' AND done < ?", (old,))

    def reopen(self, number: int) -> None:
        """Have a message wait again."""
        with opened(self._path, _TABLES) as database:
            database.execute("UPDATE message SET done_by = '', done = '' WHERE number = ?", (number,))

    def delete(self, number: int) -> None:
        """Leave no word of a message."""
        with opened(self._path, _TABLES) as database:
            database.execute("DELETE FROM message WHERE number = ?", (number,))
