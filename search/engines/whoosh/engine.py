"""The seam: `search.engine.Engine` over Whoosh's files."""

import shutil
import threading
import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from catalogue.change import Change
from catalogue.rights import Reader
from search.engine import EngineInfo, FacetRules, PageTexts
from search.engines.matching import Matcher
from search.engines.passages import count_by_page
from search.engines.said_before import SaidBefore
from search.engines.texts import KeptTexts
from search.engines.whoosh.answering import answer
from search.engines.whoosh.arrays import whole
from search.engines.whoosh.committing import Commit, commit_changes, expunge, writing
from search.engines.whoosh.completion import complete
from search.engines.whoosh.generation import Generation, pieces_of_document
from search.engines.whoosh.newest_generation import State, Watch, open_generation
from search.engines.whoosh.similarity import Similarity
from search.engines.whoosh.stamp import (
    FILE_NAME,
    Stamp,
    StampWatch,
    check_versions,
    current_versions,
    write_stamp,
)
from search.plan import plan
from search.query import Query
from search.ranking.explaining import explain
from search.ranking.finding import occurrences_of
from search.ranking.occurrences import body_leaves
from search.ranking.weights import DEFAULT, Ranking
from search.results import Hit, Mark, PageHits, Reason, Results, Suggestion
from search.steps import EVERYTHING


def open_engine(
    address: str, texts: PageTexts, facets: FacetRules, *, ranking: Ranking = DEFAULT, behind: bool = False
) -> "WhooshEngine":
    """Open the index in the folder `address`, which need not exist yet; `behind`, with other rules of facets.

    Raises IncompatibleIndexError when it was made otherwise or is damaged.
    """
    return WhooshEngine(Path(address), texts, facets, ranking, behind=behind)


def clear_engine(address: str) -> None:
    """Delete the index, whatever made it; readers that have it open keep what they see."""
    folder = Path(address)
    if folder.exists():
        with writing(folder):
            shutil.rmtree(folder)


def feed_afresh(address: str, facets: FacetRules, changes: Iterable[Change], position: int) -> None:
    """Make the index again beside what stands there, which answers until this takes its place at once."""
    folder, versions = Path(address), current_versions(facets.version)
    with writing(folder):
        if not (folder / FILE_NAME).exists():
            write_stamp(folder, Stamp.new(versions))
        commit = Commit(folder, facets, afresh=True)
        for change in changes:
            commit.apply(change)
        commit.finish()
        write_stamp(folder, replace(Stamp.new(versions), position=position))


def damaged_files(address: str) -> list[str]:
    """Files of an index that are not what was written, by their checksums; reads all of them."""
    return sorted(path.name for path in Path(address).glob("*.arrays") if not whole(path))


class WhooshEngine:
    """Safe between threads; every search uses one generation from end to end."""

    def __init__(
        self, folder: Path, texts: PageTexts, facets: FacetRules, ranking: Ranking, *, behind: bool
    ) -> None:
        self._folder = folder
        self._texts = KeptTexts(texts)
        self._said = SaidBefore(self._texts)
        self._similarity = Similarity(self._texts)
        self._facets = facets
        self._ranking = ranking
        self._versions = current_versions(facets.version)
        self._behind = behind
        self._opening = threading.Lock()
        self._watch = Watch(folder)
        self._stamps = StampWatch(folder)
        self._generation: Generation | None = None
        self._named = State()
        #: The last query whose words were marked, replaced together with what finds them.
        self._matching: tuple[Query, Matcher] = (Query(), Matcher(EVERYTHING))
        self._stamp()
        self._current()

    def position(self) -> int:
        """Last sequence number applied; 0 when empty."""
        stamp = self._stamp()
        return stamp.position if stamp else 0

    def generation(self) -> str:
        """Name of what searches see: the index's own, then its position."""
        stamp = self._stamp()
        return f"{stamp.birth}-{stamp.position}" if stamp else "0"

    def apply(self, changes: Iterable[Change]) -> None:
        """Apply changes in order; all visible at the end, none on an error. Raises LockedError."""
        with writing(self._folder):
            stamp = self._stamp()
            if stamp is None:
                write_stamp(self._folder, stamp := Stamp.new(self._versions))
            last = commit_changes(self._folder, self._facets, changes)
            if last > stamp.position:
                write_stamp(self._folder, replace(stamp, position=last))

    def expunge(self) -> bool:
        """Leave no word of withdrawn or replaced records in any file: always at once. Raises LockedError."""
        with writing(self._folder):
            expunge(self._folder, self._facets)
        return True

    def search(self, query: Query) -> Results:
        """Answer one query."""
        started = time.perf_counter()
        return answer(self._current(), self._texts, query, self._ranking, started)

    def page_hits(self, identifier: str, query: Query) -> PageHits:
        """On which pages of one record the words of the query stand."""
        generation = self._current()
        doc = generation.document(identifier, query.reader.access)
        if doc is None:
            return PageHits(identifier, {})
        found = occurrences_of(generation, body_leaves(plan(query.root)), np.array([doc]))
        return PageHits(identifier, count_by_page(pieces_of_document(generation, doc), found.positions))

    def mark(self, text: str, query: Query) -> tuple[Mark, ...]:
        """Which characters of a text the words of the query match; a page asks for each of its titles."""
        asked, matcher = self._matching
        if asked is not query:
            matcher = Matcher(plan(query.root))
            self._matching = (query, matcher)
        return matcher.marks(text)

    def explain(self, identifier: str, query: Query) -> Sequence[Reason]:
        """Why one record ranks where it does: parts of its score, largest first."""
        generation = self._current()
        doc = generation.document(identifier, query.reader.access)
        return [] if doc is None else explain(generation, plan(query.root), query.text, doc, self._ranking)

    def complete(self, prefix: str, *, reader: Reader, size: int = 8) -> Sequence[Suggestion]:
        """Words and titles a person may be typing."""
        return complete(self._current(), self._texts, prefix, reader, size)

    def similar(self, identifier: str, *, reader: Reader, size: int = 5) -> Sequence[Hit]:
        """Records that share rare words with one; `expanded` of a hit names them."""
        return self._similarity.similar(self._current(), identifier, reader, size)

    def describe(self) -> EngineInfo:
        """Versions, counts, limits."""
        records = int(self._current().live.sum())
        return EngineInfo("whoosh", self._versions, records, self.position(), {})

    def close(self) -> None:
        """Let go of files."""
        self._generation = None

    def _stamp(self) -> Stamp | None:
        stamp = self._stamps.stamp()
        if stamp is not None:
            check_versions(self._folder, stamp, self._versions, any_facets=self._behind)
        return stamp

    def _current(self) -> Generation:
        """The newest generation, opened anew only when a commit was made since."""
        newest = self._watch.newest()
        generation = self._generation
        if generation is not None and self._named == newest:
            return generation
        with self._opening:
            if self._generation is None or self._named != newest:
                self._generation = open_generation(self._folder, self._said)
                self._named = State(newest.birth, self._generation.number)
            return self._generation
