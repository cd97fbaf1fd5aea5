"""How often one may try to log in: few tries a minute, fewer an hour, by account and address.

Kept in a file that all serving processes share, for an hour. A browser in which that person has logged in
before is counted by itself: whoever guesses from elsewhere, even from behind the same address, takes none of
its tries. A try that is refused is not counted, so the wait that is told is the true one.
"""

import hashlib
import math
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desk.storage import opened

#: Tries, and the seconds within which so many may be made: of one address (or browser) for one account.
PAIR = ((5, 60.0), (15, 3600.0))
#: Of one address for all accounts.
ADDRESS = ((60, 3600.0),)
FILE_NAME = "tries.sqlite"

_TABLES = """
CREATE TABLE IF NOT EXISTS try (key TEXT NOT NULL, at REAL NOT NULL);
CREATE INDEX IF NOT EXISTS try_key ON try (key, at);
"""


class LoginTries:
    """Counts the tries of one library."""

    def __init__(self, state: Path) -> None:
        self._path = state / FILE_NAME

    def wait(self, name: str, address: str, browser: str = "") -> int:
        """Seconds until one more try is looked at; 0: it is, and it is counted.

        `browser` names one in which that person has logged in before.
        """
        now = time.time()
        pair, whole = _pair(name, address, browser), _key("address", address)
        kinds = [(pair, PAIR)] if browser else [(pair, PAIR), (whole, ADDRESS)]
        with self._open() as tries:
            wait = max(_wait(tries, key, limits, now) for key, limits in kinds)
            if wait == 0:
                tries.executemany("INSERT INTO try VALUES (?, ?)", [(key, now) for key, _ in kinds])
        return wait

    def forget(self, name: str, address: str, browser: str = "") -> None:
        """The person was who they said."""
        with self._open() as tries:
            tries.execute("DELETE FROM try WHERE key = ?", (_pair(name, address, browser),))

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with opened(self._path, _TABLES) as tries:
            tries.execute("DELETE FROM try WHERE at < ?", (time.time() - 3600,))
            yield tries


def _wait(tries: sqlite3.Connection, key: str, limits: tuple[tuple[int, float], ...], now: float) -> int:
    """Seconds until the oldest try that fills a limit no longer counts."""
    waits = [0.0]
    for most, period in limits:
        row = tries.execute(
            "SELECT at FROM try WHERE key = ? AND at <= ? ORDER BY at DESC LIMIT 1 OFFSET ?",
            (key, now, most - 1),
        ).fetchone()
        if row is not None:
            waits.append(row[0] + period - now)
    return max(math.ceil(max(waits)), 0)


def _pair(name: str, address: str, browser: str) -> str:
    return _key("pair", name.strip().lower()[:64], browser or address)


def _key(*parts: str) -> str:
    """Names and addresses are not written down."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
