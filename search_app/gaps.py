"""What the library lacks: the matrix of themes or programmes by region or years, as a page and as CSV."""

from codecs import BOM_UTF8

from flask import Blueprint, Response, render_template, request, url_for

from search.gaps import Columns, Question, Rows
from search.query import YearRange
from search_app.caching import revalidated
from search_app.pages.gaps import COLUMN_KEY, COLUMN_VALUES, ROW_KEY, gap_page, gap_table
from search_app.site_library import catalogue
from search_app.state import FACET_KEYS, YEAR_BOXES, read_years

blueprint = Blueprint("gaps", __name__)


@blueprint.get("/lacunes")
@revalidated
def show() -> str:
    """Counts of what this reader may see, each a search."""
    return render_template("gaps.html", page=gap_page(asked_question(), action=url_for("gaps.show")))


@blueprint.get("/lacunes.csv")
@revalidated
def table() -> Response:
    """The same counts for a spreadsheet."""
    answer = Response(BOM_UTF8 + gap_table(asked_question()).encode(), mimetype="text/csv")
    answer.headers["Content-Disposition"] = 'attachment; filename="lacunes.csv"'
    return answer


def asked_question() -> Question:
    """What the address asks; what cannot be read is left out."""
    columns = {value: column for column, value in COLUMN_VALUES.items()}
    region = request.args.get(FACET_KEYS["region"], "")
    return Question(
        rows=Rows.PROGRAMMES if request.args.get(ROW_KEY) == Rows.PROGRAMMES else Rows.THEMES,
        columns=columns.get(request.args.get(COLUMN_KEY, ""), Columns.REGIONS),
        years=_years(),
        region=region if region in catalogue().vocabularies.regions.concepts else "",
    )


def _years() -> YearRange | None:
    """The years of the address, or those of the form's two boxes."""
    told = request.args.get(FACET_KEYS["year"], "")
    boxes = [request.args.get(each, "").strip() for each in YEAR_BOXES]
    return read_years(told or ("..".join(boxes) if any(boxes) else ""))
