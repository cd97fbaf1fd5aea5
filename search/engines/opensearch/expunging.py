"""Expunging: until no file of the cluster holds a word of what was withdrawn or replaced.

Machines keep deleted documents for a while, so that copies can catch up; leases on them are renewed every
half a minute. So this waits, and says when it is not done yet. A machine that is away keeps its files until
it is back and has caught up: nothing here can see that.
"""

import time

import msgspec

from search.engines.opensearch.cluster import BULK_S, Cluster
from search.engines.opensearch.feeding import send
from search.engines.opensearch.generations import Standing, delete, listed
from search.engines.opensearch.mapping import Body
from search.engines.opensearch.statistics import MOST_WORDS

#: Seconds after which it is said that it is not done yet, and between two looks.
PATIENCE_S, STEP_S = 75.0, 3.0
#: Words looked at by one request.
_AT_ONCE = 500
_ENCODER = msgspec.json.Encoder()


def expunge(cluster: Cluster, standing: Standing, *, patience_s: float = PATIENCE_S) -> bool:
    """Leave no word of withdrawn or replaced records in any file; False when that is not done yet."""
    for each in listed(cluster):
        if each.index != standing.index:  # left behind by a feeding that was cut short
            delete(cluster, each.index)
            delete(cluster, each.words)
    _forget_words(cluster, standing)
    end = time.monotonic() + patience_s
    while True:
        if _merge(cluster, standing):
            return True
        if time.monotonic() + STEP_S > end:
            return False
        time.sleep(STEP_S)


def _merge(cluster: Cluster, standing: Standing) -> bool:
    """Write again the files that hold deleted documents; whether none is left."""
    both = f"{standing.index},{standing.words}"
    cluster.call("POST", f"/{both}/_flush", force="true", wait_if_ongoing="true")
    cluster.call("POST", f"/{both}/_forcemerge", seconds=BULK_S, only_expunge_deletes="true", flush="true")
    cluster.call("POST", f"/{both}/_refresh", seconds=BULK_S)
    found = cluster.call("GET", f"/{both}/_stats/docs,segments,translog", level="shards")
    shards = [
        shard for index in found["indices"].values() for some in index["shards"].values() for shard in some
    ]
    return not any(shard["docs"]["deleted"] for shard in shards)


def _forget_words(cluster: Cluster, standing: Standing) -> None:
    """Delete the words that no record holds any more."""
    after = ""
    while words := _words_after(cluster, standing, after):
        for first in range(0, len(words), _AT_ONCE):
            some = words[first : first + _AT_ONCE]
            bodies: list[Body] = [
                {"size": 0, "track_total_hits": 1, "query": {"term": {"held": word}}} for word in some
            ]
            answers = cluster.search(standing.index, bodies, seconds=BULK_S)
            gone = [
                word
                for word, answer in zip(some, answers, strict=True)
                if not answer["hits"]["total"]["value"]
            ]
            if gone:
                send(cluster, standing.words, ([_ENCODER.encode({"delete": {"_id": word}})] for word in gone))
        after = words[-1]


def _words_after(cluster: Cluster, standing: Standing, after: str) -> list[str]:
    body: Body = {
        "size": MOST_WORDS, "_source": False, "stored_fields": "_none_", "docvalue_fields": ["word"],
        "sort": [{"word": "asc"}], "track_total_hits": False, "query": {"range": {"word": {"gt": after}}},
    }  # fmt: skip
    (answer,) = cluster.search(standing.words, [body], seconds=BULK_S)
    return [hit["fields"]["word"][0] for hit in answer["hits"]["hits"]]
