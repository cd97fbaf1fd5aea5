"""Evidence: what an engine tells of the documents that deserve a second look.

All of it can be read from any inverted index that keeps positions; how, and what is kept for the next query,
is the engine's own affair. What one cannot tell is zeros, and the signal then adds nothing.
"""

from collections.abc import Sequence
from typing import Protocol

from search.ranking.arrays import Array, Docs, Scores
from search.ranking.occurrences import Occurrences, Sought
from search.steps import Word


class Evidence(Protocol):
    """One search over one state of an index."""

    @property
    def size(self) -> int:
        """How many documents the index holds, those that no longer stand included."""
        ...

    def occurrences(self, wanted: Sequence[Sought], docs: Docs) -> Occurrences:
        """Where leaves stand in the bodies of some documents."""
        ...

    def own_holders(self, word: Word) -> int:
        """How many documents hold a form of a word."""
        ...

    def holders(self, word: Word) -> int:
        """How many documents hold a form of a word; when none does, how many hold its relatives."""
        ...

    def scores(self, word: Word, docs: Docs) -> Scores:
        """What a word scores in some documents, by its relatives where it is missing, 0 without any."""
        ...

    def scores_behind(self, exact: str, little: int, docs: Docs) -> Scores:
        """What a very form scores by those of its occurrences that stand behind a little word (its code)."""
        ...

    def little_counts(self, docs: Docs) -> Array:
        """`(n, COLUMNS) uint8`: how often each little word stands in each body, 255 for all above."""
        ...

    def little_holders(self) -> Array:
        """`(COLUMNS,) int64`: how many documents hold each little word in their body."""
        ...

    def outside(self, word: Word, docs: Docs) -> tuple[Array, Array]:
        """`(n,) bool` twice: which hold a word in title, keywords and so on, and which in codes' names."""
        ...

    def body_lengths(self, docs: Docs) -> Scores:
        """Words of each body over the mean of all bodies."""
        ...

    def titles(self, docs: Docs) -> Array:
        """`(n,) S`: folded titles."""
        ...

    def triple_weights(self) -> Scores:
        """`resemblance.weigh_triples` of a sample of all titles, kept for the next search."""
        ...
