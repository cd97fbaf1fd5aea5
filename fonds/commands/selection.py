"""What `fonds search` and `fonds export` are asked alike: words, filters, years, order."""

from collections.abc import Callable
from typing import Any

import click

from catalogue.rights import Reader
from search.query import Filter, Query, Sort, YearRange
from search.reading import Catalogue


class YearRangeType(click.ParamType[YearRange]):
    """`2007`, `2005..2010`, `2005..` or `..2010`."""

    name = "années"

    def convert(
        self, value: str | YearRange, param: click.Parameter | None, ctx: click.Context | None
    ) -> YearRange:
        """The range, or a usage error that shows the form."""
        if isinstance(value, YearRange):
            return value
        start, dots, end = value.partition("..")
        if not all(part.isdigit() and len(part) == 4 for part in (start, end) if part) or not (start or end):
            self.fail(
                f"« {value} » n'est pas une année ; écrivez 2007, 2005..2010, 2005.. ou ..2010.", param, ctx
            )
        if not dots:
            end = start
        return YearRange(int(start) if start else None, int(end) if end else None)


_OPTIONS = (
    click.argument("words", nargs=-1, metavar="MOTS…"),
    click.option("--theme", multiple=True, help="Thème, par son identifiant ; répétable."),
    click.option("--region", multiple=True, help="Région, par son code INSEE ; répétable."),
    click.option("--programme", multiple=True, help="Dispositif, par son identifiant ; répétable."),
    click.option("--type", "type", multiple=True, help="Type de document ; répétable."),
    click.option("--year", type=YearRangeType(), help="2007, 2005..2010, 2005.. ou ..2010."),
    click.option(
        "--sort",
        type=click.Choice([each.value for each in Sort]),
        default=Sort.RELEVANCE.value,
        help="Ordre.",
    ),
)
#: Options that are filters, by the name of their facet.
_FILTERS = ("theme", "region", "programme", "type")


def selection_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of a selection, handed to the command as `**selected`."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def selected_query(catalogue: Catalogue, reader: Reader, selected: dict[str, Any], **parts: Any) -> Query:
    """The query of these options; `parts` are other fields of Query."""
    filters = tuple(Filter(name, selected[name]) for name in _FILTERS if selected[name])
    return catalogue.query(
        " ".join(selected["words"]),
        filters=filters,
        years=selected["year"],
        sort=Sort(selected["sort"]),
        reader=reader,
        **parts,
    )
