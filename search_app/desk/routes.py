"""The desk's blueprint, with every view on it."""

from desk.history import UNDOABLE
from search_app.desk import (
    account,
    accounts,
    activity,
    actors,
    alerts,
    bulk,
    changes,
    chosen,
    deposit,
    duplicates,
    evaluations,
    figures,
    home,
    inbox,
    intake,
    newsletter,
    notice,
    partners,
    practices,
    presentation,
    publication,
    quality,
    review,
    rooms,
    trash,
    troubles,
    unanswered,
    vocabularies,
)
from search_app.desk.blueprint import blueprint
from search_app.desk.changes import ACTS
from search_app.desk.desk_links import desk_ways, moment

blueprint.app_context_processor(
    lambda: {"desk_ways": desk_ways, "acts": ACTS, "undoable": UNDOABLE, "moment": moment}
)

__all__ = [
    "account",
    "accounts",
    "activity",
    "actors",
    "alerts",
    "blueprint",
    "bulk",
    "changes",
    "chosen",
    "deposit",
    "duplicates",
    "evaluations",
    "figures",
    "home",
    "inbox",
    "intake",
    "newsletter",
    "notice",
    "partners",
    "practices",
    "presentation",
    "publication",
    "quality",
    "review",
    "rooms",
    "trash",
    "troubles",
    "unanswered",
    "vocabularies",
]
