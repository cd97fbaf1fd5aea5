"""Facet rules: which facet values a record counts under, by the vocabularies of its library.

A theme counts under its group too, a place under its département and region and, for a region of before
2016, under today's; programmes stand for themselves. An engine asks once per record, when it indexes it.
"""

import hashlib
from collections.abc import Iterable, Mapping

from catalogue.centre import centre_of
from catalogue.record import Record
from catalogue.vocabulary import Vocabularies, Vocabulary
from catalogue.vocabulary.regions import regions_of
from search.descriptors import DESCRIPTORS_VERSION, Descriptors
from search.results import FoundBy

#: Changes whenever the rules below give the same record other values.
RULES_VERSION = "3"


class VocabularyFacets:
    """The `FacetRules` an engine is opened with."""

    def __init__(self, vocabularies: Vocabularies) -> None:
        self._themes = vocabularies.themes
        self._territories = vocabularies.territories
        self._places = vocabularies.places
        self._descriptors = Descriptors(vocabularies)
        #: Depends on who is whose parent and on every name, since names are searched.
        self.version = _fingerprint(vocabularies)

    def values(self, record: Record) -> Mapping[str, tuple[str, ...]]:
        """Facet name → distinct values, parents included for themes and regions; empty facets left out."""
        territories = (each for place in record.places for each in self._of_place(place))
        values = {
            "theme": self._with_ancestors(self._themes, record.themes),
            "programme": tuple(dict.fromkeys(record.programmes)),
            "region": self._with_ancestors(self._territories, territories),
            "type": (record.type,),
            "language": (record.language,),
            "year": (str(record.year or ""),),
            "centre": (record.centre, *map(centre_of, record.copies)),
        }
        return {facet: kept for facet, each in values.items() if (kept := tuple(filter(None, each)))}

    def descriptors(self, record: Record) -> tuple[str, ...]:
        """All names of what the record's codes stand for, each once."""
        return tuple(dict.fromkeys(name for each in self._descriptors.of(record) for name in each.names))

    def found_by(self, record: Record, words: Iterable[str]) -> tuple[FoundBy, ...]:
        """Which descriptors hold the words (folded) that stand nowhere else in a record."""
        return self._descriptors.found_by(record, words)

    def _of_place(self, place: str) -> tuple[str, ...]:
        """The regions and the département a place counts under."""
        around = (place, *self._places.within(place))
        departements = (each for each in around if each in self._territories.concepts)
        regions = regions_of(place) or (each[4:] for each in around if each.startswith("reg:"))
        return (*regions, *departements)

    @staticmethod
    def _with_ancestors(vocabulary: Vocabulary, identifiers: Iterable[str]) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for identifier in identifiers:
            found.update(dict.fromkeys((identifier, *vocabulary.ancestors(identifier))))
        return tuple(found)


def _fingerprint(vocabularies: Vocabularies) -> str:
    places = vocabularies.places.version
    digest = hashlib.sha256(f"{RULES_VERSION} {DESCRIPTORS_VERSION} {places}".encode())
    for vocabulary in (
        vocabularies.themes,
        vocabularies.territories,
        vocabularies.programmes,
        vocabularies.types,
        vocabularies.audiences,
    ):
        for concept in vocabulary.concepts.values():
            names = (concept.label(), *concept.alternatives, *concept.acronyms)
            digest.update(f"{vocabulary.name} {concept.identifier} {concept.broader} {names}\n".encode())
    return digest.hexdigest()[:16]
