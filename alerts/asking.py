"""Asking: how often a visitor may ask us to write, and how often we write to somebody who has not agreed.

A stranger who types another person's address makes us write to it twice a day and four times a month at
most, once for all where that person answers that they asked for nothing. Visitors and addresses stand here as
digests, visitors for an hour, addresses for a month; those who declined, for a year.
"""

import hashlib
import math
import secrets
import sqlite3
import time

from alerts.errors import TooManyAsksError

#: Asks in an hour: of one visitor, and of all.
FROM_ONE, FROM_ALL = 6, 120
_HOUR_S, _DAY_S = 3600.0, 86_400.0
#: Letters that ask one address to confirm: how many within so many seconds.
TO_ONE = ((2, _DAY_S), (4, 30 * _DAY_S))
#: How long one that declined is left in peace.
DECLINED_S = 365 * _DAY_S
_VISITORS, _ALL = "visitor", "all"


def let_ask(alerts: sqlite3.Connection, visitor: str) -> None:
    """Count an ask of a visitor, by network address; raises TooManyAsksError."""
    now = time.time()
    alerts.execute("DELETE FROM asked WHERE at < ?", (now - TO_ONE[-1][1],))
    for word in (_VISITORS, _ALL):
        alerts.execute("DELETE FROM asked WHERE who LIKE ? AND at < ?", (f"{word}:%", now - _HOUR_S))
    limits = ((_digest(alerts, _VISITORS, visitor), FROM_ONE), (_digest(alerts, _ALL, ""), FROM_ALL))
    for who, most in limits:
        made = _times(alerts, who)
        if len(made) >= most:
            raise TooManyAsksError(math.ceil(made[-most] + _HOUR_S - now))
    alerts.executemany("INSERT INTO asked VALUES (?, ?)", [(who, now) for who, _most in limits])


def may_write_to(alerts: sqlite3.Connection, email: str) -> bool:
    """Whether an address that has not agreed may be asked to confirm once more; if so, it is counted."""
    now, who = time.time(), _digest(alerts, "to", email)
    alerts.execute("DELETE FROM declined WHERE at < ?", (now - DECLINED_S,))
    if alerts.execute("SELECT 1 FROM declined WHERE who = ?", (who,)).fetchone():
        return False
    made = _times(alerts, who)
    if any(sum(at > now - period for at in made) >= most for most, period in TO_ONE):
        return False
    alerts.execute("INSERT INTO asked VALUES (?, ?)", (who, now))
    return True


def decline(alerts: sqlite3.Connection, email: str) -> None:
    """Never ask an address again: whoever reads its mail said that they asked for nothing."""
    row = (_digest(alerts, "to", email), time.time())
    alerts.execute("INSERT OR REPLACE INTO declined VALUES (?, ?)", row)


def forget(alerts: sqlite3.Connection, email: str) -> None:
    """Leave nothing of an address, not even that it declined."""
    who = _digest(alerts, "to", email)
    alerts.execute("DELETE FROM asked WHERE who = ?", (who,))
    alerts.execute("DELETE FROM declined WHERE who = ?", (who,))


def _times(alerts: sqlite3.Connection, who: str) -> list[float]:
    rows = alerts.execute("SELECT at FROM asked WHERE who = ? ORDER BY at", (who,))
    return [float(at) for (at,) in rows]


def _digest(alerts: sqlite3.Connection, kind: str, name: str) -> str:
    """Addresses are few enough to be guessed one by one, so they are mixed with a secret of this library."""
    alerts.execute("INSERT OR IGNORE INTO note VALUES ('salt', ?)", (secrets.token_hex(16),))
    salt = alerts.execute("SELECT value FROM note WHERE key = 'salt'").fetchone()[0]
    return f"{kind}:{hashlib.sha256(f'{salt}{name.lower()}'.encode()).hexdigest()[:32]}"
