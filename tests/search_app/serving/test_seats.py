"""Who writes in which column, as processes come, end and are replaced."""

import pytest

from search_app.serving.process import Order, visitors_of
from search_app.serving.seats import GENERATIONS, Seats
from search_app.serving.visitors import Visitors


class Process:
    """One that runs until it is said to have ended."""

    ended = False

    def poll(self) -> int | None:
        return 0 if self.ended else None


@pytest.fixture
def seats(tmp_path):
    seats = Seats(2, tmp_path)
    yield seats
    seats.close()


def seated(seats: Seats) -> tuple[int, Process]:
    column, process = seats.free(), Process()
    seats.take(column, process)
    return column, process


def test_who_leaves_keeps_a_column_until_the_end(seats: Seats) -> None:
    (first, leaving), (second, _), (third, _) = (seated(seats) for _ in range(3))
    assert len({first, second, third}) == 3
    Visitors(seats._board, first).connect("192.0.2.1")
    seats.look()
    assert Visitors(seats._board, second).connections() == 1
    leaving.ended = True
    assert seats.free() == first
    assert Visitors(seats._board, second).connections() == 0


def test_where_all_columns_are_taken_the_oldest_is_shared(seats: Seats) -> None:
    taken = [seated(seats) for _ in range(2 * GENERATIONS + 1)]
    assert [column for column, _ in taken] == [*range(2 * GENERATIONS), 0]
    for _column, process in taken:
        process.ended = True
    assert seats.free() == 0


def test_a_program_of_before_there_was_a_board_starts_one_that_counts_by_itself() -> None:
    assert visitors_of(Order("fonds", 3, 8)).connect("192.0.2.1") == 1
