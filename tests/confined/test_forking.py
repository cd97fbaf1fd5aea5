"""What is forked from a loaded process is loaded, and shares nothing else."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from confined import ConfinementError, Pool
from tests.confined.test_pool import linux, pool_of

pytestmark = linux


@contextmanager
def forking(task: str, *, loading: bytes = b"load", recycle_after: int = 50) -> Iterator[Pool]:
    with pool_of(task, workers=2, loading=loading, recycle_after=recycle_after) as pool:
        pool.start(2)
        yield pool


def asked(pool: Pool, request: bytes = b"") -> list[str]:
    return (pool.run(request).value or b"").decode().split()


def test_each_knows_what_was_loaded_and_nothing_of_another_document() -> None:
    with forking("remember", recycle_after=1) as pool:
        assert [asked(pool, name) for name in (b"one", b"two", b"three")] == [
            ["load", "one"],
            ["load", "two"],
            ["load", "three"],
        ]


def test_it_has_its_own_pipes_and_no_descriptor_else() -> None:
    with Path(os.devnull).open() as ours, forking("parent_and_descriptors") as pool:
        os.set_inheritable(ours.fileno(), True)
        parent, *descriptors = asked(pool)
        assert int(parent) == pool._loaded[0]._process.pid
    # Questions, answers, and two of last words: stdin is nothing.
    assert descriptors == ["/dev/null", "pipe", "pipe", "pipe", "pipe"]


def test_they_go_on_as_fresh_ones_when_what_was_loaded_is_dead() -> None:
    with forking("parent_and_descriptors", recycle_after=1) as pool:
        loaded = int(asked(pool)[0])
        os.kill(loaded, signal.SIGKILL)
        parents = {int(asked(pool)[0]) for _ in range(4)}
    assert os.getpid() in parents
    assert len(parents - {os.getpid(), loaded, 1}) <= 1  # one forked before, of whoever takes orphans in


def test_what_the_loading_request_fails_at_is_told_to_those_that_follow() -> None:
    with forking("misbehave", loading=b"raise") as pool:
        assert pool.run(b"print").value == b"answer"
        assert pool.run(b"raise").failure is not None


def test_a_task_that_cannot_be_loaded_is_the_installations_fault() -> None:
    with (
        forking("absent_function") as pool,
        pytest.raises(ConfinementError, match=r"(?s)ne démarre pas.*absent"),
    ):
        pool.run(b"")


def test_one_process_alone_is_not_worth_another() -> None:
    with pool_of("parent_and_descriptors", workers=2, loading=b"") as pool:
        pool.start(1)
        assert int(asked(pool)[0]) == os.getpid()
