"""The sheet: one screen to read a document and say what it is, its page beside all fields of its notice.

The form is sent to be saved, or to see another page: then nothing is written and nothing typed is lost. Two
views show it, the one of a notice and the one of what is to be reviewed, which goes on to the next.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from flask import render_template, request

from catalogue.corrections import Decision, append_corrections, read_corrections
from catalogue.errors import NoticeError
from catalogue.fields import BY_NAME
from catalogue.record import Record, Status
from catalogue.rights import today
from desk.accounts import Role
from desk.history import Act
from desk.notices import Edit, NoticeText, StaleNoticeError
from desk.publication import status_of
from desk.review import corrections, earlier
from search_app.desk.corpus import history, notices
from search_app.desk.editor import ORDER, PUBLISHING, FormBox, boxes, missing, proposed, standing_values
from search_app.desk.identity import person
from search_app.desk.page_pane import page_pane
from search_app.desk.refusals import told
from search_app.desk.sheet_form import (
    SheetForm,
    as_value,
    asked_of,
    form_text,
    read_form,
    said_in_form,
    typed_values,
)
from search_app.language import _, worded
from search_app.pages.facts import facts
from search_app.pages.labels import format_name
from search_app.pages.links import Link, record_url
from search_app.site_library import site_library

#: Buttons of the form: to see a page, to accept all that stands, to save and read the next.
LOOK, ALL = "look", "all"

Answer = str | tuple[str, int]


@dataclass(frozen=True, slots=True)
class Place:
    """Where the sheet stands: alone, or in the queue of what is to be reviewed."""

    #: Where its form is sent.
    action: str
    back: Link
    #: The next document that waits; empty for the last.
    following: str = ""
    queue: bool = False


@dataclass(frozen=True, slots=True)
class Saved:
    """What saving did."""

    #: The step of the history; empty when there was nothing to write.
    step: str
    complete: bool


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a form was not saved, to be shown with all that was typed."""

    typed: Mapping[str, tuple[str, ...]] | None = None
    errors: Mapping[str, str] = field(default_factory=dict)
    refusals: Mapping[str, tuple[NoticeError, ...]] = field(default_factory=dict)
    message: str = ""
    #: Whether to show what somebody else wrote meanwhile.
    compare: bool = False
    status: int = 400


def show(record: Record, place: Place) -> str:
    """The sheet, filled with what stands."""
    return _page(record, place, request.args.get("page", 0, type=int), Trouble())


def save(record: Record, place: Place) -> Saved | Answer:
    """Write what was sent, or show the form again with why not; where a page is asked for, only show it."""
    standing = notices().standing(record.file)
    if LOOK in request.form:
        typed = {name: typed_values(name) for name in order()}
        return _page(record, place, _looked_at(), Trouble(typed, status=200))
    everything = ALL in request.form or "checked" in request.form
    try:
        form = read_form(record, standing, order(), judges=keeps(), everything=everything and keeps())
    except NoticeError as error:
        typed = {name: typed_values(name) for name in order()}
        return _refused(record, place, Trouble(typed, {error.field: worded(error)}))
    if trouble := _trouble(form, everything=everything):
        return _refused(record, place, trouble)
    try:
        return _written(record, standing, form)
    except StaleNoticeError as error:
        return _refused(record, place, Trouble(form.typed, message=worded(error), compare=True, status=409))
    except NoticeError as error:
        return _refused(record, place, Trouble(form.typed, message=worded(error)))


def keeps() -> bool:
    """Whether the person keeps the library: a depositor only corrects what they sent."""
    return person().role.includes(Role.LIBRARIAN)


def order() -> tuple[str, ...]:
    """The fields this person decides."""
    return ORDER if keeps() else tuple(name for name in ORDER if name not in PUBLISHING)


