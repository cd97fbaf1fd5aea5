"""Sets: the themes and the regions, by which one may harvest a part.

`theme` and `region` hold all records that have any; a record of a theme is in the set of its group too, and
one of a former region in that of today's.
"""

import re
from collections.abc import Iterator, Mapping

from catalogue.vocabulary import Vocabularies

#: Facet → name of the set of all its values.
FACETS = {"theme": "Thèmes", "region": "Régions"}
#: One part of a setSpec (§2.6).
_PART = re.compile(r"[A-Za-z0-9\-_.!~*'()]+")


def all_sets(vocabularies: Vocabularies) -> Iterator[tuple[str, str]]:
    """Each set with its name."""
    for facet, name in FACETS.items():
        yield facet, name
        vocabulary = vocabularies.of_facet(facet)
        for concept in vocabulary.concepts if vocabulary else ():
            if vocabulary and _PART.fullmatch(concept):
                yield f"{facet}:{concept}", vocabulary.label(concept)


def sets_of(values: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """The sets of a record, by its facet values."""
    for facet in FACETS:
        yield from (f"{facet}:{value}" for value in values.get(facet, ()) if _PART.fullmatch(value))


def in_set(wanted: str, values: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether a record of these facet values is in a set."""
    facet, _colon, concept = wanted.partition(":")
    return concept in values.get(facet, ()) if concept else bool(values.get(facet))
