"""What those who came say of an event: the form on line and the sheet to print."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from catalogue.record import Record
from catalogue.rooms import AGENDA
from desk.evaluations import Evaluation, EvaluationError, Evaluations
from desk.flood import TooManyMessagesError
from search_app.caching import revalidated
from search_app.desk.identity import without_token
from search_app.language import _, counted, worded
from search_app.pages.contact import TRAP
from search_app.rooms.blueprint import blueprint
from search_app.rooms.evaluation import evaluation_form, evaluation_of
from search_app.rooms.event import event_of, takes_evaluations
from search_app.rooms.room_records import opened
from search_app.site_library import site_library
from search_app.visitor import visitor


@blueprint.get("/agenda/<identifier>/evaluation")
def evaluation(identifier: str) -> str:
    """The form of one event by its short code, or why it cannot be filled in today."""
    opened(AGENDA)
    return _page(event_of(identifier), sent="envoye" in request.args)


@blueprint.post("/agenda/<identifier>/evaluation")
@without_token
def evaluate(identifier: str) -> str | AnyResponse | tuple[str, int]:
    """Keep a sheet. Nothing is done in anybody's name, so no session is opened for it."""
    opened(AGENDA)
    event = event_of(identifier)
    if not takes_evaluations(event):
        return _page(event), 403
    said = evaluation_of(request.form)
    if not request.form.get(TRAP):
        try:
            Evaluations(site_library().library).receive(event.identifier, said, visitor())
        except TooManyMessagesError as error:
            minutes = counted("%(num)s minute", "%(num)s minutes", -(-error.wait_s // 60))
            told = _("Trop de fiches en peu de temps : la vôtre n'est pas partie. Renvoyez-la dans %(time)s.")
            return _page(event, said, told % {"time": minutes}), error.http_status
        except EvaluationError as error:
            return _page(event, said, worded(error)), error.http_status
    return redirect(url_for("rooms.evaluation", identifier=identifier, envoye="1"))


@blueprint.get("/agenda/<identifier>/fiche")
@revalidated
def evaluation_sheet(identifier: str) -> str:
    """The same on one sheet of paper, to be handed out."""
    opened(AGENDA)
    return render_template("rooms/evaluation_sheet.html", form=evaluation_form(event_of(identifier)))


def _page(event: Record, typed: Evaluation | None = None, error: str = "", *, sent: bool = False) -> str:
    return render_template(
        "rooms/evaluation.html", form=evaluation_form(event, typed), taken=takes_evaluations(event),
        error=error, sent=sent,
    )  # fmt: skip
