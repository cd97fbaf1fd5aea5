"""Similarity: records that share the rare words of one; here relatives of these count too."""

from collections.abc import Mapping

import numpy as np

from catalogue.rights import Reader
from search.engine import PageTexts
from search.engines.opensearch.asking import scoring, seen
from search.engines.opensearch.candidates import Candidates, Wanted, asked_for
from search.engines.opensearch.cluster import Cluster
from search.engines.opensearch.documents import name_of
from search.engines.opensearch.mapping import Body
from search.engines.opensearch.statistics import Statistics
from search.engines.telling_words import REASONS, surfaces_of, telling, worth_counting
from search.ranking.little_words import Little
from search.ranking.scoring import score_word
from search.ranking.weights import DEFAULT
from search.results import Hit
from search.steps import Any as Either
from search.steps import Word

#: Records looked at for each that is shown.
_LOOKED_AT = 6
_NO_LITTLE = Little(frozenset(), ())


def similar(
    cluster: Cluster, statistics: Statistics, texts: PageTexts, identifier: str, reader: Reader, size: int
) -> list[Hit]:
    """Records that resemble one, best first, each with the words it shares; none for an unknown record."""
    own = document(cluster, statistics, texts, identifier, reader, Wanted(Either(()), _NO_LITTLE, {}))
    record = texts.record_at(own.sequences[0]) if own.size else None
    if record is None:
        return []
    surfaces = surfaces_of(texts, own.source(0), record)
    statistics.know([Word(exact) for exact in worth_counting(surfaces)])
    weights = telling(surfaces, statistics.totals.records, statistics.count)
    if not weights:
        return []
    wanted = Wanted(Either(tuple(weights)), _NO_LITTLE, {})
    (answer,) = cluster.search(statistics.standing.index, [_body(identifier, weights, wanted, reader, size)])
    state = Candidates(statistics, texts, answer["hits"]["hits"], wanted, alike=False)
    return _hits(state, texts, weights, surfaces, size)


def document(
    cluster: Cluster, statistics: Statistics, texts: PageTexts, identifier: str, reader: Reader,
    wanted: Wanted, *, alike: bool = False,
) -> Candidates:  # fmt: skip
    """One record's document with the words wanted; none where it does not stand or may not be seen."""
    body: Body = {
        "size": 1, "_source": False, "stored_fields": "_none_", "track_total_hits": False,
        "docvalue_fields": asked_for(wanted, pieces=True),
        "query": {"bool": {"filter": [{"ids": {"values": [name_of(identifier)]}}, *seen(reader)]}},
    }  # fmt: skip
    (answer,) = cluster.search(statistics.standing.index, [body])
    return Candidates(statistics, texts, answer["hits"]["hits"], wanted, alike=alike)


def _body(identifier: str, weights: Mapping[Word, float], wanted: Wanted, reader: Reader, size: int) -> Body:
    each = [
        {"bool": {"should": scoring(word, DEFAULT, {}), "boost": weight}} for word, weight in weights.items()
    ]
    return {
        "size": size * _LOOKED_AT, "_source": False, "stored_fields": "_none_", "track_total_hits": False,
        "docvalue_fields": asked_for(wanted, pieces=False),
        "query": {"bool": {
            "should": each, "minimum_should_match": 1, "filter": seen(reader),
            "must_not": [{"ids": {"values": [name_of(identifier)]}}],
        }},
    }  # fmt: skip


def _hits(
    state: Candidates, texts: PageTexts, weights: Mapping[Word, float],
    surfaces: Mapping[str, tuple[str, int]], size: int,
) -> list[Hit]:  # fmt: skip
    scores = np.zeros(state.size)
    held: list[list[str]] = [[] for _ in range(state.size)]
    for word, weight in weights.items():
        found = score_word(state, word, DEFAULT)
        scores[found.docs] += weight * found.scores
        for doc in found.docs.tolist():
            held[doc].append(surfaces[word.exact][0])
    hits = []
    for doc in np.argsort(-scores, kind="stable")[:size].tolist():
        record = texts.record_at(state.sequences[doc]) if scores[doc] > 0 else None
        if record is not None:
            hits.append(Hit(record, float(scores[doc]), shared=tuple(held[doc][:REASONS])))
    return hits
