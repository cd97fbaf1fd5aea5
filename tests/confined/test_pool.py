"""A pool costs one request per bad document, and nothing else."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import replace
from itertools import count

import pytest

from confined import ConfinementError, FailureKind, Limits, Pool
from confined.outcome import Outcome
from confined.pool import _completed

TASKS = f"{__name__.rpartition('.')[0]}.tasks"
LIMITS = Limits(memory_mb=1200, cpu_s=2, wall_s=20, answer_mb=1)

linux = pytest.mark.skipif(sys.platform != "linux", reason="other systems do not enforce this limit")


def pool_of(
    task: str,
    *,
    workers: int = 1,
    limits: Limits = LIMITS,
    recycle_after: int = 50,
    loading: bytes | None = None,
) -> Pool:
    return Pool(
        f"{TASKS}:{task}", workers=workers, limits=limits, recycle_after=recycle_after, loading=loading
    )


@pytest.fixture(scope="module", params=["fresh", pytest.param("forked", marks=linux)])
def misbehaving(request: pytest.FixtureRequest) -> Iterator[Pool]:
    forked = request.param == "forked"
    with pool_of("misbehave", workers=1 + forked, loading=b"print" if forked else None) as pool:
        pool.start(1 + forked)
        yield pool


@linux
@pytest.mark.parametrize(
    ("request_", "kind", "sign"),
    [
        (b"memory", FailureKind.MEMORY, "MemoryError"),
        (b"bad_alloc", FailureKind.MEMORY, "SIGABRT"),
        (b"loop", FailureKind.CPU, "SIGXCPU"),
        (b"segfault", FailureKind.CRASH, "SIGSEGV"),
        (b"abort", FailureKind.CRASH, "SIGABRT"),
        (b"exit", FailureKind.ERROR, "SystemExit"),
        (b"raise", FailureKind.ERROR, "page 3 is odd"),
        (b"giant", FailureKind.ERROR, "3145728 bytes"),
        (b"connect", FailureKind.ERROR, "no network"),
    ],
)
def test_a_bad_document_costs_one_request(
    misbehaving: Pool, request_: bytes, kind: FailureKind, sign: str
) -> None:
    outcome = misbehaving.run(request_)
    assert outcome.value is None
    assert outcome.failure is not None
    assert outcome.failure.kind is kind
    assert sign in outcome.failure.detail
    assert misbehaving.run(b"print").value == b"answer"


@linux
def test_a_library_that_aborts_without_a_word_at_the_limit_died_of_memory() -> None:
    """Asked from a small process: what a child held is not told from what its parent holds."""
    asked = (
        "from dataclasses import replace\n"
        "from tests.confined.test_pool import LIMITS, pool_of\n"
        # Filling memory takes a busy machine more than the seconds of the others.
        "with pool_of('misbehave', limits=replace(LIMITS, cpu_s=60, wall_s=120)) as pool:\n"
        "    print(pool.run(b'abort_when_full').failure)"
    )
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout
    assert "FailureKind.MEMORY" in told
    assert "SIGABRT" in told


def test_processes_are_started_ahead_of_the_first_question() -> None:
    with pool_of("process_number", workers=2) as pool:
        pool.start(5)
        while len(pool._idle) < 2:
            time.sleep(0.01)
        assert pool.run(b"").value in {str(child._process.pid).encode() for child in pool._children}
        assert len(pool._children) == 2


def test_the_wall_clock_ends_a_sleeper(misbehaving: Pool) -> None:
    failure = misbehaving.run(b"sleep", wall_s=1).failure
    assert failure is not None
    assert failure.kind is FailureKind.WALL
    assert misbehaving.run(b"print").value == b"answer"


@pytest.mark.parametrize("request_", [b"print", b"chatter"])
def test_what_a_library_prints_is_no_answer(misbehaving: Pool, request_: bytes) -> None:
    assert misbehaving.run(request_).value == b"answer"


def test_a_task_reads_nothing_from_stdin(misbehaving: Pool) -> None:
    assert misbehaving.run(b"read_stdin").value == b"nothing"


def test_processor_time_is_counted_by_request() -> None:
    with pool_of("process_number", limits=Limits(400, 1, 20)) as pool:
        numbers = {pool.run(b"").value for _ in range(5)}
    assert len(numbers) == 1


def test_a_process_is_replaced_after_so_many_requests() -> None:
    with pool_of("process_number", recycle_after=2) as pool:
        numbers = [pool.run(b"").value for _ in range(6)]
    assert numbers[0] == numbers[1] != numbers[2] == numbers[3] != numbers[4]


@linux
def test_a_process_that_has_grown_is_replaced() -> None:
    with pool_of("eat", limits=replace(LIMITS, memory_mb=400)) as pool:
        small, grown, fresh = (pool.run(request).value for request in (b"1", b"220", b"1"))
    assert small == grown != fresh


def test_requests_are_pulled_lazily() -> None:
    pulled = []

    def endless() -> Iterator[tuple[int, bytes]]:
        for number in count():
            pulled.append(number)
            yield number, b"x" * number

    with pool_of("echo", workers=2) as pool:
        outcomes = pool.map(endless())
        first = [next(outcomes) for _ in range(10)]
    assert len(pulled) <= 13
    assert all(outcome.value == b"x" * key for key, outcome in first)


def test_outcomes_come_as_they_are_ready() -> None:
    limits = Limits(400, 5, 2)
    requests = [("slow", b"sleep"), ("first", b"print"), ("second", b"print")]
    with pool_of("misbehave", workers=2, limits=limits) as pool:
        assert [key for key, _ in pool.map(requests)] == ["first", "second", "slow"]


def test_every_request_has_its_outcome() -> None:
    requests = [(number, b"segfault" if number % 3 == 0 else b"print") for number in range(12)]
    with pool_of("misbehave", workers=2) as pool:
        outcomes = dict(pool.map(requests))
    assert {key for key, outcome in outcomes.items() if outcome.failure} == {0, 3, 6, 9}
    assert len(outcomes) == 12


@pytest.mark.parametrize("task", ["absent_function", "echo.nothing"])
def test_a_task_that_cannot_start_is_the_installations_fault(task: str) -> None:
    with pool_of(task) as pool, pytest.raises(ConfinementError, match="ne démarre pas"):
        pool.run(b"")


def test_a_closed_pool_answers_no_more() -> None:
    pool = pool_of("process_number")
    number = int(pool.run(b"").value or b"")
    pool.close()
    with pytest.raises(ProcessLookupError):
        os.kill(number, 0)
    with pytest.raises(ConfinementError, match="arrêtés"):
        pool.run(b"")


@linux
def test_a_program_of_the_task_may_have_other_limits() -> None:
    with pool_of("limits_of_a_program") as pool:
        assert pool.run(b"").value == b"900 77\n"


@linux
def test_a_crash_below_a_large_parent_is_no_want_of_memory() -> None:
    held = bytearray(b"1") * (400 << 20)
    with pool_of("misbehave", limits=replace(LIMITS, memory_mb=400)) as limited:
        assert limited.run(b"abort").failure.kind is FailureKind.CRASH
    del held


def test_what_is_started_ahead_may_be_asked_once_at_once() -> None:
    with pool_of("process_number", loading=b"") as pool:
        pool.start(1, loaded=True)
        while not pool._idle:
            time.sleep(0.01)
        assert pool._idle[0].answered == 1


def test_outcomes_that_are_ready_together_come_as_they_were_asked_for() -> None:
    pending: dict[Future[Outcome], int] = {}
    for number in range(100):
        future: Future[Outcome] = Future()
        future.set_result(Outcome(b"", b"", None, 0.0))
        pending[future] = number
    assert [number for number, _ in _completed(pending)] == list(range(100))
