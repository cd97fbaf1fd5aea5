"""An errand: a short command run each time there is something to do, never twice at once."""

import subprocess
import time
from collections.abc import Callable

#: Seconds between two looks, and at least between two runs where one left something undone.
LOOK_S, AGAIN_S = 2.0, 60.0
#: How long one that was asked to end may take.
END_S = 10.0


class Errand:
    """Run by the program that keeps the site running; what it does holds if it is killed."""

    def __init__(self, wanted: Callable[[], bool], start: "Callable[[], subprocess.Popen[bytes]]") -> None:
        """`wanted` looks, and must be quick; `start` starts the command."""
        self._wanted, self._start = wanted, start
        self._running: subprocess.Popen[bytes] | None = None
        self._next_look = 0.0

    def look(self) -> None:
        """Start the command if there is something to do."""
        now = time.monotonic()
        if self._running is not None:
            if self._running.poll() is None:
                return
            self._running = None
            # What it could not do waits; what came meanwhile as well, unless it did all.
            self._next_look = now + (AGAIN_S if self._wanted() else LOOK_S)
        elif now >= self._next_look:
            self._next_look = now + LOOK_S
            if self._wanted():
                self._running = self._start()

    def end(self) -> None:
        """End the command if it runs."""
        if self._running is not None and self._running.poll() is None:
            self._running.terminate()
            try:
                self._running.wait(END_S)
            except subprocess.TimeoutExpired:
                self._running.kill()
                self._running.wait()
