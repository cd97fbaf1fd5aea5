"""Ways in for who would rather look than type: all themes, programmes and territories, and the page of each.

The page of a theme or of a programme is `notice`'s.
"""

from flask import Blueprint, redirect, render_template
from werkzeug.wrappers import Response as AnyResponse

from catalogue.errors import UnknownRecordError
from search_app.caching import revalidated
from search_app.language import _
from search_app.pages.authors import author_page
from search_app.pages.indexes import programmes_page, territories_page, themes_page
from search_app.pages.territories import territory_page
from search_app.pages.ways import is_place, place_of_code, place_url

blueprint = Blueprint("ways_in", __name__)


@blueprint.get("/themes")
@revalidated
def themes() -> str:
    """All themes, as a tree."""
    return render_template("themes.html", page=themes_page())


@blueprint.get("/dispositifs")
@revalidated
def programmes() -> str:
    """All programmes, along the years."""
    return render_template("programmes.html", page=programmes_page())


@blueprint.get("/territoires")
@revalidated
def territories() -> str:
    """The regions, départements and communes of which something is held."""
    return render_template("territories.html", page=territories_page())


@blueprint.get("/territoires/<identifier>")
@revalidated
def territory(identifier: str) -> str:
    """One territory: R24, D37, C37261 and others."""
    return render_template("territory.html", page=territory_page(place_of_code(identifier)))


@blueprint.get("/territoire/<identifier>")
def territory_before(identifier: str) -> AnyResponse:
    """The address it had before; what was printed and linked goes on."""
    if not is_place(identifier):
        raise UnknownRecordError(_("Aucun territoire ne porte ce code. Cherchez-le par son nom."))
    return redirect(place_url(identifier), 301)


@blueprint.get("/auteur/<path:identifier>")
@revalidated
def author(identifier: str) -> str:
    """One author."""
    return render_template("author.html", page=author_page(identifier))
