"""Little words: whether a document says it as the query does, down to its articles and pronouns.

Stop words find nothing. But « le ministère » and « des ministères » are not said in the same places, and a
page about « elle » seldom answers a question about « lui ». Two signals, for the best documents only.
"""

from typing import NamedTuple

import numpy as np

from search.analysis import find_chunks, read_chunk
from search.engines.whoosh.arrays import Array
from search.engines.whoosh.generation import Generation
from search.engines.whoosh.little_codes import code_of
from search.engines.whoosh.ranking import Ranking, inverse_frequency
from search.engines.whoosh.scoring import score_form, scores_at

_BODY = "body"


class _Counts(NamedTuple):
    """How many documents hold each little word."""

    of_word: Array


class Little(NamedTuple):
    """What a query says in little words."""

    #: Each word with the little word right before it, by code.
    pairs: frozenset[tuple[str, int]]
    #: Columns of its little words.
    columns: tuple[int, ...]


def little_of(text: str) -> Little:
    """The little words of a query as it was typed."""
    pairs, codes, last = set(), set(), ""
    for surface in find_chunks(text):
        chunk = read_chunk(surface)
        for number, word in enumerate(chunk.parts):
            before = word.before or ("" if number or word.offset else last)
            if before:
                pairs.add((word.exact, code_of(before)))
        codes |= {code_of(each) - 1 for each in chunk.little}
        last = chunk.last
    return Little(frozenset(pairs), tuple(sorted(codes)))


def as_preceded(generation: Generation, little: Little, docs: Array, ranking: Ranking) -> Array:
    """How much the words stand in documents in that very form and behind the same little word."""
    total = np.zeros(len(docs))
    for exact, code in sorted(little.pairs):
        total += scores_at(score_form(generation, exact, code, ranking), docs)
    return total


def as_small(generation: Generation, little: Little, docs: Array, ranking: Ranking) -> Array:
    """BM25 of the little words themselves, in the bodies of documents."""
    if not little.columns:
        return np.zeros(len(docs))
    columns = np.array(little.columns)
    counts = generation.little[docs[:, None], columns].astype(np.float64)
    held = generation.cache.get("little words", lambda: _counted(generation)).of_word[columns]
    weights = [inverse_frequency(ranking, generation.size, int(count)) for count in held]
    lengths = generation.relative_lengths(_BODY)[docs]
    norms = ranking.k1 * ((1 - ranking.b) + ranking.b * lengths)[:, None]
    return np.asarray((counts * (ranking.k1 + 1) / (counts + norms)) @ np.array(weights))


def _counted(generation: Generation) -> _Counts:
    return _Counts(np.count_nonzero(generation.little, axis=0))
