"""Candidates: the best documents of a search as a `search.ranking.state.State`.

What they hold of the words asked for came with them, in columns; what is true of all documents is asked of
`statistics`. So they are scored as they would be among all.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from catalogue.fields import BY_NAME
from search.analysis import stem
from search.engine import PageTexts
from search.engines.as_said import said_at
from search.engines.lengths import LENGTHS
from search.engines.opensearch.columns import (
    column_of,
    columns_of,
    columns_starting,
    decoded,
    name_of,
    unpack,
)
from search.engines.opensearch.documents import pieces_of, unpacked
from search.engines.opensearch.statistics import Statistics
from search.engines.passages import Source
from search.ranking.arrays import Array, Scores
from search.ranking.cache import Cache
from search.ranking.little_words import COLUMNS, Little
from search.ranking.postings import FieldPostings, Lexicon
from search.ranking.state import Behind, Counted, Named
from search.ranking.word_fields import WORD_FIELDS
from search.steps import All, Start, Step, Without, Word
from search.steps import Any as Either
from search.steps import Sequence as WordSequence

AlikeWords = Mapping[str, Sequence[tuple[str, float]]]


class Wanted:
    """The words of which a search wants to know where they stand."""

    def __init__(self, step: Step, little: Little, alike: AlikeWords) -> None:
        leaves = list(dict.fromkeys(_leaves(step)))
        self.sequences = [each for each in leaves if isinstance(each, WordSequence)]
        words = [word for sequence in self.sequences for _, word in sequence.words]
        words += [each for each in leaves if isinstance(each, Word)]
        self.words = list(dict.fromkeys(words))
        self.starts = [each for each in leaves if isinstance(each, Start)]
        self.little = little
        self._exact = {word.exact for word in self.words} | {exact for exact, _ in little.pairs}
        self._exact |= {other for some in alike.values() for other, _ in some}
        self._families = {word.family for word in self.words}
        self._beginnings = tuple(
            {word.root for word in self.words if word.root} | {each.prefix for each in self.starts}
        )

    def among(self, words: Iterable[str]) -> list[str]:
        """Which of some words are wanted: asked of thousands at once, for each search."""
        exact, begin, families = self._exact, self._beginnings, self._families
        return [each for each in words if each in exact or each.startswith(begin) or stem(each) in families]

    @property
    def columns(self) -> list[int]:
        """Where these words are kept."""
        found = {column for exact in self._exact for column in columns_of(exact)}
        found |= set(map(column_of, self._families))
        found |= {column for each in self._beginnings for column in columns_starting(each)}
        return sorted(found)

    def counts(self) -> list[Counted]:
        """What scores depend on, as far as it can be told before."""
        found: list[Counted] = [*self.starts, *self.sequences]
        for word in self.words:
            own = Word(word.exact, word.field, word.strict)
            found += [own, Word(word.exact, word.field, strict=True)]
            if word.field is None:
                found.append(Word(word.exact, "title", word.strict))
            if word.root:
                found.append(Start(word.root, word.field))
            if word.name and word.field is None:
                found.append(Named(word.exact))
        found += [Behind(exact, code) for exact, code in sorted(self.little.pairs)]
        found += [Behind("", column + 1) for column in self.little.columns]
        return found


def _leaves(step: Step, *, chosen: bool = False) -> Iterable[Word | WordSequence | Start]:
    """All leaves that scores depend on: where only one of several must answer, those excluded too."""
    match step:
        case Word() | WordSequence() | Start():
            yield step
        case All():
            for child in step.children:
                yield from _leaves(child, chosen=chosen)
        case Either():
            for child in step.children:
                yield from _leaves(child, chosen=True)
        case Without() if chosen:
            yield from _leaves(step.child, chosen=True)


@dataclass(frozen=True, slots=True)
class _View:
    lexicon: Lexicon
    fields: Mapping[str, FieldPostings]
    documents: Sequence[int]


@dataclass(frozen=True, slots=True)
class _Part:
    view: _View
    base: int = 0


#: What comes with each document, beside columns of words.
ALWAYS = ("sequence", "fold", "lengths")


def asked_for(wanted: Wanted, *, pieces: bool) -> list[str]:
    """The columns that an answer must bring."""
    names = [*ALWAYS, *map(name_of, wanted.columns)]
    if wanted.little.columns:
        names.append("little")
    read = any(each.little for each in wanted.sequences)
    return [*names, "pieces"] if pieces or read else names


class Candidates:
    """Some documents, numbered by their place in the log."""

    def __init__(
        self,
        statistics: Statistics,
        texts: PageTexts,
        hits: Sequence[Mapping[str, Any]],
        wanted: Wanted,
        *,
        alike: bool,
    ) -> None:
        rows = sorted((hit["fields"] for hit in hits), key=lambda fields: fields["sequence"][0])
        self.sequences = [row["sequence"][0] for row in rows]
        self.size = len(rows)
        self.total = statistics.totals.records
        #: Of this search alone: what documents score depends on which are looked at.
        self.cache = Cache(1 << 30)
        self._statistics, self._texts = statistics, texts
        self._with_alike = alike
        self._rows = rows
        self._lengths = np.frombuffer(b"".join(decoded(row["lengths"][0]) for row in rows), np.uint8).reshape(
            self.size, len(WORD_FIELDS)
        )
        names = [name_of(column) for column in wanted.columns]
        found = unpack(
            [[row[name][0] for name in names if name in row] for row in rows], wanted.among, self._lengths
        )
        self.parts = [_Part(_View(found.lexicon, found.fields, range(self.size)))]
        self.titles = np.array([row["fold"][0].encode() for row in rows] or [b""], bytes)[: self.size]

    def count(self, counted: Counted, found: int) -> int:
        """How many documents of all hold something."""
        return self._statistics.count(counted)

    def alike(self, exact: str, *, known: bool) -> Sequence[tuple[str, float]]:
        """Words spelled like one; none where all documents hold the words themselves."""
        return self._statistics.alike(exact, known=known) if self._with_alike else ()

    def relative_lengths(self, fields: str | tuple[str, ...]) -> Array:
        """Words of each document over the mean of all."""
        names = (fields,) if isinstance(fields, str) else fields
        weights = [1.0] if isinstance(fields, str) else [BY_NAME[name].weight for name in names]
        lengths = np.zeros(self.size)
        mean = 0.0
        for name, weight in zip(names, weights, strict=True):
            lengths += LENGTHS[self._lengths[:, WORD_FIELDS.index(name)]] * weight
            mean += self._statistics.totals.words.get(name, 0) * weight
        return np.asarray(lengths / (mean / max(self.total, 1) or 1.0))

    def triple_weights(self) -> Scores:
        """How much triples of letters tell in titles."""
        return self._statistics.triple_weights()

    @property
    def little(self) -> Array:
        """How often each little word stands in each body."""
        rows = [unpacked(row["little"][0], np.uint8) for row in self._rows]
        return np.stack(rows) if rows else np.empty((0, COLUMNS), np.uint8)

    def little_holders(self) -> Array:
        """How many documents hold each little word in their body, counted where it is asked for."""
        return np.array([self._statistics.known_little(code) for code in range(1, COLUMNS + 1)], np.int64)

    def said(self, sequence: WordSequence, field: str, docs: Array, positions: Array) -> Array:
        """At which places a text says a phrase whole."""
        return said_at(self._texts, self.source, sequence, field, docs, positions)

    def source(self, doc: int) -> Source:
        """Where the text of a document is found."""
        packed = self._rows[doc].get("pieces")
        return Source(self.sequences[doc], pieces_of(packed[0]) if packed else np.empty((3, 0), np.int32))
