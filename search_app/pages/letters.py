"""The letters to who follows a search, as templates print them: one that asks, and one that tells."""

from collections.abc import Collection
from dataclasses import dataclass

from flask import url_for

from alerts.novelties import novelties
from alerts.subscription import Frequency, Subscription
from alerts.subscriptions import CONFIRM_HOURS
from catalogue.record import Record
from search_app.language import _, counted, date_text
from search_app.pages.facts import facts, shorten
from search_app.pages.followed import (
    FREQUENCIES,
    UnreadableSearchError,
    saved_pairs,
)
from search_app.pages.links import absolute, search_url
from search_app.pages.results import search_name
from search_app.pages.sharing import short_address
from search_app.presented import named
from search_app.search import asked_state
from search_app.site_library import catalogue
from search_app.state import SearchState

#: Documents named in one letter; the others are counted.
MOST = 25


@dataclass(frozen=True, slots=True)
class ConfirmationLetter:
    """All that the letter that asks prints."""

    subject: str
    site: str
    name: str
    frequency: str
    #: The page on which one confirms, or says that one asked for nothing.
    page: str
    hours: int
    privacy: str


@dataclass(frozen=True, slots=True)
class LetterEntry:
    """One document of a letter."""

    title: str
    address: str
    facts: str
    summary: str


@dataclass(frozen=True, slots=True)
class DigestLetter:
    """All that the letter that tells prints."""

    subject: str
    site: str
    heading: str
    name: str
    entries: tuple[LetterEntry, ...]
    #: « Et 12 autres »; empty when all are named.
    more: str
    search: str
    why: str
    #: The page on which one stops it or changes how often it comes, and what a program asks to stop it.
    page: str
    stop_at_once: str


def confirmation_letter(subscription: Subscription) -> ConfirmationLetter:
    """The letter that asks an address whether it wants to follow a search."""
    name = search_name(state_of(subscription))
    return ConfirmationLetter(
        subject=_("Confirmez votre alerte : %(search)s") % {"search": name},
        site=named("name"),
        name=name,
        frequency=_(FREQUENCIES[subscription.frequency]),
        page=absolute(url_for("alerts.one", cle=subscription.key)),
        hours=CONFIRM_HOURS,
        privacy=absolute(url_for("institution.privacy")),
    )


def digest_letter(subscription: Subscription, codes: Collection[str]) -> DigestLetter | None:
    """What of these documents the search finds, what came last first; None when that is nothing."""
    state = state_of(subscription)
    found = novelties(catalogue(), state, codes)
    if not found:
        return None
    name = search_name(state)
    heading = counted("%(num)s nouveau document", "%(num)s nouveaux documents", len(found))
    more = len(found) - MOST
    return DigestLetter(
        subject=_("%(count)s : %(search)s") % {"count": heading, "search": name},
        site=named("name"),
        heading=heading,
        name=name,
        entries=tuple(map(_entry, found[:MOST])),
        more=counted("Et %(num)s autre.", "Et %(num)s autres.", more) if more > 0 else "",
        search=absolute(search_url(state)),
        why=_why(subscription),
        page=absolute(url_for("alerts.one", cle=subscription.key)),
        stop_at_once=absolute(url_for("alerts.stop", cle=subscription.key)),
    )


def state_of(subscription: Subscription) -> SearchState:
    """The search of a subscription; raises UnreadableSearchError where a filter of it is gone."""
    state, problems = asked_state(saved_pairs(subscription.search))
    if problems:
        raise UnreadableSearchError(
            f"Une recherche suivie ne se lit plus comme elle a été demandée : {subscription.search[:200]}"
        )
    return state


def _entry(record: Record) -> LetterEntry:
    return LetterEntry(
        title=record.title,
        address=short_address(record),
        facts=" · ".join(facts(record)),
        summary=shorten(record.abstract),
    )


def _why(subscription: Subscription) -> str:
    often = {
        Frequency.DAILY: _("chaque jour où il y a du nouveau"),
        Frequency.WEEKLY: _("chaque semaine où il y a du nouveau"),
        Frequency.MONTHLY: _("chaque mois où il y a du nouveau"),
    }[subscription.frequency]
    told = _(
        "Vous recevez ce message, %(often)s, parce que cette adresse l'a demandé et confirmé le %(day)s."
    )
    return told % {"often": often, "day": date_text(subscription.confirmed[:10])}
