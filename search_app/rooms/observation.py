"""What is observed of a territory: figures the centre loaded, programmes through the years, actors, events.

Whatever is drawn stands in a table beside; every number says where it comes from.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from babel.numbers import format_decimal

from catalogue.decided import Decisions
from catalogue.figures import Figure, Figures, Placed, figures_folder, read_figures, series
from catalogue.file_times import folder_times
from catalogue.notice import Notice
from catalogue.record import Record
from catalogue.rooms import ACTORS, AGENDA, TERRITORIES
from search.query import Filter
from search_app.language import _, current
from search_app.pages.kept import Kept
from search_app.pages.labels import value_label
from search_app.pages.links import Link, record_url
from search_app.pages.ways import place_state, value_url
from search_app.rooms.event import is_coming
from search_app.rooms.part import moment_text
from search_app.rooms.room_records import in_room, opened_rooms, records_of
from search_app.site_library import catalogue, reader, site_library

#: First and last year of the drawing of programmes, pixels of a year and of a line.
FIRST, YEAR, LINE = 1990, 14, 24
#: Actors, events and programmes shown.
SHOWN = 12


@dataclass(frozen=True, slots=True)
class Point:
    """One year of an indicator."""

    year: str
    value: str
    #: Out of 100, for the drawing.
    height: int
    source: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator through its years."""

    name: str
    unit: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class ProgrammeBar:
    """A programme that the place's documents speak of, along its years."""

    link: Link
    years: str
    x: int
    y: int
    width: int


@dataclass(frozen=True, slots=True)
class Observation:
    """All that `rooms/observation.html` prints."""

    indicators: tuple[Indicator, ...]
    programmes: tuple[ProgrammeBar, ...]
    ticks: tuple[tuple[str, int], ...]
    width: int
    height: int
    actors: tuple[Link, ...]
    events: tuple[Link, ...]


def observation(place: str) -> Observation | None:
    """What is observed of a place; None where the centre has not opened the observatory."""
    rooms = {each.name for each in opened_rooms()}
    if TERRITORIES not in rooms:
        return None
    bars = tuple(_programmes(place))
    last = max((bar.x + bar.width for bar in bars), default=0)
    return Observation(
        indicators=tuple(_indicators(figures().of.get(place, ()))),
        programmes=bars,
        ticks=tuple((str(year), (year - FIRST) * YEAR) for year in range(FIRST, FIRST + last // YEAR + 2, 5)),
        width=last + 20,
        height=LINE * (len(bars) + 1),
        actors=tuple(_named(place, ACTORS)) if ACTORS in rooms else (),
        events=tuple(_events(place)) if AGENDA in rooms else (),
    )


def figures() -> Figures:
    """The figures of this site's library, read again when a table changes."""
    times = folder_times(figures_folder(site_library().library))
    made: Kept[Figures] = Kept.of("figures", 2)
    return made.get(times, lambda: read_figures(site_library().library, placed()))


def placed() -> Placed:
    """How a place is meant that a table writes."""
    decisions = Decisions(catalogue().vocabularies)
    return lambda written: decisions.read(Notice({"places": (written,)}))["places"][0]


def _indicators(found: Iterable[Figure]) -> Iterator[Indicator]:
    for (name, unit), years in series(found).items():
        highest = max(abs(each.value) for each in years) or 1
        yield Indicator(
            name,
            unit,
            tuple(
                Point(
                    str(each.year),
                    format_decimal(each.value, locale=current()),
                    int(100 * abs(each.value) / highest),
                    each.source,
                )
                for each in years
            ),
        )


def _programmes(place: str) -> Iterator[ProgrammeBar]:
    """Those of most documents on the place whose years are known, in the order in which they began."""
    asked = catalogue().query(place_state(place), reader(), size=1, passages=0, facets=("programme",))
    counts = catalogue().search(asked).facets.get("programme", ())
    known = catalogue().vocabularies.programmes.concepts
    told = [(known[each.value], each.count) for each in counts if each.value in known and each.count]
    dated = [(concept, count) for concept, count in told if concept.start][:SHOWN]
    for row, (concept, count) in enumerate(sorted(dated, key=lambda each: each[0].start or 0)):
        start = max(concept.start or FIRST, FIRST)
        end = concept.end or (start + 5 if concept.successors else 2030)
        yield ProgrammeBar(
            Link(value_label("programme", concept.identifier), value_url("programme", concept.identifier),
                 count=str(count)),
            concept.years,
            x=(start - FIRST) * YEAR,
            y=LINE * (row + 1),
            width=max((end - start + 1) * YEAR, YEAR),
        )  # fmt: skip


def _on(place: str, room: str) -> tuple[Record, ...]:
    return records_of(in_room(room, Filter("place", (place,))))


def _named(place: str, room: str) -> Iterator[Link]:
    for record in _on(place, room)[:SHOWN]:
        yield Link(record.title, record_url(record.identifier))


def _events(place: str) -> Iterator[Link]:
    """Those to come first, then the latest past."""
    dated = [each for each in _on(place, AGENDA) if each.said("begins")]
    coming = sorted((each for each in dated if is_coming(each)), key=lambda each: each.said("begins"))
    past = sorted((each for each in dated if not is_coming(each)), key=lambda each: each.said("begins"))
    for record in (*coming, *reversed(past))[:SHOWN]:
        when = moment_text(record.said("begins")[0])
        title = _("%(title)s (%(when)s)") % {"title": record.title, "when": when}
        yield Link(title, record_url(record.identifier))
