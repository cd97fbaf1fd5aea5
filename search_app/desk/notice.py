"""Correcting one notice: its sheet, what was changed before, and the trash."""

from flask import abort, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from desk.accounts import Role
from search_app.desk.blueprint import blueprint, wants
from search_app.desk.choices import complete_places
from search_app.desk.corpus import editable_record, history, notices, own_record, trash
from search_app.desk.identity import person
from search_app.desk.page_pane import page_pane, words_object
from search_app.desk.sheet import Place, Saved, keeps, save, show
from search_app.desk.sheet_form import asked_of
from search_app.language import _
from search_app.pages.links import Link, record_url
from search_app.site_library import catalogue

Answer = str | AnyResponse | tuple[str, int]


@blueprint.get("/notice/<identifier>", endpoint="edit")
@wants(Role.DEPOSITOR)
def edit(identifier: str) -> str:
    """The sheet, filled with what stands."""
    return show(editable_record(identifier), _alone(identifier))


@blueprint.post("/notice/<identifier>", endpoint="save")
@wants(Role.DEPOSITOR)
def save_notice(identifier: str) -> Answer:
    """Write what was changed; nothing typed is ever lost when that cannot be."""
    saved = save(editable_record(identifier), _alone(identifier))
    if not isinstance(saved, Saved):
        return saved
    step = saved.step if keeps() else ""
    return redirect(url_for("desk.edit", identifier=identifier, fait="enregistre", pas=step or None))


@blueprint.get("/notice/<identifier>/page/<int:number>", endpoint="page_beside")
@wants(Role.DEPOSITOR)
def page_beside(identifier: str, number: int) -> str:
    """One page of the document as it stands beside the form, for the script that turns it."""
    record = editable_record(identifier)
    pane = page_pane(record, number, asked_of(record, notices().standing(record.file)))
    return render_template("desk/pane.html", pane=pane)


@blueprint.get("/notice/<identifier>/page/<int:number>/mots.json", endpoint="page_words")
@wants(Role.DEPOSITOR)
def page_words(identifier: str, number: int) -> AnyResponse:
    """Where the words of a page stand, to choose some of them on its image."""
    record = editable_record(identifier)
    page = catalogue().page(record, number)
    if page is None:
        abort(404)
    return jsonify(words_object(record, page, asked_of(record, notices().standing(record.file))))


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
    return redirect(url_for("desk.trash", fait="jete") if keeps() else url_for("desk.home", fait="retire"))


def _alone(identifier: str) -> Place:
    back = (
        Link(_("La notice sur le site"), record_url(identifier))
        if keeps()
        else Link(_("Atelier"), url_for("desk.home"))
    )
    return Place(url_for("desk.save", identifier=identifier), back)
