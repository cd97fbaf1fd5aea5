"""The pages of the rooms; that of one record is its notice."""

from flask import Blueprint, Response, render_template

from catalogue.errors import UnknownRecordError
from search_app.caching import revalidated
from search_app.language import _
from search_app.permanent import record_of
from search_app.presented import named
from search_app.rooms.agenda import AGENDA, agenda_page, calendar_of, events_of
from search_app.rooms.dossiers import DOSSIERS, dossier_lines
from search_app.rooms.room_records import opened
from search_app.search import asked_state

blueprint = Blueprint("rooms", __name__)

CALENDAR = "text/calendar; charset=utf-8"


@blueprint.get("/agenda")
@revalidated
def agenda() -> str:
    """Events to come and past."""
    opened(AGENDA)
    return render_template("rooms/agenda.html", page=agenda_page(asked_state()[0]))


@blueprint.get("/agenda.ics")
@revalidated
def agenda_ics() -> Response:
    """The same for calendars, which ask again by themselves."""
    opened(AGENDA)
    events = events_of(asked_state()[0])
    title = _("%(site)s : agenda") % {"site": named("name")}
    return Response(calendar_of(events, title), content_type=CALENDAR)


@blueprint.get("/agenda/<identifier>.ics")
@revalidated
def event_ics(identifier: str) -> Response:
    """One event by its short code, to be put into a calendar."""
    opened(AGENDA)
    record = record_of(identifier)
    if record.room != AGENDA or not record.said("begins"):
        raise UnknownRecordError(_("Cette adresse ne mène à aucun événement."))
    return Response(calendar_of([record], record.title), content_type=CALENDAR)


@blueprint.get("/dossiers")
@revalidated
def dossiers() -> str:
    """All dossiers."""
    opened(DOSSIERS)
    return render_template("rooms/dossiers.html", lines=dossier_lines())
