"""The figures that documents state, as a page and as a table."""

import re
from codecs import BOM_UTF8

from flask import Response, render_template, request

from catalogue.rooms import INDICATORS
from search_app.caching import revalidated
from search_app.rooms.blueprint import blueprint, file
from search_app.rooms.indicators import YEAR, indicators_of, indicators_page, table_of
from search_app.rooms.room_records import opened
from search_app.search import asked_state

_YEAR = re.compile(r"[12]\d{3}")


@blueprint.get("/indicateurs", endpoint=INDICATORS)
@revalidated
def indicators() -> str:
    """What documents state, by programme, territory, theme and year."""
    opened(INDICATORS)
    return render_template("rooms/indicators.html", page=indicators_page(asked_state()[0], _year()))


@blueprint.get("/indicateurs.csv")
@revalidated
def indicators_csv() -> Response:
    """The same for a spreadsheet, all of it."""
    opened(INDICATORS)
    found = indicators_of(asked_state()[0], _year())
    return file(BOM_UTF8 + table_of(found).encode(), "text/csv", "indicateurs.csv")


def _year() -> str:
    asked = request.args.get(YEAR, "")
    return asked if _YEAR.fullmatch(asked) else ""
