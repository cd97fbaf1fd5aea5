"""Evaluations at the desk: what the sheets of an event say, counted and told, and those on paper entered."""

from dataclasses import dataclass

from babel.numbers import format_decimal
from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from catalogue.errors import NoticeError
from catalogue.record import Record
from catalogue.rooms import AGENDA
from desk.accounts import Role
from desk.evaluations import LEVELS, REMARKS, EvaluationError, Evaluations, Opinions
from desk.notices import Edit
from search_app.desk.blueprint import blueprint, wants
from search_app.desk.corpus import notices, own_record
from search_app.desk.identity import person
from search_app.language import _, counted, current, worded
from search_app.pages.links import record_url
from search_app.rooms.evaluation import (
    REMARK_TEXTS,
    STATEMENT_TEXTS,
    EvaluationForm,
    evaluation_form,
    evaluation_of,
)
from search_app.rooms.event import has_begun
from search_app.rooms.part import moment_text
from search_app.rooms.room_records import in_room, is_open, opened, records_of
from search_app.site_library import site_library

Answer = str | AnyResponse | tuple[str, int]


@dataclass(frozen=True, slots=True)
class EvaluatedEvent:
    """One event of the list."""

    title: str
    url: str
    when: str
    #: « 90 participants », « 12 fiches ».
    attendance: str
    sheets: str


@dataclass(frozen=True, slots=True)
class StatementRow:
    """What the sheets say of one statement."""

    text: str
    counts: tuple[int, ...]
    answers: int
    #: « 3,4 », a dash where nobody answered; and the same out of 100, for the drawing.
    mean: str
    width: int


@dataclass(frozen=True, slots=True)
class EvaluationPage:
    """All that `desk/evaluation.html` prints."""

    identifier: str
    title: str
    url: str
    when: str
    attendance: str
    #: « 12 fiches ».
    sheets: str
    rows: tuple[StatementRow, ...]
    #: Question, then each remark with the number of its sheet.
    remarks: tuple[tuple[str, tuple[tuple[int, str], ...]], ...]
    form: EvaluationForm


@blueprint.get("/evaluations", endpoint="evaluations")
@wants(Role.LIBRARIAN)
def show() -> str | AnyResponse:
    """The events that have begun, each with its sheets; a closed room has none."""
    if not is_open(AGENDA):
        return redirect(url_for("desk.rooms"))
    sheets = evaluations().counts()
    events = [each for each in records_of(in_room(AGENDA)) if each.said("begins") and has_begun(each)]
    events.sort(key=lambda each: each.said("begins"), reverse=True)
    listed = tuple(_listed(each, sheets[each.identifier]) for each in events if each.file)
    return render_template("desk/evaluations.html", events=listed)


@blueprint.get("/evaluations/<identifier>", endpoint="evaluation")
@wants(Role.LIBRARIAN)
def one(identifier: str) -> str:
    """What the sheets of one event say."""
    return _page(_event(identifier))


@blueprint.post("/evaluations/<identifier>", endpoint="change_evaluation")
@wants(Role.LIBRARIAN)
def change(identifier: str) -> Answer:
    """Enter a sheet from paper, delete one, or write how many people came."""
    event, act = _event(identifier), request.form.get("act")
    try:
        match act:
            case "enter":
                evaluations().receive(event.identifier, evaluation_of(request.form), None)
            case "delete":
                evaluations().delete(request.form.get("sheet", 0, type=int))
            case "count":
                counted_people = request.form.get("attendance", "").strip()
                notices().write([Edit(event, {"attendance": counted_people or None})], by=person().name)
            case _unknown:
                abort(400)
    except (EvaluationError, NoticeError) as error:
        return _page(event, worded(error)), 400
    return redirect(url_for("desk.evaluation", identifier=identifier, fait=act))


def evaluations() -> Evaluations:
    """The sheets of this site's library."""
    return Evaluations(site_library().library)


def mean_text(mean: float | None) -> str:
    """« 3,4 », a dash for none."""
    return "—" if mean is None else str(format_decimal(round(mean, 1), format="0.0", locale=current()))


def _event(identifier: str) -> Record:
    opened(AGENDA)
    record = own_record(identifier)
    if record.room != AGENDA or not record.said("begins"):
        abort(404)
    return record


def _listed(event: Record, sheets: int) -> EvaluatedEvent:
    people = "".join(event.said("attendance"))
    return EvaluatedEvent(
        title=event.title,
        url=url_for("desk.evaluation", identifier=event.identifier),
        when=moment_text(event.said("begins")[0]),
        attendance=counted("%(num)s participant", "%(num)s participants", int(people)) if people else "",
        sheets=counted("%(num)s fiche", "%(num)s fiches", sheets),
    )


def _page(event: Record, error: str = "") -> str:
    kept = evaluations()
    said = notices().standing(event.file).values.get("attendance", "")
    page = EvaluationPage(
        identifier=event.identifier,
        title=event.title,
        url=record_url(event.identifier),
        when=moment_text(event.said("begins")[0]),
        attendance=str(said),
        sheets=counted("%(num)s fiche", "%(num)s fiches", kept.counts()[event.identifier]),
        rows=tuple(map(_row, kept.opinions([event.identifier]))),
        remarks=tuple(_remarks(kept, event.identifier)),
        form=evaluation_form(event),
    )
    return render_template("desk/evaluation.html", page=page, error=error)


def _row(said: Opinions) -> StatementRow:
    width = round(100 * said.mean / LEVELS[-1]) if said.mean else 0
    return StatementRow(
        _(STATEMENT_TEXTS[said.statement]), said.counts, said.answers, mean_text(said.mean), width
    )


def _remarks(kept: Evaluations, event: str) -> list[tuple[str, tuple[tuple[int, str], ...]]]:
    found = kept.remarks(event)
    return [
        (_(REMARK_TEXTS[name]), tuple((each.sheet, each.text) for each in found if each.question == name))
        for name in REMARKS
        if any(each.question == name for each in found)
    ]
