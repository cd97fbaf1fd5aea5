"""Keeping processes running: one that ends by itself is started again, later each time it does so soon."""

import subprocess
import time
from collections.abc import Callable, Iterable
from pathlib import Path

#: Seconds before a process that ended is started again: doubled each time, up to the last.
FIRST_PAUSE_S, LAST_PAUSE_S = 1.0, 60.0
#: One that has run for so long is no longer held to what happened before.
STEADY_S = 120.0
#: How long one that was asked to end may take.
END_S = 40.0


class Supervised:
    """One process kept running."""

    def __init__(
        self,
        start: "Callable[[], subprocess.Popen[bytes]]",
        on_end: Callable[[str, float], None] = lambda how, pause: None,
    ) -> None:
        """`on_end` is told how the process ended and after how many seconds it is started again."""
        self._start = start
        self._on_end = on_end
        self._pause = 0.0
        self._since = time.monotonic()
        self._again_at: float | None = None
        self._leaving: list[subprocess.Popen[bytes]] = []
        self.process = start()

    def look(self) -> None:
        """Start the process again if it has ended and its time has come."""
        now = time.monotonic()
        if self._again_at is not None:
            if now >= self._again_at:
                self._again_at, self._since = None, now
                self.ask_to_end()
                self.process = self._start()
        elif self.process.poll() is not None:
            if now - self._since > STEADY_S:
                self._pause = 0.0
            self._pause = min(max(self._pause * 2, FIRST_PAUSE_S), LAST_PAUSE_S)
            self._again_at = now + self._pause
            self._on_end(how_ended(self.process.returncode), self._pause)

    def replace(self) -> None:
        """Start another one in its place; the one that leaves ends what it is doing."""
        leaving, self._again_at, self._since = self.process, None, time.monotonic()
        self.process = self._start()
        if leaving.stdin is not None:
            leaving.stdin.close()
        self._leaving = [each for each in (*self._leaving, leaving) if each.poll() is None]

    def ask_to_end(self) -> None:
        """Close its standard input, by which it knows that it should end."""
        if self.process.stdin is not None:
            self.process.stdin.close()

    def wait(self, until: float) -> None:
        """Wait for its end until that moment of the monotonic clock, then end it."""
        for each in (*self._leaving, self.process):
            try:
                each.wait(max(until - time.monotonic(), 0.1))
            except subprocess.TimeoutExpired:
                each.kill()
                each.wait()


class Program:
    """The files of the program itself: when another version is put in their place, who runs must run it."""

    def __init__(self, folders: Iterable[Path]) -> None:
        self._folders = tuple(folders)
        self._seen = self._running = self._look()

    def changed(self) -> bool:
        """Whether they are others than those that run, and were the same at the last look: all are there."""
        before, self._seen = self._seen, self._look()
        if self._seen == self._running or self._seen != before:
            return False
        self._running = self._seen
        return True

    def _look(self) -> frozenset[tuple[str, int, int]]:
        found = []
        for path in (each for folder in self._folders for each in folder.rglob("*.py")):
            try:
                seen = path.stat()
            except OSError:
                continue
            found.append((str(path), seen.st_mtime_ns, seen.st_size))
        return frozenset(found)


def how_ended(code: int) -> str:
    """How a process ended, in French."""
    return f"arrêté par le signal {-code}" if code < 0 else f"fini avec le code {code}"
