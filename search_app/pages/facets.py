"""Facets as the form shows them: boxes to tick with counts, trees for themes and regions, years as bars."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from operator import attrgetter
from typing import NamedTuple

from catalogue.fields import FACETS, NONE
from search.query import YearRange
from search.results import FacetValue, Results
from search_app.language import _, counted, current, number_in, number_text
from search_app.pages.addresses import address
from search_app.pages.labels import facet_label, naming
from search_app.pages.links import Link
from search_app.pages.values import values_url
from search_app.site_library import catalogue
from search_app.state import FACET_KEYS, YEAR_BOXES, SearchState, write_years

#: Values shown before « Voir les autres ».
SHOWN = 8
#: Most behind it; the rest stands on a page of its own.
MORE = 20
#: Most bars in the narrow histogram of the form, so that each is wide enough for a finger.
BARS = 10
#: Years between two names under the bars.
TICKS = 5
_WIDTHS = (1, 2, 3, 4, 5, 10, 20, 50, 100)
_SELECTED = attrgetter("selected")


class Choice(NamedTuple):
    """One box to tick, with those below it; a page makes a hundred."""

    value: str
    label: str
    count: str  # type: ignore[assignment]  # a tuple of this kind counts nothing else
    checked: bool
    #: Identifier of the box in the page: short, since a page has two hundred.
    name: str
    children: tuple["Choice", ...] = ()
    #: Whether the children are shown at once: one of them is ticked.
    unfolded: bool = False
    #: What the fold says it holds.
    fold: str = ""


@dataclass(frozen=True, slots=True)
class FacetGroup:
    """One facet as a list of boxes."""

    key: str
    legend: str
    choices: tuple[Choice, ...]
    more: tuple[Choice, ...] = ()
    more_label: str = ""
    #: The page of all values from A to Z, where the list here is long.
    all: Link | None = None
    #: Documents that hold no value of the facet.
    missing: Choice | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """Some years of the histogram, and the search within them."""

    label: str
    #: Empty where there is nothing to see.
    url: str
    #: Out of 100; never 0 for a bar that stands for a document.
    height: int
    selected: bool
    #: What a screen reader says.
    name: str
    #: What stands under it; empty where the names would not fit side by side.
    tick: str


@dataclass(frozen=True, slots=True)
class YearGroup:
    """The years as bars to follow and two boxes to fill in."""

    legend: str
    bars: tuple[Bar, ...]
    #: (name, label, value) of the two boxes.
    boxes: tuple[tuple[str, str, str], ...]
    problem: str = ""
    #: Documents without a date.
    missing: Choice | None = None
    key: str = FACET_KEYS["year"]


def facet_groups(results: Results, state: SearchState) -> tuple[FacetGroup, ...]:
    """All facets but the years, those without anything to choose left out."""
    groups = []
    names = (f"f{number}" for number in count(1))
    for facet in FACET_KEYS:
        values = results.facets.get(facet, ())
        enough = len(values) > (0 if FACETS[facet].lone or state.values(facet) else 1)
        if facet != "year" and enough:
            groups.append(_group(facet, values, state, names))
    return tuple(groups)


def year_group(results: Results, state: SearchState, problem: str = "") -> YearGroup:
    """The years of the answer, in bars of one to a hundred years so that they fit."""
    years = state.years or YearRange()
    filled = ["" if year is None else str(year) for year in (years.start, years.end)]
    labels = (_("De l'année"), _("à l'année"))
    return YearGroup(
        legend=facet_label("year"),
        bars=year_bars(results.facets.get("year", ()), state, BARS),
        boxes=tuple(zip(YEAR_BOXES, labels, filled, strict=True)),
        problem=problem,
        missing=_missing("year", results.facets.get("year", ()), iter(("f0",))),
    )


def year_bars(values: Iterable[FacetValue], state: SearchState, most: int) -> tuple[Bar, ...]:
    """Counts by year as at most that many bars of equal length of time, empty ones between included."""
    spans = year_spans(values, most)
    highest = max((total for _start, _end, total in spans), default=1)
    asked = state.between(YearRange(1, 1)).pairs() if spans else []
    return tuple(_bar(*span, max(highest, 1), state.years, asked) for span in spans)


def year_spans(values: Iterable[FacetValue], most: int) -> list[tuple[int, int, int]]:
    """The same as numbers: first year, last year, how many."""
    counts = {int(each.value): each.count for each in values if each.value.isdigit()}
    if not counts:
        return []
    first, last = min(counts), max(counts)
    width = next((each for each in _WIDTHS if last // each - first // each < most), _WIDTHS[-1])
    starts = range(first // width * width, last + 1, width)
    sums = [sum(counts.get(year, 0) for year in range(start, start + width)) for start in starts]
    return [
        (max(start, first), min(start + width - 1, last), total)
        for start, total in zip(starts, sums, strict=True)
    ]


def span_label(start: int, end: int) -> str:
    """« 2007 » or « 2005–2009 »."""
    return str(start) if start == end else f"{start}–{end}"


def _bar(
    start: int, end: int, total: int, highest: int, years: YearRange | None, asked: Sequence[tuple[str, str]]
) -> Bar:
    """`years` are those the search is within, `asked` the pairs of an address within any."""
    label = span_label(start, end)
    selected = years is not None and (years.start or 0) <= start and end <= (years.end or 9999)
    return Bar(
        label=label,
        url=address("search.results", _within(start, end, asked)) if total else "",
        height=-(-100 * total // highest),
        selected=selected,
        name=label + _(" : ") + counted("%(num)s document", "%(num)s documents", total),
        tick=str(start) if start % TICKS < end - start + 1 else "",
    )


def _within(start: int, end: int, asked: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    key, years = FACET_KEYS["year"], write_years(YearRange(start, end))
    return [(name, years if name == key else value) for name, value in asked]


def _missing(facet: str, values: Iterable[FacetValue], names: Iterator[str]) -> Choice | None:
    """The box of the documents that hold no value."""
    found = next((each for each in values if each.value == NONE), None)
    return Boxes(facet, (found,), names).choice(found) if found else None


def _group(facet: str, counts: Sequence[FacetValue], state: SearchState, names: Iterator[str]) -> FacetGroup:
    every, listed = [*counts], FACETS[facet].listed
    missing = _missing(facet, every, names)
    values = [each for each in every if each.value != NONE and (listed or each.selected)]
    boxes = Boxes(facet, values, names)
    chosen = boxes.chosen()
    first = [*chosen, *(each for each in boxes.above if each not in chosen)] if chosen else boxes.above
    shown = max(SHOWN, len(chosen))
    more = first[shown : shown + MORE] if len(first) > shown + 1 else []
    name = _("Tout voir de A à Z (%(number)s)") % {"number": number_text(len(values))}
    return FacetGroup(
        all=Link(name, values_url(facet, state), name + _(" : ") + facet_label(facet)) if more else None,
        missing=missing,
        key=FACET_KEYS[facet],
        legend=facet_label(facet),
        choices=tuple(map(boxes.choice, first[:shown] if more else first)),
        more=tuple(map(boxes.choice, more)),
        more_label=counted("Voir l'autre", "Voir les %(num)s autres", len(more)) if more else "",
    )


class Boxes:
    """The boxes of one facet: made for the values that are shown only, of hundreds that were counted."""

    def __init__(self, facet: str, values: Sequence[FacetValue], names: Iterator[str]) -> None:
        self._identifiers = names
        self._name, self._language = naming(facet), current()
        self._below = _below(facet, values)
        self._any = True in map(_SELECTED, values)
        #: The values that stand below no other.
        self.above = self._below.get("", [])

    def chosen(self) -> list[FacetValue]:
        """Those above that are ticked, or hold one below that is."""
        return [each for each in self.above if each.selected or self._unfolded(each)] if self._any else []

    def _unfolded(self, value: FacetValue) -> bool:
        # Each but once, so that a circle in a vocabulary ends here.
        met, left = {value.value}, [value]
        while left:
            for each in self._below.get(left.pop().value, ()):
                if each.selected:
                    return True
                if each.value not in met:
                    met.add(each.value)
                    left.append(each)
        return False

    def choice(self, value: FacetValue) -> Choice:
        """The box of a value, with those below it."""
        unfolded = self._any and self._unfolded(value)
        # Popped, so that a circle in a vocabulary ends here.
        under = self._below.pop(value.value, None)
        children = tuple(map(self.choice, under)) if under else ()
        return Choice(  # by place, in a third of the time
            value.value,
            self._name(value.value),
            number_in(self._language, value.count),
            value.selected,
            next(self._identifiers),
            children,
            unfolded,
            _("Préciser (%(number)s)") % {"number": len(children)} if children else "",
        )


def _below(facet: str, values: Sequence[FacetValue]) -> dict[str, list[FacetValue]]:
    """Value → those right below it; of the empty one, those that stand below none that was counted."""
    vocabulary = catalogue().vocabularies.of_facet(facet)
    if vocabulary is None:
        return {"": list(values)}
    concepts = vocabulary.concepts
    held = {each.value for each in values}
    below: dict[str, list[FacetValue]] = {}
    for each in values:
        concept, parent = concepts.get(each.value), ""
        if concept is not None and concept.broader:
            parent = next((wider for wider in concept.broader if wider in held), "")
        below.setdefault(parent, []).append(each)
    return below
