"""The centre's activity at the desk: a year in tables, to be read, or taken into a report or spreadsheet."""

from codecs import BOM_UTF8

from flask import Response, render_template, request

from catalogue.document_formats import ODT
from catalogue.rights import today
from catalogue.spreadsheet import write_rows
from desk.accounts import Role
from exchange.reports import open_document
from exchange.reports.blocks import Report, Table
from search_app.desk.blueprint import blueprint, wants
from search_app.desk.yearly import yearly, years
from search_app.language import _


@blueprint.get("/activite", endpoint="activity")
@wants(Role.LIBRARIAN)
def show() -> str:
    """The tables of one year."""
    return render_template("desk/activity.html", report=yearly(_year()), year=_year(), years=years())


@blueprint.get("/activite.odt", endpoint="activity_odt")
@wants(Role.LIBRARIAN)
def document() -> Response:
    """The same for a report."""
    return _file(open_document.write(yearly(_year())), ODT, "odt")


@blueprint.get("/activite.csv", endpoint="activity_csv")
@wants(Role.LIBRARIAN)
def table() -> Response:
    """The same for a spreadsheet."""
    return _file(BOM_UTF8 + _rows(yearly(_year())).encode(), "text/csv", "csv")


def _rows(report: Report) -> str:
    tables = (block for block in report.blocks if isinstance(block, Table))
    rows = ([each.caption, *row] for each in tables for row in each.rows)
    return write_rows([_("Tableau"), _("Mesure"), _("Nombre")], rows)


def _year() -> int:
    asked = request.args.get("annee", 0, type=int)
    return asked if 1900 < asked < 2200 else today().year


def _file(content: bytes, media_type: str, ending: str) -> Response:
    answer = Response(content, mimetype=media_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="activite-{_year()}.{ending}"'
    return answer
