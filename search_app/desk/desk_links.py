"""The desk's own navigation: one line here for each page, in groups, shown to those who may open it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from flask import current_app, request, url_for

from desk.accounts import Account, Role
from search_app.desk.blueprint import ROLE
from search_app.desk.identity import account
from search_app.language import N_, _, date_text
from search_app.pages.links import Link
from search_app.rooms.room_records import opened_rooms

#: Group → its pages by name and endpoint, in order; a group of one page is that page. A page that is not
#: installed or not open to the person is left out.
WAYS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (N_("Aujourd'hui"), ((N_("Aujourd'hui"), "desk.home"),)),
    (N_("Déposer"), ((N_("Déposer"), "desk.deposit"), (N_("Import"), "desk.import"))),
    (
        N_("Documents"),
        (
            (N_("À publier"), "desk.publication"),
            (N_("À vérifier"), "desk.queue"),
            (N_("Notices"), "desk.notices"),
            (N_("En échec"), "desk.troubles"),
            (N_("Doublons"), "desk.duplicates"),
            (N_("Qualité"), "desk.quality"),
        ),
    ),
    (N_("Rubriques"), ((N_("Rubriques"), "desk.rooms"),)),
    (N_("Vocabulaires"), ((N_("Vocabulaires"), "desk.vocabularies"),)),
    (
        N_("Site"),
        (
            (N_("Messages"), "desk.inbox"),
            (N_("Alertes"), "desk.alerts"),
            (N_("Site"), "desk.site"),
            (N_("Activité"), "desk.activity"),
            (N_("Lettre"), "desk.newsletter"),
        ),
    ),
    (N_("Partenaires"), ((N_("Partenaires"), "desk.partners"),)),
    (N_("Historique"), ((N_("Historique"), "desk.changes"), (N_("Corbeille"), "desk.trash"))),
    (N_("Comptes"), ((N_("Comptes"), "desk.accounts"), (N_("Mon compte"), "desk.own_account"))),
)
#: Pages that are reached from another one, whose place in the navigation is that one's.
WITHIN = {
    "desk.deposited": "desk.deposit",
    "desk.review": "desk.queue",
    "desk.compare": "desk.duplicates",
    "desk.partner": "desk.partners",
    "desk.mount": "desk.partners",
    "desk.sync": "desk.partners",
    "desk.edit": "desk.notices",
    "desk.notice_history": "desk.notices",
    "desk.preview": "desk.notices",
    "desk.site_page": "desk.site",
    "desk.vocabulary": "desk.vocabularies",
    "desk.term": "desk.vocabularies",
    "desk.room_record": "desk.rooms",
    "desk.actors": "desk.rooms",
    "desk.figures": "desk.rooms",
    "desk.practices": "desk.rooms",
    "desk.evaluations": "desk.rooms",
    "desk.evaluation": "desk.rooms",
    "desk.new_room_record": "desk.rooms",
}


@dataclass(frozen=True, slots=True)
class DeskGroup:
    """One group of pages: the way to its first, and all of them while one is open."""

    way: Link
    pages: tuple[Link, ...]


def desk_ways() -> tuple[DeskGroup, ...]:
    """Where the person may go."""
    person = account()
    return tuple(_groups(person)) if person else ()


def _groups(person: Account) -> Iterator[DeskGroup]:
    here = WITHIN.get(request.endpoint or "", request.endpoint)
    for name, pages in WAYS:
        open_to = [each for each in pages if _may_open(person, each[1])]
        if not open_to:
            continue
        links = tuple(
            Link(_(text), url_for(endpoint), current=endpoint == request.endpoint)
            for text, endpoint in open_to
        )
        current = here in {endpoint for _text, endpoint in open_to}
        label = _(name) if len(open_to) > 1 else links[0].text
        way = Link(label, links[0].url, current=current)
        yield DeskGroup(way, links if current and len(links) > 1 else ())


def _may_open(person: Account, endpoint: str) -> bool:
    closed = endpoint == "desk.rooms" and not opened_rooms()
    return not closed and endpoint in current_app.view_functions and person.role.includes(_role(endpoint))


def moment(stamp: str) -> str:
    """A time of the desk's files (UTC, to the second) as one says it where the site runs."""
    local = datetime.fromisoformat(stamp).astimezone()
    return f"{date_text(local.date().isoformat())}, {local:%H:%M}"


def _role(endpoint: str) -> Role:
    return getattr(current_app.view_functions[endpoint], ROLE, None) or Role.ADMINISTRATOR
