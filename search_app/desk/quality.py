"""Quality: what the library lacks and what is wrong in it, for those who keep it."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import render_template, url_for

from desk.accounts import Role
from desk.attention import Attention, Findings
from desk.quality import Finding, ProblemKind, file_findings
from search_app.desk.blueprint import blueprint, wants
from search_app.desk.desk_records import open_catalogue, visible
from search_app.gaps import asked_question
from search_app.language import N_, _, number_text
from search_app.pages.gaps import GapPage, gap_page
from search_app.pages.links import record_url

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


@dataclass(frozen=True, slots=True)
class ProblemItem:
    """One finding as printed."""

    where: str
    message: str
    #: The notice of the record, empty where there is none.
    url: str


@dataclass(frozen=True, slots=True)
class ProblemGroup:
    """All findings of one kind."""

    name: str
    anchor: str
    count: str
    items: tuple[ProblemItem, ...]
    more: bool


@blueprint.get("/qualite", endpoint="quality")
@wants(Role.LIBRARIAN)
def show() -> str:
    """Findings by kind, and the gap matrix with everything this person may see."""
    gaps: GapPage | None = None
    if open_catalogue() is not None:
        gaps = gap_page(asked_question(), action=url_for("desk.quality"))
    return render_template("desk/quality.html", groups=tuple(_groups()), gaps=gaps)


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
            yield ProblemGroup(_(name), str(kind), number_text(count), items, count > MOST)


def _item(finding: Finding) -> ProblemItem:
    line = _(", ligne %(line)s") % {"line": finding.line} if finding.line else ""
    record = visible(finding.identifier)
    if record is not None and finding.kind in _ACTS:
        field, act = _ACTS[ProblemKind(finding.kind)]
        url = url_for("desk.edit", identifier=finding.identifier, _anchor=f"{field}-1")
        return ProblemItem(record.title, _(act), url)
    url = record_url(finding.identifier) if finding.identifier else ""
    return ProblemItem(finding.where + line, finding.message, url)
