"""Following the corpus: each time it changes, and has then been still for a moment, it is indexed again."""

import logging
from collections.abc import Iterator
from threading import Event

import watchfiles

from catalogue.errors import LockedError
from catalogue.library import Library
from indexer.pipeline import Run, index
from indexer.report import Report

#: A file being copied in grows for a while; wait this long after the last change, at most that long in all.
STILL_MS = 1_500
AT_MOST_MS = 10_000
#: Another process may be indexing; wait for it rather than miss the change.
RETRY_S = 60.0

logger = logging.getLogger(__name__)


def watch(library: Library, workers: int = 0, stop: Event | None = None) -> Iterator[Report]:
    """Reports of runs, one after each burst of changes, until interrupted or `stop` is set."""
    folders = [library.corpus] + [folder for folder in (library.vocabularies,) if folder.is_dir()]
    for _ in watchfiles.watch(
        *folders, step=STILL_MS, debounce=AT_MOST_MS, stop_event=stop, raise_interrupt=False
    ):
        try:
            yield index(Run(library, workers=workers, wait_s=RETRY_S))
        except LockedError as error:
            logger.warning("%s", error)
