import os
import signal
import subprocess
import sys

import pytest

from catalogue.change import Change
from catalogue.errors import LockedError
from search.engines.whoosh import clear_engine, open_engine
from search.engines.whoosh.committing import writing
from search.query import Query, Term
from tests.search.engines.conformance import LIBRARY
from tests.search.engines.corpus import Facets, Texts, change

#: Commits documents 1, 2, 3 … one by one until it is killed.
ENDLESS = """
import itertools, sys
from search.engines.whoosh import open_engine
from tests.search.engines.corpus import Facets, Texts, change
engine = open_engine(sys.argv[1], Texts(), Facets())
for number in itertools.count(engine.position() + 1):
    engine.apply([change(number, "", "emploi")])
    print(number, flush=True)
"""


@pytest.fixture
def texts():
    return Texts()


@pytest.fixture
def engine(tmp_path, texts):
    return open_engine(str(tmp_path / "index"), texts, Facets())


def _total(engine):
    return engine.search(Query(Term("emploi"), passages=0)).total


def test_many_small_commits_are_merged_and_lose_nothing(engine, texts):
    for number in range(1, 40):
        engine.apply(texts.add(change(number, "", "emploi", identifier=f"n{number % 30}")))
    assert (_total(engine), engine.position(), engine.describe().records) == (30, 39, 30)
    assert len(list(engine._folder.glob("*.arrays"))) <= 16


def test_open_readers_see_each_commit_and_only_whole(engine, texts, tmp_path):
    reader = open_engine(str(tmp_path / "index"), texts, Facets())
    assert _total(reader) == 0
    engine.apply(texts.add(*LIBRARY))
    assert (_total(reader), reader.position()) == (2, 4)


def test_two_changes_of_one_record_in_one_commit(engine, texts):
    engine.apply(texts.add(change(1, "", "emploi", identifier="a"), change(2, "", "rien", identifier="a")))
    assert _total(engine) == 0
    engine.apply(texts.add(change(3, "", "emploi", identifier="a"), Change(4, "a", None)))
    assert (_total(engine), engine.describe().records) == (0, 0)


def test_a_killed_writer_leaves_a_state_that_was_committed(tmp_path, texts):
    folder = str(tmp_path / "index")
    for tries in range(3):
        with subprocess.Popen(
            [sys.executable, "-c", ENDLESS, folder], stdout=subprocess.PIPE, text=True
        ) as writer:
            done = [int(writer.stdout.readline()) for _ in range(3 + 5 * tries)][-1]
            os.kill(writer.pid, signal.SIGKILL)
        engine = open_engine(folder, texts, Facets())
        assert done <= _total(engine) <= done + 2
        assert engine.position() <= _total(engine)


def test_one_writer_at_a_time(engine, tmp_path):
    with writing(tmp_path / "index"), pytest.raises(LockedError, match="Un autre programme"):
        engine.apply([change(1, "")])


def test_clearing_forgets_everything(engine, texts, tmp_path):
    engine.apply(texts.add(*LIBRARY))
    clear_engine(str(tmp_path / "index"))
    assert (_total(engine), engine.position()) == (0, 0)
    clear_engine(str(tmp_path / "index"))
