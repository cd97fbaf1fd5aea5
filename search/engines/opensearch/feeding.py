"""Feeding: changes of the log into one generation, in requests of some megabytes.

Each document carries its number in the log as its version, so a request that is sent twice, or that comes
late, changes nothing. Where the cluster has no room left it is waited for; nothing is seen before the end.
"""

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from catalogue.change import Change
from catalogue.errors import EngineUnavailableError, IncompatibleIndexError
from search.analysis import sound
from search.engine import FacetRules
from search.engines.opensearch.cluster import BULK_S, UNAVAILABLE, Cluster
from search.engines.opensearch.documents import Step, batches, name_of
from search.engines.opensearch.generations import WAITED, Standing, refresh, write_stamp

#: Bytes of one request, about.
REQUEST_BYTES = 5 << 20
#: Seconds waited before a request is sent again, each time; then the feeding is given up until later.
PAUSES_S = (0.5, 1.0, 2.0, 4.0)
#: Statuses of items that are as they should be, or newer already.
_DONE = (200, 201, 404, 409)
#: Statuses of items to be sent again: no room now, and a machine that failed or from the next one on.
_FULL, _FAILED = 429, 500
#: Words whose counts are kept in memory before they are sent.
_MOST_WORDS = 1_000_000
_ENCODER = msgspec.json.Encoder()


def feed(
    cluster: Cluster, into: Standing, facets: FacetRules, changes: Iterable[Change], position: int = 0
) -> int:
    """Send changes in order, then say how far the generation follows; all is seen at the end.

    Returns the last number, `position` at least. Raises EngineUnavailableError when the cluster does not take
    them; what was sent then is sent again next time.
    """
    last, words = max(into.position, position), Counter[str]()
    for steps, batch in batches(changes, facets):
        last = max(last, steps[-1].sequence, *(step.sequence for step in steps))
        documents, held = batch.documents() if len(batch) else ([], {})
        send(cluster, into.index, _lines(steps, documents))
        words.update(held)
        if len(words) > _MOST_WORDS:
            send(cluster, into.words, _of_words(words))
            words.clear()
    send(cluster, into.words, _of_words(words))
    write_stamp(cluster, into.index, last)
    refresh(cluster, into)
    return last


def _lines(steps: Iterable[Step], documents: Iterable[Mapping[str, Any]]) -> Iterator[list[bytes]]:
    """The lines of each action."""
    made = iter(documents)
    for step in steps:
        head = {"_id": name_of(step.identifier), "version": step.sequence, "version_type": "external_gte"}
        if step.gone:
            yield [_ENCODER.encode({"delete": head})]
        else:
            yield [_ENCODER.encode({"index": head}), _ENCODER.encode(next(made))]


def _of_words(words: Mapping[str, int]) -> Iterator[list[bytes]]:
    """Words and how many documents more hold each: a hint of which come first, never an answer."""
    script = "ctx._source.n += params.n"
    for word, count in words.items():
        document = {"word": word, "sound": sound(word), "n": count}
        change = {"script": {"source": script, "params": {"n": count}}, "upsert": document}
        yield [_ENCODER.encode({"update": {"_id": word, "retry_on_conflict": 3}}), _ENCODER.encode(change)]


def send(cluster: Cluster, index: str, actions: Iterable[list[bytes]]) -> None:
    """Send actions, each of one or two lines, in requests of some megabytes."""
    some: list[list[bytes]] = []
    size = 0
    for action in actions:
        some.append(action)
        size += sum(map(len, action))
        if size >= REQUEST_BYTES:
            _send_all(cluster, index, some)
            some, size = [], 0
    if some:
        _send_all(cluster, index, some)


def _send_all(cluster: Cluster, index: str, actions: list[list[bytes]]) -> None:
    """Send some actions until all are taken; what the cluster has no room for is sent again after a while."""
    for pause in (*PAUSES_S, None):
        try:
            left = _send_once(cluster, index, actions)
        except EngineUnavailableError:
            if pause is None:
                raise
            left = actions
        if not left:
            return
        if pause is not None:
            time.sleep(pause)
        actions = left
    raise EngineUnavailableError(UNAVAILABLE)


def _send_once(cluster: Cluster, index: str, actions: list[list[bytes]]) -> list[list[bytes]]:
    """The actions that are to be sent again."""
    body = b"\n".join(line for action in actions for line in action) + b"\n"
    answer = cluster.call("POST", f"/{index}/_bulk?timeout={WAITED}", body, seconds=BULK_S)
    if not answer["errors"]:
        return []
    left = []
    for action, item in zip(actions, answer["items"], strict=True):
        (found,) = item.values()
        if found["status"] == _FULL or found["status"] >= _FAILED:
            left.append(action)
        elif found["status"] not in _DONE:
            raise IncompatibleIndexError(
                f"Les serveurs de recherche refusent la notice « {found['_id']} » : "
                f"{found['error'].get('reason', found['error'].get('type'))}."
            )
    return left
