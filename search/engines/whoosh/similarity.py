"""Similarity: records that share the rare words of one."""

import numpy as np

from catalogue.rights import Reader
from search.engine import PageTexts
from search.engines.telling_words import REASONS, surfaces_of, telling
from search.engines.whoosh.generation import Generation
from search.ranking.arrays import Array
from search.ranking.scoring import count_holders, score_word
from search.ranking.weights import DEFAULT
from search.results import Hit


def similar(
    generation: Generation, texts: PageTexts, identifier: str, reader: Reader, size: int
) -> list[Hit]:
    """Records that resemble one, best first, each with the words it shares; none for an unknown record."""
    doc = generation.document(identifier, reader.access)
    record = None if doc is None else texts.record_at(int(generation.sequences[doc]))
    if doc is None or record is None:
        return []
    source = generation.source(doc)
    surfaces = surfaces_of(texts, source, record)
    weights = telling(surfaces, generation.size, lambda word: count_holders(generation, word))
    found = {word: score_word(generation, word, DEFAULT) for word in weights}
    scores = np.zeros(generation.size)
    for word, matches in found.items():
        scores[matches.docs] += weights[word] * matches.scores
    scores[~generation.visible(reader.access)] = 0.0
    scores[doc] = 0.0
    best = np.argsort(-scores, kind="stable")[:size].tolist()
    hits = []
    for other in best:
        resembling = texts.record_at(int(generation.sequences[other])) if scores[other] > 0 else None
        if resembling is not None:
            shared = [
                surfaces[word.exact][0] for word in found if scores[other] and _holds(found[word].docs, other)
            ]
            hits.append(Hit(resembling, float(scores[other]), shared=tuple(shared[:REASONS])))
    return hits


def _holds(docs: Array, doc: int) -> bool:
    at = int(np.searchsorted(docs, doc))
    return at < len(docs) and int(docs[at]) == doc
