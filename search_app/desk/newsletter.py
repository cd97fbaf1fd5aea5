"""The centre's letter at the desk: a draft of what is new, to be read, then edited in a word processor."""

from datetime import date, timedelta

from flask import Response, render_template, request

from catalogue.document_formats import ODT
from catalogue.rights import today
from desk.accounts import Role
from exchange.reports import open_document
from exchange.reports.blocks import Report
from search_app.desk.blueprint import blueprint, wants
from search_app.rooms.newsletter import newsletter

#: Days the letter tells of where nobody says since when.
USUAL = 30


@blueprint.get("/lettre", endpoint="newsletter")
@wants(Role.LIBRARIAN)
def show() -> str:
    """The draft, and since when it tells."""
    return render_template("desk/newsletter.html", report=_letter(), since=_since().isoformat())


@blueprint.get("/lettre.odt", endpoint="newsletter_odt")
@wants(Role.LIBRARIAN)
def document() -> Response:
    """The same to be edited."""
    answer = Response(open_document.write(_letter()), mimetype=ODT)
    answer.headers["Content-Disposition"] = 'attachment; filename="lettre.odt"'
    return answer


def _letter() -> Report:
    return newsletter(_since(), today())


def _since() -> date:
    try:
        return date.fromisoformat(request.args.get("depuis", ""))
    except ValueError:
        return today() - timedelta(USUAL)
