"""What was done at the desk lately, each step with its way back."""

from dataclasses import replace

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from catalogue.corrections import Decision, append_corrections, read_corrections
from desk.accounts import Role
from desk.history import SITE, Act, NoticeChange
from search_app.desk.blueprint import blueprint, wants
from search_app.desk.corpus import history, notices
from search_app.desk.identity import person
from search_app.desk.site_boxes import files
from search_app.desk.told_changes import told_changes
from search_app.language import N_
from search_app.site_library import site_library

ACTS = {
    Act.EDIT: N_("Correction"),
    Act.SITE: N_("Site du centre"),
    Act.REVIEW: N_("Vérification"),
    Act.BULK: N_("Modification par lot"),
    Act.PUBLISH: N_("Publication"),
    Act.RESTORE: N_("Version restaurée"),
    Act.UNDO: N_("Annulation"),
    Act.VOCABULARY: N_("Vocabulaire"),
    Act.TRASH: N_("Mis à la corbeille"),
    Act.UNTRASH: N_("Restauré de la corbeille"),
    Act.DESTROY: N_("Détruit"),
}

#: Where one goes back to whoever undoes from elsewhere than the history.
_BACK = {"verifier": "desk.review", "notice": "desk.edit"}


@blueprint.get("/historique", endpoint="changes")
@wants(Role.LIBRARIAN)
def show() -> str:
    """The latest steps, each with what it changed."""
    kept = request.args.get("gardes", 0, type=int)
    kept_history = history()
    steps = [(step, told_changes(kept_history.step(step.identifier))) for step in kept_history.steps()]
    return render_template("desk/changes.html", steps=steps, kept=kept)


@blueprint.post("/historique/<step>", endpoint="undo")
@wants(Role.LIBRARIAN)
def undo(step: str) -> AnyResponse:
    """Take back all changes of one step; what somebody wrote over it since stays, and is counted."""
    changes = history().step(step)
    if not changes:
        abort(404)
    if changes[0].identifier == SITE:
        _mark, over = files().undo(step, by=person().name)
        return redirect(url_for("desk.changes", fait="annule", gardes=len(over) or None))
    _mark, kept = notices().undo(step, by=person().name)
    for change in changes:
        if change.kind is Act.REVIEW and change.identifier not in {each.identifier for each in kept}:
            _unlearn(change)
    back = _BACK.get(request.form.get("retour", ""))
    if back and not kept:
        return redirect(url_for(back, identifier=changes[0].identifier, fait="annule"))
    return redirect(url_for("desk.changes", fait="annule", gardes=len(kept) or None))


def _unlearn(change: NoticeChange) -> None:
    """Take back what a review taught, and have its record looked at again."""
    state = site_library().library.state
    given = [each for each in read_corrections(state) if each.record == change.identifier]
    last = {(each.field, each.value): each for each in given}
    append_corrections(
        state,
        [replace(each, decision=Decision.WITHDRAWN, by=person().name) for each in last.values()],
    )
    history().forget_review(change.identifier)
