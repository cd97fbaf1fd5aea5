"""Duplicates: documents that are the same, or nearly, each pair for a person to compare and to judge."""

from dataclasses import dataclass, replace

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from catalogue.errors import TOLD
from catalogue.log import Files, LedgerLine
from catalogue.record import Record
from desk.accounts import Role
from desk.duplicates import alike
from desk.notices import Edit
from desk.troubles import take_out
from desk.verdicts import Said, Verdict, Verdicts
from search_app.desk.blueprint import blueprint, wants
from search_app.desk.compared import comparison
from search_app.desk.corpus import notices, own_record, trash
from search_app.desk.desk_records import open_catalogue, visible
from search_app.desk.identity import person
from search_app.language import N_, _, number_text, worded
from search_app.pages.facts import facts
from search_app.pages.labels import format_name, size_text
from search_app.pages.links import record_url
from search_app.site_library import site_library

#: Pairs, copies and verdicts shown at once; pairs the most alike first.
MOST = 100
SAID = {
    Said.SAME: N_("le même document : l'autre est à la corbeille"),
    Said.VERSION: N_("le premier est une version plus récente"),
    Said.DIFFERENT: N_("deux documents différents"),
}

Answer = str | AnyResponse | tuple[str, int]


@dataclass(frozen=True, slots=True)
class Side:
    """One of two documents that resemble each other."""

    identifier: str
    title: str
    url: str
    facts: tuple[str, ...]
    file: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two documents to compare."""

    #: « Même texte », « 93 % en commun ».
    how: str
    sides: tuple[Side, Side]


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair of which somebody said what it is."""

    one: str
    other: str
    titles: tuple[str, str]
    said: str
    by: str
    date: str


@blueprint.get("/doublons", endpoint="duplicates")
@wants(Role.LIBRARIAN)
def show() -> str:
    """Pairs of records that resemble each other, copies of files, and what was said of pairs before."""
    return _list()


@blueprint.get("/doublons/comparer", endpoint="compare")
@wants(Role.LIBRARIAN)
def compare() -> Answer:
    """Two documents side by side, page by page; without two, the list that has them."""
    if not (request.args.get("a") and request.args.get("b")):
        return redirect(url_for("desk.duplicates"))
    one, other = (own_record(request.args.get(name, "")) for name in ("a", "b"))
    number = max(1, request.args.get("page", 1, type=int))
    sides = (_side(one), _side(other))
    return render_template(
        "desk/compare.html",
        sides=sides,
        compared=comparison(one, other, number),
        back=url_for("desk.duplicates"),
    )


@blueprint.post("/doublons", endpoint="judge")
@wants(Role.LIBRARIAN)
def judge() -> Answer:
    """Note what a person says of a pair, and do what follows from it.

    Of two that are the same, the second goes to the trash, which has the way back; the newer of two versions
    says in its notice which one came before.
    """
    one, other = own_record(request.form.get("one", "")), own_record(request.form.get("other", ""))
    if one.identifier == other.identifier:
        abort(400)
    try:
        verdict = Verdict(one.identifier, other.identifier, Said(request.form.get("said", "")), person().name)
    except ValueError:
        abort(400)
    try:
        Verdicts(site_library().library).note(_carried_out(verdict, one, other))
    except TOLD as error:
        return _list(worded(error)), 400
    return redirect(url_for("desk.duplicates", fait=verdict.said))


@blueprint.post("/doublons/reprendre", endpoint="take_back_verdict")
@wants(Role.LIBRARIAN)
def take_back() -> AnyResponse:
    """Forget a verdict, with what it wrote in a notice, so that the pair is asked about again."""
    one, other = request.form.get("one", ""), request.form.get("other", "")
    verdict = Verdicts(site_library().library).take_back(one, other)
    if verdict is None:
        abort(404)
    if verdict.step:
        notices().undo(verdict.step, by=person().name)
    return redirect(url_for("desk.duplicates", fait="repris"))


@blueprint.post("/doublons/copie", endpoint="take_out_copy")
@wants(Role.LIBRARIAN)
def out() -> Answer:
    """Put into the trash a file that is there twice."""
    line = next((each for each in _copies() if each.path == request.form.get("path")), None)
    if line is None:
        abort(404)
    try:
        take_out(site_library().library, line, by=person().name)
    except TOLD as error:
        return _list(worded(error)), 400
    return redirect(url_for("desk.duplicates", fait=Said.SAME))


def _carried_out(verdict: Verdict, one: Record, other: Record) -> Verdict:
    by = verdict.by
    if verdict.said is Said.SAME:
        trash().discard([other], by=by)
    if verdict.said is Said.VERSION and other.identifier not in one.relations:
        edit = Edit(one, {"relations": (*one.relations, other.identifier)})
        return replace(verdict, step=notices().write([edit], by=by))
    return verdict


def _list(error: str = "") -> str:
    pairs, judged = _pairs(), Verdicts(site_library().library).all()
    return render_template(
        "desk/duplicates.html",
        copies=_copies()[:MOST],
        pairs=pairs[:MOST],
        more=len(pairs) > MOST,
        judged=[_judged(each) for each in judged[:MOST]],
        error=error,
    )


def _copies() -> list[LedgerLine]:
    catalogue = open_catalogue()
    standing = Files(catalogue.log).copies() if catalogue else []
    corpus = site_library().library.corpus
    return [each for each in standing if (corpus / each.path).is_file()]


def _pairs() -> list[Pair]:
    found, corpus = [], site_library().library.corpus
    for pair in alike(site_library().library):
        first, second = visible(pair.first), visible(pair.second)
        if first is None or second is None:
            continue
        # One that was put into the trash just now is left out before the index follows.
        if not all((corpus / each.file).is_file() for each in (first, second)):
            continue
        percent = number_text(int(pair.likeness * 100))
        how = _("Même texte") if pair.same_text else _("%(percent)s %% en commun") % {"percent": percent}
        found.append(Pair(how, (_side(first), _side(second))))
    return found


def _judged(verdict: Verdict) -> Judged:
    titles = tuple(_title(each) for each in (verdict.one, verdict.other))
    return Judged(
        verdict.one, verdict.other, (titles[0], titles[1]), _(SAID[verdict.said]), verdict.by, verdict.date
    )


def _title(identifier: str) -> str:
    record = visible(identifier)
    return record.title if record else _("(document retiré)")


def _side(record: Record) -> Side:
    size = (format_name(record), size_text(record.size)) if record.sha256 else ()
    return Side(
        record.identifier, record.title, record_url(record.identifier), (*facts(record), *size), record.file
    )
