"""Statistics: what is known of a whole generation, so that its best documents score as among all.

How many records there are and how long, how many hold a word, what titles are like, which words are spelled
alike: each is asked for once and kept as long as the generation stands where it does.
"""

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec
import numpy as np

from search.engines.opensearch.asking import counted
from search.engines.opensearch.cluster import Cluster
from search.engines.opensearch.generations import Standing
from search.engines.opensearch.mapping import Body
from search.ranking.arrays import Scores
from search.ranking.cache import Cache
from search.ranking.resemblance import SAMPLE, weigh_triples
from search.ranking.state import Alike, Behind, Counted, Relatives
from search.ranking.weights import Ranking, inverse_frequency
from search.ranking.word_fields import WORD_FIELDS
from search.ranking.word_runs import likest, start_of_alike
from search.steps import Sequence as WordSequence
from search.steps import Word

#: Words of one beginning that are compared: the most frequent.
MOST_WORDS = 20_000
#: Counts kept of queries as a reader asks them.
_MOST_ANSWERS = 100_000
_ENCODER = msgspec.json.Encoder()
_COUNT: Body = {"size": 0, "track_total_hits": True}


def counting(query: Body) -> Body:
    """The search that counts those that answer a query."""
    return _COUNT | {"query": query}


class Totals(NamedTuple):
    """The size of an index."""

    records: int
    #: Field → words of it in all records.
    words: Mapping[str, int]


