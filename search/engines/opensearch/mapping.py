"""Mapping: what the indexes hold, made from the tables of fields and of facets.

The cluster takes apart what `forms` joined, and nothing more. The three similarities are BM25 with the
weights of `ranking` where it counts for choosing the best documents, which are scored again here: a weight
that changes needs no new index.
"""

from typing import Any

from catalogue.fields import FACETS
from search.engines.opensearch.columns import COLUMNS_OF_WORDS, name_of
from search.engines.opensearch.documents import NOTICE, SCALE
from search.ranking.weights import DEFAULT
from search.ranking.word_fields import FIELDS, WORD_FIELDS

#: Deepest hit that may be asked for.
DEEPEST = 60_000
#: Values of one facet that are counted.
MOST_VALUES = 10_000
Body = dict[str, Any]


def records(replicas: int, versions: dict[str, str], birth: str) -> Body:
    """The index of records: one shard, whose frequencies are those of all."""
    columns = {name_of(number): {"type": "binary", "doc_values": True} for number in range(COLUMNS_OF_WORDS)}
    properties: Body = {
        **{name: _words() for name in FIELDS},
        "title": _words(norms=True, similarity="title"),
        NOTICE: _words(),
        "held": {"type": "text", "analyzer": "terms", "index_options": "docs", "norms": False,
                 "similarity": "present"},
        "joined": {"type": "text", "analyzer": "weighed", "index_options": "freqs", "similarity": "joined"},
        **columns,
        **{name: {"type": "binary", "doc_values": True} for name in ("pieces", "little", "lengths")},
        **{name: {"type": "keyword", "index": False} for name in ("fold", "filed")},
        **{name: {"type": "integer"} for name in ("opens", "date")},
        **{name: {"type": "long"} for name in ("sequence", "position")},
        "lot": {"type": "integer", "index": False},
        "access": {"type": "keyword"},
        "words": {"properties": {name: {"type": "integer", "index": False} for name in WORD_FIELDS}},
        "facet": {"properties": {name: _facet() for name in FACETS}},
    }  # fmt: skip
    return {
        "settings": _settings(replicas) | {"similarity": _similarities()},
        "mappings": {
            "dynamic": "strict", "_source": {"enabled": False}, "properties": properties,
            "_meta": {"versions": versions, "birth": birth},
        },
    }  # fmt: skip


def words(replicas: int) -> Body:
    """The index of the words themselves, which one may be typing or may have meant."""
    properties = {
        "word": {"type": "keyword"},
        "sound": {"type": "keyword", "doc_values": False},
        "n": {"type": "integer"},
    }
    return {
        "settings": _settings(replicas),
        "mappings": {"dynamic": "strict", "properties": properties},
    }


def _facet() -> Body:
    return {"type": "keyword", "eager_global_ordinals": True}


def _settings(replicas: int) -> Body:
    return {
        "index": {
            "number_of_shards": 1, "number_of_replicas": replicas,
            # Nothing is seen before all of an apply is there.
            "refresh_interval": -1,
            "max_result_window": DEEPEST,
            # A request that comes late must not bring back what was withdrawn meanwhile.
            "gc_deletes": "1h",
            "soft_deletes.retention_lease.period": "1s",
            "merge.policy.expunge_deletes_allowed": 0,
        },
        "analysis": {
            "filter": {
                "forms": {"type": "pattern_capture", "preserve_original": False, "patterns": ["([^|]+)"]},
                "holes": {"type": "stop", "stopwords": ["_"]},
                "frequency": {"type": "delimited_term_freq", "delimiter": "|"},
            },
            "analyzer": {
                "stream": {"type": "custom", "tokenizer": "whitespace", "filter": ["forms", "holes"]},
                "terms": {"type": "custom", "tokenizer": "whitespace"},
                "weighed": {"type": "custom", "tokenizer": "whitespace", "filter": ["frequency"]},
            },
        },
    }  # fmt: skip


def _similarities() -> Body:
    return {
        "joined": {"type": "BM25", "k1": DEFAULT.k1 * SCALE, "b": DEFAULT.b},
        "title": {"type": "BM25", "k1": DEFAULT.title_k1, "b": DEFAULT.title_b},
        # A term scores its inverse frequency, however often it stands there.
        "present": {"type": "BM25", "k1": 0, "b": 0},
    }


def _words(*, norms: bool = False, similarity: str = "BM25") -> Body:
    return {"type": "text", "analyzer": "stream", "norms": norms, "similarity": similarity}
