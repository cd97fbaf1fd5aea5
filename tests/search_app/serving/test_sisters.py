"""Two serving processes on one socket: an address has its share of the site, not of each of them."""

import os
import socket
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path

import pytest

from search_app.serving.seats import Seats
from search_app.serving.visitors import Visitors

pytestmark = pytest.mark.skipif(os.name == "nt", reason="descriptors are handed on")

ASK = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"
SISTER = Path(__file__).with_name("sister.py")
ROOT = Path(__file__).resolve().parents[3]
#: As `sister.py` has it.
PER_ADDRESS = 6


class Sisters:
    """Some processes, and what a visitor does."""

    def __init__(self, listening: socket.socket, seats: Seats) -> None:
        self._listening, self.seats = listening, seats
        self.running: dict[int, subprocess.Popen[bytes]] = {}

    def start(self) -> None:
        handed, column = (self._listening.fileno(), int(self.seats.told)), self.seats.free()
        process = subprocess.Popen(
            [sys.executable, str(SISTER), *map(str, (*handed, column))],
            pass_fds=handed,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
        )
        self.seats.take(column, process)
        self.running[process.pid] = process

    def connect(self) -> socket.socket:
        return socket.create_connection(self._listening.getsockname(), timeout=60)


def answer(sock: socket.socket) -> tuple[bytes, int]:
    """Status of the answer, and which process gave it; 0 where none did."""
    found = b""
    try:
        sock.sendall(ASK)
        while b"\r\n\r\n" not in found or found.endswith(b"\r\n\r\n"):
            got = sock.recv(4096)
            if not got:
                break
            found += got
    except OSError:
        pass
    return found[9:12], int(found.rpartition(b"\r\n")[2]) if found[9:12] == b"200" else 0


@pytest.fixture
def sisters(tmp_path: Path):
    with socket.create_server(("127.0.0.1", 0)) as listening:
        found = Sisters(listening, Seats(2, tmp_path))
        found.start()
        found.start()
        yield found
        for process in found.running.values():
            process.kill()
            process.wait()
        found.seats.close()


def held(sisters: Sisters, stack: ExitStack, tries: int) -> list[int]:
    """Which process answers each connection let in and kept open, of so many tries."""
    answers = [answer(stack.enter_context(sisters.connect())) for _ in range(tries)]
    return [process for _status, process in answers if process]


def test_an_address_holds_what_is_written_over_both_and_a_killed_one_frees_its_part(sisters: Sisters) -> None:
    wait_for_both(sisters)
    with ExitStack() as stack:
        first = all_held_by_both(sisters, stack)
        assert refused(sisters)
        process = sisters.running.pop(first[0])
        process.kill()
        process.wait()
        assert refused(sisters)
        sisters.seats.look()
        assert len(held(sisters, stack, PER_ADDRESS + 2)) == first.count(process.pid)
        sisters.start()
        assert refused(sisters)
    until(lambda: not refused(sisters))


HASTY = """
import sys
from search_app.serving.board import opened_board
from search_app.serving.visitors import Visitors
visitors = Visitors(opened_board(int(sys.argv[1])), int(sys.argv[2]))
sys.stdin.read()
print(sum(visitors.ask("192.0.2.1", 900) == 0 for _ in range(2000)))
"""


def test_three_that_count_at_once_never_let_in_more_than_is_allowed(tmp_path: Path) -> None:
    seats = Seats(1, tmp_path)
    told = int(seats.told)
    hasty = [
        subprocess.Popen(
            [sys.executable, "-c", HASTY, str(told), str(column)],
            pass_fds=[told],
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        for column in range(3)
    ]
    let_in = [int(each.communicate()[0]) for each in started(hasty)]
    last = Visitors(seats._board, 0)
    # Two who counted at once may both have refused the last.
    assert sum(let_in) + sum(last.ask("192.0.2.1", 900) == 0 for _ in range(900)) == 900
    assert sum(let_in) > 890
    seats.close()


def started(processes: list[subprocess.Popen[bytes]]) -> list[subprocess.Popen[bytes]]:
    for each in processes:
        each.stdin.close()
        each.stdin = None
    return processes


def refused(sisters: Sisters) -> bool:
    with sisters.connect() as sock:
        return answer(sock)[0] == b"503"


def all_held_by_both(sisters: Sisters, stack: ExitStack) -> list[int]:
    """All that are let in, such that each process has some: whichever is awake takes the next one."""
    for _ in range(50):
        with ExitStack() as tried:
            found = held(sisters, tried, 2 * PER_ADDRESS)
            assert len(found) <= PER_ADDRESS
            if len(set(found)) == 2 and len(found) == PER_ADDRESS:
                stack.push(tried.pop_all())
                return found
        time.sleep(0.2)  # until they know that those of this time have gone
    return pytest.fail("one process took all")


def wait_for_both(sisters: Sisters) -> None:
    seen: set[int] = set()

    def both() -> bool:
        with sisters.connect() as sock:
            seen.add(answer(sock)[1])
        return seen >= set(sisters.running)

    until(both)


def until(happened) -> None:
    for _ in range(600):
        if happened():
            return
        time.sleep(0.05)
    pytest.fail("did not happen")
