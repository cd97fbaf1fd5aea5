"""Three machines of which one, then two die: no wrong answer, no lost record, and back by itself."""

import threading
import time

import pytest

from catalogue.errors import EngineUnavailableError
from search.engine import open_engine
from search.engines.opensearch.cluster import PAUSE_S
from search.parser import parse
from search.query import Query
from tests.opensearch.nodes import Nodes, missing
from tests.search.engines.corpus import FACETS, Facets, Texts, change

RECORDS = 1500
#: Seconds after which no search may still be without an answer, whatever dies.
LONGEST_S = 5.0


@pytest.fixture
def nodes(tmp_path):
    if why := missing():
        pytest.skip(why)
    with Nodes(tmp_path / "nodes", 3) as three:
        yield three


def _records(first, last):
    return [
        change(number, f"Titre {number}", f"emploi numéro {number}", themes=("a",))
        for number in range(first, last)
    ]


class _Searches(threading.Thread):
    """Searches until it is stopped; keeps totals, counts, what failed, and the longest wait."""

    def __init__(self, engine):
        super().__init__(daemon=True)
        self._engine, self._done = engine, threading.Event()
        self.seen, self.failed, self.longest = set(), 0, 0.0

    def run(self):
        query = Query(parse("emploi").root, text="emploi", facets=FACETS)
        while not self._done.is_set():
            started = time.monotonic()
            try:
                found = self._engine.search(query)
                self.seen.add((found.total, found.facets["theme"][0].count, len(found.hits)))
            except EngineUnavailableError:
                self.failed += 1
            self.longest = max(self.longest, time.monotonic() - started)

    def stop(self):
        self._done.set()
        self.join()
        return self


def _index(nodes):
    names = nodes.ask_any("/_cat/indices/fonds-*?h=index").decode().split()
    return next(name for name in names if not name.endswith("-words"))


def _searching(engine):
    searches = _Searches(engine)
    searches.start()
    return searches


def test_one_dies_while_searches_and_changes_go_on_then_two(nodes, capsys):
    texts = Texts()
    address = f"opensearch+{nodes.address('fonds')}?replicas=1"
    engine, reader = (open_engine(address, texts, Facets()) for _ in range(2))
    engine.apply(texts.add(*_records(1, RECORDS + 1)))
    time.sleep(PAUSE_S)
    nodes.ask_any("/_cluster/health?wait_for_status=green&timeout=60s")

    searches = _searching(reader)
    time.sleep(1)
    first = nodes.primary(_index(nodes))
    nodes.kill(first)
    time.sleep(3)
    told = searches.stop()
    assert told.seen == {(RECORDS, RECORDS, 10)}
    assert told.longest < LONGEST_S
    with capsys.disabled():
        print(f"\none of three killed: {told.failed} searches told so, longest {told.longest:.2f} s")  # noqa: T201

    nodes.again(first)
    nodes.wait(3)
    nodes.ask_any("/_cluster/health?wait_for_status=green&timeout=60s")
    second = nodes.primary(_index(nodes))

    def more():
        for number, each in enumerate(_records(RECORDS + 1, 2 * RECORDS + 1)):
            if number == RECORDS // 2:
                nodes.kill(second)
            yield each

    changes = list(_records(RECORDS + 1, 2 * RECORDS + 1))
    texts.add(*changes)
    engine.apply(more())
    _until(lambda: (engine.position(), _total(engine)) == (2 * RECORDS, 2 * RECORDS))

    third = next(number for number in range(3) if number != second)
    nodes.kill(third)
    time.sleep(PAUSE_S)
    started = time.monotonic()
    late = texts.add(*_records(2 * RECORDS + 1, 2 * RECORDS + 11))
    with pytest.raises(EngineUnavailableError):
        engine.apply(late)
    assert _total(reader) in (None, 2 * RECORDS)
    with capsys.disabled():
        print(f"two of three killed: told after {time.monotonic() - started:.1f} s")  # noqa: T201
    for number in (second, third):
        nodes.again(number)
    nodes.wait(3)
    _until(lambda: _total(engine) is not None)
    # Two may answer searches before there is a place to write to again.
    nodes.ask_any("/_cluster/health?wait_for_status=green&timeout=60s")
    engine.apply(late)
    every = 2 * RECORDS + 10
    _until(lambda: (engine.position(), _total(engine), _total(reader)) == (every, every, every))
    engine.close()
    reader.close()


def _total(engine):
    """How many records are found; None while nobody answers."""
    try:
        return engine.search(Query(parse("emploi").root, text="emploi")).total
    except EngineUnavailableError:
        return None


def _until(holds):
    end = time.monotonic() + 90
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.5)
