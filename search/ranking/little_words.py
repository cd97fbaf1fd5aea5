"""Little words: whether a document says it as the query does, down to its articles and pronouns.

Stop words find nothing. But « le ministère » and « des ministères » are not said in the same places, and a
page about « elle » seldom answers a question about « lui ». Two signals, for the best documents only.
"""

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from search.analysis import LITTLE_WORDS, find_chunks, read_chunk
from search.ranking.arrays import Docs, Scores
from search.ranking.evidence import Evidence
from search.ranking.weights import Ranking, inverse_frequency, saturated

#: Columns in counts of little words: one a word.
COLUMNS = len(LITTLE_WORDS)
_CODES = {word: code for code, word in enumerate(LITTLE_WORDS, 1)}


def code_of(word: str) -> int:
    """From 1 to `COLUMNS`, 0 for no little word; below 128, so that an index may keep it in one byte."""
    return _CODES.get(word, 0)


class Little(NamedTuple):
    """What a query says in little words."""

    #: Each word with the little word right before it, by code.
    pairs: frozenset[tuple[str, int]]
    #: Columns of its little words.
    columns: tuple[int, ...]


@lru_cache(maxsize=256)
def little_of(text: str) -> Little:
    """The little words of a query as it was typed; kept, for its next pages."""
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


def as_preceded(evidence: Evidence, little: Little, docs: Docs, ranking: Ranking) -> Scores:
    """How much the words stand in documents in that very form and behind the same little word."""
    total = np.zeros(len(docs))
    for exact, code in sorted(little.pairs):
        total += evidence.scores_behind(exact, code, docs)
    return total


def as_small(evidence: Evidence, little: Little, docs: Docs, ranking: Ranking) -> Scores:
    """BM25 of the little words themselves, in the bodies of documents."""
    if not little.columns:
        return np.zeros(len(docs))
    columns = np.array(little.columns)
    counts = evidence.little_counts(docs)[:, columns].astype(np.float64)
    held = evidence.little_holders()[columns]
    weights = [inverse_frequency(ranking, evidence.size, int(count)) for count in held]
    lengths = evidence.body_lengths(docs)[:, None]
    return np.asarray(saturated(counts, ranking.k1, ranking.b, lengths) @ np.array(weights))
