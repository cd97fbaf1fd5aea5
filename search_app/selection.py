"""A selection of documents: it stands in the address, so it needs no account, no cookie and no script."""

from collections.abc import Callable

from flask import Blueprint, Response, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from exchange.formats import FORMATS, Format
from search_app.caching import revalidated
from search_app.exports import file_of
from search_app.language import KEY
from search_app.pages.selection import COMPARED, VIEW, asked_selection, selection_page, selection_url

blueprint = Blueprint("selection", __name__)


@blueprint.get("/selection")
@revalidated
def show() -> str | AnyResponse:
    """The documents chosen; what was ticked one by one is sent to the address that holds them all."""
    selection = asked_selection(request.args.getlist("d"))
    compared = request.args.get(VIEW) == COMPARED
    asked = [pair for pair in request.args.items(multi=True) if pair[0] != KEY]
    canonical = selection_url(selection.codes, compared=compared)
    if not selection.problems and asked != selection.pairs(compared=compared):
        return redirect(canonical)
    return render_template("selection.html", page=selection_page(selection, compared=compared))


def _file_view(form: Format) -> Callable[[], Response]:
    @revalidated
    def export() -> Response:
        return file_of(form, asked_selection(request.args.getlist("d")).records, "selection")

    return export


for _form in FORMATS.values():
    _name = _form.name.replace(".", "_")
    blueprint.add_url_rule(f"/selection.{_form.name}", f"export_{_name}", _file_view(_form))
