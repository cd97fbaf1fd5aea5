"""The parent's end of one limited process."""

import contextlib
import os
import signal
from collections.abc import Callable, Iterator
from io import BufferedReader
from pathlib import Path
from threading import Thread, Timer
from time import perf_counter
from typing import cast

from confined.frames import DETAIL_LIMIT, BrokenFrameError, Status, read_frame, write_frame
from confined.outcome import Failure, FailureKind, Limits, Outcome, not_started
from confined.process import START_S, Process

#: Signs on stderr that a C library ended the process for want of memory.
_OUT_OF_MEMORY = ("bad_alloc", "out of memory", "cannot allocate memory", "memoryerror")
#: Address space a process reserves and never touches. One that died with less than this between what it held
#: and its limit died of that limit: C libraries abort without a word.
_UNTOUCHED_MB = 200


class Child:
    """One process, asked one request at a time; once `usable` is false only `end` makes sense."""

    def __init__(self, process: Process, task: str, limits: Limits) -> None:
        """Take a process that was begun a moment ago; raises ConfinementError when it comes to nothing."""
        self._process = process
        self._limits = limits
        self._expired = False
        self.usable = True
        self.answered = 0
        self._last_words = b""
        self._listener = Thread(target=self._listen, daemon=True)
        self._listener.start()
        self._await_ready(task)

    def ask(self, request: bytes, wall_s: int) -> Outcome:
        """Ask once; a child that did not answer properly is dead afterwards."""
        self._last_words = b""
        started = perf_counter()
        answer = self._exchange(request, wall_s)
        seconds = perf_counter() - started
        self.answered += 1
        if isinstance(answer, Failure):
            return Outcome(request, None, answer, seconds)
        return Outcome(request, answer, None, seconds)

    def resident_mb(self) -> int:
        """Memory the process holds now, in megabytes; 0 where the system does not tell."""
        try:
            pages = int(Path(f"/proc/{self._process.pid}/statm").read_text().split()[1])
        except OSError:
            return 0
        return pages * os.sysconf("SC_PAGE_SIZE") // 2**20

    def kill(self) -> None:
        """Kill the process and what it started, so that whoever waits for its answer learns of it."""
        self.usable = False
        self._process.kill()

    def end(self) -> None:
        """End the process and what it started, at once, and free its pipes."""
        self.kill()
        self._process.wait()
        self._listener.join(timeout=1)
        for stream in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):  # what could not be written before the death
                stream.close()

    def _exchange(self, request: bytes, wall_s: int) -> bytes | Failure:
        try:
            with _deadline(wall_s, self._expire):
                write_frame(self._process.stdin, Status.REQUEST, request)
                most = self._limits.answer_mb * 2**20 + DETAIL_LIMIT
                status, payload = read_frame(self._process.stdout, most)
        except BrokenFrameError as error:
            self.end()
            return Failure(FailureKind.CRASH, f"not an answer: {error}")
        except (OSError, EOFError):
            return self._post_mortem(wall_s)
        if status is Status.VALUE:
            return payload
        if status is Status.MEMORY:
            self.end()  # what an allocation failure left behind is not trusted with another document
        kind = FailureKind.MEMORY if status is Status.MEMORY else FailureKind.ERROR
        return Failure(kind, payload.decode("utf-8", "replace"))

    def _post_mortem(self, wall_s: int) -> Failure:
        self.end()
        words = self._last_words.decode("utf-8", "replace")
        if self._expired:
            return Failure(FailureKind.WALL, f"no answer after {wall_s} s\n{words}")
        code, peak_mb = self._process.wait()
        full = peak_mb > max(self._limits.memory_mb - _UNTOUCHED_MB, self._limits.memory_mb / 2)
        kind = _kind_of_death(code, words, full=full)
        return Failure(kind, f"process ended with {_name(code)}, {peak_mb} MB at most\n{words}")

    def _await_ready(self, task: str) -> None:
        try:
            with _deadline(START_S, self._expire):
                read_frame(self._process.stdout, 0)
        except (OSError, EOFError, BrokenFrameError) as error:
            raise not_started(task, self._limits, self._post_mortem(START_S).detail) from error

    def _expire(self) -> None:
        self._expired = True
        self.kill()

    def _listen(self) -> None:
        """Keep the last words on stderr; read always, so that a chatty library never blocks."""
        stream = cast(BufferedReader, self._process.stderr)
        with stream:
            while words := stream.read1(65536):
                self._last_words = (self._last_words + words)[-DETAIL_LIMIT:]


@contextlib.contextmanager
def _deadline(seconds: float, action: Callable[[], None]) -> Iterator[None]:
    """Call a function unless the block ends in time; never once it has ended."""
    timer = Timer(seconds, action)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()


def _kind_of_death(code: int, words: str, *, full: bool) -> FailureKind:
    if code == -getattr(signal, "SIGXCPU", 0):
        return FailureKind.CPU
    killed_by_system = code == -getattr(signal, "SIGKILL", 0)  # not by us: `_expired` is looked at before
    if full or killed_by_system or any(sign in words.lower() for sign in _OUT_OF_MEMORY):
        return FailureKind.MEMORY
    return FailureKind.CRASH


def _name(code: int) -> str:
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"exit code {code}"
