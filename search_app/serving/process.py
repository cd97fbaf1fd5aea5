"""One serving process: `python -m search_app.serving.process`, started by `fonds serve`.

It is told on its standard input which library to serve and on which socket, which listens already and which
its sisters share; when that input closes, however that comes, it answers whom it has and ends.
"""

import gc
import logging
import os
import signal
import socket
import subprocess
import sys
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

import msgspec

from catalogue.clock import follow_zone
from catalogue.library import Library, open_library
from search_app.serving.board import opened_board
from search_app.serving.bounds import Bounds
from search_app.serving.seats import Seats
from search_app.serving.server import Server
from search_app.serving.site import Site
from search_app.serving.visitors import Visitors

#: New objects between two collections: what a page or two make.
COLLECTED = 10_000


@dataclass(frozen=True, slots=True)
class Order:
    """What a serving process is told."""

    folder: str
    #: Descriptor of the socket; on Windows, which hands none on, what `socket.share` gives.
    socket: int | str
    threads: int
    #: The board of those who serve, by descriptor or path, and which column of it is this one's; a program
    #: that has run since before there was one tells of none.
    board: int | str | None = None
    column: int = 0


def start_process(
    library: Library, listening: socket.socket, threads: int, counts: Path, seats: Seats
) -> "subprocess.Popen[bytes]":
    """Start one; close its standard input to end it.

    What it counts stands in the folder `counts` for who watches, on the board for its sisters.

    With `-P`, so that no file of the folder one happens to stand in passes for a module.
    """
    shared = not hasattr(socket, "fromshare")
    column = seats.free()
    inherited = [listening.fileno(), *([seats.told] if isinstance(seats.told, int) else [])]
    with deaf_to_interrupts():
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "search_app.serving.process"],
            stdin=subprocess.PIPE,
            pass_fds=inherited if shared else (),
            env=environment(os.environ, counts),
        )
    seats.take(column, process)
    told = listening.fileno() if shared else b64encode(listening.share(process.pid)).decode()  # type: ignore[attr-defined]
    assert process.stdin is not None  # noqa: S101 - a pipe was asked for
    order = Order(str(library.folder), told, threads, seats.told, column)
    process.stdin.write(msgspec.json.encode(order) + b"\n")
    process.stdin.flush()
    return process


@contextmanager
def deaf_to_interrupts() -> Iterator[None]:
    """What is started within hears no Ctrl-C, which a terminal sends to everybody.

    It is for who started it; a program that is still loading, a second or two, would end with a trace.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def environment(own: Mapping[str, str], counts: Path) -> dict[str, str]:
    """What a serving process finds in its environment: ours, and little memory kept for its many threads.

    The C library gives each thread a heap of its own, and what one has freed no other takes: under twenty
    searchers a process went on growing for five minutes (mallopt(3), M_ARENA_MAX). Who sets it is obeyed.
    """
    return {"MALLOC_ARENA_MAX": "2", **own, "PROMETHEUS_MULTIPROC_DIR": str(counts)}


def main() -> None:
    """Serve until standard input closes or SIGTERM comes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # from here on in this way, which Windows has too
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    # It warns at each request that waits; the one that may not is told so, and counted.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    order = msgspec.json.decode(_line(), type=Order)
    library, listening = open_library(Path(order.folder)), _socket(order.socket)
    follow_zone(library.settings.library.timezone)
    server = server_for(library, listening, order.threads, visitors_of(order))
    signal.signal(signal.SIGTERM, lambda *_: server.stop())
    server.application.warm()
    _spare_what_stays()

    def wait() -> None:
        while os.read(0, 1024):
            pass
        server.stop()

    Thread(target=wait, daemon=True).start()
    server.run()


def _spare_what_stays() -> None:
    """Leave vocabularies, templates and the rest of what is open out of collections, and collect seldom.

    Looked through each time, they would cost one visitor in a hundred a tenth of a second.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(COLLECTED, *gc.get_threshold()[1:])


def server_for(
    library: Library, listening: socket.socket, threads: int = 0, visitors: Visitors | None = None
) -> Server:
    """The server of a library on a socket, bounded as its settings say."""
    visitors = visitors or Visitors()
    serve = library.settings.serve
    bounds = Bounds(
        threads=threads or serve.threads,
        connections=serve.connections,
        per_address=serve.connections_per_address,
    )
    site = Site(library, visitors)
    return Server(site, listening, bounds, site.body_limit, site.trusts, visitors)


def _line() -> bytes:
    """The first line of standard input, read no further."""
    line = b""
    while not line.endswith(b"\n"):
        byte = os.read(0, 1)
        if not byte:
            sys.exit(0)
        line += byte
    return line


def visitors_of(order: Order) -> Visitors:
    """Those of all who serve, or, while the program that started us is of another version, ours alone."""
    board = None if order.board is None else opened_board(order.board)
    return Visitors() if board is None else Visitors(board, order.column)


def _socket(told: int | str) -> socket.socket:
    if isinstance(told, int):
        return socket.socket(fileno=told)
    return socket.fromshare(b64decode(told))  # type: ignore[attr-defined,no-any-return]


if __name__ == "__main__":
    main()
