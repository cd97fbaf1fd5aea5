"""The desk's own navigation: one line here for each of its pages, shown to those who may open it."""

from datetime import datetime

from flask import current_app, request, url_for

from desk.accounts import Role
from search_app.desk.blueprint import ROLE
from search_app.desk.identity import account
from search_app.language import N_, _, date_text
from search_app.pages.links import Link

#: Name → endpoint, in order. A page that is not installed or not open to the person is left out.
WAYS = (
    (N_("Atelier"), "desk.home"),
    (N_("Déposer"), "desk.deposit"),
    (N_("À publier"), "desk.publication"),
    (N_("À vérifier"), "desk.queue"),
    (N_("Notices"), "desk.notices"),
    (N_("Qualité"), "desk.quality"),
    (N_("Import"), "desk.import"),
    (N_("Doublons"), "desk.duplicates"),
    (N_("Messages"), "desk.inbox"),
    (N_("Site"), "desk.site"),
    (N_("Historique"), "desk.changes"),
    (N_("Corbeille"), "desk.trash"),
    (N_("Comptes"), "desk.accounts"),
    (N_("Mon compte"), "desk.own_account"),
)


def desk_ways() -> tuple[Link, ...]:
    """Where the person may go."""
    person = account()
    return tuple(
        Link(_(text), url_for(endpoint), current=request.endpoint == endpoint)
        for text, endpoint in WAYS
        if person and endpoint in current_app.view_functions and person.role.includes(_role(endpoint))
    )


def moment(stamp: str) -> str:
    """A time of the desk's files (UTC, to the second) as one says it where the site runs."""
    local = datetime.fromisoformat(stamp).astimezone()
    return f"{date_text(local.date().isoformat())}, {local:%H:%M}"


def _role(endpoint: str) -> Role:
    return getattr(current_app.view_functions[endpoint], ROLE, None) or Role.ADMINISTRATOR
