"""Accounts: who may work at the desk, kept in `state/accounts.sqlite` with their open sessions.

A session is a random token of which only the hash is kept; it dies with its logout, a new password, idleness
or age, on the server and not only in the browser.
"""

import hashlib
import re
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from sqlite3 import Connection, Row

from catalogue import disk
from catalogue.rights import NETWORK_READER, STAFF_READER, Reader
from desk.errors import AccountError, UnknownAccountError
from desk.passwords import hashed, matches
from desk.storage import opened, reading

FILE_NAME = "accounts.sqlite"
NAME = re.compile(r"[a-z0-9][a-z0-9._@+-]{0,63}")
#: Seconds between two notes that a session is in use.
NOTED_EVERY = 60

TABLES = """
CREATE TABLE IF NOT EXISTS account (
    name TEXT PRIMARY KEY, role TEXT NOT NULL, password TEXT NOT NULL, created TEXT NOT NULL,
    last_login TEXT NOT NULL DEFAULT ''
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS session (
    token TEXT PRIMARY KEY, name TEXT NOT NULL REFERENCES account ON DELETE CASCADE,
    started REAL NOT NULL, seen REAL NOT NULL
) WITHOUT ROWID;
"""


class Role(StrEnum):
    """What a person may do at the desk, and which records they see.

    Each role may do all that those before it may.
    """

    DEPOSITOR = "depositor"
    LIBRARIAN = "librarian"
    ADMINISTRATOR = "administrator"

    def includes(self, other: "Role") -> bool:
        """Whether this role may do what the other may."""
        order = list(Role)
        return order.index(self) >= order.index(other)

    @property
    def reader(self) -> Reader:
        """What this role sees: internal documents are for those who describe them."""
        return NETWORK_READER if self is Role.DEPOSITOR else STAFF_READER


@dataclass(frozen=True, slots=True)
class Account:
    """One person of the desk."""

    name: str
    role: Role
    #: UTC, to the second.
    created: str
    #: Empty for one who never came.
    last_login: str = ""


