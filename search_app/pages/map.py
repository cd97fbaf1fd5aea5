"""Maps of France: the regions, or the départements of one, each a way to its page, darker where more is held.

Drawn on the server from `catalogue.vocabulary.outlines`; whoever cannot see it has the list beside, which
says the same.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from catalogue.vocabulary.outlines import Outlines, outlines
from catalogue.vocabulary.regions import DEPARTEMENTS, FORMER_DEPARTEMENTS
from search_app.language import counted
from search_app.pages.places import place_name
from search_app.pages.ways import place_url

#: Most documents of each shade but the darkest, as a share of the place that has most.
SHADES = (0.0, 0.15, 0.4, 0.7)
#: Pixels around a region that is drawn alone.
MARGIN = 12


@dataclass(frozen=True, slots=True)
class Shape:
    """One place of the map."""

    url: str
    #: « Bretagne, 12 documents ».
    name: str
    #: One path, of all its parts.
    path: str
    #: 0 for nothing held, up to 4.
    shade: int


@dataclass(frozen=True, slots=True)
class Map:
    """All that `parts/map.html` prints."""

    #: « 0 0 590 650 ».
    frame: str
    shapes: tuple[Shape, ...]
    #: Borders drawn above the shapes.
    borders: str


def map_of_regions(held: Mapping[str, int]) -> Map:
    """The regions of today."""
    drawn = outlines()
    regions = {f"reg:{code}": listed.split() for code, listed in DEPARTEMENTS.items()}
    return Map(f"0 0 {drawn.width} {drawn.height}", _shapes(drawn, regions, held), drawn.regions)


def map_of_departements(region: str, held: Mapping[str, int]) -> Map | None:
    """The départements of one region, of today or of before; None for one that is a single département."""
    drawn = outlines()
    listed = (FORMER_DEPARTEMENTS.get(region) or DEPARTEMENTS.get(region, "")).split()
    codes = [code for code in listed if code in drawn.departements]
    if len(codes) < 2:
        return None
    shapes = _shapes(drawn, {f"dep:{code}": [code] for code in codes}, held)
    return Map(_frame([drawn.boxes[code] for code in codes]), shapes, "")


def neighbours_of(departement: str) -> tuple[str, ...]:
    """The départements beside one, as places."""
    return tuple(f"dep:{code}" for code in outlines().neighbours.get(departement, "").split())


def _shapes(
    drawn: Outlines, places: Mapping[str, Iterable[str]], held: Mapping[str, int]
) -> tuple[Shape, ...]:
    most = max((held.get(place, 0) for place in places), default=0)
    return tuple(
        Shape(
            url=place_url(place),
            name=f"{place_name(place)}, {_count(held.get(place, 0))}",
            path="".join(drawn.departements.get(code, "") for code in codes),
            shade=_shade(held.get(place, 0), most),
        )
        for place, codes in places.items()
    )


def _count(number: int) -> str:
    return counted("%(num)s document", "%(num)s documents", number)


def _shade(number: int, most: int) -> int:
    return sum(number > share * most for share in SHADES) if number else 0


def _frame(boxes: list[tuple[int, int, int, int]]) -> str:
    left, top = min(box[0] for box in boxes) - MARGIN, min(box[1] for box in boxes) - MARGIN
    right, bottom = max(box[2] for box in boxes) + MARGIN, max(box[3] for box in boxes) + MARGIN
    return f"{left} {top} {right - left} {bottom - top}"
