"""One limited process as the system knows it: how it begins, is killed and ends."""

import contextlib
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import BinaryIO, NamedTuple, Protocol, cast

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

from confined.outcome import Limits

#: Seconds an interpreter may take to start and import its task on a busy machine.
START_S = 60
#: More threads in the numeric libraries than one would reserve the address space of a whole document.
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "OMP_THREAD_LIMIT"), "1")


class Death(NamedTuple):
    """How a process ended."""

    #: As of subprocess: negative for a signal.
    code: int
    #: The most memory it ever held, where the system tells.
    peak_mb: int


class Process(Protocol):
    """A running process with its three pipes."""

    pid: int
    stdin: BinaryIO
    stdout: BinaryIO
    stderr: BinaryIO

    def kill(self) -> None:
        """Kill it with what it started; nothing once `wait` has returned."""

    def wait(self) -> Death:
        """Wait for its death; as often as one likes."""


class Spawned:
    """A fresh interpreter."""

    def __init__(self, task: str, limits: Limits) -> None:
        self._death: Death | None = None
        # Until it becomes another program a new process is this one's copy, and Linux counts that as its own.
        self._inherited_mb = _largest_mb()
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            command(task, limits),
            env=environment(),
            start_new_session=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        self.pid = self._process.pid
        self.stdin = cast(BinaryIO, self._process.stdin)
        self.stdout = cast(BinaryIO, self._process.stdout)
        self.stderr = cast(BinaryIO, self._process.stderr)

    def kill(self) -> None:
        """Kill the process and its whole group.

        The group is killed even when its leader is dead: not yet waited for, its number is still its own.
        """
        if self._process.returncode is None:
            kill_group(self.pid)

    def wait(self) -> Death:
        """Wait for the death."""
        if self._death is None:
            self._death = Death(*self._reap())
        return self._death

    def _reap(self) -> tuple[int, int]:
        peak = 0
        if self._process.returncode is None and hasattr(os, "wait4"):
            with contextlib.suppress(ChildProcessError):  # another thread was first
                _, status, usage = os.wait4(self.pid, 0)
                self._process.returncode = os.waitstatus_to_exitcode(status)
                peak = megabytes(usage.ru_maxrss)
        return self._process.wait(), peak if peak > self._inherited_mb else 0


def kill_group(pid: int) -> None:
    """Kill a process and its group at once; one that is gone is left alone."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            os.killpg(pid, signal.SIGKILL)
        else:
            os.kill(pid, signal.SIGTERM)  # Windows ends it at once, whatever the signal


def command(task: str, limits: Limits, *more: str) -> list[str]:
    """What starts an interpreter that confines itself and imports the task."""
    numbers = (str(limits.memory_mb), str(limits.cpu_s), str(limits.answer_mb))
    return [sys.executable, "-P", "-m", "confined.worker", task, *numbers, *more]


def environment() -> dict[str, str]:
    """Give the child the parent's import path and no more.

    Together with -P it keeps a module that stands in the corpus one works in from being imported.
    """
    path = os.pathsep.join(str(Path(entry).absolute()) for entry in sys.path)
    return {**os.environ, **_ONE_THREAD, "PYTHONPATH": path}


def megabytes(maxrss: int) -> int:
    """What the kernel gives in kilobytes, or in bytes on macOS."""
    return maxrss // (2**10 if sys.platform == "linux" else 2**20)


def _largest_mb() -> int:
    """The most memory that this process ever held, 0 where the system does not tell."""
    if resource is None:
        return 0
    return megabytes(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
