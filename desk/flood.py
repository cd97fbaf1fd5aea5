"""Floods: how many things an hour one visitor, and all together, may send through a form of the site.

Counted beside what is sent, by a digest of the address that is forgotten within the hour.
"""

import hashlib
import math
import time
from dataclasses import dataclass
from sqlite3 import Connection

from desk.errors import DeskError

#: Made beside the tables of what is sent.
TABLE = "CREATE TABLE IF NOT EXISTS sent (key TEXT NOT NULL, at REAL NOT NULL);\n"
_HOUR_S = 3600.0


class TooManyMessagesError(DeskError):
    """More than one address, or all together, may send in an hour."""

    http_status = 429

    def __init__(self, wait_s: int) -> None:
        super().__init__("Trop de messages en une heure ; réessayez plus tard.")
        self.wait_s = wait_s


@dataclass(frozen=True, slots=True)
class Dam:
    """What one form lets through in an hour."""

    #: The form, so that its digests are of no use elsewhere.
    name: str
    #: Of one address, and of all, so that nobody can fill the disk.
    from_one: int
    from_all: int

    def let_through(self, database: Connection, address: str) -> None:
        """Count what is sent from an address; raises TooManyMessagesError."""
        now, key = time.time(), hashlib.sha256(f"{self.name}\0{address}".encode()).hexdigest()[:32]
        database.execute("DELETE FROM sent WHERE at < ?", (now - _HOUR_S,))
        rows = database.execute("SELECT key, at FROM sent ORDER BY at").fetchall()
        mine, everyone = [at for who, at in rows if who == key], [at for _who, at in rows]
        for sent, most in ((mine, self.from_one), (everyone, self.from_all)):
            if len(sent) >= most:
                raise TooManyMessagesError(math.ceil(sent[-most] + _HOUR_S - now))
        database.execute("INSERT INTO sent VALUES (?, ?)", (key, now))
