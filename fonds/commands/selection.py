"""What `fonds search` and `fonds export` are asked alike: words, filters, years, order."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from catalogue.fields import FACETS, Counting
from catalogue.vocabulary import load_vocabularies
from catalogue.wording import translated as _
from fonds.commands.facet_values import identified
from search.query import Filter, Sort, YearRange
from search.search import Search


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
                _(
                    "« {value} » n'est pas une année ; écrivez 2007, 2005..2010, 2005.. ou ..2010.",
                    value=value,
                ),
                param,
                ctx,
            )
        if not dots:
            end = start
        return YearRange(int(start) if start else None, int(end) if end else None)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """Its name, as the other options write theirs."""
        return _("années").upper()


#: Facets that are filters of their own values; years are a span.
_FILTERS = tuple(facet for facet in FACETS.values() if facet.counting is not Counting.YEAR)
_OPTIONS = (
    click.argument("words", nargs=-1, metavar="MOTS…"),
    *(
        click.option(
            f"--{facet.name}",
            facet.name,
            multiple=True,
            help=f"{facet.label} ({facet.written}) ; répétable.",
        )
        for facet in _FILTERS
    ),
    click.option("--year", type=YearRangeType(), help="2007, 2005..2010, 2005.. ou ..2010."),
    click.option(
        "--sort",
        type=click.Choice([each.value for each in Sort]),
        default=Sort.RELEVANCE.value,
        help="Ordre.",
    ),
)


def selection_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of a selection, handed to the command as one `Search` named `selection`."""

    @wraps(command)
    def with_selection(words: tuple[str, ...], year: YearRange | None, sort: str, **given: Any) -> Any:
        chosen = {each.name: given.pop(each.name) for each in _FILTERS}
        vocabularies = load_vocabularies(given["library"].vocabularies)
        filters = tuple(
            Filter(name, tuple(identified(vocabularies, name, each) for each in values))
            for name, values in chosen.items()
            if values
        )
        selection = Search(" ".join(words), filters, year, Sort(sort))
        return command(selection=selection, **given)

    wrapped: Callable[..., Any] = with_selection
    for option in reversed(_OPTIONS):
        wrapped = option(wrapped)
    return wrapped
