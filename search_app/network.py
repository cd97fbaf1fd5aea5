"""The network: the centres whose notices are found here, and what this one offers to them."""

from flask import Blueprint, Response, abort, render_template, send_from_directory
from werkzeug.wrappers import Response as AnyResponse

from exchange.bundles.errors import BundleError
from exchange.bundles.shelf import LIST, MOST_LIST_BYTES, Shelf, published, read_shelf
from search_app.caching import revalidated
from search_app.pages.network import network_page, offers_page
from search_app.site_library import site_library

blueprint = Blueprint("network", __name__)


@blueprint.get("/reseau")
@revalidated
def centres() -> str:
    """Who is found here, how fresh, and who has what."""
    return render_template("network.html", page=network_page())


@blueprint.get("/partage/")
def offers() -> str:
    """The bundles that other centres may take."""
    return render_template("offers.html", page=offers_page(_shelf()))


@blueprint.get("/partage/<name>")
def offer(name: str) -> Response | AnyResponse:
    """The list of bundles for programs, or one of them; nothing else that may stand in the folder."""
    shelf = _shelf()
    if name != LIST and name not in {each.file for each in shelf.bundles}:
        abort(404)
    kind = "application/json" if name == LIST else "application/zip"
    # A bundle has a name of its own for ever; the list is asked for again each time.
    age = 0 if name == LIST else None
    return send_from_directory(published(site_library().library), name, mimetype=kind, max_age=age)


def _shelf() -> Shelf:
    """What is published; raises NotFound when nothing ever was."""
    try:
        with (published(site_library().library) / LIST).open("rb") as file:
            return read_shelf(file.read(MOST_LIST_BYTES))
    except (OSError, BundleError):
        abort(404)
