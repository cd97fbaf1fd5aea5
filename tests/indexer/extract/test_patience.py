import signal
from threading import Thread

import pytest

from indexer.extract.patience import OutOfPatienceError, cpu_budget


def loop_swallowing_exceptions() -> None:
    while True:
        try:
            sum(range(1000))
        except Exception:  # noqa: BLE001 - what a parser on damaged files does
            continue


def test_a_loop_ends_when_its_time_is_used() -> None:
    with pytest.raises(OutOfPatienceError), cpu_budget(0.05):
        loop_swallowing_exceptions()


def test_nothing_rings_after_the_block() -> None:
    with cpu_budget(0.02):
        pass
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0.0, 0.0)
    assert sum(range(3_000_000)) > 0


def test_another_thread_runs_unlimited() -> None:
    done: list[bool] = []

    def work() -> None:
        with cpu_budget(0.001):
            done.append(sum(range(200_000)) > 0)

    thread = Thread(target=work)
    thread.start()
    thread.join()
    assert done == [True]
