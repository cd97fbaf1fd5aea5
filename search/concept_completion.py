"""Themes, programmes and places that a person may be typing, from the vocabularies and the gazetteer.

An engine completes words and titles; concepts are the vocabularies' own. One is offered only when a record
that the reader may see stands under it, so a completion never leads nowhere.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from catalogue.fields import FACETS
from catalogue.vocabulary import Concept, Vocabularies
from catalogue.vocabulary.labels import LINKING_WORDS, fold, key
from catalogue.vocabulary.regions import SUCCESSORS
from search.results import Suggestion

#: Facets whose concepts are offered, in this order where they count alike.
COMPLETED = tuple(facet.name for facet in FACETS.values() if facet.completed)
#: The facet of all places, which has no vocabulary: the gazetteer names them.
PLACES = "place"
REGIONS = "region"
#: Letters from which a concept is guessed.
SHORTEST = 2
#: Concepts offered when a query is the name of several (a theme and a programme, contracts of three periods).
MOST_NAMED = 3


class ConceptCompletion:
    """The names of all concepts, folded once."""

    def __init__(self, vocabularies: Vocabularies) -> None:
        #: Where each name begins (`_beginnings`), its facet and its concept.
        self._names: list[tuple[str, str, Concept]] = []
        self._places = vocabularies.places
        self._regions = vocabularies.regions.concepts
        self._place_names: dict[str, tuple[str, str]] = {}
        #: Counts, and by their names the places that records stand under in them, replaced together.
        self._counted_places: tuple[object, Mapping[str, Sequence[Suggestion]]] = (None, {})
        self._by_name: dict[str, tuple[tuple[str, Concept], ...]] = {}
        for facet in COMPLETED:
            vocabulary = vocabularies.of_facet(facet)
            for concept in vocabulary.offered.values() if vocabulary else ():
                names = (concept.labels["fr"], *concept.alternatives, *concept.acronyms)
                self._names += ((_beginnings(fold(name)), facet, concept) for name in names)
                for each in dict.fromkeys(map(key, names)):
                    self._by_name[each] = (*self._by_name.get(each, ()), (facet, concept))

    def complete(self, typed: str, counts: Mapping[str, Mapping[str, int]], size: int) -> list[Suggestion]:
        """Concepts one of whose names has a word that begins as typed, those of most records first.

        `counts` gives the records under each value of each facet, as the reader may see them.
        """
        folded = fold(typed)
        if len(folded) < SHORTEST:
            return []
        found: dict[tuple[str, str], Suggestion] = {}
        begun, code = f"\n{folded}", f"dep:{typed.strip().upper()}"
        for beginnings, facet, concept in self._names:
            if begun not in beginnings and concept.identifier != code:
                continue
            count = counts.get(facet, {}).get(concept.identifier, 0)
            if count:
                label = concept.labels["fr"]
                found[facet, concept.identifier] = Suggestion(label, facet, concept.identifier, count)
        places = self._of_places(counts, lambda name, code: begun in _beginnings(name) or code == folded)
        return sorted([*found.values(), *places], key=lambda each: -each.count)[:size]

    def named_places(self, typed: str, counts: Mapping[str, Mapping[str, int]]) -> tuple[Suggestion, ...]:
        """The communes and groups of communes that have what was typed for a name; of homonyms all."""
        folded = fold(typed)
        named = self._places_by_name(counts).get(folded, ()) if folded else ()
        return tuple(sorted(named, key=lambda each: -each.count)[:MOST_NAMED])

    def _places_by_name(self, counts: Mapping[str, Mapping[str, int]]) -> Mapping[str, Sequence[Suggestion]]:
        """Those that records stand under, made once for counts that are the same: each search looks here."""
        counted, names = self._counted_places
        if counted is not counts:
            found: dict[str, list[Suggestion]] = {}
            for name, _code, place in self._counted(counts):
                found.setdefault(name, []).append(place)
            names = found
            self._counted_places = (counts, names)
        return names

    def _of_places(
        self, counts: Mapping[str, Mapping[str, int]], wanted: Callable[[str, str], bool]
    ) -> Iterator[Suggestion]:
        """Those of the places that records stand under which are wanted by name and code."""
        return (place for name, code, place in self._counted(counts) if wanted(name, code))

    def _counted(self, counts: Mapping[str, Mapping[str, int]]) -> Iterator[tuple[str, str, Suggestion]]:
        """Folded name and code of each place that records stand under."""
        for place, count in counts.get(PLACES, {}).items():
            if place.startswith(("reg:", "dep:")):
                continue  # values of another facet
            name, label = self._place_names.get(place) or self._named_place(place)
            yield name, place.partition(":")[2], Suggestion(label, PLACES, place, count)

    def _named_place(self, place: str) -> tuple[str, str]:
        known = self._places.place(place)
        named = (fold(known.name) if known else "", self._places.label(place))
        self._place_names[place] = named
        return named

    def named(self, typed: str) -> tuple[tuple[str, Concept], ...]:
        """Facet and concept of each that has what was typed for a name, accents and number aside."""
        return self._by_name.get(key(typed), ()) if typed.strip() else ()

    def counted(
        self, concepts: Iterable[tuple[str, Concept]], counts: Mapping[str, Mapping[str, int]]
    ) -> tuple[Suggestion, ...]:
        """Those of the concepts that records stand under, those of most records first.

        Where nothing stands under a region of before 2016, today's that it lies in is one of them.
        """
        standing = ((facet, self._standing(facet, each, counts.get(facet, {}))) for facet, each in concepts)
        found = [
            Suggestion(concept.label(), facet, concept.identifier, count)
            for facet, concept in standing
            if (count := counts.get(facet, {}).get(concept.identifier, 0))
        ]
        return tuple(sorted(found, key=lambda each: -each.count)[:MOST_NAMED])

    def _standing(self, facet: str, concept: Concept, counts: Mapping[str, int]) -> Concept:
        if facet == REGIONS and concept.identifier in SUCCESSORS and not counts.get(concept.identifier):
            return self._regions[SUCCESSORS[concept.identifier]]
        return concept


@lru_cache(maxsize=1 << 15)
def _beginnings(name: str) -> str:
    """A name from its start and from each of its telling words, each on a line of its own."""
    words = name.split()
    telling = (at for at, word in enumerate(words) if at == 0 or word not in LINKING_WORDS)
    return "".join("\n" + " ".join(words[at:]) for at in telling)