class Accounts:
    """The accounts of one library; safe between threads and processes."""

    def __init__(
        self, state: Path, *, idle_s: float = 7200, longest_s: float = 43200,
        clock: Callable[[], float] = time.time,
    ) -> None:  # fmt: skip
        """`idle_s` ends a session that is not used, `longest_s` any session."""
        self._path = state / FILE_NAME
        self._idle_s = idle_s
        self._longest_s = longest_s
        self._clock = clock

    def all(self) -> tuple[Account, ...]:
        """Everyone, by name."""
        if not self._path.exists():
            return ()
        with reading(self._path, TABLES) as database:
            return tuple(map(_account, database.execute("SELECT * FROM account ORDER BY name")))

    def add(self, name: str, role: Role, password: str) -> Account:
        """A new account; raises AccountError when the name is taken or cannot be one."""
        name = name.strip().lower()
        if not NAME.fullmatch(name):
            raise AccountError(
                f"« {name} » ne peut être un nom de compte : lettres sans accent, chiffres et . _ @ + - "
                "seulement, 64 caractères au plus."
            )
        kept = hashed(password, name)
        with opened(self._path, TABLES) as database:
            if database.execute("SELECT 1 FROM account WHERE name = ?", (name,)).fetchone():
                raise AccountError(f"Le compte « {name} » existe déjà. Choisissez un autre nom.")
            account = Account(name, role, self._now())
            database.execute(
                "INSERT INTO account VALUES (?, ?, ?, ?, '')", (name, role, kept, account.created)
            )
        return account

    def change_role(self, name: str, role: Role) -> None:
        """Give another role; the last administrator keeps theirs."""
        with opened(self._path, TABLES) as database:
            account = _found(database, name)
            if account.role is Role.ADMINISTRATOR and role is not Role.ADMINISTRATOR:
                _refuse_last(database, account)
            database.execute("UPDATE account SET role = ? WHERE name = ?", (role, account.name))

    def change_password(self, name: str, password: str) -> None:
        """Set a new password, which ends all sessions of the account."""
        kept = hashed(password, name)
        with opened(self._path, TABLES) as database:
            account = _found(database, name)
            database.execute("UPDATE account SET password = ? WHERE name = ?", (kept, account.name))
            database.execute("DELETE FROM session WHERE name = ?", (account.name,))

    def remove(self, name: str) -> None:
        """Forget an account and its sessions; the last administrator stays."""
        with opened(self._path, TABLES) as database:
            account = _found(database, name)
            if account.role is Role.ADMINISTRATOR:
                _refuse_last(database, account)
            database.execute("DELETE FROM session WHERE name = ?", (account.name,))
            database.execute("DELETE FROM account WHERE name = ?", (account.name,))

    def verify(self, name: str, password: str) -> Account | None:
        """Who has this name and password; takes as long whether the name exists or not."""
        with reading(self._path, TABLES) as database:
            row = database.execute("SELECT * FROM account WHERE name = ?", (name.strip().lower(),)).fetchone()
        return _account(row) if matches(row["password"] if row else None, password) else None

    def open_session(self, account: Account) -> str:
        """Note a login and hand out the token of a new session."""
        token, now = secrets.token_urlsafe(32), self._clock()
        with opened(self._path, TABLES) as database:
            database.execute(
                "DELETE FROM session WHERE seen < ? OR started < ?",
                (now - self._idle_s, now - self._longest_s),
            )
            database.execute(
                "INSERT INTO session VALUES (?, ?, ?, ?)", (_kept(token), account.name, now, now)
            )
            database.execute("UPDATE account SET last_login = ? WHERE name = ?", (self._now(), account.name))
        return token

    def of_session(self, token: str) -> Account | None:
        """Whose session this is, None when it has ended."""
        if not self._path.exists():
            return None
        now = self._clock()
        with reading(self._path, TABLES) as database:
            row = database.execute(
                "SELECT account.*, started, seen FROM session JOIN account USING (name) WHERE token = ?",
                (_kept(token),),
            ).fetchone()
        if row is None or now - row["seen"] > self._idle_s or now - row["started"] > self._longest_s:
            return None
        if now - row["seen"] > NOTED_EVERY:
            with opened(self._path, TABLES) as database:
                database.execute("UPDATE session SET seen = ? WHERE token = ?", (now, _kept(token)))
        return _account(row)

    def close_session(self, token: str) -> None:
        """End one session."""
        with opened(self._path, TABLES) as database:
            database.execute("DELETE FROM session WHERE token = ?", (_kept(token),))

    def close_sessions(self, name: str) -> None:
        """End all sessions of an account."""
        with opened(self._path, TABLES) as database:
            database.execute("DELETE FROM session WHERE name = ?", (name,))

    def _now(self) -> str:
        return disk.stamp(datetime.fromtimestamp(self._clock(), UTC))


def _account(row: Row) -> Account:
    return Account(row["name"], Role(row["role"]), row["created"], row["last_login"])


def _found(database: Connection, name: str) -> Account:
    row = database.execute("SELECT * FROM account WHERE name = ?", (name.strip().lower(),)).fetchone()
    if row is None:
        raise UnknownAccountError(f"Aucun compte ne s'appelle « {name} ». « fonds user list » les énumère.")
    return _account(row)


def _refuse_last(database: Connection, account: Account) -> None:
    administrators = database.execute(
        "SELECT count(*) FROM account WHERE role = ?", (Role.ADMINISTRATOR,)
    ).fetchone()[0]
    if administrators == 1:
        raise AccountError(
            f"« {account.name} » est le seul administrateur. Donnez d'abord ce rôle à une autre personne."
        )


def _kept(token: str) -> str:
    """What is kept of a token: whoever reads the file cannot use it."""
    return hashlib.sha256(token.encode()).hexdigest()
