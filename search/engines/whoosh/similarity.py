"""Similarity: records that share the rare words of one."""

from itertools import islice

import numpy as np

from catalogue.record import Record
from catalogue.rights import Reader
from search.engine import PageTexts
from search.engines.telling_words import REASONS, surfaces_of, telling
from search.engines.whoosh.generation import Generation
from search.ranking.arrays import Array
from search.ranking.scoring import count_holders, score_word
from search.ranking.weights import DEFAULT
from search.results import Hit
from search.steps import Word

#: Documents whose telling words are kept, at some ten kilobytes each.
MOST_KEPT = 500


def similar(
    generation: Generation, texts: PageTexts, identifier: str, reader: Reader, size: int
) -> list[Hit]:
    """Records that resemble one, best first, each with the words it shares; none for an unknown record."""
    doc = generation.document(identifier, reader.access)
    record = None if doc is None else texts.record_at(int(generation.sequences[doc]))
    if doc is None or record is None:
        return []
    #: Who holds each word, by the form that is shown of it.
    holders: list[tuple[str, Array]] = []
    scores = np.zeros(generation.size)
    for word, weight, said in _telling(generation, texts, doc, record):
        matches = score_word(generation, word, DEFAULT)
        scores[matches.docs] += weight * matches.scores
        holders.append((said, matches.docs))
    scores[~generation.visible(reader.access)] = 0.0
    scores[doc] = 0.0
    hits = []
    for other in _best(scores, size):
        resembling = texts.record_at(int(generation.sequences[other]))
        if resembling is not None:
            shared = (said for said, docs in holders if _holds(docs, other))
            hits.append(Hit(resembling, float(scores[other]), shared=tuple(islice(shared, REASONS))))
    return hits


def _telling(
    generation: Generation, texts: PageTexts, doc: int, record: Record
) -> tuple[tuple[Word, float, str], ...]:
    """The words that tell most about a document, whoever asks, how much, and as they are shown; kept."""
    found = generation.telling.get(doc)
    if found is None:
        surfaces = surfaces_of(texts, generation.source(doc), record)
        weights = telling(surfaces, generation.size, lambda word: count_holders(generation, word))
        found = tuple((word, weight, surfaces[word.exact][0]) for word, weight in weights.items())
        if len(generation.telling) >= MOST_KEPT:
            generation.telling.clear()
        generation.telling[doc] = found
    return found


def _best(scores: Array, size: int) -> list[int]:
    """The documents that score most, most first, of equal ones the first; none that scores nothing."""
    found = scores.nonzero()[0]
    if size < len(found):
        reached = scores[found]
        found = found[reached >= np.partition(reached, -size)[-size]]
    best: list[int] = found[np.argsort(-scores[found], kind="stable")][:size].tolist()
    return best


def _holds(docs: Array, doc: int) -> bool:
    at = int(docs.searchsorted(doc))
    return at < len(docs) and int(docs[at]) == doc
