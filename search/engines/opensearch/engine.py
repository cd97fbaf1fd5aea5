"""The seam: `search.engine.Engine` over a cluster of OpenSearch."""

import contextlib
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

import numpy as np

from catalogue.change import Change
from catalogue.errors import EngineUnavailableError
from catalogue.rights import Reader
from search.engine import EngineInfo, FacetRules, PageTexts
from search.engines.matching import Matcher
from search.engines.opensearch import facets as counting
from search.engines.opensearch import generations
from search.engines.opensearch.address import read_address
from search.engines.opensearch.answering import Asked
from search.engines.opensearch.candidates import Wanted
from search.engines.opensearch.cluster import Absent, Cluster
from search.engines.opensearch.expunging import expunge
from search.engines.opensearch.feeding import feed
from search.engines.opensearch.generations import Standing
from search.engines.opensearch.proving import proven
from search.engines.opensearch.rewriting import rewrite
from search.engines.opensearch.similarity import document, similar
from search.engines.opensearch.statistics import Statistics
from search.engines.opensearch.suggesting import complete
from search.engines.passages import count_by_page
from search.engines.texts import KeptTexts
from search.plan import plan
from search.query import Query
from search.ranking.explaining import explain
from search.ranking.finding import Finder
from search.ranking.little_words import Little, little_of
from search.ranking.occurrences import body_leaves
from search.ranking.weights import DEFAULT, Ranking
from search.results import Hit, Mark, PageHits, Reason, Results, Suggestion

#: Seconds for which what an index stands at is taken to hold.
KEPT_S = 1.0
Answer = TypeVar("Answer")
_NO_LITTLE = Little(frozenset(), ())


def open_engine(
    address: str, texts: PageTexts, facets: FacetRules, *, ranking: Ranking = DEFAULT, behind: bool = False
) -> "OpenSearchEngine":
    """Open the index at `https://host1,host2/name`, which need not exist yet.

    Raises IncompatibleIndexError when it was made otherwise, with other rules of facets only unless it may be
    `behind` these; EngineUnavailableError when nobody answers.
    """
    return OpenSearchEngine(Cluster(read_address(address)), texts, facets, ranking, behind=behind)


def clear_engine(address: str) -> None:
    """Delete the index, whatever made it."""
    cluster = Cluster(read_address(address))
    generations.clear(cluster)
    cluster.close()


def feed_afresh(address: str, facets: FacetRules, changes: Iterable[Change], position: int) -> None:
    """Make the index again beside what stands there, which answers until this takes its place at once."""
    cluster = Cluster(read_address(address))
    made = generations.create(cluster, generations.current_versions(facets.version))
    try:
        feed(cluster, made, facets, changes, position)
        generations.flush(cluster, made)
        generations.turn(cluster, made)
        with contextlib.suppress(EngineUnavailableError):  # it answers; only its size waits for the next time
            rewrite(cluster, made)
    finally:
        cluster.close()


def damaged_files(address: str) -> list[str]:
    """None: the cluster keeps checksums of its files itself, and copies of them."""
    return []


