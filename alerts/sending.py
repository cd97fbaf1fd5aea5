"""Sending: the one run that writes to people; started by the program that keeps the site running, or by cron.

One runs at a time. It notes what arrived, makes up the letters that are due, and hands them to the mail
server; a letter is noted as gone only once the server has taken it. Killed in between, it is sent again under
the same Message-ID, by which mail programs know it for the same.
"""

import logging
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from pathlib import Path

from filelock import FileLock, Timeout

from alerts import arrivals, outbox
from alerts.errors import MailServerError, PausedError
from alerts.letters import Letters
from alerts.mail_server import MailSession, Outcome, mail_session, missing_for_mail, sender_of
from alerts.outbox import Kind, WaitingLetter
from alerts.subscription import Subscription, next_due
from alerts.subscriptions import CONFIRM_HOURS, TRIED_DAYS, read_row
from alerts.tables import TABLES, alerts_file
from catalogue import disk
from catalogue.errors import CatalogueError, ConfigurationError
from catalogue.library import Library
from desk.backup import RESTORED
from desk.storage import opened
from search.door import Catalogue

#: Letters of one run; the next one goes on.
MOST_A_RUN = 500
#: Letters refused for good in a row after which an address is written to no more.
MOST_REFUSED = 3

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Sent:
    """What one run did."""

    confirmations: int = 0
    digests: int = 0
    postponed: int = 0
    #: Addresses that are written to no more, since their server refuses them.
    dropped: int = 0
    #: Searches that can no longer be read as they were asked.
    unreadable: int = 0
    #: Why the mail server as a whole refused; empty when it did not.
    trouble: str = ""


def send(library: Library, catalogue: Callable[[], Catalogue], letters: Letters) -> Sent:
    """Send what is due; another run that goes on already is left to it. `catalogue` opens what is read.

    Raises ConfigurationError without the settings mail needs, PausedError in a library out of a backup. What
    the mail server refuses is told, not raised: it waits.
    """
    missing = missing_for_mail(library.settings)
    if missing:
        raise ConfigurationError(f"Pour écrire à vos lecteurs, il manque {', '.join(missing)} (fonds.toml).")
    if (library.state / RESTORED).exists():
        raise PausedError(
            "Cette bibliothèque vient d'une sauvegarde : rien n'est envoyé, l'autre écrit peut-être encore. "
            "Si elle la remplace, lancez « fonds alerts resume »."
        )
    if not alerts_file(library.state).exists():
        return Sent()
    try:
        with FileLock(library.state / "alerts.lock", timeout=0):
            return _Run(library, catalogue(), letters).all()
    except Timeout:
        return Sent()


