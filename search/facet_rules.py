"""Facet rules: which facet values a record counts under, by the vocabularies of its library.

A theme counts under its group too, a place under its département and region and, for a region of before
2016, under today's; programmes stand for themselves. An engine asks once per record, when it indexes it.
A record without theme, region, date… counts as that, under NONE.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping

from catalogue.centre import centre_of
from catalogue.fields import FACETS, NONE, Counting, Facet
from catalogue.record import Record
from catalogue.vocabulary import Vocabularies, Vocabulary
from catalogue.vocabulary.regions import regions_of
from search.descriptors import DESCRIPTORS_VERSION, Descriptors
from search.results import FoundBy

#: Changes whenever the rules below give the same record other values.
RULES_VERSION = "5"
#: Longest value one may narrow by, in characters: that of a name, not of a sentence put in its place.
LONGEST_VALUE = 200
#: What stands behind the name of a series: « ; 12 », « , n° 3 », « (vol. 4) » (ISBD area 6).
_NUMBER_IN_SERIES = re.compile(
    r"\s*(?:;.*|[,(]?\s*(?:n[°ºo.]|no\.?|num[ée]ro|vol\.?|volume|t\.|tome)\s*\w+\W*)$", re.IGNORECASE
)
#: Kinds of counting that ask who is whose parent.
_CLIMBING = (Counting.ANCESTORS, Counting.TERRITORIES)


class VocabularyFacets:
    """The `FacetRules` an engine is opened with."""

    def __init__(self, vocabularies: Vocabularies) -> None:
        self._vocabularies = {
            name: vocabulary for name in FACETS if (vocabulary := vocabularies.of_facet(name)) is not None
        }
        self._places = vocabularies.places
        self._descriptors = Descriptors(vocabularies)
        #: Depends on the table, on who is whose parent and on every name, since names are searched.
        self.version = _fingerprint(vocabularies.places.version, self._vocabularies)

    def values(self, record: Record) -> Mapping[str, tuple[str, ...]]:
        """Facet name → distinct values, parents included for themes and regions; empty facets left out.

        Where a facet has a name for records without a value, they have NONE.
        """
        found = self.held(record)
        return found | {
            name: (NONE,) for name, facet in FACETS.items() if facet.missing and name not in found
        }

    def held(self, record: Record) -> dict[str, tuple[str, ...]]:
        """The same without NONE."""
        found = {name: dict.fromkeys(self._values(facet, record)) for name, facet in FACETS.items()}
        kept = {
            name: tuple(value for value in each if 0 < len(value) <= LONGEST_VALUE)
            for name, each in found.items()
        }
        return {name: values for name, values in kept.items() if values}

    def descriptors(self, record: Record) -> tuple[str, ...]:
        """All names of what the record's codes stand for, each once."""
        return tuple(dict.fromkeys(name for each in self._descriptors.of(record) for name in each.names))

    def found_by(self, record: Record, words: Iterable[str]) -> tuple[FoundBy, ...]:
        """Which descriptors hold the words (folded) that stand nowhere else in a record."""
        return self._descriptors.found_by(record, words)

    def _values(self, facet: Facet, record: Record) -> Iterable[str]:
        if facet.counting is Counting.YEAR:
            return (str(record.year or ""),)
        if facet.counting is Counting.CENTRES:
            return (record.centre, *map(centre_of, record.copies))
        held = getattr(record, facet.field)
        values: tuple[str, ...] = (held,) if isinstance(held, str) else held
        if facet.counting is Counting.SERIES:
            return (_NUMBER_IN_SERIES.sub("", value) for value in values)
        if facet.counting is Counting.PLACES:
            return (around for place in values for around in self._around(place))
        if facet.counting is Counting.TERRITORIES:
            values = tuple(around for place in values for around in self._of_place(facet, place))
        return self._with_ancestors(facet, values) if facet.counting in _CLIMBING else values

    def _of_place(self, facet: Facet, place: str) -> tuple[str, ...]:
        """The regions and the département a place counts under."""
        around = (place, *self._places.within(place))
        departements = (each for each in around if each in self._vocabularies[facet.name].concepts)
        regions = regions_of(place) or (each[4:] for each in around if each.startswith("reg:"))
        return (*regions, *departements)

    def _around(self, place: str) -> tuple[str, ...]:
        """A place and all it lies in; a region of before 2016 lies in today's."""
        return (place, *self._places.within(place), *(f"reg:{region}" for region in regions_of(place)))

    def _with_ancestors(self, facet: Facet, identifiers: Iterable[str]) -> Iterator[str]:
        for identifier in identifiers:
            yield identifier
            yield from self._vocabularies[facet.name].ancestors(identifier)


def _fingerprint(places: str, vocabularies: Mapping[str, Vocabulary]) -> str:
    digest = hashlib.sha256(f"{RULES_VERSION} {DESCRIPTORS_VERSION} {places}".encode())
    for facet in FACETS.values():
        lacking = bool(facet.missing)
        row = f"{facet.name} {facet.field} {facet.vocabulary} {facet.counting} {lacking}\n"
        digest.update(row.encode())
        vocabulary = vocabularies.get(facet.name)
        for concept in vocabulary.concepts.values() if vocabulary else ():
            names = (concept.label(), *concept.alternatives, *concept.acronyms)
            digest.update(f"{concept.identifier} {concept.broader} {names}\n".encode())
    return digest.hexdigest()[:16]