class OpenSearchEngine:
    """Safe between threads; every search uses one standing from end to end."""

    def __init__(
        self, cluster: Cluster, texts: PageTexts, facets: FacetRules, ranking: Ranking, *, behind: bool
    ) -> None:
        self._behind = behind
        self._cluster = cluster
        self._texts = KeptTexts(texts)
        self._facets = facets
        self._ranking = ranking
        self._versions = generations.current_versions(facets.version)
        self._looking = threading.Lock()
        self._looked_at = 0.0
        self._checked = ""
        self._statistics: Statistics | None = None
        self._standing(afresh=True)

    def position(self) -> int:
        """Last sequence number applied; 0 when empty. Looked up once a second at most."""
        standing = self._standing()
        return standing.position if standing else 0

    def generation(self) -> str:
        """Name of what searches see; while the cluster is away, of what it saw last."""
        standing = self._standing()
        return f"{standing.index}-{standing.position}" if standing else "0"

    def apply(self, changes: Iterable[Change]) -> None:
        """Apply changes in order; all visible at the end, none on an error while the cluster lives.

        After a crash of its machines some may be; applying again from `position()` ends in the same state.
        """
        standing = self._standing(afresh=True)
        if standing is None:
            standing = generations.create(self._cluster, self._versions)
            generations.turn(self._cluster, standing)
        feed(self._cluster, standing, self._facets, changes)
        self._standing(afresh=True)

    def expunge(self) -> bool:
        """Leave no word of withdrawn or replaced records in any file; False when that takes longer."""
        standing = self._standing(afresh=True)
        return standing is None or expunge(self._cluster, standing)

    def search(self, query: Query) -> Results:
        """Answer one query."""
        started = time.perf_counter()

        def asked(statistics: Statistics) -> Results:
            return Asked(self._cluster, statistics, self._texts, query, self._ranking).answer(started)

        return self._ask(asked, Results(0, facets=counting.none(query)))

    def page_hits(self, identifier: str, query: Query) -> PageHits:
        """On which pages of one record the words of the query stand."""
        step, none = plan(query.root), PageHits(identifier, {})

        def asked(statistics: Statistics) -> PageHits:
            wanted = Wanted(step, _NO_LITTLE, {})
            state = document(self._cluster, statistics, self._texts, identifier, query.reader, wanted)
            positions = Finder(state).find(body_leaves(step), np.arange(state.size)).positions
            if not len(positions):
                return none
            return PageHits(identifier, count_by_page(state.source(0).pieces, positions))

        return self._ask(asked, none)

    def mark(self, text: str, query: Query) -> tuple[Mark, ...]:
        """Which characters of a text the words of the query match."""
        return Matcher(plan(query.root)).marks(text)

    def explain(self, identifier: str, query: Query) -> Sequence[Reason]:
        """Why one record ranks where it does: parts of its score, largest first."""
        whole = plan(query.root)

        def asked(statistics: Statistics) -> Sequence[Reason]:
            step = proven(self._cluster, statistics, self._texts, whole)
            words = [word for word in Wanted(step, _NO_LITTLE, {}).words if word.root]
            statistics.prepare(words)
            alike = {word.exact: statistics.alike_of(word) for word in words}
            wanted = Wanted(step, little_of(query.text), alike)
            statistics.know(wanted.counts())
            state = document(
                self._cluster, statistics, self._texts, identifier, query.reader, wanted, alike=True
            )
            return explain(state, step, query.text, 0, self._ranking) if state.size else []

        return self._ask(asked, [])

    def complete(self, prefix: str, *, reader: Reader, size: int = 8) -> Sequence[Suggestion]:
        """Words and titles a person may be typing."""

        def asked(statistics: Statistics) -> Sequence[Suggestion]:
            return complete(self._cluster, statistics, self._texts, prefix, reader, size)

        return self._ask(asked, [])

    def similar(self, identifier: str, *, reader: Reader, size: int = 5) -> Sequence[Hit]:
        """Records that share rare words with one."""

        def asked(statistics: Statistics) -> Sequence[Hit]:
            return similar(self._cluster, statistics, self._texts, identifier, reader, size)

        return self._ask(asked, [])

    def describe(self) -> EngineInfo:
        """Versions, counts, limits."""
        self._standing(afresh=True)
        statistics = self._statistics
        records = statistics.totals.records if statistics else 0
        health = generations.health(self._cluster, statistics.standing) if statistics else {}
        return EngineInfo("opensearch", self._versions, records, self.position(), {}, health)

    def close(self) -> None:
        """Let go of connections."""
        self._cluster.close()

    def _standing(self, *, afresh: bool = False) -> Standing | None:
        """Where the index stands, looked up when it was not for a moment."""
        with self._looking:
            if afresh or time.monotonic() >= self._looked_at + KEPT_S:
                self._look()
            return self._statistics.standing if self._statistics else None

    def _look(self) -> None:
        try:
            standing = generations.look(self._cluster, hasty=self._statistics is not None)
        except EngineUnavailableError:
            if self._statistics is None:
                raise
            # What was seen last is taken to hold: whoever searches will be told.
            self._looked_at = time.monotonic()
            return
        if standing is None:
            self._statistics = None
        else:
            if standing.index != self._checked:
                generations.check_versions(self._cluster, standing.index, self._versions, behind=self._behind)
                self._checked = standing.index
            if self._statistics is None or self._statistics.standing != standing:
                self._statistics = Statistics(self._cluster, standing)
        self._looked_at = time.monotonic()

    def _ask(self, asked: Callable[[Statistics], Answer], none: Answer) -> Answer:
        """What one standing answers, `none` where there is no index; asked anew when it was just replaced."""
        self._standing()
        if self._statistics is None:
            return none
        try:
            return asked(self._statistics)
        except Absent:
            self._standing(afresh=True)
            return none if self._statistics is None else asked(self._statistics)
