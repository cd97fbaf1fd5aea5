"""The pages of alerts by e-mail: asking for one, and the one that its letters lead to."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from alerts.subscription import Frequency, Subscription
from alerts.subscriptions import CONFIRM_HOURS
from search_app.language import _, counted, date_text
from search_app.pages.addresses import address
from search_app.pages.followed import (
    DAYS,
    FREQUENCIES,
    followed,
    recent,
    saved,
)
from search_app.pages.letters import state_of
from search_app.pages.links import search_url
from search_app.pages.results import search_name
from search_app.state import SearchState

#: Name of a box that people do not see and programs fill in.
TRAP = "site"
#: Longest address that mail knows (RFC 5321, 4.5.3.1.3).
LONGEST = 254
_EMAIL = re.compile(r"[!#-'*+./0-9=?A-Z^-~-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z0-9-]{2,63}")


@dataclass(frozen=True, slots=True)
class AskPage:
    """All that the page prints on which one asks to be written to."""

    name: str
    search: str
    #: The same search as it is sent with the form.
    saved: str
    #: « 4 documents ces 30 derniers jours ».
    recent: str
    feed: str
    #: Value, name and whether it is chosen.
    frequencies: tuple[tuple[str, str, bool], ...]
    typed: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)
    sent: bool = False
    hours: int = CONFIRM_HOURS
    longest: int = LONGEST
    trap: str = TRAP


@dataclass(frozen=True, slots=True)
class AlertPage:
    """All that the page of one alert prints, for whoever holds its key."""

    name: str
    search: str
    confirmed: bool
    #: « Chaque semaine, le lundi. Prochain envoi : 30 novembre 2026 ».
    next: str
    frequencies: tuple[tuple[str, str, bool], ...]


def ask_page(
    state: SearchState, typed: str = "", frequency: Frequency = Frequency.WEEKLY, *, sent: bool = False
) -> AskPage:
    """Asking to be written to about a search."""
    wanted = followed(state)
    return AskPage(
        name=search_name(wanted),
        search=search_url(wanted),
        saved=saved(wanted),
        recent="" if sent else _recent(wanted),
        feed=address("feeds.atom", wanted.pairs()),
        frequencies=_frequencies(frequency),
        typed=typed,
        sent=sent,
    )


def alert_page(subscription: Subscription) -> AlertPage:
    """One alert, as asked for or confirmed."""
    state = state_of(subscription)
    due = _("Prochain envoi, s'il y a du nouveau : le %(day)s.")
    return AlertPage(
        name=search_name(state),
        search=search_url(state),
        confirmed=bool(subscription.confirmed),
        next=due % {"day": date_text(subscription.due[:10])} if subscription.due else "",
        frequencies=_frequencies(subscription.frequency),
    )


def read_email(typed: str) -> str:
    """An address as typed, its host in small letters; empty where mail cannot reach it."""
    local, _at, host = typed.strip().rpartition("@")
    email = f"{local}@{host.lower()}"
    return email if len(email) <= LONGEST and _EMAIL.fullmatch(email) and ".." not in email else ""


def read_frequency(value: str) -> Frequency:
    """What was chosen; the usual one where that is none."""
    return Frequency(value) if value in set(Frequency) else Frequency.WEEKLY


def _frequencies(chosen: Frequency) -> tuple[tuple[str, str, bool], ...]:
    return tuple((each.value, _(name), each is chosen) for each, name in FREQUENCIES.items())


def _recent(state: SearchState) -> str:
    found = recent(state)
    told = counted("%(num)s document", "%(num)s documents", found.count)
    if found.more:
        told = _("au moins %(count)s") % {"count": told}
    return _("%(count)s ces %(days)s derniers jours") % {"count": told, "days": DAYS}
