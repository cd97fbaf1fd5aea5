"""What the indexer beside the site is doing, in words: at the desk's home and on a deposit's page."""

from dataclasses import dataclass
from datetime import datetime

from catalogue.indexing import Activity, read_indexing
from search_app.language import N_, _, worded
from search_app.site_library import site_library

_SAID = {
    Activity.WORKING: N_("L'indexation travaille depuis %(time)s."),
    Activity.WAITING: N_("L'indexation est à jour ; elle suit le corpus depuis %(time)s."),
    Activity.FAILED: N_("L'indexation est en échec depuis %(time)s ; elle sera retentée. %(reason)s"),
    Activity.OFF: N_("Personne n'indexe : lancez « fonds serve » ou « fonds index --watch »."),
}


@dataclass(frozen=True, slots=True)
class IndexerState:
    """One sentence, and whether it is bad news."""

    said: str
    troubled: bool


def indexer_state() -> IndexerState:
    """What the indexer does at this moment."""
    told = read_indexing(site_library().library)
    said = _(_SAID[told.activity]) % {"time": _local(told.since), "reason": worded(told.reason)}
    return IndexerState(said, told.activity in {Activity.FAILED, Activity.OFF})


def _local(since: str) -> str:
    """A moment in UTC as the clock on the wall tells it."""
    try:
        return datetime.fromisoformat(since).astimezone().strftime("%d/%m/%Y %H:%M")
    except ValueError:
        return since
