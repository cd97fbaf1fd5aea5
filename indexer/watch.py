"""Following the corpus: each time it changes, and has then been still for a moment, it is indexed again.

So it is when the settings or the vocabularies were edited, be the folder of these made meanwhile, when a page
kept or dropped what a centre sent, and when the index was deleted. What goes wrong is told
(`catalogue.indexing`) and tried again later.
"""

import logging
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from enum import Enum, auto
from pathlib import Path
from threading import Event

import watchfiles
from watchfiles._rust_notify import WatchfilesRustInternalError

from catalogue.errors import TOLD
from catalogue.file_times import Times, settings_times, vocabulary_times
from catalogue.indexing import Activity, tell_indexing
from catalogue.library import Library, open_library
from desk.erasures import asked_erasures
from exchange.received import stores
from indexer.pipeline import Run, index
from indexer.readers import Ready
from indexer.report import Report
from indexer.walk import Walk, walk

#: A file being copied in grows for a while; wait this long after the last change, at most that long in all.
STILL_MS = 1_000
AT_MOST_MS = 10_000
#: How often it is asked whether anything has changed.
STEP_MS = 200
#: How often settings, vocabularies and the index are looked at while the corpus is still.
LOOK_MS = 2_000
#: Another process may be indexing; wait for it rather than miss the change.
RETRY_S = 60.0
#: Seconds before what failed is tried again, doubled each time up to the last.
FIRST_PAUSE_S, LAST_PAUSE_S = 5.0, 300.0

logger = logging.getLogger(__name__)


def watch(library: Library, workers: int = 0, stop: Event | None = None) -> Iterator[Report]:
    """Reports of runs, one after each burst of changes, until interrupted or `stop` is set."""
    runs = _Runs(library, workers)
    with closing(runs):
        for seen in _changes(library.corpus, stop or Event()):
            if seen is Seen.BEGUN:
                runs.expect()
            elif seen is Seen.CHANGED or runs.due():
                report = runs.again()
                if report is not None:
                    yield report


class Seen(Enum):
    """What a look at the corpus told."""

    #: The first of some changes; more may follow at once.
    BEGUN = auto()
    #: There were changes, and all is still again, or has moved for too long to wait for it.
    CHANGED = auto()
    NOTHING = auto()


def _changes(corpus: Path, stop: Event) -> Iterator[Seen]:
    """What happens in the corpus, and nothing every now and then, until `stop` is set or Ctrl-C.

    What the system tells is followed; where it cannot tell (a name that is not UTF-8, too many folders, some
    shared drives), the corpus is looked at instead.
    """
    try:
        told = watchfiles.watch(
            corpus,
            step=STEP_MS,
            debounce=AT_MOST_MS,
            rust_timeout=STEP_MS,
            yield_on_timeout=True,
            stop_event=stop,
            raise_interrupt=False,
        )
        yield from _bursts(bool(changes) for changes in told)
    except (OSError, WatchfilesRustInternalError) as error:
        logger.warning("Le système ne suit plus les changements (%s) : le corpus est relu à la place.", error)
    else:
        return
    yield Seen.CHANGED
    seen = _listed(corpus)
    while not stop.wait(LOOK_MS / 1000):
        now = _listed(corpus)
        yield Seen.NOTHING if now == seen else Seen.CHANGED
        seen = now


def _bursts(told: Iterable[bool], clock: Callable[[], float] = time.monotonic) -> Iterator[Seen]:
    """From looks that tell whether anything changed: when changes begin, and when they have ended."""
    first = last = 0.0
    moving, looked = False, clock()
    for changed in told:
        now = clock()
        if changed:
            if not moving:
                moving, first = True, now
                yield Seen.BEGUN
            last = now
        if moving and (now - last >= STILL_MS / 1000 or now - first >= AT_MOST_MS / 1000):
            moving = False
            yield Seen.CHANGED
            looked = clock()
        elif not moving and now - looked >= LOOK_MS / 1000:
            looked = now
            yield Seen.NOTHING


def _listed(corpus: Path) -> Walk | None:
    """What stands in the corpus, None while its disk is away."""
    try:
        return walk(corpus)
    except OSError:
        return None


class _Runs:
    """Runs one after the other, and what the last one was made with."""

    def __init__(self, library: Library, workers: int) -> None:
        self._library, self._workers = library, workers
        self._made_with = _looks_of(library)
        self._pause, self._again_at = 0.0, float("inf")
        self._ready: Ready | None = None
        tell_indexing(library, Activity.WAITING)

    def expect(self) -> None:
        """Have a process ready to read by the time the corpus is still."""
        with suppress(*TOLD):
            self._ready = self._ready or Ready.begun(self._library, self._workers)

    def close(self) -> None:
        """End the process that was made ready, if any."""
        if self._ready is not None:
            self._ready.pool.close()
            self._ready = None

    def due(self) -> bool:
        """Whether a run is wanted although no file of the corpus has changed."""
        lost = not self._library.log_path.exists() and self._pause == 0
        if asked_erasures(self._library):
            return True
        return lost or time.monotonic() >= self._again_at or _looks_of(self._library) != self._made_with

    def again(self) -> Report | None:
        """Index once more, with the settings as they are now; None when it could not."""
        self._made_with = _looks_of(self._library)
        tell_indexing(self._library, Activity.WORKING)
        try:
            self._library = open_library(self._library.folder)
            report = index(Run(self._library, workers=self._workers, wait_s=RETRY_S, ready=self._ready))
        except TOLD as error:
            self._failed(error)
            return None
        except BaseException as error:
            tell_indexing(self._library, Activity.FAILED, f"L'indexation s'est arrêtée : {error!r}")
            raise
        finally:
            self.close()
        self._pause, self._again_at = 0.0, float("inf")
        tell_indexing(self._library, Activity.WAITING)
        return report

    def _failed(self, error: Exception) -> None:
        logger.warning("%s", error)
        tell_indexing(self._library, Activity.FAILED, str(error))
        self._pause = min(max(self._pause * 2, FIRST_PAUSE_S), LAST_PAUSE_S)
        self._again_at = time.monotonic() + self._pause


def _looks_of(library: Library) -> tuple[Times, Times, tuple[tuple[str, str], ...]]:
    """What a run is made with beside the corpus: settings, vocabularies, what centres sent."""
    heard = tuple((name, store.state) for name, store in stores(library).items())
    return settings_times(library), vocabulary_times(library), heard
