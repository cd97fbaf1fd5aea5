"""Which record is shown of those that describe one file: ours first, of those the same readers may see.

In comes the connection of a log inside a transaction; out go the keys of what looks otherwise than before,
which the writer numbers again so that followers see it. Only received records are ever hidden.
"""

import sqlite3
from collections.abc import Iterator
from itertools import groupby

from catalogue.record import Access
from catalogue.rights import today


def pair(connection: sqlite3.Connection) -> list[str]:
    """Note what is shown for what; the keys that this changes, in order."""
    wanted = _wanted(connection)
    standing = dict(connection.execute("SELECT identifier, shown FROM same"))
    changed = {key for key in wanted.keys() | standing.keys() if wanted.get(key) != standing.get(key)}
    connection.executemany("DELETE FROM same WHERE identifier = ?", ((key,) for key in changed))
    pairs = ((key, wanted[key]) for key in changed if key in wanted)
    connection.executemany("INSERT INTO same VALUES (?, ?)", pairs)
    return sorted(changed | {each[key] for key in changed for each in (wanted, standing) if key in each})


def _wanted(connection: sqlite3.Connection) -> dict[str, str]:
    """The record shown for each that is hidden."""
    wanted: dict[str, str] = {}
    for rows in _same_files(connection):
        shown, _, access = min(rows, key=_shown_first)
        wanted.update(
            (key, shown) for key, centre, seen in rows if centre and key != shown and seen == access
        )
    return wanted


def _same_files(connection: sqlite3.Connection) -> Iterator[list[tuple[str, str, str]]]:
    """Key, centre and access of the standing records of each file that several describe."""
    query = (
        "WITH file AS (SELECT * FROM record WHERE current AND sha256 <> '')"
        " SELECT sha256, identifier, centre, CASE WHEN opens > ? THEN 'internal' ELSE access END"
        " FROM file WHERE sha256 IN"
        " (SELECT sha256 FROM file GROUP BY sha256 HAVING count(*) > 1) ORDER BY sha256"
    )
    found = connection.execute(query, (today().isoformat(),)).fetchall()
    for _, rows in groupby(found, key=lambda row: row[0]):
        yield [(key, centre, access) for _, key, centre, access in rows]


def _shown_first(row: tuple[str, str, str]) -> tuple[int, str, str]:
    """The most public, then ours, then by centre."""
    key, centre, access = row
    return list(Access).index(Access(access)), centre, key