class Statistics:
    """What is kept of one standing of one generation; safe between threads."""

    def __init__(self, cluster: Cluster, standing: Standing) -> None:
        self.standing = standing
        self._cluster = cluster
        self._counts: dict[bytes, int] = {}
        self._answers: dict[bytes, int] = {}
        self._alike: dict[tuple[str, bool], tuple[tuple[str, float], ...]] = {}
        self._starts: dict[str, list[str]] = {}
        self._totals: Totals | None = None
        self._triples: Scores | None = None
        self._lock = threading.Lock()
        self.cache = Cache(16 << 20)

    @property
    def totals(self) -> Totals:
        """How many records there are, and how long."""
        if self._totals is None:
            body = _COUNT | {
                "query": {"exists": {"field": "sequence"}},
                "aggs": {name: {"sum": {"field": f"words.{name}"}} for name in WORD_FIELDS},
            }
            (answer,) = self._cluster.search(self.standing.index, [body])
            words = {name: int(answer["aggregations"][name]["value"]) for name in WORD_FIELDS}
            self._totals = Totals(answer["hits"]["total"]["value"], words)
        return self._totals

    def missing(self, wanted: Sequence[Counted]) -> list[Counted]:
        """Those whose counts are not known yet."""
        return [each for each in dict.fromkeys(wanted) if self._key(each) not in self._counts]

    def bodies(self, wanted: Sequence[Counted]) -> list[Body]:
        """The searches that count some."""
        return [counting(self._query(each)) for each in wanted]

    def know(self, wanted: Sequence[Counted]) -> None:
        """Ask for the counts that are not known yet, by one request."""
        if missing := self.missing(wanted):
            self.learn(missing, self._cluster.search(self.standing.index, self.bodies(missing)))

    def learn(self, wanted: Sequence[Counted], answers: Sequence[Mapping[str, Any]]) -> None:
        """Keep the counts that searches gave."""
        for each, answer in zip(wanted, answers, strict=True):
            self._counts[self._key(each)] = answer["hits"]["total"]["value"]

    def count(self, what: Counted) -> int:
        """How many records hold something; asked for when it is not known."""
        key = self._key(what)
        if key not in self._counts:
            self.learn([what], self._cluster.search(self.standing.index, self.bodies([what])))
        return self._counts[key]

    def proven(self, phrase: WordSequence, prove: Callable[[], tuple[int, ...]]) -> tuple[int, ...]:
        """Which records say a phrase, little words included; kept as long as this index stands as it is."""
        return tuple(self.cache.get(("proven", phrase), lambda: (np.array(prove(), np.int64),))[0].tolist())

    def unanswered(self, queries: Iterable[Body]) -> list[Body]:
        """Those of some queries of which it is not known how many records answer."""
        return [each for each in queries if _ENCODER.encode(each) not in self._answers]

    def keep_answers(self, queries: Sequence[Body], answers: Sequence[Mapping[str, Any]]) -> None:
        """Keep how many records answer some queries."""
        if len(self._answers) > _MOST_ANSWERS:
            self._answers = {}
        for each, answer in zip(queries, answers, strict=True):
            self._answers[_ENCODER.encode(each)] = answer["hits"]["total"]["value"]

    def answers(self, queries: Sequence[Body]) -> list[int]:
        """How many records answer each query; one request for those not known yet."""
        known = [self._answers.get(_ENCODER.encode(each)) for each in queries]
        missing = [each for each, count in zip(queries, known, strict=True) if count is None]
        if missing:
            found = self._cluster.search(self.standing.index, list(map(counting, missing)))
            self.keep_answers(missing, found)
            counts = (int(answer["hits"]["total"]["value"]) for answer in found)
            return [next(counts) if count is None else count for count in known]
        return [count for count in known if count is not None]

    def known_little(self, code: int) -> int:
        """How many records hold a little word, 0 when nobody asked."""
        return self._counts.get(self._key(Behind("", code)), 0)

    def prepare(self, words: Sequence[Word]) -> None:
        """Have ready what is spelled like some words, by one request for all that is not known yet."""
        own = [Word(word.exact, word.field, word.strict) for word in words]
        self.know(own)
        starts = {start_of_alike(word.exact, known=self.count(word) > 0) for word in own}
        wanted = sorted(starts - self._starts.keys())
        if wanted:
            answers = self._cluster.search(self.standing.words, list(map(_words_starting, wanted)))
            for letters, answer in zip(wanted, answers, strict=True):
                self._keep_start(letters, answer)

    def alike_of(self, word: Word) -> tuple[tuple[str, float], ...]:
        """The words spelled most like one that is asked for."""
        return self.alike(word.exact, known=self.count(Word(word.exact, word.field, word.strict)) > 0)

    def told_by(
        self, word: Word, alike: Sequence[tuple[str, float]], ranking: Ranking
    ) -> list[tuple[str, float]]:
        """How much words tell of one they are spelled like."""
        own = Word(word.exact, word.field, word.strict)
        count = self.count(own) or self.count(Alike(own))
        told = inverse_frequency(ranking, self.totals.records, count)
        return [(other, share**2 * told) for other, share in alike]

    def alike(self, exact: str, *, known: bool) -> tuple[tuple[str, float], ...]:
        """The words spelled most like one, and how much each resembles it."""
        key = exact, known
        if key not in self._alike:
            words = self.starting(start_of_alike(exact, known=known))
            self._alike[key] = tuple((words[at], share) for at, share in likest(exact, words, known=known))
        return self._alike[key]

    def starting(self, letters: str) -> list[str]:
        """The words that begin so, in order, the most frequent where there are very many."""
        if letters not in self._starts:
            (answer,) = self._cluster.search(self.standing.words, [_words_starting(letters)])
            self._keep_start(letters, answer)
        return self._starts[letters]

    def _keep_start(self, letters: str, answer: Mapping[str, Any]) -> None:
        found = [hit["fields"]["word"][0] for hit in answer["hits"]["hits"]]
        self._starts[letters] = sorted(found, key=str.encode)

    def triple_weights(self) -> Scores:
        """How much triples of letters tell, by a sample of titles."""
        with self._lock:
            if self._triples is None:
                body = {
                    "query": {"exists": {"field": "sequence"}}, "size": SAMPLE, "_source": False,
                    "stored_fields": "_none_", "docvalue_fields": ["fold"], "sort": [{"lot": "asc"}],
                    "track_total_hits": False,
                }  # fmt: skip
                (answer,) = self._cluster.search(self.standing.index, [body])
                titles = [hit["fields"]["fold"][0].encode() for hit in answer["hits"]["hits"]]
                self._triples = weigh_triples(np.array(titles or [b""], bytes)[: len(titles)])
        return self._triples

    def _query(self, what: Counted) -> Body:
        alike: Sequence[str] = ()
        if isinstance(what, Alike | Relatives):
            known = isinstance(what, Relatives) and self.count(what.word) > 0
            alike = [other for other, _ in self.alike(what.word.exact, known=known)]
        return counted(what, alike)

    def _key(self, what: Counted) -> bytes:
        if isinstance(what, Alike | Relatives):
            return repr(what).encode()
        return _ENCODER.encode(counted(what))


def _words_starting(letters: str) -> Body:
    return {
        "query": {"prefix": {"word": letters}}, "size": MOST_WORDS, "_source": False,
        "stored_fields": "_none_", "docvalue_fields": ["word"], "sort": [{"n": "desc"}],
        "track_total_hits": False,
    }  # fmt: skip
