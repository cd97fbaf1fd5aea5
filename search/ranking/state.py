"""State: what ranking reads of an index, or of the best documents of one that lies elsewhere.

An index whose postings are at hand gives all of them. One on other machines gives its best documents with
what they hold of the words asked for, and says how many documents in all hold each: scores are the same.
"""

from collections.abc import Callable, Mapping, Sequence, Sized
from typing import NamedTuple, Protocol

import numpy as np

from search.ranking.arrays import Array, Scores
from search.ranking.cache import Arrays
from search.ranking.postings import FieldPostings, Lexicon
from search.steps import Sequence as WordSequence
from search.steps import Start, Word


class Matches(NamedTuple):
    """Documents that answer, growing, and what each scores."""

    #: `(n,) int32`.
    docs: Array
    #: `(n,) float64`.
    scores: Array


NO_MATCHES = Matches(np.empty(0, np.int32), np.empty(0, np.float64))


class Behind(NamedTuple):
    """Documents that hold a very form behind one little word, given by its code."""

    exact: str
    little: int


class Named(NamedTuple):
    """Documents whose title or body holds a name with its capitals, or a word with its accents."""

    exact: str


class Alike(NamedTuple):
    """Documents that hold a word spelled like one that none holds."""

    word: Word


class Relatives(NamedTuple):
    """Documents that hold the root of a word or a word spelled like it."""

    word: Word


#: What documents may be counted by; a word without its capitals counts its family, a strict one its form.
Counted = Word | WordSequence | Start | Behind | Named | Alike | Relatives


class View(Protocol):
    """Some documents as arrays."""

    @property
    def lexicon(self) -> Lexicon:
        """Their words."""
        ...

    @property
    def fields(self) -> Mapping[str, FieldPostings]:
        """Where these stand, field by field."""
        ...

    @property
    def documents(self) -> Sized:
        """As many as there are documents."""
        ...


class Part(Protocol):
    """A view, and the number its first document has among all."""

    @property
    def view(self) -> View:
        """The documents."""
        ...

    @property
    def base(self) -> int:
        """The number of the first."""
        ...


class Kept(Protocol):
    """Arrays kept by key from one search to the next."""

    def get(self, key: object, make: Callable[[], Arrays]) -> Arrays:
        """What is kept under the key, made when it is not."""
        ...


class State(Protocol):
    """One state of an index; documents are numbered through all parts."""

    @property
    def parts(self) -> Sequence[Part]:
        """The documents at hand."""
        ...

    @property
    def size(self) -> int:
        """How many documents are at hand."""
        ...

    @property
    def total(self) -> int:
        """How many documents the index holds, those that no longer stand included."""
        ...

    @property
    def sequences(self) -> Sequence[int] | Array:
        """Under which number each stands in the log."""
        ...

    @property
    def cache(self) -> Kept:
        """What is kept of this state."""
        ...

    def count(self, counted: Counted, found: int) -> int:
        """How many documents of the index hold something, of which `found` are at hand."""
        ...

    def alike(self, exact: str, *, known: bool) -> Sequence[tuple[str, float]]:
        """The words of all parts spelled like one, and how much each resembles it, from 0 to 1."""
        ...

    def said(self, sequence: WordSequence, field: str, docs: Array, positions: Array) -> Array:
        """`(n,) bool`: at which of some places, where its last word stands, a text says a sequence whole."""
        ...

    def relative_lengths(self, fields: str | tuple[str, ...]) -> Array:
        """Words of each document in a field, or in several weighted by the table, over their mean."""
        ...

    @property
    def titles(self) -> Array:
        """`(size,) S`: folded titles."""
        ...

    def triple_weights(self) -> Scores:
        """`resemblance.weigh_triples` of a sample of all titles."""
        ...

    @property
    def little(self) -> Array:
        """`(size, COLUMNS) uint8`: how often each little word stands in each body."""
        ...

    def little_holders(self) -> Array:
        """`(COLUMNS,) int64`: how many documents hold each little word in their body."""
        ...
