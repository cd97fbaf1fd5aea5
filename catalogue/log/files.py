"""What became of each file of the corpus, for those who read: the indexer's own table, never written here.

The ledger stands in the log's database and changes with it, so a page that says « cherchable » and a search
agree.
"""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from catalogue.errors import IndexMissingError
from catalogue.log.reader import Log

#: Values of `FileState.status`, as the ledger writes them.
INDEXED, FAILED, IGNORED, DUPLICATE = "indexed", "failed", "ignored", "duplicate"
#: Names in one question at most; SQLite takes no more than some thousands.
_STEP = 500

_SELECT = "SELECT path, status, identifier, sha256, message, notice_error, needs_ocr FROM file"


@dataclass(frozen=True, slots=True)
class FileState:
    """One file and what became of it."""

    #: Below `corpus/`, with `/`.
    path: str
    status: str
    #: The record it made, or that it is a copy of; empty when it made none.
    identifier: str
    sha256: str
    #: Why it has no record of its own: a French sentence.
    message: str
    #: Why the notice beside it is not used; empty when it is or when there is none.
    notice_error: str
    #: Pages that are images without text.
    needs_ocr: int


class Files:
    """Asks the ledger; everything is empty before the first run of the indexer."""

    def __init__(self, log: Log) -> None:
        self._log = log

    def at(self, paths: Iterable[str]) -> dict[str, FileState]:
        """The files of those names that the indexer has seen."""
        wanted = list(paths)
        found: dict[str, FileState] = {}
        for start in range(0, len(wanted), _STEP):
            some = wanted[start : start + _STEP]
            rows = self._ask(f"WHERE path IN ({', '.join('?' * len(some))})", *some)
            found.update({each.path: each for each in rows})
        return found

    def with_content(self, sha256: str) -> FileState | None:
        """A file of that content, the one that has the record first; None when there is none."""
        rows = self._ask("WHERE sha256 = ? ORDER BY status = 'duplicate', path LIMIT 1", sha256)
        return rows[0] if rows else None

    def troubled(self) -> list[FileState]:
        """Files that could not be read and those whose notice cannot be used, by name."""
        return self._ask("WHERE status = 'failed' OR notice_error <> '' ORDER BY path")

    def with_images(self) -> list[FileState]:
        """Files some of whose pages are images without text, by name."""
        return self._ask("WHERE needs_ocr > 0 AND status = 'indexed' ORDER BY path")

    def copies(self) -> list[FileState]:
        """Files whose content or identifier is another's, by name."""
        return self._ask("WHERE status = 'duplicate' ORDER BY path")

    def _ask(self, condition: str, *values: str) -> list[FileState]:
        try:
            rows = self._log.connection.execute(f"{_SELECT} {condition}", values).fetchall()
        except (IndexMissingError, sqlite3.OperationalError):
            return []
        return [FileState(*row) for row in rows]
