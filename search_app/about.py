"""Pages about the site itself, and what machines ask of every site."""

import hmac
from datetime import UTC, datetime, timedelta

from flask import Blueprint, Response, abort, current_app, jsonify, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from catalogue.indexing import Activity, read_indexing
from search.search import Search
from search_app.caching import STATIC_AGE, script, style_sheet
from search_app.language import _
from search_app.pages.help import operators
from search_app.pages.indexes import doors
from search_app.pages.links import Link, absolute
from search_app.serving.forwarded import is_loopback
from search_app.site_library import catalogue, reader, site_library

blueprint = Blueprint("about", __name__)

#: Searches are endless; notices are what a search engine should read.
ROBOTS = """\
User-agent: *
Allow: /recherche.atom
Disallow: /recherche
Disallow: /suggestions
Disallow: /atelier
Disallow: /partage/*.zip
Allow: /
"""


@blueprint.get("/aide")
def help_page() -> str:
    """How to search."""
    return render_template("help.html", operators=operators())


@blueprint.get("/plan")
def sitemap() -> str:
    """All pages of the site that are not one document's."""
    return render_template("sitemap.html", doors=doors(), programs=_programs())


@blueprint.get("/healthz")
def health() -> Response:
    """Whether searches are answered and the indexer follows, for whoever watches the server.

    503 when searches are not answered, with the reason that any page gives; an indexer in trouble is said,
    with status 200: the site goes on.
    """
    query = catalogue().query(Search(), reader(), size=1, passages=0, facets=())
    total = catalogue().search(query).total
    indexing = read_indexing(site_library().library)
    status = "degraded" if indexing.activity is Activity.FAILED else "ok"
    answer = jsonify(
        {
            "status": status,
            "records": total,
            # Why it failed may name files: the desk says it.
            "indexing": {"state": indexing.activity, "since": indexing.since or None},
        }
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.get("/metrics")
def metrics() -> Response:
    """What the server counts, for Prometheus: on this machine, or with the token of the settings."""
    token = site_library().library.settings.serve.metrics_token
    shown = request.authorization.token if request.authorization else None
    if not (
        _from_this_machine() or (token and shown and hmac.compare_digest(token.encode(), shown.encode()))
    ):
        abort(403)
    from search_app.serving.metrics import metrics as counted  # only serving processes count

    told = counted(site_library().library, current_app.extensions["visitors"].connections())
    answer = Response(told, content_type="text/plain; version=0.0.4; charset=utf-8")
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _from_this_machine() -> bool:
    """Whether a program of this machine asks by itself, and no proxy that stands on it for a visitor."""
    peer = request.environ.get("fonds.peer", "")
    return is_loopback(peer) and not request.environ.get("fonds.forwarded")


@blueprint.get("/.well-known/security.txt")
def security() -> Response:
    """Whom to tell of a weakness (RFC 9116), where the settings name somebody."""
    contact = site_library().library.settings.library.contact
    if not contact:
        abort(404)
    address = f"mailto:{contact}" if "@" in contact and ":" not in contact else contact
    expires = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=180)
    lines = (
        f"Contact: {address}",
        f"Expires: {expires.strftime('%Y-%m-%dT%H:%M:%SZ')}",
        "Preferred-Languages: fr, en",
        f"Canonical: {absolute(url_for('about.security'))}",
    )
    return Response("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@blueprint.get("/robots.txt")
def robots() -> Response:
    """What programs that read every page may read."""
    return Response(f"{ROBOTS}Sitemap: {absolute(url_for('feeds.sitemap'))}\n", mimetype="text/plain")


@blueprint.get("/style.css")
def style() -> Response:
    """The sheets that every page has, as one: a page is a handful of answers, each with its headers."""
    return _kept(style_sheet(), "text/css")


@blueprint.get("/script.js")
def script_file() -> Response:
    """The scripts that every page has, as one in the same way."""
    return _kept(script(), "text/javascript")


def _kept(content: str, kind: str) -> Response:
    answer = Response(content, content_type=f"{kind}; charset=utf-8")
    answer.headers["Cache-Control"] = f"public, max-age={STATIC_AGE}, immutable"
    return answer


@blueprint.get("/favicon.ico")
def favicon() -> AnyResponse:
    """Where browsers look for the icon of a page that names none."""
    return current_app.send_static_file("icon.svg")


def _programs() -> tuple[Link, ...]:
    """Where programs read the same as people."""
    return (
        Link(_("Derniers arrivés (Atom)"), url_for("feeds.atom")),
        Link(_("Moissonner les notices (OAI-PMH)"), url_for("oai.provide", verb="Identify")),
        Link(_("Chercher par un autre catalogue (SRU)"), url_for("sru.serve")),
        Link(_("Réponses en JSON (OpenAPI)"), url_for("api.openapi")),
    )
