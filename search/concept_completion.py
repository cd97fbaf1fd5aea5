"""Themes, programmes and regions that a person may be typing, from the vocabularies.

An engine completes words and titles; concepts are the vocabularies' own. One is offered only when a record
that the reader may see stands under it, so a completion never leads nowhere.
"""

from collections.abc import Mapping

from catalogue.vocabulary import Concept, Vocabularies
from catalogue.vocabulary.labels import LINKING_WORDS, fold
from search.results import Suggestion

#: Facets whose concepts are offered, in this order where they count alike.
FACETS = ("theme", "programme", "region")
#: Letters from which a concept is guessed.
SHORTEST = 2


class ConceptCompletion:
    """The names of all concepts, folded once."""

    def __init__(self, vocabularies: Vocabularies) -> None:
        self._names: list[tuple[str, str, Concept]] = []
        for facet in FACETS:
            vocabulary = vocabularies.of_facet(facet)
            for concept in vocabulary.concepts.values() if vocabulary else ():
                names = (concept.labels["fr"], *concept.alternatives, *concept.acronyms)
                self._names += ((fold(name), facet, concept) for name in names)

    def complete(self, typed: str, counts: Mapping[str, Mapping[str, int]], size: int) -> list[Suggestion]:
        """Concepts one of whose names has a word that begins as typed, those of most records first.

        `counts` gives the records under each value of each facet, as the reader may see them.
        """
        folded = fold(typed)
        if len(folded) < SHORTEST:
            return []
        found: dict[tuple[str, str], Suggestion] = {}
        for name, facet, concept in self._names:
            count = counts.get(facet, {}).get(concept.identifier, 0)
            if count and _begins(name, folded):
                label = concept.labels["fr"]
                found[facet, concept.identifier] = Suggestion(label, facet, concept.identifier, count)
        return sorted(found.values(), key=lambda each: -each.count)[:size]


def _begins(name: str, typed: str) -> bool:
    """Whether a name, from its start or from one of its telling words, begins as typed."""
    words = name.split()
    return any(
        " ".join(words[start:]).startswith(typed)
        for start, word in enumerate(words)
        if start == 0 or word not in LINKING_WORDS
    )
