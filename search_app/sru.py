"""`/sru`: other catalogues search here, by GET or POST (SRU 1.2 and 2.0)."""

from urllib.parse import unquote

from flask import Blueprint, Response, request, url_for

from catalogue.errors import UnknownRecordError
from catalogue.record import Record
from catalogue.rights import PUBLIC_READER
from catalogue.short_code import read_code
from exchange.sru.server import SruServer, answer
from search_app.desk.identity import without_token
from search_app.pages.links import absolute, site_root
from search_app.site_library import catalogue

blueprint = Blueprint("sru", __name__)


@blueprint.route("/sru", methods=["GET", "POST"])
@without_token
def serve() -> Response:
    """One request of a program, whoever it is: it finds what is public."""
    fonds = catalogue()
    shelf = SruServer(
        search=fonds.search,
        record=_record,
        vocabularies=fonds.vocabularies,
        label=fonds.label,
        reader=PUBLIC_READER,
        name=fonds.library.settings.library.name,
        root=site_root(),
        url=absolute(url_for("sru.serve", hl="fr")),
    )
    pairs = [*request.args.items(multi=True), *request.form.items(multi=True)]
    response = Response(answer(shelf, pairs), content_type="text/xml; charset=utf-8")
    response.headers["Cache-Control"] = "no-store"
    return response


def _record(identifier: str) -> Record | None:
    """The public record of an identifier, or of the address that other answers give for it."""
    named = identifier.removeprefix(f"{site_root()}/notice/")
    code = identifier.removeprefix(f"{site_root()}/d/")
    try:
        if code != identifier:
            named = catalogue().identifier_of(read_code(code))
        return catalogue().record(unquote(named), PUBLIC_READER)
    except UnknownRecordError:
        return None