def _trouble(form: SheetForm, *, everything: bool) -> Trouble | None:
    refusals = notices().refusals({name: as_value(name, each) for name, each in form.changed.items()})
    errors = told(refusals)
    if form.untitled:
        errors["title"] = _("Vous refusez ce titre : écrivez le bon à sa place.")
    if everything and keeps():
        errors = missing(_required(form.typed), form.typed) | errors
    return Trouble(form.typed, errors, refusals) if errors else None


def _written(record: Record, standing: NoticeText, form: SheetForm) -> Saved:
    changed = {name: as_value(name, each) for name, each in form.changed.items()}
    values = form.values(record, notices().meant(changed))
    complete = keeps() and form.complete and not missing(_required(form.typed), form.typed)
    confirmed = complete and ("checked" in request.form or "queue" in request.form)
    if confirmed:
        values["reviewed"] = today().isoformat()
        if "publish" in request.form:
            values["status"] = Status.PUBLISHED.value
    elif keeps() and "queue" not in request.form and "reviewed" in standing.values:
        values["reviewed"] = None
    step = ""
    if values:
        kind = Act.REVIEW if form.answers else Act.EDIT
        edit = Edit(record, values, request.form.get("version"))
        step = notices().write([edit], by=person().name, kind=kind)
    if form.answers:
        append_corrections(site_library().library.state, corrections(record, form.answers, person().name))
    if confirmed:
        history().mark_reviewed(record.identifier, person().name)
    elif keeps() and "queue" not in request.form:
        history().forget_review(record.identifier)
    return Saved(step, complete)


def _refused(record: Record, place: Place, trouble: Trouble) -> Answer:
    return _page(record, place, _looked_at(), trouble), trouble.status


def _looked_at() -> int:
    """The page shown beside the form when it was sent, or the one now asked for."""
    asked = request.form.get(LOOK, "")
    return int(asked) if asked.isdecimal() else request.form.get("seen", 1, type=int)


def _page(record: Record, place: Place, number: int, trouble: Trouble) -> str:
    standing = notices().standing(record.file)
    asked = asked_of(record, standing)
    first = next((found.page for each in asked for found in each.evidence[:1] if found.page), 1)
    return render_template(
        "desk/sheet.html",
        record=record,
        place=place,
        pane=page_pane(record, number or first, asked),
        version=standing.version,
        boxes=_boxes(record, standing, trouble),
        errors=trouble.errors,
        labels={name: _(BY_NAME[name].label) for name in order()},
        message=trouble.message or worded(standing.error),
        facts=(*facts(record), format_name(record)),
        reviewed=record.identifier in history().reviewed(),
        complete=not missing(
            _required({"type": (record.type,)}),
            {name: standing_values(record, standing, name) for name in ORDER},
        ),
        keeps=keeps(),
        waits=status_of(record, standing) is Status.PROPOSED,
        site=record_url(record.identifier),
        done=_done(),
    )


def _boxes(record: Record, standing: NoticeText, trouble: Trouble) -> tuple[FormBox, ...]:
    given: dict[str, Decision] = {}
    if keeps():
        given = earlier(record, read_corrections(site_library().library.state)) | said_in_form()
    values = {
        (each.field, form_text(each.field, each.value)): proposed(record, each, given.get(each.key))
        for each in (asked_of(record, standing) if keeps() else [])
    }
    kind = trouble.typed or {"type": (record.type,)}
    return boxes(
        record,
        standing,
        _required(kind),
        order(),
        typed=trouble.typed,
        errors=trouble.errors,
        refusals=trouble.refusals,
        compare=trouble.compare,
        asked=values,
    )


def _done() -> tuple[str, str]:
    """The step just done, which one may take back, and what it changed."""
    step = request.args.get("pas", "")
    changes = history().step(step) if step and keeps() else []
    return (step, changes[0].title) if changes else ("", "")


def _required(typed: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    required = site_library().library.settings.desk.required
    kind = next(iter(typed.get("type", ())), "")
    # What has no box (`desk.setting_faults` tells it) would have no notice ever finished.
    return tuple(name for name in required.get(kind, required.get("*", ())) if name in ORDER)
