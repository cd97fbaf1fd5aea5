"""Themes and programmes, each on a page of its own."""

from flask import Blueprint, render_template

from search_app.caching import revalidated
from search_app.pages.concepts import concept_page

blueprint = Blueprint("concepts", __name__)


@blueprint.get("/theme/<identifier>")
@revalidated
def theme(identifier: str) -> str:
    """One theme."""
    return render_template("concept.html", page=concept_page("theme", identifier))


@blueprint.get("/dispositif/<identifier>")
@revalidated
def programme(identifier: str) -> str:
    """One programme."""
    return render_template("concept.html", page=concept_page("programme", identifier))
