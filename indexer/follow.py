"""Bringing the engine, and the sketches of likeness, up to the log while documents are still being read.

`follow_received` is a run without documents: what other centres sent enters the log and becomes searchable.
Engine and sketches open and follow in a thread of their own, so that extraction does not wait for them. They
ask the log for what they have missed; killed at any moment, they catch up at the next run.
"""

import sqlite3
import threading
from collections.abc import Callable

from catalogue import disk_errors
from catalogue.defined_acronyms import DefinitionStore
from catalogue.errors import (
    DamagedFileError,
    EngineUnavailableError,
    ErasurePendingError,
    IncompatibleIndexError,
)
from catalogue.indicators import Indicators
from catalogue.library import Library
from catalogue.log import Log, Writer, open_writer
from catalogue.rooms import INDICATORS
from catalogue.vocabulary import load_vocabularies
from desk.attention import Attention
from exchange.apply_received import DamagedStore, apply_received
from search.engine import Engine, damaged_files, feed_afresh, open_engine
from search.facet_rules import VocabularyFacets


def follow_received(library: Library) -> tuple[DamagedStore, ...]:
    """Bring log and engine up to what centres sent, and tell of which centres that cannot be read.

    The caller holds the library's lock.
    """
    with open_writer(library) as writer:
        damaged = apply_received(library, writer)
        with Follower(library, afresh=writer.restoring) as follower:
            prune_and_expunge(writer, follower)
    return damaged


def prune_and_expunge(writer: Writer, follower: "Follower") -> None:
    """Let the engine catch up, then leave nothing behind of what was replaced or withdrawn.

    Raises EngineUnavailableError when the engine's machines do not answer, ErasurePendingError when they have
    not forgotten yet: the log stands, and the next run goes on from there.
    """
    follower.catch_up()
    forgotten = not writer.must_expunge() or follower.expunge()
    writer.prune(follower.position)
    if not forgotten:
        raise ErasurePendingError(
            "Les mots des documents retirés ne se trouvent plus, mais les serveurs de recherche ne les ont "
            "pas encore effacés de leurs disques. La prochaine indexation poursuivra, dans une minute."
        )
    if writer.must_expunge():
        writer.expunged()


