"""Documents that the centre puts first on the page of a theme or of a programme."""

from flask import abort, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from catalogue.errors import CatalogueError
from catalogue.presentation import MOST_CHOSEN
from catalogue.short_code import short_code
from desk.accounts import Role
from desk.site_files import SiteFiles
from search_app.desk.blueprint import blueprint, wants
from search_app.desk.identity import person
from search_app.language import _
from search_app.pages.labels import value_label
from search_app.pages.ways import ENDPOINTS, value_url
from search_app.permanent import record_of
from search_app.site_library import catalogue, reader, site_library


@blueprint.post("/site/choisis", endpoint="choose")
@wants(Role.LIBRARIAN)
def choose() -> AnyResponse:
    """Put a document first on such a page, or take it away again."""
    page, asked = request.form.get("on", ""), " ".join(request.form.get("document", "").split())
    facet, _slash, concept = page.partition("/")
    vocabulary = catalogue().vocabularies.of_facet(facet) if facet in ENDPOINTS else None
    if vocabulary is None or concept not in vocabulary.concepts:
        abort(404)
    files = SiteFiles(site_library().library)
    standing, here = files.presentation(), f"{value_url(facet, concept)}#choisis"
    kept = [each for each in standing.chosen_for(page) if short_code(each) != request.form.get("remove")]
    if "remove" not in request.form:
        identifier = identifier_of(asked)
        if not identifier:
            return redirect(here.replace("#", "?refuse=1#"))
        kept = [identifier, *(each for each in kept if each != identifier)][:MOST_CHOSEN]
    others = (each for each in standing.chosen if not each.startswith(f"{page} "))
    title = _("Choisis : %(page)s") % {"page": value_label(facet, concept)}
    files.write({"chosen": (*others, *(f"{page} {each}" for each in kept))}, by=person().name, title=title)
    return redirect(here)


def identifier_of(asked: str) -> str:
    """The record that somebody names by an address of its page, by its identifier, or by its whole title."""
    path, _slash, name = asked.partition("?")[0].partition("#")[0].rstrip("/").rpartition("/d/")
    try:
        if path and _slash:
            return record_of(name.partition("/")[0]).identifier
        named_so = name.rpartition("/notice/")[2].partition("/")[0]
        return catalogue().record(named_so, reader()).identifier if named_so else ""
    except CatalogueError:
        pass
    return next((each.identifier for each in catalogue().records(reader()) if each.title == asked), "")
