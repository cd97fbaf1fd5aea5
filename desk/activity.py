"""Activity: how often the site was used, by day, for the centre's annual report.

Of each use only its kind and the day are kept, in `state/activity.sqlite`: no address, no cookie, no word, no
account. Counts gather in memory and reach the disk half a minute after the first of them, so that a search
costs no write; a machine that stops loses that half minute, never more.
"""

import threading
from collections import Counter
from enum import StrEnum

from catalogue.errors import DiskError
from catalogue.library import Library
from catalogue.rights import today
from desk.storage import opened, reading

FILE_NAME = "activity.sqlite"
#: Seconds for which counts gather.
PAUSE_S = 30.0

TABLES = """
CREATE TABLE IF NOT EXISTS used (
    day TEXT NOT NULL, kind TEXT NOT NULL, times INTEGER NOT NULL, PRIMARY KEY (day, kind)
) WITHOUT ROWID;
"""


class Use(StrEnum):
    """What a visitor did."""

    SEARCH = "search"
    #: Of searches, those that found nothing.
    NOTHING = "nothing"
    NOTICE = "notice"
    PAGE = "page"
    DOWNLOAD = "download"
    EXPORT = "export"


class Activity:
    """Counts of one library; safe between threads, and between processes by adding up.

    What one process counts is told by the others once it is on the disk.
    """

    def __init__(self, library: Library) -> None:
        self._path = library.state / FILE_NAME
        self._gathered: Counter[tuple[str, Use]] = Counter()
        self._lock = threading.Lock()
        self._writing: threading.Timer | None = None

    def note(self, use: Use) -> None:
        """Count one; a disk that refuses keeps it in memory for the next time."""
        with self._lock:
            self._gathered[today().isoformat(), use] += 1
            if self._writing is None:
                self._writing = threading.Timer(PAUSE_S, self.write)
                self._writing.daemon = True
                self._writing.start()

    def write(self) -> None:
        """Put on the disk what was gathered."""
        with self._lock:
            gathered, self._gathered = self._gathered, Counter()
            if self._writing is not None:
                self._writing.cancel()
                self._writing = None
        if not gathered:
            return
        add = "INSERT INTO used VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET times = times + excluded.times"
        try:
            with opened(self._path, TABLES) as database:
                database.executemany(add, [(day, use, times) for (day, use), times in gathered.items()])
        except DiskError:
            with self._lock:
                self._gathered.update(gathered)

    def years(self) -> tuple[int, ...]:
        """The years in which anything was counted, newest first."""
        rows = self._rows("SELECT DISTINCT substr(day, 1, 4) FROM used ORDER BY 1 DESC")
        return tuple(int(row[0]) for row in rows)

    def of(self, year: int) -> dict[Use, int]:
        """How often in a year, what is gathered here included."""
        self.write()
        query = "SELECT kind, sum(times) FROM used WHERE day BETWEEN ? AND ? GROUP BY kind"
        rows = self._rows(query, f"{year}-01-01", f"{year}-12-31")
        return {Use(kind): int(times) for kind, times in rows}

    def _rows(self, query: str, *values: str) -> list[tuple[str, int]]:
        if not self._path.exists():
            return []
        with reading(self._path, TABLES) as database:
            return [tuple(row) for row in database.execute(query, values).fetchall()]