class Follower:
    """Keeps one engine up to one log; a context manager that ends with both at the same number.

    The sketches are a step behind the engine and reach the log's number when the block ends; what other
    centres hold that is alike is compared then.
    """

    def __init__(self, library: Library, *, afresh: bool = False) -> None:
        """`afresh` makes the engine again at the end of the run; what stands there answers until then."""
        self._library = library
        self._log = Log(library.log_path)
        self._afresh = afresh
        #: Where the log stood before this run wrote to it.
        self._stood = self._log.position()
        self._engine: Engine | None = None
        self._wake = threading.Event()
        self._passed = threading.Condition()
        #: The log is complete: an engine that is made again is made now.
        self._complete = False
        self._ending = False
        #: Where the engine stood after the last round.
        self._reached = 0
        self._error: BaseException | None = None
        #: The engine's machines did not answer last time: the log is written on, and told of at the end.
        self._unavailable: EngineUnavailableError | None = None
        self._thread = threading.Thread(target=self._follow, name="follower", daemon=True)

    @property
    def position(self) -> int:
        """The last number the engine has passed; 0 while it is being opened."""
        return self._engine.position() if self._engine else 0

    def __enter__(self) -> "Follower":
        self._thread.start()
        self.wake()
        return self

    def wake(self) -> None:
        """Say that the log has grown; raises what stopped the engine, if anything did."""
        if self._error is not None:
            raise self._error
        self._wake.set()

    def catch_up(self) -> None:
        """Wait until the engine stands where the log does, which is complete now."""
        target = self._log.position()
        with self._passed:
            self._unavailable, self._complete = None, True
            self.wake()
            self._passed.wait_for(lambda: self._stopped or self._reached >= target)
        self.wake()
        if self._unavailable is not None:
            raise EngineUnavailableError(
                "Le journal est à jour, mais les serveurs de recherche ne répondent pas : ce qui a changé se "
                "cherchera dès la prochaine indexation."
            ) from self._unavailable

    @property
    def _stopped(self) -> bool:
        return self._error is not None or self._unavailable is not None

    def expunge(self) -> bool:
        """Leave no word of withdrawn records in the engine's files; call it once caught up.

        False when that is not done yet.
        """
        return self._engine is None or self._engine.expunge()

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._ending = True
        self._wake.set()
        self._thread.join()
        if self._engine is not None:
            self._engine.close()
        self._log.close()
        if self._error is not None and kind is None:
            raise self._error

    def _follow(self) -> None:
        from catalogue.likeness import (
            Neighbours,
            SketchStore,
        )  # numpy, like the engine: while the first files are read

        try:
            sketches, definitions = SketchStore(self._library), DefinitionStore(self._library)
            ended = False
            while not ended:
                self._wake.wait()
                self._wake.clear()
                ended = self._ending  # looked at before the last round, not after
                self._bring_up()
                if self._engine is not None:
                    self._follow_in("likeness.sqlite", sketches.follow)
                    self._follow_in("definitions.sqlite", definitions.follow)
            self._follow_in("neighbours.sqlite", Neighbours(self._library).follow)
            self._follow_indicators()
            Attention(self._library, load_vocabularies(self._library.vocabularies)).follow(self._log)
        except BaseException as error:  # noqa: BLE001 - handed to the thread that started this one
            self._error = error
        finally:
            with self._passed:
                self._passed.notify_all()

    def _follow_in(self, name: str, follow: Callable[[Log], None]) -> None:
        """Bring a small file of `index/` up to the log; one that is damaged inside is made again from it."""
        try:
            follow(self._log)
        except sqlite3.DatabaseError as error:
            if not isinstance(disk_errors.told(error), DamagedFileError):
                raise
            for suffix in ("", "-wal", "-shm"):
                (self._library.index / (name + suffix)).unlink(missing_ok=True)
            follow(self._log)

    def _follow_indicators(self) -> None:
        """Bring what documents state up to the log; where the room is closed, nothing of it stays behind."""
        found = Indicators(self._library)
        if INDICATORS in self._library.settings.site.rooms:
            self._follow_in("indicators.sqlite", found.follow)
        else:
            found.remove()

    def _bring_up(self) -> None:
        """Open the engine if it is not open yet, and bring it up; note when its machines do not answer."""
        try:
            if self._engine is None and not self._afresh:
                self._engine = self._opened()
                self._afresh = self._engine is None
            if self._engine is None and self._complete:
                self._engine = self._made_again()
            if self._engine is not None:
                self._apply(self._engine)
        except EngineUnavailableError as error:
            with self._passed:
                self._unavailable = error
                self._passed.notify_all()

    def _apply(self, engine: Engine) -> None:
        position = engine.position()
        if self._log.position() > position:
            engine.apply(self._log.changes(position))
        with self._passed:
            self._reached = engine.position()
            self._passed.notify_all()

    def _opened(self) -> Engine | None:
        """The engine; None when it must be made again: with other rules, damaged, or for another log."""
        try:
            engine = open_engine(self._library.engine_address, self._log, self._facets())
        except IncompatibleIndexError:
            return None if self._log.count() else self._made_again()
        if engine.position() <= self._stood and not damaged_files(self._library.engine_address):
            return engine
        engine.close()
        return None

    def _made_again(self) -> Engine:
        address, facets = self._library.engine_address, self._facets()
        feed_afresh(address, facets, self._log.changes(), self._log.position())
        return open_engine(address, self._log, facets)

    def _facets(self) -> VocabularyFacets:
        return VocabularyFacets(load_vocabularies(self._library.vocabularies))
