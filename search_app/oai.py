"""`/oai`: harvesters ask here, by GET or POST (OAI-PMH 2.0)."""

import re
import secrets
from typing import Any

from flask import Blueprint, Response, current_app, request

from catalogue.rights import PUBLIC_COPIER
from exchange.oai.provider import answer
from exchange.oai.repository import OaiRepository
from exchange.oai.resumption import Tokens
from search_app.desk.identity import without_token
from search_app.pages.links import site_root
from search_app.site_library import catalogue

blueprint = Blueprint("oai", __name__)

#: The form the protocol's schema asks of `adminEmail`.
_EMAIL = re.compile(r"\S+@(\S+\.)+\S+")
#: Signs tokens while the library has no key; they end with the process then.
_MEANWHILE = secrets.token_bytes(32)


@blueprint.route("/oai", methods=["GET", "POST"])
@without_token
def provide() -> Response:
    """One request of a harvester, whoever it is: it is told what is public."""
    pairs = [*request.args.items(multi=True), *request.form.items(multi=True)]
    content = answer(_repository(), [pair for pair in pairs if pair[0] != "hl"])
    response = Response(content, content_type="text/xml; charset=utf-8")
    response.headers["Cache-Control"] = "no-store"
    return response


def _repository() -> OaiRepository:
    fonds = catalogue()
    settings = fonds.library.settings
    own: Any = current_app.secret_key or _MEANWHILE
    return OaiRepository(
        log=fonds.log,
        vocabularies=fonds.vocabularies,
        label=fonds.label,
        facets_of=fonds.facets_of,
        reader=PUBLIC_COPIER,
        tokens=Tokens(own),
        name=settings.library.name,
        centre=settings.library.centre,
        email=_email(settings.library.contact, settings.library.centre),
        root=site_root(),
        size=settings.sharing.page_size,
    )


def _email(contact: str, centre: str) -> str:
    """The contact when it is an address; else one that says by its name that nobody reads it (RFC 2606)."""
    return contact if _EMAIL.fullmatch(contact) else f"contact@{centre}.invalid"
