"""A progress bar on stderr: what is being read, how fast, how long still."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from fonds.terminal import plain, say
from indexer.pipeline import Progress

#: Seconds between two lines where there is no terminal to draw a bar on.
LINE_EVERY = 30


@contextmanager
def progress() -> Iterator[Callable[[Progress], None]]:
    """What to call after each document; draws nothing for a run that has nothing to do."""
    if not sys.stderr.isatty():
        yield _lines()
        return
    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        TextColumn("{task.description}", markup=False),
    )
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None, visible=False, rate="")
        started = time.monotonic()

        def draw(state: Progress) -> None:
            rate = state.done / max(time.monotonic() - started, 0.001)
            bar.update(
                task,
                completed=state.done,
                total=state.total,
                description=plain(state.file),
                rate=f"{rate:.1f} doc/s",
                visible=state.total > 0,
            )

        yield draw


def _lines() -> Callable[[Progress], None]:
    last = time.monotonic()

    def tell(state: Progress) -> None:
        nonlocal last
        if time.monotonic() - last > LINE_EVERY:
            last = time.monotonic()
            say(f"{state.done}/{state.total} {state.file}", err=True)

    return tell
