"""The trash: what was taken out of the fonds, to be put back, or destroyed by an administrator."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from desk.accounts import Role
from desk.errors import DeskError
from search_app.desk.blueprint import blueprint, wants
from search_app.desk.corpus import trash
from search_app.desk.identity import person
from search_app.language import worded

Answer = str | AnyResponse | tuple[str, int]


@blueprint.get("/corbeille", endpoint="trash")
@wants(Role.LIBRARIAN)
def show() -> str:
    """What lies there, latest first."""
    return _page()


@blueprint.post("/corbeille/<key>", endpoint="restore")
@wants(Role.LIBRARIAN)
def restore(key: str) -> Answer:
    """Put one document back with its notice."""
    try:
        trash().restore(key, by=person().name)
    except DeskError as error:
        return _page(worded(error)), error.http_status
    return redirect(url_for("desk.trash", fait="restaure"))


@blueprint.post("/corbeille", endpoint="empty_trash")
@wants(Role.ADMINISTRATOR)
def empty() -> Answer:
    """Destroy what the page showed, once it was confirmed; what came in since stays."""
    keys = request.form.getlist("key")
    if request.form.get("confirm") != "oui":
        return render_template("desk/empty.html", items=[each for each in trash().all() if each.key in keys])
    trash().destroy(keys, by=person().name)
    return redirect(url_for("desk.trash", fait="vide"))


def _page(error: str = "") -> str:
    may_empty = person().role.includes(Role.ADMINISTRATOR)
    return render_template("desk/trash.html", items=trash().all(), may_empty=may_empty, error=error)
