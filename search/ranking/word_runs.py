"""Runs of postings: which documents hold a word, its family, its beginning or words spelled like it.

A run is read from one field of one segment; its documents are numbered through the whole state.
Scoring adds runs up, whatever made it ask for them.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import Indel

from search.ranking.arrays import Array
from search.ranking.lookup import ranges_of
from search.ranking.occurrences import BODY
from search.ranking.postings import Lexicon, numbers_among
from search.ranking.state import Part, State
from search.ranking.word_fields import FIELDS
from search.steps import Word

#: Words that resemble another share its first letters, which are seldom misspelled; those of a word that no
#: document holds, the first letter only, and then they must resemble it more.
_SIMILAR_START, _SIMILAR_START_OF_UNKNOWN = 3, 1
#: From this share of common letters on, in order.
_LIKENESS, _LIKENESS_OF_UNKNOWN = 0.6, 0.7
#: Words taken, the most alike: bounds the first search for a word.
_MOST_ALIKE = 12
#: From the number of a word to the range that holds it alone.
_AND_NEXT = np.array([0, 1])


class Run(NamedTuple):
    """The postings of one word, or of words that follow each other, in one field of one segment."""

    field: str
    exact: bool
    docs: Array
    counts: Array


def runs_of(state: State, fields: Sequence[str], word: Word) -> list[Run]:
    """All postings of a word's family."""
    runs: list[Run] = []
    for part, ranges in zip(state.parts, ranges_of(state, word), strict=True):
        if len(ranges):
            runs += _runs(part, fields, ranges, part.view.lexicon.word(word.exact))
    return runs


def holders_of(state: State, fields: Sequence[str], word: Word) -> list[Array]:
    """The documents that hold a form of a word, as runs, without how often."""
    found: list[Array] = []
    for part, ranges in zip(state.parts, ranges_of(state, word), strict=True):
        found += (docs for _, docs in _holders(part, fields, ranges))
    return found


def holders_among(state: State, fields: Sequence[str], word: Word, docs: Array) -> set[int]:
    """Those of a few documents that hold a form of a word; no posting is read but these are.

    Bodies hold most of what is anywhere: the other fields are asked but for the documents that do not.
    """
    left = docs
    for part, ranges in zip(state.parts, ranges_of(state, word), strict=True):
        for name in sorted(fields, key=BODY.__ne__):
            field = part.view.fields[name]
            for begin, end in field.starts.take(ranges).tolist():
                if begin < end and len(left):
                    postings = field.docs[begin:end]
                    local = (left - part.base).astype(postings.dtype)  # else all of them were made anew
                    left = left[postings.take(postings.searchsorted(local), mode="clip") != local]
    return set(docs.tolist()).difference(left.tolist())


def runs_from(state: State, fields: Sequence[str], prefix: str) -> list[Run]:
    """All postings of the words that begin so."""
    return [
        run
        for part in state.parts
        for run in _runs(part, fields, np.array([part.view.lexicon.starting(prefix)]), None)
    ]


def _runs(part: Part, fields: Sequence[str], ranges: Array, exact: int | None) -> Iterator[Run]:
    """The postings of ranges of words in some fields of a segment; `exact` is the form asked for."""
    firsts = ranges[:, 0].tolist()
    for name in fields:
        field = part.view.fields[name]
        for first, (begin, end) in zip(firsts, field.starts.take(ranges).tolist(), strict=True):
            if begin < end:
                docs = field.docs[begin:end] + np.int32(part.base)
                yield Run(name, first == exact, docs, field.frequencies(begin, end))


def _holders(part: Part, fields: Sequence[str], ranges: Array) -> Iterator[tuple[int, Array]]:
    """The documents that hold words of each range, field by field, and which range they are of."""
    if not len(ranges):
        return
    for name in fields:
        field = part.view.fields[name]
        for number, (begin, end) in enumerate(field.starts.take(ranges).tolist()):
            if begin < end:
                yield number, field.docs[begin:end] + np.int32(part.base)


def runs_of_form(state: State, exact: str, little: int) -> list[Run]:
    """The postings of a very form where it stands behind one little word, given by its code."""
    runs: list[Run] = []
    for part in state.parts:
        number = part.view.lexicon.word(exact)
        if number is not None:
            runs += [_behind(part, name, number, little) for name in FIELDS]
    return runs


def _behind(part: Part, name: str, number: int, little: int) -> Run:
    """The postings of a word in one field, of those occurrences only that stand behind a little word."""
    field = part.view.fields[name]
    begin, end = int(field.starts[number]), int(field.starts[number + 1])
    places = field.places[begin : end + 1].astype(np.int64)
    same = np.cumsum(np.append(0, field.little[places[0] : places[-1]] == little))
    counts = np.diff(same[places - places[0]])
    held = counts > 0
    return Run(name, exact=True, docs=field.docs[begin:end][held] + np.int32(part.base), counts=counts[held])


def runs_like(
    state: State, fields: Sequence[str], word: Word, *, known: bool
) -> list[tuple[float, list[Array]]]:
    """How much each of the words spelled like one resembles it, growing, and documents that hold it."""
    alike = sorted(state.alike(word.exact, known=known), key=lambda each: each[1])
    held: list[list[Array]] = [[] for _ in alike]
    words = np.array([other.encode() for other, _ in alike], bytes)
    for part in state.parts:
        numbers = numbers_among(part.view.lexicon.words, words)
        at = np.flatnonzero(numbers >= 0)
        for number, docs in _holders(part, fields, numbers.take(at)[:, None] + _AND_NEXT):
            held[at[number]].append(docs)
    return [(share, docs) for (_, share), docs in zip(alike, held, strict=True)]


def most_alike(lexicons: Iterable[Lexicon], exact: str, *, known: bool) -> list[tuple[str, float]]:
    """The words of some lexicons spelled most like one, and how much each resembles it, from 0 to 1.

    Chosen among all of them, so that an answer does not change with the segments its words stand in.
    """
    letters = start_of_alike(exact, known=known)
    held = {
        other for lexicon in lexicons for other in lexicon.words[slice(*lexicon.starting(letters))].tolist()
    }
    words = b" ".join(sorted(held)).decode().split(" ")  # once, not one by one
    return [(words[at], share) for at, share in likest(exact, words, known=known)]


def start_of_alike(exact: str, *, known: bool) -> str:
    """How the words begin that may be spelled like one."""
    return exact[: _SIMILAR_START if known else _SIMILAR_START_OF_UNKNOWN]


def likest(exact: str, words: Sequence[str], *, known: bool) -> list[tuple[int, float]]:
    """Which of some words, in order, are spelled most like one, and how much each resembles it."""
    least = _LIKENESS if known else _LIKENESS_OF_UNKNOWN
    found = process.extract(
        exact, words, scorer=Indel.normalized_similarity, score_cutoff=least, limit=_MOST_ALIKE
    )
    return [(at, share) for _, share, at in found]