class _Run:
    """One run, by whoever holds the lock."""

    def __init__(self, library: Library, catalogue: Catalogue, letters: Letters) -> None:
        self._settings = library.settings
        self._path: Path = alerts_file(library.state)
        self._catalogue, self._letters = catalogue, letters
        self._sent = Sent()

    def all(self) -> Sent:
        with opened(self._path, TABLES) as alerts:
            self._sweep(alerts)
            self._make_up(alerts)
            waiting = outbox.ready(alerts, MOST_A_RUN)
        if waiting:
            try:
                with mail_session(self._settings.mail) as session:
                    for letter in waiting:
                        self._deliver(session, letter)
            except MailServerError as error:
                self._sent.trouble = str(error)
        self._note_server(answered=bool(waiting) and not self._sent.trouble)
        return self._sent

    def _sweep(self, alerts: sqlite3.Connection) -> None:
        """Let go of what nobody confirmed and of what could not leave."""
        alerts.execute("DELETE FROM subscription WHERE expires <> '' AND expires <= ?", (disk.stamp(),))
        outbox.give_up(alerts, TRIED_DAYS)

    def _make_up(self, alerts: sqlite3.Connection) -> None:
        """Note what arrived, and have a digest leave for each subscription whose time has come."""
        last = arrivals.follow(alerts, self._catalogue.log, self._catalogue.position())
        now, hour = datetime.now(UTC), self._settings.mail.hour
        due = "SELECT * FROM subscription WHERE due <> '' AND due <= ?"
        for each in map(read_row, alerts.execute(due, (disk.stamp(now),)).fetchall()):
            if last > each.told:
                outbox.put(alerts, each.number, Kind.DIGEST, last)
            alerts.execute(
                "UPDATE subscription SET due = ? WHERE number = ?",
                (disk.stamp(next_due(each.frequency, now, hour)), each.number),
            )

    def _deliver(self, session: MailSession, letter: WaitingLetter) -> None:
        """One letter, worded now; what became of it is on disk before the next one."""
        with opened(self._path, TABLES) as alerts:
            words = "SELECT * FROM subscription WHERE number = ?"
            row = alerts.execute(words, (letter.subscription,)).fetchone()
            if row is None:  # stopped since
                return
            reader, name = read_row(row), self._named(alerts, letter)
            codes = [each.code for each in arrivals.between(alerts, reader.told, letter.through)]
        try:
            message = self._worded(letter, reader, codes)
        except CatalogueError as error:
            logger.warning("%s: %s", type(error).__name__, error)
            self._sent.unreadable += 1
            self._settle(letter, reader, Outcome.LATER)
            return
        if message is None:
            self._pass(letter, written=reader.written)
            return
        message["To"], message["Message-ID"] = reader.email, name
        message["Date"] = format_datetime(datetime.now(UTC))
        try:
            outcome = session.hand_over(message)
        except MailServerError:
            # Should it be this letter that makes the server hang up, the others go first the next time.
            self._settle(letter, reader, Outcome.LATER)
            raise
        if outcome is Outcome.TAKEN:
            self._count(letter)
        self._settle(letter, reader, outcome)

    def _named(self, alerts: sqlite3.Connection, letter: WaitingLetter) -> str:
        """The Message-ID of a letter, the same at each try."""
        domain = sender_of(self._settings).rpartition("@")[2].strip("> ")
        name = letter.message_id or make_msgid(domain=domain or None)
        alerts.execute("UPDATE letter SET message_id = ? WHERE number = ?", (name, letter.number))
        return name

    def _worded(self, letter: WaitingLetter, reader: Subscription, codes: list[str]) -> EmailMessage | None:
        if letter.kind is Kind.CONFIRMATION:
            return self._letters.confirmation(reader)
        return self._letters.digest(reader, codes)

    def _count(self, letter: WaitingLetter) -> None:
        if letter.kind is Kind.DIGEST:
            self._sent.digests += 1
        else:
            self._sent.confirmations += 1

    def _settle(self, letter: WaitingLetter, reader: Subscription, outcome: Outcome) -> None:
        """Note what became of a letter."""
        if outcome is Outcome.TAKEN:
            self._pass(letter, written=disk.stamp())
            return
        with opened(self._path, TABLES) as alerts:
            if outcome is Outcome.LATER:
                outbox.postpone(alerts, letter)
                self._sent.postponed += 1
                return
            outbox.remove(alerts, letter)
            refused = reader.refused + 1
            if letter.kind is Kind.CONFIRMATION or refused >= MOST_REFUSED:
                alerts.execute("DELETE FROM subscription WHERE number = ?", (reader.number,))
                self._sent.dropped += 1
            else:
                alerts.execute(
                    "UPDATE subscription SET refused = ? WHERE number = ?", (refused, reader.number)
                )

    def _pass(self, letter: WaitingLetter, *, written: str) -> None:
        """A letter has left, or had nothing to say: what it tells is told once and for all."""
        now = datetime.now(UTC)
        words = "UPDATE subscription SET refused = 0, written = ?, told = max(told, ?) WHERE number = ?"
        with opened(self._path, TABLES) as alerts:
            outbox.remove(alerts, letter)
            alerts.execute(words, (written, letter.through, letter.subscription))
            if letter.kind is Kind.CONFIRMATION:
                alerts.execute(
                    "UPDATE subscription SET expires = ? WHERE number = ? AND confirmed = ''",
                    (disk.stamp(now + timedelta(hours=CONFIRM_HOURS)), letter.subscription),
                )

    def _note_server(self, *, answered: bool) -> None:
        """Leave a server that does not answer alone, longer each time; forget its trouble once it does."""
        with opened(self._path, TABLES) as alerts:
            if self._sent.trouble:
                outbox.note_trouble(alerts, self._sent.trouble)
            elif answered:
                outbox.forget_trouble(alerts)
