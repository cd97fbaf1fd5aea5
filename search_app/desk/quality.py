"""Quality: what the library lacks and what is wrong in it, for those who keep it."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from catalogue.errors import NoticeError
from catalogue.fields import BY_NAME, NONE
from catalogue.notice import Value
from catalogue.vocabulary.regions import SUCCESSORS
from desk.accounts import Role
from desk.attention import Attention, Findings
from desk.bulk import current
from desk.notices import Edit
from desk.quality import Finding, ProblemKind, file_findings
from search_app.desk.blueprint import blueprint, wants
from search_app.desk.choices import suggestions
from search_app.desk.corpus import history, notices, own_record
from search_app.desk.desk_records import open_catalogue, visible
from search_app.desk.identity import person
from search_app.desk.refusals import RefusedValue, answered, refused_values, told
from search_app.language import N_, _, number_text, worded
from search_app.pages.links import record_url
from search_app.state import FACET_KEYS

#: Findings of one kind shown at once; `fonds check` tells them all.
MOST = 50
_NAMES = {
    ProblemKind.NOTICE: N_("Notices à corriger"),
    ProblemKind.NO_TEXT: N_("Sans texte"),
    ProblemKind.NEEDS_OCR: N_("À océriser"),
    ProblemKind.ORPHAN: N_("Notices sans leur document"),
    ProblemKind.UNKNOWN_CONCEPT: N_("Concepts inconnus"),
    ProblemKind.OLD_REGION: N_("Régions d'avant 2016"),
    ProblemKind.NO_THEME: N_("Sans thème"),
    ProblemKind.NO_DATE: N_("Sans date"),
}

#: What a person does about it in the form, in which field.
_ACTS = {
    ProblemKind.NO_THEME: ("themes", N_("Choisir un thème")),
    ProblemKind.NO_DATE: ("issued", N_("Écrire la date")),
    ProblemKind.OLD_REGION: ("places", N_("Choisir la région")),
}
#: Key of the list's filter that shows all of a kind.
_LISTED = {ProblemKind.NO_THEME: FACET_KEYS["theme"], ProblemKind.NO_DATE: FACET_KEYS["year"]}

Answer = str | AnyResponse | tuple[str, int]


@dataclass(frozen=True, slots=True)
class ProblemItem:
    """One finding as printed."""

    where: str
    message: str
    #: The notice of the record, empty where there is none.
    url: str
    #: The record whose notice is mended in the line; empty where it is not.
    identifier: str = ""


@dataclass(frozen=True, slots=True)
class ProblemGroup:
    """All findings of one kind."""

    name: str
    anchor: str
    count: str
    items: tuple[ProblemItem, ...]
    more: bool
    #: The field that is chosen in the line, and the list of all those notices; empty where there is none.
    field: str
    listed: str


@blueprint.get("/qualite", endpoint="quality")
@wants(Role.LIBRARIAN)
def show() -> str:
    """Findings by kind, each answered in its line, in the form, or for many at once in the list."""
    return _page()


@blueprint.post("/qualite", endpoint="mend")
@wants(Role.LIBRARIAN)
def mend() -> Answer:
    """Write what was chosen in a line: one value of one field, beside what the notice says already."""
    record, name = own_record(request.form.get("id", "")), request.form.get("field", "")
    if name not in {field for field, _act in _ACTS.values()}:
        abort(400)
    try:
        chosen = answered(request.form, name, tuple(filter(None, (request.form.get("value", "").strip(),))))
        given: Value = chosen if BY_NAME[name].repeated else next(iter(chosen), "")
        if refusals := notices().refusals({name: given}):
            return _page(told(refusals)[name], refused_values(refusals[name], name)), 400
        if not given:
            return redirect(url_for("desk.quality"))
        meant = notices().meant({name: given})[name]
        held = current(record, name)
        value = tuple(dict.fromkeys((*_kept(held), *meant))) if isinstance(meant, tuple) else meant
        step = notices().write([Edit(record, {name: value})], by=person().name)
    except NoticeError as error:
        return _page(worded(error)), 400
    return redirect(url_for("desk.quality", fait="note", pas=step))


def _kept(held: Value) -> tuple[str, ...]:
    """What a record holds already and keeps; a region of before goes for that of today."""
    values = (held,) if isinstance(held, str) else held
    return tuple(each for each in values if each and each.removeprefix("reg:") not in SUCCESSORS)


def _page(error: str = "", refused: tuple[RefusedValue, ...] = ()) -> str:
    groups = tuple(_groups())
    offered = {each.field: suggestions(each.field) for each in groups if each.field}
    form = {name: request.form.get(name, "") for name in ("id", "field", "value")}
    step = request.args.get("pas", "")
    done = history().step(step) if step else []
    return render_template(
        "desk/quality.html", groups=groups, offered=offered, error=error, refused=refused, form=form,
        done=(step, done[0].title) if done else (),
    )  # fmt: skip


def _groups() -> Iterator[ProblemGroup]:
    catalogue = open_catalogue()
    if catalogue is None:
        return
    found = Attention(catalogue.library, catalogue.vocabularies).findings(catalogue.log, MOST)
    of_files: dict[str, list[Finding]] = {}
    for finding in file_findings(catalogue.log):
        of_files.setdefault(finding.kind, []).append(finding)
    found |= {kind: Findings(len(each), tuple(each[:MOST])) for kind, each in of_files.items()}
    for kind, name in _NAMES.items():
        if kind in found:
            count, items = found[kind].count, tuple(map(_item, found[kind].first))
            field = _ACTS[kind][0] if kind in _ACTS else ""
            listed = f"{url_for('desk.notices')}?{_LISTED[kind]}={NONE}" if kind in _LISTED else ""
            yield ProblemGroup(_(name), str(kind), number_text(count), items, count > MOST, field, listed)


def _item(finding: Finding) -> ProblemItem:
    line = _(", ligne %(line)s") % {"line": finding.line} if finding.line else ""
    record = visible(finding.identifier)
    if record is not None and finding.kind in _ACTS:
        field, act = _ACTS[ProblemKind(finding.kind)]
        url = url_for("desk.edit", identifier=finding.identifier, _anchor=f"{field}-1")
        return ProblemItem(record.title, _(act), url, finding.identifier)
    url = record_url(finding.identifier) if finding.identifier else ""
    return ProblemItem(finding.where + line, finding.message, url)
