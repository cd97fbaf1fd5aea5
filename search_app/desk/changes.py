"""What was done at the desk lately, each step with its way back."""

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from catalogue.desk.history import Act
from catalogue.desk.roles import Role
from search_app.desk.blueprint import blueprint, wants
from search_app.desk.corpus import history, notices
from search_app.desk.identity import person
from search_app.language import N_

ACTS = {
    Act.EDIT: N_("Correction"),
    Act.REVIEW: N_("Vérification"),
    Act.BULK: N_("Modification par lot"),
    Act.RESTORE: N_("Version restaurée"),
    Act.UNDO: N_("Annulation"),
    Act.TRASH: N_("Mis à la corbeille"),
    Act.UNTRASH: N_("Restauré de la corbeille"),
    Act.DESTROY: N_("Détruit"),
}


@blueprint.get("/historique", endpoint="changes")
@wants(Role.LIBRARIAN)
def show() -> str:
    """The latest steps."""
    kept = request.args.get("gardes", 0, type=int)
    return render_template("desk/changes.html", steps=history().steps(), kept=kept)


@blueprint.post("/historique/<step>", endpoint="undo")
@wants(Role.LIBRARIAN)
def undo(step: str) -> AnyResponse:
    """Take back all changes of one step; what somebody wrote over it since stays, and is counted."""
    if not history().step(step):
        abort(404)
    _mark, kept = notices().undo(step, by=person().name)
    return redirect(url_for("desk.changes", fait="annule", gardes=len(kept) or None))
