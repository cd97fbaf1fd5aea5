"""The read API: JSON for programs, described by `openapi.yaml`, its limits, and whose scripts may read it.

The answers themselves are the twins of the pages and stand beside them; here is what holds for all of them:
how many one address may ask for in a minute, and which other sites' scripts may read them (CORS).
"""

import json
import re
from functools import lru_cache
from importlib.resources import files

from flask import Blueprint, Flask, Response, jsonify, request

from catalogue.errors import UnknownRecordError
from catalogue.fields import FACETS, Counting, Facet
from catalogue.library import Library
from exchange.objects import page_object
from search_app.caching import revalidated
from search_app.errors import answer
from search_app.language import _
from search_app.notice import asked_words
from search_app.serving.visitors import Visitors
from search_app.site_library import catalogue, reader
from search_app.visitor import visitor

blueprint = Blueprint("api", __name__)

#: The line of the description that the facets take.
_PLACE = re.compile(r"^( +)# Facets, .*\n", re.MULTILINE)
#: Views that other sites' scripts may be let read.
_READABLE = frozenset(
    {"search.results_json", "search.suggestions", "notice.show_json", "api.page_json", "api.openapi"}
)
#: Views that cost a search or a document each; completion is left out: it follows somebody's fingers.
_COUNTED = frozenset({"search.results_json", "notice.show_json", "api.page_json", "sru.serve"})


def register(app: Flask, library: Library, visitors: Visitors) -> None:
    """Count what programs ask for, and say to browsers who may read the answers."""
    sharing = library.settings.sharing

    def count() -> Response | None:
        endpoint = request.endpoint or ""
        counted = endpoint in _COUNTED or request.blueprint == "exports"
        wait = visitors.ask(visitor(), sharing.requests_per_minute) if counted else 0
        if not wait:
            return None
        refusal = answer(429)
        refusal.headers["Retry-After"] = str(wait)
        return refusal

    def share(response: Response) -> Response:
        if request.endpoint not in _READABLE or not sharing.cors_origins:
            return response
        response.vary.add("Origin")
        origin = request.headers.get("Origin", "")
        if origin in sharing.cors_origins or "*" in sharing.cors_origins:
            response.headers["Access-Control-Allow-Origin"] = "*" if "*" in sharing.cors_origins else origin
            response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    app.before_request(count)
    app.after_request(share)


@blueprint.get("/openapi.yaml")
def openapi() -> Response:
    """The description of the API."""
    return Response(description(), content_type="application/yaml; charset=utf-8")


@lru_cache
def description() -> str:
    """The file `openapi.yaml` with a parameter for each facet of the table."""
    text = files("search_app").joinpath("openapi.yaml").read_text(encoding="utf-8")
    return _PLACE.sub(
        lambda place: "".join(f"{place[1]}- {_parameter(each)}\n" for each in FACETS.values()), text
    )


def _parameter(facet: Facet) -> str:
    """One facet as a parameter, in JSON, which YAML holds."""
    several = facet.counting is not Counting.YEAR
    told = f"{facet.label} ({facet.written}){' ; plusieurs : l’un ou l’autre' if several else ''}."
    schema = {"type": "array", "items": {"type": "string"}} if several else {"type": "string"}
    parameter = {"name": facet.key, "in": "query", "description": told, "schema": schema}
    return json.dumps(parameter, ensure_ascii=False)


@blueprint.get("/notice/<identifier>/page/<int:number>.json")
@revalidated
def page_json(identifier: str, number: int) -> Response:
    """One page for programs, with where the words of `q` stand in it."""
    record = catalogue().record(identifier, reader())
    page = catalogue().page(record, number)
    if page is None:
        raise UnknownRecordError(_("Ce document n'a pas de page %(number)s.") % {"number": number})
    state, query = asked_words()
    marks = catalogue().mark(page.text, query) if state.text else ()
    return jsonify(page_object(record, page, marks))
