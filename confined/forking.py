"""Limited processes forked from one that is loaded: there in milliseconds, with what they need in memory.

To import a task and load what it works with may take a second; a fork takes two thousandths of it. The
process forked from is a limited one like the others (fresh, confined, without a thread), which has loaded
and never sees a document: what a hostile one leaves behind stays in the process that read it. It is told what
to do over a socket, and hands each child three pipes that are the child's alone.

On Linux only: elsewhere what the system's own libraries hold does not outlive a fork.
"""

import contextlib
import errno
import gc
import os
import socket
import struct
import subprocess
import sys
from collections.abc import Callable, Sequence
from tempfile import TemporaryFile
from threading import Lock
from typing import BinaryIO

from confined.frames import DETAIL_LIMIT
from confined.outcome import Limits, not_started
from confined.process import START_S, Death, command, environment, kill_group, megabytes

#: Whether a process may be forked from another here.
POSSIBLE = sys.platform == "linux"
#: The argument that makes a worker one to be forked from.
ARGUMENT = "--fork"
#: What is asked: a fork, or how a child ended; then a process number.
_FORK, _WAIT = b"F", b"W"
_ASKED = struct.Struct(">cQ")
#: What is told: the number of an error or 0, a process number or an exit code, the memory held at most.
_TOLD = struct.Struct(">iqQ")
_PIPES = 3
#: Bytes of the request that it loads with.
_LARGEST = 65_536


class Loaded:
    """The parent's end of the process that others are forked from; safe from any thread."""

    def __init__(self, task: str, limits: Limits, loading: bytes) -> None:
        """Begin it, and have it answer `loading`; raises ConfinementError when it does not come to that."""
        self._lock = Lock()
        self._socket, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._socket.settimeout(START_S)
        with theirs, TemporaryFile() as words:
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                command(task, limits, ARGUMENT),
                env=environment(),
                start_new_session=True,
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=words,
            )
            theirs.close()
            try:
                self._ask(loading)
            except OSError as error:
                self.close()
                raise not_started(task, limits, _last(words)) from error

    def fork(self) -> "Forked":
        """Begin a process; raises OSError when that cannot be, and from then on."""
        ours, theirs = _pipes()
        try:
            pid, _ = self._ask(_ASKED.pack(_FORK, 0), theirs)
        except OSError:
            _close(ours)
            raise
        finally:
            _close(theirs)
        return Forked(pid, ours, self)

    def death_of(self, pid: int) -> Death:
        """Wait for the death of a killed process; if this one is dead nobody knows how it came to it."""
        try:
            code, peak = self._ask(_ASKED.pack(_WAIT, pid))
        except OSError:
            return Death(1, 0)
        return Death(code, megabytes(peak))

    def close(self) -> None:
        """End it; what was forked from it lives on."""
        self._socket.close()
        self._process.kill()
        self._process.wait()

    def _ask(self, message: bytes, descriptors: Sequence[int] = ()) -> tuple[int, int]:
        try:
            with self._lock:
                socket.send_fds(self._socket, [message], descriptors)
                number, first, second = _TOLD.unpack(self._socket.recv(_TOLD.size))
        except struct.error as error:
            self._socket.close()
            raise ConnectionResetError("the loaded process has ended") from error
        except OSError:
            self._socket.close()  # what comes late must not be taken for the next answer
            raise
        if number:
            raise OSError(number, os.strerror(number))
        return first, second


class Forked:
    """A process forked from a loaded one."""

    def __init__(self, pid: int, pipes: Sequence[int], loaded: Loaded) -> None:
        self.pid = pid
        self._loaded = loaded
        self._death: Death | None = None
        self.stdin: BinaryIO = os.fdopen(pipes[0], "wb")
        self.stdout: BinaryIO = os.fdopen(pipes[1], "rb")
        self.stderr: BinaryIO = os.fdopen(pipes[2], "rb")

    def kill(self) -> None:
        """Kill the process and its whole group."""
        if self._death is None:
            kill_group(self.pid)

    def wait(self) -> Death:
        """Wait for the death."""
        if self._death is None:
            self._death = self._loaded.death_of(self.pid)
        return self._death


def fork_when_asked(load: Callable[[bytes], None]) -> None:
    """Load, then fork as often as the parent asks; returns in each child, whose pipes are 0, 1 and 2.

    Ends when the parent does.
    """
    control = socket.socket(fileno=os.dup(0))
    load(control.recv(_LARGEST))
    gc.freeze()  # what is shared by all stays shared: no collection writes to it
    control.send(_TOLD.pack(0, 0, 0))
    while True:
        message, descriptors, _, _ = socket.recv_fds(control, _ASKED.size, _PIPES)
        if not message:
            os._exit(0)
        asked, pid = _ASKED.unpack(message)
        if asked == _WAIT:
            control.send(_death(pid))
        elif forked := _fork(descriptors):
            control.send(forked)
        else:
            control.close()
            return


def _fork(descriptors: Sequence[int]) -> bytes:
    """Fork, and say what to tell the parent; empty in the child."""
    try:
        pid = os.fork()
    except OSError as error:
        _close(descriptors)
        return _TOLD.pack(error.errno or errno.EAGAIN, 0, 0)
    if pid == 0:
        os.setpgid(0, 0)
        for place, descriptor in enumerate(descriptors):
            os.dup2(descriptor, place)
    else:
        with contextlib.suppress(OSError):  # it was first
            os.setpgid(pid, pid)
    _close(descriptors)
    return _TOLD.pack(0, pid, 0) if pid else b""


def _death(pid: int) -> bytes:
    try:
        _, status, usage = os.wait4(pid, 0)
    except OSError as error:
        return _TOLD.pack(error.errno or errno.EAGAIN, 0, 0)
    return _TOLD.pack(0, os.waitstatus_to_exitcode(status), usage.ru_maxrss)


def _pipes() -> tuple[list[int], list[int]]:
    """Our ends and theirs of the three pipes of a process."""
    (read_in, write_in), (read_out, write_out), (read_err, write_err) = os.pipe(), os.pipe(), os.pipe()
    return [write_in, read_out, read_err], [read_in, write_out, write_err]


def _close(descriptors: Sequence[int]) -> None:
    for each in descriptors:
        os.close(each)


def _last(words: BinaryIO) -> str:
    words.seek(0)
    return words.read()[-DETAIL_LIMIT:].decode("utf-8", "replace")
