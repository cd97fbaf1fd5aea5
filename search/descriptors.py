"""Descriptors: what the codes of a notice are called, so that its words find it although its text lacks them.

Themes, programmes, types, audiences and places, by all their names, with those they stand under; of regions
those of before 2016 and of today; and the file's name. Engines index them as one field of low weight; the
same list says afterwards which of them a hit was found by.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from catalogue.fields import FACET_OF_FIELD, FACETS
from catalogue.record import Record
from catalogue.vocabulary import Vocabularies, Vocabulary
from catalogue.vocabulary.regions import former_regions_of, regions_of
from search.analysis import stem, tokens
from search.results import FoundBy

#: Field of a record → facet whose vocabulary names its values, in the order in which they are told.
_FACETS = {field: facet for field, facet in FACET_OF_FIELD.items() if FACETS[facet].vocabulary}
#: Changes whenever the rules below give the same record other words.
DESCRIPTORS_VERSION = "2"
#: Where words and numbers of a file's name meet with nothing between them (`Bilan2014VF`).
_JOINED = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])|(?<=[a-zà-ÿ])(?=[A-Z])")


class Descriptor(NamedTuple):
    """One concept, place or name."""

    #: The facet it belongs to, or `place`, `file`.
    kind: str
    #: What a reader is shown.
    label: str
    #: All it is searched by, the label included.
    names: tuple[str, ...]


class Descriptors:
    """The descriptors of records, by the vocabularies of their library."""

    def __init__(self, vocabularies: Vocabularies) -> None:
        self._vocabularies = vocabularies
        self._concepts: Mapping[str, Vocabulary] = {
            facet: found for facet in _FACETS.values() if (found := vocabularies.of_facet(facet))
        }
        self._places: dict[str, tuple[Descriptor, ...]] = {}
        self._former = _former_names(vocabularies)

    def of(self, record: Record) -> tuple[Descriptor, ...]:
        """All descriptors of a record, each once."""
        found = [each for field, kind in _FACETS.items() for each in self._of_field(record, field, kind)]
        for place in record.places:
            if place not in self._places:
                self._places[place] = tuple(self._of_place(place))
            found += self._places[place]
        if record.file:
            name = PurePosixPath(record.file).stem
            found.append(Descriptor("file", name, tuple(dict.fromkeys((name, _JOINED.sub(" ", name))))))
        return tuple(dict.fromkeys(found))

    def found_by(self, record: Record, words: Iterable[str]) -> tuple[FoundBy, ...]:
        """Which descriptors hold the words (folded) that stand nowhere else in a record."""
        families = {stem(word) for word in words}
        found = {}
        for each in self.of(record) if families else ():
            held = {stem(token.exact) for name in each.names for token in tokens(name)} & families
            if held:
                found[FoundBy(each.kind, "" if each.kind == "file" else each.label)] = held
        return tuple(_fewest(found, families))

    def _of_field(self, record: Record, field: str, kind: str) -> Iterator[Descriptor]:
        values = getattr(record, field)
        vocabulary = self._concepts[kind]
        for value in (values,) if isinstance(values, str) else values:
            concept = vocabulary.concepts.get(value)
            if concept is not None:
                names = (concept.label(), *concept.alternatives, *concept.acronyms)
                yield Descriptor(kind, concept.label(), names)
                labels = map(vocabulary.label, vocabulary.ancestors(value))
                yield from (Descriptor(kind, label, (label,)) for label in labels)

    def _of_place(self, place: str) -> Iterator[Descriptor]:
        gazetteer = self._vocabularies.places
        around = (place, *gazetteer.within(place))
        for code in around:
            known = None if code.startswith("reg:") else gazetteer.place(code)
            if known is not None:
                former = self._former.get(code, ()) if code == place else ()
                yield Descriptor("place", known.title, (known.title, *former))
        regions = self._vocabularies.regions.concepts
        for code in dict.fromkeys((*regions_of(place), *(each[4:] for each in around if each[:4] == "reg:"))):
            for region in (code, *former_regions_of(place, code)):
                if concept := regions.get(region):
                    names = (concept.label(), *concept.alternatives, *concept.acronyms)
                    yield Descriptor("place", concept.label(), names)


def _former_names(vocabularies: Vocabularies) -> Mapping[str, Sequence[str]]:
    """Today's commune → names of before, or of its parts."""
    found: dict[str, list[str]] = {}
    for name, code in vocabularies.places.other_names():
        found.setdefault(code, []).append(name)
    return found


def _fewest(found: Mapping[FoundBy, set[str]], families: set[str]) -> Iterator[FoundBy]:
    """The descriptors that hold most of the words, until all are told."""
    left = set(families)
    for each in sorted(found, key=lambda one: -len(found[one])):
        if found[each] & left:
            left -= found[each]
            yield each
