"""The vocabularies in the browser: trees of terms, one term's form, merging, and files in and out.

Every change is one step of the history, undone there or by the button beside what was just done; the indexer
and the site follow by themselves.
"""

from flask import Response, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from catalogue.intake import IntakeError
from catalogue.vocabulary.importing import VocabularyImport, import_vocabulary
from catalogue.vocabulary.merging import QUARTERS
from desk.accounts import Role
from desk.terms import FIELD_OF, ChangedTermError, TermError, holders
from search_app.desk.blueprint import blueprint, wants
from search_app.desk.corpus import terms
from search_app.desk.deposit import largest
from search_app.desk.desk_records import open_catalogue
from search_app.desk.identity import person
from search_app.desk.term_form import (
    LONGEST,
    TermForm,
    check_version,
    differing,
    read_term,
    seen_words,
    term_form,
)
from search_app.desk.term_tree import NAMES, branches, choices, ways
from search_app.language import _, counted, worded
from search_app.site_library import site_library

#: Refused terms shown of an import, and titles of notices shown before a merge.
MOST = 50

Answer = str | AnyResponse | tuple[str, int]


@blueprint.get("/vocabulaires", endpoint="vocabularies", defaults={"name": "themes"})
@blueprint.get("/vocabulaires/<name>", endpoint="vocabulary")
@wants(Role.LIBRARIAN)
def show(name: str) -> str:
    """One vocabulary as a tree, with a form to add to it."""
    return _tree(name)


@blueprint.post("/vocabulaires/<name>", endpoint="add_term")
@wants(Role.LIBRARIAN)
def add(name: str) -> Answer:
    """A new term."""
    _known(name)
    form = request.form
    label, english = (seen_words(form.get(key, ""))[:LONGEST] for key in ("label", "english"))
    try:
        term, step = terms().add(name, label, form.get("below", ""), by=person().name, english=english)
    except TermError as error:
        return _tree(name, error=worded(error), typed=form.get("label", "")), 400
    return redirect(url_for("desk.term", name=name, identifier=term.identifier, fait="ajoute", pas=step))


@blueprint.get("/vocabulaires/<name>/<identifier>", endpoint="term")
@wants(Role.LIBRARIAN)
def edit(name: str, identifier: str) -> Answer:
    """One term, every word of it; one that was merged leads to what took its place."""
    _known(name)
    term = terms().find(name, identifier)
    if term.merged_into:
        return redirect(url_for("desk.term", name=name, identifier=term.merged_into))
    return _form(term_form(name, term))


@blueprint.post("/vocabulaires/<name>/<identifier>", endpoint="save_term")
@wants(Role.LIBRARIAN)
def save(name: str, identifier: str) -> Answer:
    """Write what was changed; nothing typed is lost when that cannot be."""
    _known(name)
    before, typed = terms().find(name, identifier), request.form
    try:
        check_version(name, before, typed)
        step = terms().save(name, read_term(before, typed), before=before, by=person().name)
    except ChangedTermError as error:
        now = terms().find(name, identifier)
        if other := differing(name, now, typed):
            return _form(term_form(name, now, typed), worded(error), other), 409
        return redirect(url_for("desk.term", name=name, identifier=identifier, fait="enregistre"))
    except TermError as error:
        return _form(term_form(name, before, typed), worded(error)), 400
    return redirect(url_for("desk.term", name=name, identifier=identifier, fait="enregistre", pas=step))


@blueprint.post("/vocabulaires/<name>/<identifier>/fusion", endpoint="merge_term")
@wants(Role.LIBRARIAN)
def merge(name: str, identifier: str) -> Answer:
    """What merging would move; done once it was confirmed."""
    _known(name)
    gone, into = terms().find(name, identifier), request.form.get("into", "")
    try:
        kept = terms().find(name, into)
    except TermError:
        return _form(term_form(name, gone), error=_("Choisissez le terme qui reste.")), 400
    found = open_catalogue()
    held = holders(found.log, name, identifier) if found else None
    decided = held.decided if held else ()
    if request.form.get("confirm") != "oui":
        return render_template(
            "desk/merge.html",
            name=name,
            gone=gone,
            kept=kept,
            moved=counted("%(num)s notice sera réécrite", "%(num)s notices seront réécrites", len(decided)),
            titles=[each.title for each in decided[:MOST]],
            more=max(len(decided) - MOST, 0),
            follow=held.proposed if held else 0,
        )
    try:
        step = terms().merge(name, identifier, into, decided, by=person().name)
    except TermError as error:
        return _form(term_form(name, gone), error=worded(error)), 400
    return redirect(url_for("desk.term", name=name, identifier=into, fait="fusionne", pas=step))


@blueprint.get("/vocabulaires/<name>.<form>", endpoint="export_terms")
@wants(Role.LIBRARIAN)
def export(name: str, form: str) -> Response:
    """The vocabulary as SKOS in Turtle or as a table."""
    from catalogue.vocabulary.exporting import export_table, export_turtle  # rdflib is slow to import

    _known(name)
    if form not in ("ttl", "csv"):
        abort(404)
    write, kind = (export_turtle, "text/turtle") if form == "ttl" else (export_table, "text/csv")
    answer = Response(write(name, site_library().library.vocabularies), mimetype=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return answer


@blueprint.post("/vocabulaires/<name>/import", endpoint="import_terms")
@wants(Role.LIBRARIAN, body=largest)
def take_in(name: str) -> Answer:
    """Take a file of terms in, or only say what it would do."""
    if name != QUARTERS:
        _known(name)
    file = request.files.get("file")
    shown = "themes" if name == QUARTERS else name
    if file is None or not file.filename:
        return _tree(shown, error=_("Choisissez un fichier.")), 400
    before = terms().text(name)
    try:
        done = import_vocabulary(
            site_library().library, file.read(), file=file.filename, name=name, dry_run=True
        )
    except IntakeError as error:
        return _tree(shown, error=worded(error)), 400
    step = ""
    if done.text and "look" not in request.form:
        try:
            step = terms().write_text(name, done.text, before, title=file.filename, by=person().name)
        except TermError as error:
            return _tree(shown, error=worded(error)), 409
    return _tree(shown, done=done, step=step)


def _tree(
    name: str, *, error: str = "", typed: str = "", done: VocabularyImport | None = None, step: str = ""
) -> str:
    _known(name)
    return render_template(
        "desk/vocabulary.html",
        name=name,
        title=_(NAMES[name]),
        ways=ways(name),
        branches=branches(name),
        below=choices(name),
        chosen=request.args.get("sous", request.form.get("below", "")),
        typed=typed,
        error=error,
        done=done,
        step=step or request.args.get("pas", ""),
        most=MOST,
        quarters=QUARTERS,
    )


def _form(form: TermForm, error: str = "", differing: tuple[tuple[str, str], ...] = ()) -> str:
    return render_template(
        "desk/term.html",
        form=form,
        vocabulary=_(NAMES[form.name]),
        others=[pair for pair in choices(form.name) if pair[0] != form.identifier],
        error=error,
        differing=differing,
        step=request.args.get("pas", ""),
        done=request.args.get("fait", ""),
    )


def _known(name: str) -> None:
    if name not in FIELD_OF:
        abort(404)
