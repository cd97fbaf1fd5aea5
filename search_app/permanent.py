"""Short addresses, `/d/<code>`: they lead to a document for ever, also once its file has been replaced."""

from flask import Blueprint, Response, redirect
from werkzeug.wrappers import Response as AnyResponse

from catalogue.errors import UnknownRecordError, WithdrawnRecordError
from catalogue.record import Record
from catalogue.short_code import read_code
from search_app.language import _
from search_app.pages.links import page_url, record_url
from search_app.site_library import catalogue, reader

blueprint = Blueprint("permanent", __name__)

#: Most times that a file was replaced which one address goes through.
MOST_VERSIONS = 100


@blueprint.get("/d/<code>")
def show(code: str) -> AnyResponse:
    """The notice that stands today."""
    return _sent(record_url(record_of(code).identifier))


@blueprint.get("/d/<code>/<int:number>")
def page(code: str, number: int) -> AnyResponse:
    """One page of the document that stands today."""
    return _sent(page_url(record_of(code).identifier, number))


def record_of(typed: str) -> Record:
    """The record with this code, or the one that took its place; raises UnknownRecordError.

    Rights are asked as for any notice: what this reader may not see is told of as what never was.
    """
    code = read_code(typed)
    if not code:
        raise UnknownRecordError(
            _("« %(code)s » n'est pas une adresse courte de ce site. Vérifiez-la.") % {"code": typed[:80]}
        )
    try:
        return _standing(catalogue().identifier_of(code))
    except WithdrawnRecordError:
        raise
    except UnknownRecordError:
        # Not the sentence of a notice, which names its identifier: a code may not tell what is hidden.
        told = _("Aucun document n'a l'adresse courte « %(code)s ». Vérifiez-la, ou faites une recherche.")
        raise UnknownRecordError(told % {"code": code}) from None


def _standing(identifier: str) -> Record:
    for _version in range(MOST_VERSIONS):
        try:
            return catalogue().record(identifier, reader())
        except WithdrawnRecordError as error:
            if not error.replaced_by:
                raise
            identifier = error.replaced_by
    raise UnknownRecordError(identifier)


def _sent(url: str) -> AnyResponse | Response:
    """Found today: another version may stand elsewhere tomorrow, so nobody keeps where it led."""
    answer = redirect(url)
    answer.headers["Cache-Control"] = "no-cache"
    return answer
