"""The child: `python -m confined.worker TASK MEMORY_MB CPU_S ANSWER_MB [--fork]`.

Reads requests from the pipe it finds as stdin and answers on the one it finds as stdout; both are moved out
of reach first, so that a stray `print` of a library lands on stderr. Ends, with everything it started, as
soon as stdin closes: a parent that was killed leaves no orphan.
"""

import gc
import os
import signal
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from importlib import import_module
from queue import SimpleQueue
from threading import Thread
from typing import BinaryIO

from confined.confinement import allow_cpu, confine
from confined.forking import ARGUMENT, fork_when_asked
from confined.frames import DETAIL_LIMIT, Status, read_frame, write_frame
from confined.outcome import Limits

Task = Callable[[bytes], bytes]

#: Objects made before cycles among them are looked for: a parser makes hundreds of thousands and hardly a
#: cycle, and a twentieth of its time goes into looking for them after every 700.
_COLLECTED_AFTER = (20_000, 20, 20)


def main(arguments: list[str]) -> None:
    """Answer requests until stdin closes."""
    address, *numbers = arguments[:4]
    memory_mb, cpu_s, answer_mb = map(int, numbers)
    confine(Limits(memory_mb, cpu_s, wall_s=0, answer_mb=answer_mb))
    gc.set_threshold(*_COLLECTED_AFTER)
    if ARGUMENT in arguments[4:]:
        fork_when_asked(partial(_load, address))
    requests, answers = _take_pipes()
    inbox: SimpleQueue[bytes] = SimpleQueue()
    Thread(target=_receive, args=(requests, inbox), daemon=True).start()
    task = _task(address)
    write_frame(answers, Status.READY)
    while True:
        request = inbox.get()
        allow_cpu(cpu_s)
        write_frame(answers, *_answer(task, request, answer_mb * 2**20))


def _task(address: str) -> Task:
    module, _, function = address.partition(":")
    task: Task = getattr(import_module(module), function)
    return task


def _load(address: str, request: bytes) -> None:
    """Import the task and have it answer a request; what it fails at is told to the requests that follow."""
    task = _task(address)
    with suppress(Exception):
        task(request)


def _answer(task: Task, request: bytes, limit: int) -> tuple[Status, bytes]:
    try:
        value = task(request)
    except MemoryError:
        return Status.MEMORY, b"MemoryError"
    except (Exception, SystemExit):  # noqa: BLE001 - the boundary of one document: whatever happens is its outcome
        return Status.ERROR, traceback.format_exc()[-DETAIL_LIMIT:].encode("utf-8", "replace")
    if len(value) > limit:
        return Status.ERROR, b"answer of %d bytes, %d allowed" % (len(value), limit)
    return Status.VALUE, value


def _take_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Move the pipes to private descriptors, which no program started later inherits."""
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    return requests, answers


def _receive(requests: BinaryIO, inbox: SimpleQueue[bytes]) -> None:
    """Queue requests; runs beside the task so that the parent's end is noticed in the middle of one."""
    try:
        while True:
            inbox.put(read_frame(requests, sys.maxsize)[1])
    except EOFError:
        _end_group()


def _end_group() -> None:
    """End this process and what it started; the group is not its own when a person runs it in a shell."""
    if hasattr(os, "killpg") and os.getpgrp() == os.getpid():
        os.killpg(0, signal.SIGKILL)
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1:])
