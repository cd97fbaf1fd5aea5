"""Unanswered: the words of searches that found nothing, so that the library learns what it lacks.

Of each only its words, folded, and a count for the day are kept, in `state/unanswered.sqlite`: no address, no
time, no account. They are forgotten after the days the settings say; a day holds so many different ones that
a machine that asks nonsense fills no disk. What somebody means to acquire stays until it is there.
"""

from dataclasses import dataclass
from datetime import timedelta

from catalogue.library import Library
from catalogue.rights import today
from catalogue.vocabulary.labels import fold
from desk.storage import opened, reading

FILE_NAME = "unanswered.sqlite"
#: Characters kept of one search, and different ones kept of one day.
LONGEST, MOST_A_DAY = 80, 500

TABLES = """
CREATE TABLE IF NOT EXISTS search (
    day TEXT NOT NULL, words TEXT NOT NULL, times INTEGER NOT NULL, PRIMARY KEY (day, words)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS wanted (words TEXT PRIMARY KEY, times INTEGER NOT NULL) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class UnansweredSearch:
    """Words that found nothing, and how often."""

    words: str
    times: int


class Unanswered:
    """Those of one library; safe between threads and processes."""

    def __init__(self, library: Library) -> None:
        self._path = library.state / FILE_NAME
        self._days = library.settings.desk.unanswered_days

    def note(self, text: str) -> None:
        """Count a search that found nothing; raises DiskError where the disk refuses."""
        words = " ".join(fold(text).split())[:LONGEST]
        if not words or not self._days:
            return
        day = today()
        with opened(self._path, TABLES) as database:
            database.execute("DELETE FROM search WHERE day <= ?", (str(day - timedelta(self._days)),))
            known = database.execute(
                "UPDATE search SET times = times + 1 WHERE day = ? AND words = ?", (str(day), words)
            ).rowcount
            held = database.execute("SELECT count(*) FROM search WHERE day = ?", (str(day),)).fetchone()[0]
            if not known and held < MOST_A_DAY:
                database.execute("INSERT INTO search VALUES (?, ?, 1)", (str(day), words))

    def most_asked(self, size: int = 20) -> list[UnansweredSearch]:
        """Those asked most often in all the days kept."""
        if not self._path.exists() or not self._days:
            return []
        query = (
            "SELECT words, sum(times) AS asked FROM search WHERE day > ? GROUP BY words"
            " ORDER BY asked DESC, words LIMIT ?"
        )
        with reading(self._path, TABLES) as database:
            rows = database.execute(query, (str(today() - timedelta(self._days)), size)).fetchall()
        return [UnansweredSearch(words, times) for words, times in rows]

    def forget(self, words: str = "") -> None:
        """Forget one of them, or all."""
        if self._path.exists():
            with opened(self._path, TABLES) as database:
                database.execute("DELETE FROM search WHERE words = ? OR ? = ''", (words, words))

    def want(self, words: str) -> None:
        """Keep what was searched as something to acquire; it is no longer told as unanswered."""
        asked = {each.words: each.times for each in self.most_asked(MOST_A_DAY)}
        if words in asked:
            with opened(self._path, TABLES) as database:
                database.execute("INSERT OR REPLACE INTO wanted VALUES (?, ?)", (words, asked[words]))
            self.forget(words)

    def wanted(self) -> list[UnansweredSearch]:
        """What is to be acquired, what was asked most often first."""
        if not self._path.exists():
            return []
        query = "SELECT words, times FROM wanted ORDER BY times DESC, words"
        with reading(self._path, TABLES) as database:
            return [UnansweredSearch(*row) for row in database.execute(query).fetchall()]

    def settle(self, words: str) -> None:
        """What was to be acquired is there, or is given up."""
        with opened(self._path, TABLES) as database:
            database.execute("DELETE FROM wanted WHERE words = ?", (words,))

    def forget_naming(self, name: str) -> None:
        """Forget the searches that hold a word of a name: somebody who has it was erased."""
        told = set(fold(name).replace(",", " ").split())
        if not told or not self._path.exists():
            return
        with opened(self._path, TABLES) as database:
            for table in ("search", "wanted"):
                held = [row["words"] for row in database.execute(f"SELECT DISTINCT words FROM {table}")]  # noqa: S608 - ours
                naming = [(words,) for words in held if told & set(words.split())]
                database.executemany(f"DELETE FROM {table} WHERE words = ?", naming)  # noqa: S608 - ours
