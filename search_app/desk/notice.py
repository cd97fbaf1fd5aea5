"""Correcting one notice: the form, what was changed before, and the trash."""

from flask import abort, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from catalogue.errors import NoticeError
from catalogue.fields import BY_NAME
from catalogue.notice import Value
from catalogue.record import Record, Status
from catalogue.rights import today
from desk.accounts import Role
from desk.notices import Edit, StaleNoticeError
from desk.publication import status_of
from search_app.desk.blueprint import blueprint, wants
from search_app.desk.choices import complete_places
from search_app.desk.corpus import editable_record, history, notices, own_record, trash
from search_app.desk.editor import ORDER, PUBLISHING, boxes, missing, standing_values, touched
from search_app.desk.identity import person
from search_app.desk.refusals import answered, told
from search_app.language import _, worded
from search_app.pages.links import record_url
from search_app.site_library import site_library

Answer = str | AnyResponse | tuple[str, int]


@blueprint.get("/notice/<identifier>", endpoint="edit")
@wants(Role.DEPOSITOR)
def edit(identifier: str) -> str:
    """The form, filled with what stands."""
    return _form(editable_record(identifier))


@blueprint.post("/notice/<identifier>", endpoint="save")
@wants(Role.DEPOSITOR)
def save(identifier: str) -> Answer:
    """Write what was changed; nothing typed is ever lost when that cannot be."""
    record = editable_record(identifier)
    try:
        typed = {name: answered(request.form, name, _typed(name)) for name in _order()}
    except NoticeError as error:
        typed = {name: _typed(name) for name in _order()}
        return _form(record, typed=typed, errors={error.field: worded(error)}), 400
    checked = "checked" in request.form and _keeps()
    standing = notices().standing(record.file)
    values = {name: _value(name, each) for name, each in touched(record, standing, typed).items()}
    refusals = notices().refusals(values)
    errors = told(refusals)
    if checked:
        errors |= missing(_required(next(iter(typed["type"]), "")), typed)
    if errors:
        return _form(record, typed=typed, errors=errors, refusals=refusals), 400
    try:
        decided: dict[str, Value | None] = {**notices().meant(values)}
        if checked:
            decided["reviewed"] = today().isoformat()
        elif _keeps() and "reviewed" in standing.values:
            decided["reviewed"] = None
        if decided:
            edit = Edit(record, decided, request.form.get("version"))
            notices().write([edit], by=person().name)
    except StaleNoticeError as error:
        return _form(record, typed=typed, message=worded(error), compare=True), 409
    except NoticeError as error:
        return _form(record, typed=typed, message=worded(error)), 400
    if _keeps():
        history().mark_reviewed(identifier, person().name) if checked else history().forget_review(identifier)
    return redirect(url_for("desk.edit", identifier=identifier, fait="enregistre"))


@blueprint.get("/lieux.json", endpoint="places")
@wants(Role.DEPOSITOR)
def places() -> AnyResponse:
    """Towns one may be typing."""
    return jsonify(complete_places(request.args.get("q", "")[:80]))


@blueprint.get("/notice/<identifier>/historique", endpoint="notice_history")
@wants(Role.LIBRARIAN)
def notice_history(identifier: str) -> str:
    """Who changed what, when, with the way back to any version."""
    record = own_record(identifier)
    stands = notices().standing(record.file).text
    return render_template(
        "desk/history.html", record=record, changes=history().of(identifier), stands=stands,
        back=record_url(identifier),
    )  # fmt: skip


@blueprint.post("/notice/<identifier>/historique", endpoint="restore_version")
@wants(Role.LIBRARIAN)
def restore_version(identifier: str) -> AnyResponse:
    """Write the notice again as it stood after one of its changes."""
    own_record(identifier)
    change = history().change(request.form.get("change", 0, type=int))
    if change is None or change.identifier != identifier:
        abort(404)
    notices().restore(change, by=person().name)
    return redirect(url_for("desk.notice_history", identifier=identifier, fait="restaure"))


@blueprint.post("/notice/<identifier>/corbeille", endpoint="discard")
@wants(Role.DEPOSITOR)
def discard(identifier: str) -> AnyResponse:
    """Take the document out of the fonds; the trash has the way back."""
    trash().discard([editable_record(identifier)], by=person().name)
    return redirect(url_for("desk.trash", fait="jete") if _keeps() else url_for("desk.home", fait="retire"))


def _form(
    record: Record,
    *,
    typed: dict[str, tuple[str, ...]] | None = None,
    errors: dict[str, str] | None = None,
    refusals: dict[str, tuple[NoticeError, ...]] | None = None,
    message: str = "",
    compare: bool = False,
) -> str:
    standing = notices().standing(record.file)
    kind = next(iter((typed or {}).get("type", ())), "") or record.type
    return render_template(
        "desk/notice.html",
        record=record,
        version=standing.version,
        boxes=boxes(
            record,
            standing,
            _required(kind),
            _order(),
            typed=typed,
            errors=errors,
            refusals=refusals,
            compare=compare,
        ),
        errors=errors or {},
        labels={name: _(BY_NAME[name].label) for name in _order()},
        message=message or worded(standing.error),
        reviewed=record.identifier in history().reviewed(),
        complete=not missing(
            _required(kind), {name: standing_values(record, standing, name) for name in ORDER}
        ),
        back=record_url(record.identifier) if _keeps() else "",
        keeps=_keeps(),
        waits=status_of(record, standing) is Status.PROPOSED,
    )


def _keeps() -> bool:
    """Whether the person keeps the library: a depositor only corrects what they sent."""
    return person().role.includes(Role.LIBRARIAN)


def _order() -> tuple[str, ...]:
    return ORDER if _keeps() else tuple(name for name in ORDER if name not in PUBLISHING)


def _required(kind: Value) -> tuple[str, ...]:
    required = site_library().library.settings.desk.required
    return tuple(required.get(str(kind), required.get("*", ())))


def _typed(name: str) -> tuple[str, ...]:
    """What was typed in the boxes of one field, line ends as the system writes them."""
    found = (each.replace("\r\n", "\n").strip() for each in request.form.getlist(name))
    return tuple(each for each in found if each)


def _value(name: str, typed: tuple[str, ...]) -> Value:
    return typed if BY_NAME[name].repeated else next(iter(typed), "")
