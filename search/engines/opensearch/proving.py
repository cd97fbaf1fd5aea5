"""Proving: which records say an exact phrase, little words included, asked before all else of a search.

The cluster keeps no little words between others: it finds the records that may say the phrase, and these are
looked at here, by the code that looks at Whoosh's. Kept for as long as the index stands as it is.
"""

from collections.abc import Iterator
from dataclasses import replace

from search.engine import PageTexts
from search.engines.opensearch.asking import nearly
from search.engines.opensearch.candidates import Candidates, Wanted, asked_for
from search.engines.opensearch.cluster import Cluster
from search.engines.opensearch.mapping import Body
from search.engines.opensearch.proven import Proven
from search.engines.opensearch.statistics import Statistics
from search.ranking.little_words import Little
from search.ranking.phrases import sequence_positions
from search.ranking.scoring import fields_of
from search.steps import All, Step, Without
from search.steps import Any as Either
from search.steps import Sequence as WordSequence

#: Records asked for at once: a few kilobytes each.
_AT_ONCE = 500
_NO_LITTLE = Little(frozenset(), ())


def proven(cluster: Cluster, statistics: Statistics, texts: PageTexts, step: Step) -> Step:
    """The same plan, its phrases that ask for little words proven; nothing is asked where there are none."""

    def of(step: Step) -> Step:
        match step:
            case WordSequence() if step.little:
                records = statistics.proven(step, lambda: tuple(_records(cluster, statistics, texts, step)))
                return Proven(step.words, step.field, step.slop, step.little, records)
            case All() | Either():
                return replace(step, children=tuple(map(of, step.children)))
            case Without():
                return Without(of(step.child))
        return step

    return of(step)


def _records(
    cluster: Cluster, statistics: Statistics, texts: PageTexts, phrase: WordSequence
) -> Iterator[int]:
    """Sequence numbers of the records that say a phrase, growing."""
    wanted, last = Wanted(phrase, _NO_LITTLE, {}), -1
    while True:
        (answer,) = cluster.search(statistics.standing.index, [_body(phrase, wanted, last)])
        rows = answer["hits"]["hits"]
        state = Candidates(statistics, texts, rows, wanted, alike=False)
        found = {
            doc
            for field in fields_of(phrase.field)
            for docs, _ in sequence_positions(state, phrase, field)
            for doc in docs.tolist()
        }
        yield from (state.sequences[doc] for doc in sorted(found))
        if len(rows) < _AT_ONCE:
            return
        last = state.sequences[-1]


def _body(phrase: WordSequence, wanted: Wanted, last: int) -> Body:
    return {
        "size": _AT_ONCE, "_source": False, "stored_fields": "_none_", "track_total_hits": False,
        "docvalue_fields": asked_for(wanted, pieces=True),
        "sort": [{"sequence": "asc"}], "search_after": [last],
        "query": {"bool": {"filter": [nearly(phrase)]}},
    }  # fmt: skip
