"""The tables of alerts: one private file, `state/alerts.sqlite`, made when the first person subscribes.

Of a person nothing is kept but the address, what it follows and since when. Who was written to, or refused,
is counted by digests that are forgotten (`asking`).
"""

from pathlib import Path

FILE_NAME = "alerts.sqlite"

TABLES = """
CREATE TABLE IF NOT EXISTS subscription (
    number INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, email TEXT NOT NULL,
    search TEXT NOT NULL, language TEXT NOT NULL, frequency TEXT NOT NULL, asked TEXT NOT NULL,
    expires TEXT NOT NULL, confirmed TEXT NOT NULL DEFAULT '', due TEXT NOT NULL DEFAULT '',
    told INTEGER NOT NULL DEFAULT 0, written TEXT NOT NULL DEFAULT '', refused INTEGER NOT NULL DEFAULT 0,
    UNIQUE (email, search)
);
CREATE TABLE IF NOT EXISTS letter (
    number INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL,
    subscription INTEGER NOT NULL,
    message_id TEXT NOT NULL DEFAULT '', through INTEGER NOT NULL DEFAULT 0, made TEXT NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0, next_try TEXT NOT NULL, UNIQUE (subscription, kind)
);
CREATE TRIGGER IF NOT EXISTS letters_go AFTER DELETE ON subscription
    BEGIN DELETE FROM letter WHERE subscription = OLD.number; END;
CREATE TABLE IF NOT EXISTS arrival (
    code TEXT PRIMARY KEY, number INTEGER NOT NULL, seen TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS arrival_number ON arrival (number);
CREATE TABLE IF NOT EXISTS asked (who TEXT NOT NULL, at REAL NOT NULL);
CREATE TABLE IF NOT EXISTS declined (who TEXT PRIMARY KEY, at REAL NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS note (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""


def alerts_file(state: Path) -> Path:
    """Where the alerts of a library stand."""
    return state / FILE_NAME
