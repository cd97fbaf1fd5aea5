"""The list of notices with its views, and one change made to many: previewed exactly, undone as one step."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from catalogue.errors import TOLD, NoticeError, UnknownRecordError
from catalogue.fields import BY_NAME
from catalogue.notice import Value
from catalogue.record import Record
from desk.accounts import Role
from desk.bulk import BulkEdit, Operation, Planned, digest, edits, plan
from desk.history import Act
from desk.views import SavedView, Views
from search_app.desk.blueprint import blueprint, many, wants
from search_app.desk.choices import label_of, options, suggestions
from search_app.desk.corpus import notices, own_record
from search_app.desk.identity import person
from search_app.desk.notice_list import found_records, notice_list
from search_app.desk.refusals import answered, refused_values, told
from search_app.language import N_, _, counted, worded
from search_app.site_library import site_library

#: Most notices that one step may change.
MOST = 2000
#: Fields that many notices may share a value of.
FIELDS = (
    "themes", "programmes", "places", "audience", "type", "issued", "language", "creators", "publisher",
    "keywords", "sharing", "journal", "collection", "source", "rights", "access", "status", "embargo",
)  # fmt: skip
OPERATIONS = {
    Operation.ADD: N_("Ajouter"),
    Operation.REMOVE: N_("Retirer"),
    Operation.SET: N_("Mettre à la place de tout"),
    Operation.REPLACE: N_("Remplacer une valeur"),
}

Answer = str | AnyResponse | tuple[str, int]


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """One line of the preview."""

    title: str
    url: str
    before: str
    after: str


@blueprint.get("/notices", endpoint="notices")
@wants(Role.LIBRARIAN)
def show() -> str:
    """Notices found by a search, to open one or to change many."""
    return _list()


@blueprint.post("/lot", endpoint="preview")
@wants(Role.LIBRARIAN, body=many)
def preview() -> Answer:
    """What the change would do, line by line; nothing is written yet."""
    try:
        edit = _edit()
        records = _chosen()
        planned = plan(records, edit)
    except NoticeError as error:
        return _list(error), 400
    return _preview(edit, planned, len(records))


@blueprint.post("/lot/appliquer", endpoint="apply")
@wants(Role.LIBRARIAN, body=many)
def apply() -> Answer:
    """Write what the preview showed, as one step; shown again when it would now do something else."""
    try:
        edit = _edit()
        records = _chosen()
        planned = plan(records, edit)
        if digest(planned) != request.form.get("digest"):
            return _preview(edit, planned, len(records), changed=True), 409
        notices().write(edits(planned, edit.field), by=person().name, kind=Act.BULK)
    except NoticeError as error:
        return _list(error), 400
    return redirect(url_for("desk.changes", fait="lot"))


@blueprint.post("/notices/vue", endpoint="save_view")
@wants(Role.LIBRARIAN)
def save_view() -> Answer:
    """Give the list as it stands a name, to come back to."""
    query = urlencode(_searched())
    try:
        Views(site_library().library).save(SavedView(request.form.get("name", ""), query, person().name))
    except TOLD as error:
        return _list(said=worded(error)), 400
    return redirect(f"{url_for('desk.notices')}?{query}")


@blueprint.post("/notices/vue/retirer", endpoint="remove_view")
@wants(Role.LIBRARIAN)
def remove_view() -> AnyResponse:
    """Forget the name of a view; no notice changes."""
    Views(site_library().library).remove(request.form.get("name", ""))
    return redirect(f"{url_for('desk.notices')}?{urlencode(_searched())}")


def _edit() -> BulkEdit:
    """The change asked for, its values as records hold them; raises NoticeError for one that cannot be."""
    form = request.form
    field, asked = form.get("field", ""), form.get("operation", "")
    if field not in FIELDS or asked not in set(Operation):
        raise NoticeError(_("Choisissez un champ et ce qu'il faut en faire."))
    operation = Operation(asked)
    if not BY_NAME[field].repeated and operation in (Operation.ADD, Operation.REMOVE):
        operation = Operation.SET if operation is Operation.ADD else Operation.REPLACE
    values = tuple(filter(None, (each.strip() for each in form.getlist("value"))))
    values = answered(form, field, values)
    old = form.get("instead_of", "").strip()
    if asked == Operation.REMOVE and not BY_NAME[field].repeated:
        values, old = (), next(iter(values), "")
    if not values and operation in (Operation.ADD, Operation.REMOVE):
        raise NoticeError(_("Écrivez la valeur à ajouter ou à retirer."))
    return BulkEdit(
        field, operation, _meant(field, values), next(iter(_meant(field, (old,) if old else ())), "")
    )


def _meant(field: str, values: tuple[str, ...]) -> tuple[str, ...]:
    repeated = BY_NAME[field].repeated
    given: dict[str, Value] = {field: values if repeated else next(iter(values), "")}
    for errors in notices().refusals(given).values():
        raise errors[0]
    found = notices().meant(given)[field]
    return (found,) if isinstance(found, str) and found else tuple(found)


def _chosen() -> list[Record]:
    """The notices ticked, or all that the search finds; those of other centres are not ours to change."""
    found = found_records(_searched()) if request.form.get("all") else list(_ticked())
    if not found:
        raise NoticeError(_("Cochez au moins une notice."))
    if len(found) > MOST:
        raise NoticeError(
            _("Une modification par lot porte sur %(most)s notices au plus ; précisez la recherche.")
            % {"most": MOST}
        )
    return found


def _ticked() -> Iterator[Record]:
    for identifier in dict.fromkeys(request.form.getlist("id")):
        try:
            yield own_record(identifier)
        except UnknownRecordError:
            continue


def _searched() -> list[tuple[str, str]]:
    """The search the form was sent from: its fields stand before the form's with an `s.`."""
    return [(key[2:], value) for key, value in request.form.items(multi=True) if key.startswith("s.")]


def _preview(edit: BulkEdit, planned: list[Planned], chosen: int, *, changed: bool = False) -> str:
    return render_template(
        "desk/preview.html",
        title=counted("%(num)s notice sera modifiée", "%(num)s notices seront modifiées", len(planned)),
        unchanged=chosen - len(planned),
        field=_(BY_NAME[edit.field].label),
        lines=[_line(each, edit.field) for each in planned],
        form=[pair for pair in request.form.items(multi=True) if pair[0] not in ("csrf_token", "digest")],
        digest=digest(planned),
        changed=changed,
    )


def _line(planned: Planned, field: str) -> PreviewLine:
    url = url_for("desk.edit", identifier=planned.record.identifier)
    return PreviewLine(planned.record.title, url, _words(field, planned.before), _words(field, planned.after))


def _words(field: str, value: Value) -> str:
    values = (value,) if isinstance(value, str) else value
    return " ; ".join(label_of(field, each) for each in values if each) or "—"


def _list(error: NoticeError | None = None, said: str = "") -> str:
    return render_template(
        "desk/notices.html",
        list=notice_list(_searched() if request.method == "POST" else None),
        fields={name: _(BY_NAME[name].label) for name in FIELDS},
        operations={operation.value: _(label) for operation, label in OPERATIONS.items()},
        suggestions=[pair for name in FIELDS for pair in (*suggestions(name), *options(name))],
        error=said or (told({error.field: (error,)})[error.field] if error else ""),
        refused=refused_values([error], error.field) if error else (),
        form=[pair for pair in request.form.items(multi=True) if pair[0] not in ("csrf_token", "digest")],
    )
