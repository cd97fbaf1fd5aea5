"""A search that somebody follows: as it is kept, and how much is new in it."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl, urlencode

from alerts import arrivals
from alerts.errors import AlertError
from alerts.mail_server import missing_for_mail
from alerts.novelties import latest
from alerts.subscription import Frequency
from alerts.tables import TABLES, alerts_file
from catalogue import disk
from catalogue.short_code import short_code
from desk.storage import reading
from search.query import PAGE_SIZE, Sort
from search_app.language import N_
from search_app.pages.addresses import address
from search_app.site_library import catalogue, site_library
from search_app.state import SearchState

#: Days of which one is told how much arrived, before one subscribes.
DAYS = 30
#: Documents looked at for that; beyond, it is « at least ».
LOOKED_AT = 1000
FREQUENCIES = {
    Frequency.DAILY: N_("Chaque jour"),
    Frequency.WEEKLY: N_("Chaque semaine, le lundi"),
    Frequency.MONTHLY: N_("Chaque mois, le premier"),
}


@dataclass(frozen=True, slots=True)
class Recent:
    """How many documents of a search arrived lately."""

    count: int
    #: Whether there may be more.
    more: bool


def mail_leaves() -> bool:
    """Whether this site can write to people; where not, nothing of it is shown."""
    return not missing_for_mail(site_library().library.settings)


def follow_url(state: SearchState) -> str:
    """Where one asks to be written to about a search; empty where no mail can leave."""
    return address("alerts.show", followed(state).pairs()) if mail_leaves() else ""


def followed(state: SearchState) -> SearchState:
    """What of a search is followed: neither its order nor how it is shown."""
    return state.at(1).sized(PAGE_SIZE).sorted_by(Sort.RELEVANCE).ranked(0)


def saved(state: SearchState) -> str:
    """A search as it is kept: what stands behind the `?` of its address."""
    return urlencode(followed(state).pairs())


def saved_pairs(search: str) -> list[tuple[str, str]]:
    """The reverse of `saved`."""
    return parse_qsl(search)


def recent(state: SearchState) -> Recent:
    """How many documents of a search the public came to know in the last days."""
    since = disk.stamp(datetime.now(UTC) - timedelta(days=DAYS))
    found = latest(catalogue(), state, since, LOOKED_AT)
    codes = [short_code(each.identifier) for each in found]
    path = alerts_file(site_library().library.state)
    if not path.exists():
        return Recent(len(codes), len(found) == LOOKED_AT)
    with reading(path, TABLES) as alerts:
        return Recent(len(arrivals.since(alerts, since, codes)), len(found) == LOOKED_AT)


class UnreadableSearchError(AlertError):
    """A saved search names a filter that is gone; it must not find more than was asked for."""
