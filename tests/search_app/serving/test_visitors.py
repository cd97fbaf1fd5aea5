"""Visitors counted by several: here columns of one board, in `test_sisters` processes of their own."""

import os
import sys
import threading
import time
from pathlib import Path

import pytest

from search_app.serving import board as boards
from search_app.serving import visitors as counting
from search_app.serving.board import SLOTS, WAYS, opened_board, private_board, shared_board
from search_app.serving.visitors import Visitors

HERE, THERE = "192.0.2.1", "2001:db8::1"


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(counting, "time", clock)
    return clock


@pytest.fixture
def board(tmp_path: Path):
    board = shared_board(3, tmp_path)
    yield board
    board.close()


def test_what_is_allowed_is_the_sum_of_what_all_let_through(board, clock: Clock) -> None:
    one, other = Visitors(board, 0), Visitors(board, 2)
    assert [each.ask(HERE, 4) for each in (one, other, one, other)] == [0, 0, 0, 0]
    assert one.ask(HERE, 4) and other.ask(HERE, 4)
    assert not one.ask(THERE, 4)


@pytest.mark.parametrize("begun", [1000.0, 1000.5, 1023.99, 1063.2])
def test_no_minute_holds_more_than_is_allowed_and_who_waits_as_told_is_let_in(
    board, clock: Clock, begun: float
) -> None:
    clock.now = begun
    sisters = [Visitors(board, column) for column in range(3)]
    let_in: list[float] = []
    while clock.now < begun + 400:
        waits = [sisters[each % 3].ask(HERE, 30) for each in range(7)]
        let_in += [clock.now] * waits.count(0)
        clock.now += max(*waits, 0.7)
    for first in let_in:
        assert sum(first <= each < first + 60 for each in let_in) <= 30
    # A second in sixty is lost to the grain.
    assert len(let_in) >= 30 * 400 / 62


def test_the_wait_that_is_told_is_the_true_one_to_a_second(board, clock: Clock) -> None:
    one, other = Visitors(board, 0), Visitors(board, 1)
    clock.now = 1000.9
    one.ask(HERE, 2)
    clock.now = 1020.0
    other.ask(HERE, 2)
    assert one.ask(HERE, 2) == 41
    clock.now = 1060.9
    assert other.ask(HERE, 2) == 1
    clock.now = 1061.0
    assert other.ask(HERE, 2) == 0
    assert one.ask(HERE, 2) == 20


def test_an_address_that_comes_back_much_later_has_all_of_its_minute(board, clock: Clock) -> None:
    one, other = Visitors(board, 0), Visitors(board, 1)
    for pause in (61, 64, 65, 1000, 1 << 20):
        assert [one.ask(HERE, 2), other.ask(HERE, 2), one.ask(HERE, 2) > 0] == [0, 0, True]
        clock.now += pause


def test_connections_are_those_of_all_and_what_a_killed_process_held_is_freed(board) -> None:
    one, other = Visitors(board, 0), Visitors(board, 1)
    assert [one.connect(HERE), other.connect(HERE), one.connect(HERE), other.connect(THERE)] == [1, 2, 3, 1]
    one.disconnect(HERE)
    assert other.connect(HERE) == 3
    assert one.connections() == 4
    board.columns[1].close_connections()
    assert one.connections() == 1
    assert one.connect(HERE) == 2


def test_a_killed_process_leaves_what_was_asked(board, clock: Clock) -> None:
    Visitors(board, 1).ask(HERE, 1)
    board.columns[1].close_connections()
    assert Visitors(board, 1).ask(HERE, 1) > 0


def test_more_addresses_than_there_is_room_for_push_out_neither_connections_nor_who_asks_most(
    clock: Clock,
) -> None:
    visitors = Visitors(private_board())
    for _ in range(50):
        visitors.ask(HERE, 1000)
    visitors.connect(THERE)
    for number in range(4 * SLOTS):
        visitors.ask(f"2001:db8::{number:x}:2", 1000)
    assert visitors.ask(HERE, 50) > 0
    assert set(visitors._own.held.tolist()) == {0, 1}
    assert visitors.connect(THERE) == 2
    for _ in range(2):
        visitors.disconnect(THERE)
    assert visitors.connections() == 0


def test_an_address_whose_slot_was_another_s_is_counted_again(monkeypatch: pytest.MonkeyPatch) -> None:
    one = Visitors(shared_board_of_one_set(monkeypatch), 0)
    for number in range(WAYS + 3):
        one.connect(f"192.0.2.{number}")
    assert [one.connect(f"192.0.2.{number}") for number in range(WAYS + 3)] == [2] * (WAYS + 3)
    for number in range(WAYS + 3):
        one.disconnect(f"192.0.2.{number}")
        one.disconnect(f"192.0.2.{number}")
    assert one.connections() == 0
    assert set(one._own.held.tolist()) == {0}


def shared_board_of_one_set(monkeypatch: pytest.MonkeyPatch):
    """One in which all addresses fall into one set."""
    monkeypatch.setattr(counting, "SLOTS", WAYS)
    return private_board()


def test_threads_lose_no_count() -> None:
    visitors = Visitors()

    def work() -> None:
        for _ in range(200):
            visitors.ask(HERE, 1_000_000)
            visitors.connect(HERE)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert visitors.ask(HERE, 1600) > 0
    assert visitors.ask(HERE, 1601) == 0
    assert visitors.connections() == 1600


def test_a_board_is_the_same_memory_for_who_opens_it_and_names_no_address(board, tmp_path: Path) -> None:
    other = opened_board(os.dup(board.told))
    assert other is not None and len(other.columns) == 3
    Visitors(board, 0).ask(HERE, 1)
    assert Visitors(other, 1).ask(HERE, 1) > 0
    assert HERE.encode() not in bytes(other._memory)
    assert Visitors(board, 0)._key(HERE) != Visitors()._key(HERE)
    other.close()


def test_where_there_is_no_memory_alone_a_file_is_shared_by_its_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    board = shared_board(2, tmp_path)
    path = tmp_path / boards.FILE_NAME
    other = opened_board(str(path))
    assert other is not None
    Visitors(board, 0).ask(HERE, 1)
    assert Visitors(other, 1).ask(HERE, 1) > 0
    # Nothing is left for the disk to find room for.
    assert path.stat().st_blocks * 512 >= path.stat().st_size
    other.close()
    board.close()


def test_a_board_of_another_version_is_not_read(board) -> None:
    board._memory[0:4] = b"\x09\0\0\0"
    assert opened_board(os.dup(board.told)) is None


def test_a_count_costs_microseconds() -> None:
    """A request costs some milliseconds: a count that took one of them would be noticed."""
    visitors = Visitors()
    visitors.ask(HERE, 1_000_000)
    least = min(_took(lambda: visitors.ask(HERE, 1_000_000)) for _ in range(200))
    assert least < 0.0005


def _took(call) -> float:
    begun = time.perf_counter()
    call()
    return time.perf_counter() - begun


def test_who_has_more_connections_knows_it_of_those_alone_that_take_some_in(board):
    one, other = Visitors(board, 0), Visitors(board, 1)
    one.connect(HERE)
    assert not one.has_more()
    other.take_in(taking=True)
    assert one.has_more()
    assert not other.has_more()
    other.connect(THERE)
    assert not one.has_more()
    board.columns[1].close_connections()
    assert not one.has_more()
