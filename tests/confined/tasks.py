"""What a document may do to a parser, as tasks: the request says how bad it is."""

import ctypes
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

from confined.confinement import helper_limits

_kept: list[bytearray] = []
_asked: list[str] = []


def echo(request: bytes) -> bytes:
    return request


def process_number(request: bytes) -> bytes:
    return str(os.getpid()).encode()


def parent_and_descriptors(request: bytes) -> bytes:
    """Who started this process, and what each of its descriptors is."""
    folder = Path("/proc/self/fd")
    open_ = [str(each.readlink()) for each in folder.iterdir() if each.exists()]
    return " ".join([str(os.getppid()), *sorted(each.partition(":")[0] for each in open_)]).encode()


def remember(request: bytes) -> bytes:
    """What was asked of this process before, and of the one it was forked from."""
    _asked.append(request.decode())
    return " ".join(_asked).encode()


def misbehave(request: bytes) -> bytes:
    answer: bytes = globals()[f"_{request.decode()}"]()
    return answer


def eat(request: bytes) -> bytes:
    """Holds that many megabytes for ever."""
    _kept.append(bytearray(b"x") * (int(request) * 2**20))
    return str(os.getpid()).encode()


def report_and_sleep(request: bytes) -> bytes:
    """Starts a program, and writes both process numbers and its starter's where the request says."""
    if not request:
        return b""
    program = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    Path(request.decode()).write_text(f"{os.getpid()} {program.pid} {os.getppid()}")
    time.sleep(60)
    return b""


def limits_of_a_program(request: bytes) -> bytes:
    read = "import resource as r; print(r.getrlimit(r.RLIMIT_AS)[0] >> 20, r.getrlimit(r.RLIMIT_CPU)[0])"
    lift = helper_limits(memory_mb=900, cpu_s=77)
    return subprocess.run([sys.executable, "-c", read], stdout=subprocess.PIPE, preexec_fn=lift).stdout


def _memory() -> bytes:
    return b"x" * 2**40


def _abort_when_full() -> bytes:
    try:
        while True:
            _kept.append(bytearray(b"x") * 2**22)
    except MemoryError:
        os.abort()


def _bad_alloc() -> bytes:
    os.write(2, b"terminate called after throwing an instance of 'std::bad_alloc'\n")
    os.abort()


def _loop() -> bytes:
    while True:
        pass


def _sleep() -> bytes:
    time.sleep(60)
    return b""


def _segfault() -> bytes:
    return ctypes.string_at(0)


def _abort() -> bytes:
    os.abort()


def _exit() -> bytes:
    sys.exit(3)


def _raise() -> bytes:
    raise ValueError("page 3 is odd")


def _giant() -> bytes:
    return bytes(3 * 2**20)


def _print() -> bytes:
    print("stray")  # noqa: T201 - what libraries do
    os.write(1, b"stray too")
    return b"answer"


def _chatter() -> bytes:
    os.write(2, b"warning\n" * 100_000)
    return b"answer"


def _read_stdin() -> bytes:
    return b"nothing" if sys.stdin.read() == "" else b"something"


def _connect() -> bytes:
    socket.create_connection(("127.0.0.1", 9))
    return b"connected"
