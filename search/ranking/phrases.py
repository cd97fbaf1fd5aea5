"""Phrases: where words follow each other in a state, little words included where these are asked for.

An index keeps, for each word, the little word right before it. That decides nearly all: « la ville » is not
« de ville ». Where more little words follow each other, stand at the end or may hide an elision (« d'une »),
it leaves few places, which are read in the text (`State.said`).
"""

from typing import NamedTuple

import numpy as np

from search.analysis import CAPITALS, fold
from search.ranking.arrays import Array
from search.ranking.little_words import code_of
from search.ranking.lookup import ranges_of
from search.ranking.occurrences import POSITION_BITS, following
from search.ranking.postings import FieldPostings
from search.ranking.state import State
from search.steps import Sequence

#: Little words that stand as words of their own where they have capitals (« SON QUARTIER »).
_SOMETIMES_WORDS = frozenset(map(fold, CAPITALS))
#: How words begin before which another one loses its vowel.
_ELIDING = tuple("aeiouyh")
#: Little words before which none does.
_NEVER_ELIDED_BEFORE = frozenset({"et"})
#: No code of a little word is asked for.
_ANY: tuple[int, ...] = ()


class Places(NamedTuple):
    """Where a sequence stands: documents, and positions of its last word."""

    docs: Array
    positions: Array


def sequence_positions(state: State, sequence: Sequence, field: str) -> list[Places]:
    """For each segment, document and position of the last word of each occurrence in one field."""
    if not sequence.little:
        return _candidates(state, sequence, field, [_ANY] * len(sequence.words))
    return [state.cache.get(("said", sequence, field), lambda: _said(state, sequence, field))]


def _said(state: State, sequence: Sequence, field: str) -> Places:
    codes = [codes_before(sequence, number) for number in range(len(sequence.words))]
    each = _candidates(state, sequence, field, codes)
    none = np.empty(0, np.int64)
    docs = np.concatenate([none, *(places.docs for places in each)])
    positions = np.concatenate([none, *(places.positions for places in each)])
    if not len(docs) or not _must_be_read(sequence):
        return Places(docs, positions)
    kept = state.said(sequence, field, docs, positions)
    return Places(docs[kept], positions[kept])


def codes_before(sequence: Sequence, number: int) -> tuple[int, ...]:
    """Codes of the little words of which one must stand right before a word; none when any may."""
    little, exact = sequence.little[number], sequence.words[number][1].exact
    if little:
        code = code_of(little[-1])
        # « L. 5211 » is read as one, and its figures have nothing before them.
        return (code, 0) if little[-1] in _SOMETIMES_WORDS or exact[:1].isdigit() else (code,)
    # « conseil d'emploi » is not « conseil emploi », and what is elided takes no position.
    return (0,) if number and exact.startswith(_ELIDING) else _ANY


def _must_be_read(sequence: Sequence) -> bool:
    """Whether the little word before each word does not tell all that is asked for."""
    if sequence.little[-1]:
        return True
    for number in range(len(sequence.words)):
        little, codes = sequence.little[number], codes_before(sequence, number)
        if len(little) > 1 or (little and 0 in codes):
            return True
        if number and little and little[0].startswith(_ELIDING) and little[0] not in _NEVER_ELIDED_BEFORE:
            return True
    return False


def _candidates(state: State, sequence: Sequence, field: str, codes: list[tuple[int, ...]]) -> list[Places]:
    """For each segment, where the words stand, each behind one of some little words."""
    columns = [ranges_of(state, word) for _, word in sequence.words]
    offsets = [offset for offset, _ in sequence.words]
    found = []
    for number, part in enumerate(state.parts):
        postings = part.view.fields[field]
        keys = [_keys(postings, column[number], code) for column, code in zip(columns, codes, strict=True)]
        reached = keys[0]
        for at in range(1, len(keys)):
            reached = following(reached, keys[at], offsets[at] - offsets[at - 1], sequence.slop)
        docs = (reached >> POSITION_BITS) + part.base
        found.append(Places(docs, reached & ((1 << POSITION_BITS) - 1)))
    return found


def _keys(postings: FieldPostings, words: Array, codes: tuple[int, ...]) -> Array:
    """Document and position of every occurrence of some words, as one growing number each."""
    each = []
    for begin, end in postings.starts[words].tolist():
        places = postings.places[begin : end + 1].astype(np.int64)
        docs = np.repeat(postings.docs[begin:end].astype(np.int64), np.diff(places))
        keys = docs << POSITION_BITS | postings.positions[places[0] : places[-1]]
        each.append(keys[np.isin(postings.little[places[0] : places[-1]], codes)] if codes else keys)
    if not each:
        return np.empty(0, np.int64)
    return each[0] if len(each) == 1 else np.sort(np.concatenate(each))
