"""What a person may be typing, or has named whole: concepts first, then an engine's words and titles.

How many records stand under each concept is counted once a state of the engine, for each reader: a word more
is asked for at every key.
"""

from collections.abc import Callable, Mapping, Sequence

from catalogue.rights import Reader, today
from catalogue.vocabulary import Vocabularies
from search.concept_completion import COMPLETED, ConceptCompletion
from search.engine import Engine
from search.query import Query
from search.results import Suggestion
from search.search import Search

#: Concepts offered before words and titles.
MOST_CONCEPTS = 4


class Completion:
    """Completes for one library; `engine` opens it at the first use, `query` asks as a reader."""

    def __init__(
        self, vocabularies: Vocabularies, engine: Callable[[], Engine], query: Callable[..., Query]
    ) -> None:
        self._concepts = ConceptCompletion(vocabularies)
        self._engine, self._query = engine, query
        self._counted: tuple[object, Mapping[str, Mapping[str, int]]] = (None, {})

    def complete(self, prefix: str, reader: Reader, size: int) -> Sequence[Suggestion]:
        """Themes, programmes and places first, then words and titles.

        A number is completed by no other number, and words after others only where they follow in a text.
        """
        concepts = self._concepts.complete(prefix, self._counts(reader), min(MOST_CONCEPTS, size))
        found = self._engine().complete(prefix, reader=reader, size=size - len(concepts))
        several, number = " " in prefix.strip(), prefix.strip().isdigit()
        return [
            *concepts,
            *(
                each
                for each in found
                if each.kind != "word" or not (number or (several and not self._said(each.text, reader)))
            ),
        ]

    def named(self, text: str, reader: Reader) -> tuple[Suggestion, ...]:
        """The concepts that a text is a name of, whole, and that records this reader may see stand under."""
        concepts = self._concepts.named(text)
        counts = self._counts(reader) if text.strip() else {}
        return (*self._concepts.counted(concepts, counts), *self._concepts.named_places(text, counts))

    def _said(self, text: str, reader: Reader) -> bool:
        """Whether these words follow each other in something that this reader may see."""
        asked = self._query(Search(f'"{text}"', expand=False), reader, size=1, passages=0, facets=())
        results = self._engine().search(asked)
        return bool(results.total) and not results.relaxed

    def _counts(self, reader: Reader) -> Mapping[str, Mapping[str, int]]:
        """How many records stand under each concept for this reader."""
        wanted = (self._engine().generation(), today(), reader)  # an embargo ends with nothing changing
        counted, counts = self._counted
        if counted != wanted:
            asked = self._query(Search(), reader, size=1, passages=0, facets=COMPLETED)
            facets = self._engine().search(asked).facets
            counts = {name: {each.value: each.count for each in values} for name, values in facets.items()}
            self._counted = (wanted, counts)
        return counts
