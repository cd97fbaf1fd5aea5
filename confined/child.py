"""The parent's end of one limited process."""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from io import BufferedReader
from pathlib import Path
from threading import Thread, Timer
from time import perf_counter
from typing import BinaryIO, cast

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

from confined.frames import DETAIL_LIMIT, BrokenFrameError, Status, read_frame, write_frame
from confined.outcome import ConfinementError, Failure, FailureKind, Limits, Outcome

#: Seconds an interpreter may take to start and import its task on a busy machine.
START_S = 60
#: Signs on stderr that a C library ended the process for want of memory.
_OUT_OF_MEMORY = ("bad_alloc", "out of memory", "cannot allocate memory", "memoryerror")
#: Address space a process reserves and never touches. One that died with less than this between what it held
#: and its limit died of that limit: C libraries abort without a word.
_UNTOUCHED_MB = 200
#: More threads in the numeric libraries than one would reserve the address space of a whole document.
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "OMP_THREAD_LIMIT"), "1")


class Child:
    """One process, asked one request at a time; once `usable` is false only `end` makes sense."""

    def __init__(self, task: str, limits: Limits) -> None:
        self._limits = limits
        self._expired = False
        self.usable = True
        self.answered = 0
        self._peak_mb = 0
        # Until it becomes another program a new process is this one's copy, and Linux counts that as its own.
        self._inherited_mb = _largest_mb()
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            _command(task, limits),
            env=_environment(),
            start_new_session=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        self._stdin, self._stdout = cast(BinaryIO, self._process.stdin), cast(BinaryIO, self._process.stdout)
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
        """Kill the process and its whole group, so that whoever waits for its answer learns of it.

        The group is killed even when its leader is dead: not yet waited for, its number is still its own.
        """
        self.usable = False
        if self._process.returncode is not None:
            return
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if hasattr(os, "killpg"):
                os.killpg(self._process.pid, signal.SIGKILL)
            else:
                self._process.kill()

    def end(self) -> None:
        """End the process and what it started, at once, and free its pipes."""
        self.kill()
        self._reap()
        self._listener.join(timeout=1)
        for stream in (self._stdin, self._stdout):
            with contextlib.suppress(OSError):  # what could not be written before the death
                stream.close()

    def _exchange(self, request: bytes, wall_s: int) -> bytes | Failure:
        try:
            with _deadline(wall_s, self._expire):
                write_frame(self._stdin, Status.REQUEST, request)
                status, payload = read_frame(self._stdout, self._limits.answer_mb * 2**20 + DETAIL_LIMIT)
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
        code = self._process.returncode
        full = self._peak_mb > max(self._limits.memory_mb - _UNTOUCHED_MB, self._limits.memory_mb / 2)
        kind = _kind_of_death(code, words, full=full)
        return Failure(kind, f"process ended with {_name(code)}, {self._peak_mb} MB at most\n{words}")

    def _reap(self) -> None:
        """Wait for the death, keeping how much memory the process ever held where the system tells."""
        if self._process.returncode is None and hasattr(os, "wait4"):
            with contextlib.suppress(ChildProcessError):  # another thread was first
                _, status, usage = os.wait4(self._process.pid, 0)
                self._process.returncode = os.waitstatus_to_exitcode(status)
                peak = _megabytes(usage.ru_maxrss)
                self._peak_mb = peak if peak > self._inherited_mb else 0
        self._process.wait()

    def _await_ready(self, task: str) -> None:
        try:
            with _deadline(START_S, self._expire):
                read_frame(self._stdout, 0)
        except (OSError, EOFError, BrokenFrameError) as error:
            detail = self._post_mortem(START_S).detail
            raise ConfinementError(
                f"Le processus limité « {task} » ne démarre pas ; vérifiez l'installation et "
                f"limits.memory_mb ({self._limits.memory_mb} Mo) dans fonds.toml. {detail}"
            ) from error

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


def _command(task: str, limits: Limits) -> list[str]:
    numbers = (str(limits.memory_mb), str(limits.cpu_s), str(limits.answer_mb))
    return [sys.executable, "-P", "-m", "confined.worker", task, *numbers]


def _environment() -> dict[str, str]:
    """Give the child the parent's import path and no more.

    Together with -P it keeps a module that stands in the corpus one works in from being imported.
    """
    path = os.pathsep.join(str(Path(entry).absolute()) for entry in sys.path)
    return {**os.environ, **_ONE_THREAD, "PYTHONPATH": path}


def _kind_of_death(code: int, words: str, *, full: bool) -> FailureKind:
    if code == -getattr(signal, "SIGXCPU", 0):
        return FailureKind.CPU
    killed_by_system = code == -getattr(signal, "SIGKILL", 0)  # not by us: `_expired` is looked at before
    if full or killed_by_system or any(sign in words.lower() for sign in _OUT_OF_MEMORY):
        return FailureKind.MEMORY
    return FailureKind.CRASH


def _largest_mb() -> int:
    """The most memory that this process ever held, 0 where the system does not tell."""
    if resource is None:
        return 0
    return _megabytes(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


def _megabytes(maxrss: int) -> int:
    """What the kernel gives in kilobytes, or in bytes on macOS."""
    return maxrss // (2**10 if sys.platform == "linux" else 2**20)


def _name(code: int) -> str:
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"exit code {code}"
