"""Indicators: the figures that documents state, each with its page, by programme, territory, theme and year.

What a sentence says stands as it says it. A programme or a place it names, of those its notice has, is told
as the sentence's; where it names none, the notice's are told as the notice's. So with the year:
the sentence's, or else the document's, and it is said which.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from catalogue.indicators import Indicators
from catalogue.record import Record
from catalogue.rooms import INDICATORS
from catalogue.spreadsheet import write_rows
from catalogue.stated_figures import StatedFigure
from catalogue.vocabulary.labels import fold
from search.facet_rules import VocabularyFacets
from search_app.language import _, counted
from search_app.pages.addresses import address
from search_app.pages.kept import Kept
from search_app.pages.labels import place_label, value_label
from search_app.pages.links import Link, absolute, page_url, record_url
from search_app.pages.places import place_name
from search_app.pages.titles import shown_title
from search_app.pages.ways import value_url
from search_app.rooms.narrowing import Ways, hidden, narrowed, ways
from search_app.rooms.room_records import is_open
from search_app.site_library import catalogue, reader, site_library
from search_app.state import SearchState

#: Facets the list is narrowed by, and the key of the year in its address.
NARROWED, YEAR = ("theme", "programme", "region", "place"), "an"
_ROOM = f"rooms.{INDICATORS}"
#: Figures shown at once; the table to take away has them all.
SHOWN = 25


@dataclass(frozen=True, slots=True)
class Indicator:
    """One figure with all that is known of it."""

    record: Record
    page: int
    figure: StatedFigure
    #: Facet → the values it counts under.
    values: Mapping[str, frozenset[str]]
    #: Those the sentence names; else those of the notice.
    programmes: tuple[str, ...]
    programmes_named: bool
    places: tuple[str, ...]
    places_named: bool

    @property
    def year(self) -> str:
        """The year it is told of; that of the document where the sentence names none."""
        return str(self.figure.year or self.record.year or "")


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """One figure of the list."""

    #: « 62 % ».
    number: str
    counted: str
    sentence: str
    source: Link
    place: Link
    year: str
    #: Whether the document's year stands in for the sentence's.
    year_supposed: bool
    programmes: tuple[Link, ...]
    programmes_named: bool
    places: tuple[Link, ...]
    places_named: bool


@dataclass(frozen=True, slots=True)
class IndicatorsPage:
    """All that `rooms/indicators.html` prints."""

    text: str
    narrowed: tuple[Link, ...]
    #: « 31 indicateurs dans 9 documents ».
    total: str
    lines: tuple[IndicatorLine, ...]
    #: How many are not shown.
    left: int
    table: str
    ways: tuple[Ways, ...]
    hidden: tuple[tuple[str, str], ...]


def indicators_page(state: SearchState, year: str) -> IndicatorsPage:
    """The figures of a search."""
    found = indicators_of(state, year)
    documents = len({each.record.identifier for each in found})
    beside = ((YEAR, year),) if year else ()
    total = _("%(figures)s dans %(documents)s") % {
        "figures": counted("%(num)s indicateur", "%(num)s indicateurs", len(found)),
        "documents": counted("%(num)s document", "%(num)s documents", documents),
    }
    without = [Link(year, address(_ROOM, state.pairs()))] if year else []
    return IndicatorsPage(
        text=state.text,
        narrowed=(*narrowed(state, _ROOM, NARROWED, beside), *without),
        total=total if found else "",
        lines=tuple(map(_line, found[:SHOWN])),
        left=max(len(found) - SHOWN, 0),
        table=address("rooms.indicators_csv", (*state.pairs(), *beside)),
        ways=tuple(_ways(state, year, found)),
        hidden=hidden(state, beside),
    )


def indicators_of(state: SearchState, year: str) -> list[Indicator]:
    """The figures of a search that this reader may see, the latest years first."""
    wanted = {each.field: each.values for each in state.filters if each.field in NARROWED}
    words = fold(state.text).split()
    found = [
        each for each in _known()
        if reader().may_see(each.record) and (not year or each.year == year)
        and all(each.values.get(facet, frozenset()) & set(values) for facet, values in wanted.items())
        and all(word in fold(each.figure.sentence) for word in words)
    ]  # fmt: skip
    return sorted(found, key=lambda each: (each.year, each.record.title), reverse=True)


def indicators_link(state: SearchState) -> Link | None:
    """The way to the figures of a search; None where there are none, or the room is closed."""
    if not is_open(INDICATORS):
        return None
    found = len(indicators_of(state, ""))
    told = counted(
        "%(num)s indicateur relevé dans les documents",
        "%(num)s indicateurs relevés dans les documents",
        found,
    )
    return Link(told, address(_ROOM, state.at(1).pairs())) if found else None


def table_of(found: Iterable[Indicator]) -> str:
    """All of them for a spreadsheet."""
    names = (
        _("Nombre"), _("Unité"), _("Ce qui est compté"), _("Année"), _("Année dite par"), _("Dispositifs"),
        _("Dispositifs dits par"), _("Territoires"), _("Territoires dits par"), _("Phrase"), _("Document"),
        _("Page"), _("Adresse"),
    )  # fmt: skip
    return write_rows(names, map(_row, found))


def _row(each: Indicator) -> list[str]:
    figure, record = each.figure, each.record
    return [
        figure.number, figure.unit, figure.counted, each.year,
        _by(named=figure.year is not None, anything=bool(each.year)),
        " ; ".join(value_label("programme", value) for value in each.programmes),
        _by(named=each.programmes_named, anything=bool(each.programmes)),
        " ; ".join(map(place_name, each.places)),
        _by(named=each.places_named, anything=bool(each.places)),
        figure.sentence, shown_title(record), str(each.page),
        absolute(page_url(record.identifier, each.page)),
    ]  # fmt: skip


def _by(*, named: bool, anything: bool) -> str:
    return (_("la phrase") if named else _("la notice")) if anything else ""


def _known() -> tuple[Indicator, ...]:
    """All figures of the library, whoever asks, made once until it changes."""
    kept: Kept[tuple[Indicator, ...]] = Kept.of("indicators", 1)
    return kept.get("", lambda: tuple(_made()))


def _made() -> Iterator[Indicator]:
    rules, records = VocabularyFacets(catalogue().vocabularies), {}
    for each in Indicators(site_library().library).read():
        if each.identifier not in records:
            entry = catalogue().log.entry(each.identifier)
            # What has changed since it was read tells nothing: the next run reads it again.
            same = entry is not None and entry.sequence == each.sequence
            records[each.identifier] = _light(entry.record) if entry and entry.record and same else None
        record = records[each.identifier]
        if record is not None:
            yield _indicator(record, each.page, each.figure, rules)


def _light(record: Record) -> Record:
    """The record without what is long and not told here."""
    return replace(record, provenance=(), doubted=(), rubrics=(), details=(), abstract="")


def _indicator(record: Record, page: int, figure: StatedFigure, rules: VocabularyFacets) -> Indicator:
    said = figure.sentence
    programmes = tuple(each for each in record.programmes if _names(said, _programme_names(each)))
    places = tuple(each for each in record.places if _names(said, [place_name(each).partition(" (")[0]]))
    told = replace(record, programmes=programmes or record.programmes, places=places or record.places)
    held = rules.held(told)
    return Indicator(
        record=record,
        page=page,
        figure=figure,
        values={facet: frozenset(held.get(facet, ())) for facet in NARROWED},
        programmes=told.programmes,
        programmes_named=bool(programmes),
        places=told.places,
        places_named=bool(places),
    )


def _programme_names(identifier: str) -> tuple[str, ...]:
    concept = catalogue().vocabularies.programmes.concepts.get(identifier)
    return (concept.label(), *concept.alternatives, *concept.acronyms) if concept else ()


def _names(sentence: str, names: Iterable[str]) -> bool:
    """Whether a sentence names something as it is written: Tours is a town, four tours are none."""
    return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", sentence) for name in names if name)


def _ways(state: SearchState, year: str, found: list[Indicator]) -> Iterator[Ways]:
    held = {
        "programme": (_("Dispositifs"), [value for each in found for value in each.programmes]),
        "place": (_("Territoires"), [value for each in found for value in each.places]),
        "theme": (_("Thèmes"), [value for each in found for value in each.record.themes]),
    }
    yield from ways(state, _ROOM, held, ((YEAR, year),) if year else ())
    counts = Counter(each.year for each in found if each.year)
    if not year and len(counts) > 1:
        yield (
            _("Années"),
            tuple(
                Link(each, address(_ROOM, [*state.pairs(), (YEAR, each)]), count=str(counts[each]))
                for each in sorted(counts, reverse=True)
            ),
        )


def _line(each: Indicator) -> IndicatorLine:
    record = each.record
    return IndicatorLine(
        number=" ".join(filter(None, (each.figure.number, each.figure.unit))),
        counted=each.figure.counted,
        sentence=each.figure.sentence,
        source=Link(shown_title(record), record_url(record.identifier)),
        place=Link(place_label(record, each.page), page_url(record.identifier, each.page)),
        year=each.year,
        year_supposed=each.figure.year is None,
        programmes=tuple(map(_programme, each.programmes)),
        programmes_named=each.programmes_named,
        places=tuple(Link(place_name(one), value_url("place", one)) for one in each.places),
        places_named=each.places_named,
    )


def _programme(programme: str) -> Link:
    return Link(value_label("programme", programme), value_url("programme", programme))
