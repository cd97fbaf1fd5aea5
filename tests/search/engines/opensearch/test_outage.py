"""What is told when machines do not answer, and that nothing is lost."""

import socket
import time

import pytest

from catalogue.change import Change
from catalogue.errors import ConfigurationError, EngineUnavailableError
from search.engine import open_engine
from search.engines.opensearch import cluster, feeding
from search.engines.opensearch.cluster import PAUSE_S
from search.parser import parse
from search.query import Query
from tests.opensearch.nodes import Nodes, missing
from tests.search.engines.conformance import LIBRARY
from tests.search.engines.corpus import Facets, Texts, change


@pytest.fixture
def nodes(tmp_path):
    if why := missing():
        pytest.skip(why)
    with Nodes(tmp_path / "nodes") as own:
        yield own


def _ask(engine, typed="emploi"):
    return engine.search(Query(parse(typed).root, text=typed)).total


def test_machines_that_are_not_there_are_told_at_once():
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        address = f"opensearch+http://127.0.0.1:{nobody.getsockname()[1]}/fonds"
        with pytest.raises(EngineUnavailableError, match="momentanément indisponible") as raised:
            open_engine(address, Texts(), Facets())
    assert (raised.value.exit_code, raised.value.http_status) == (5, 503)


def test_machines_that_say_nothing_are_waited_for_once():
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        address = f"opensearch+http://127.0.0.1:{silent.getsockname()[1]}/fonds"
        started = time.monotonic()
        with pytest.raises(EngineUnavailableError):
            open_engine(address, Texts(), Facets())
        assert time.monotonic() - started < 3 * cluster.SEARCH_S


def test_answers_of_a_part_of_the_index_are_refused():
    with pytest.raises(EngineUnavailableError):
        cluster._check({"_shards": {"failed": 1}, "timed_out": False})
    with pytest.raises(EngineUnavailableError):
        cluster._check({"error": {"type": "search_phase_execution_exception"}, "status": 503})


def test_words_of_the_cluster_s_errors_are_a_person_s():
    with pytest.raises(ConfigurationError, match="OPENSEARCH_USER"):
        open_engine("opensearch+https://moi:secret@example.org/fonds", Texts(), Facets())
    with pytest.raises(ConfigurationError, match="replicas"):
        open_engine("opensearch+https://example.org/fonds?replicas=beaucoup", Texts(), Facets())


def test_it_comes_back_by_itself_and_a_crash_before_the_stamp_loses_nothing(nodes, monkeypatch):
    texts = Texts()
    engine = open_engine(f"opensearch+{nodes.address('fonds')}", texts, Facets())
    engine.apply(texts.add(*LIBRARY))
    more = texts.add(change(5, "Cinq", "Un autre emploi."), Change(6, "n2", None))

    def die(*_):
        nodes.kill(0)
        raise EngineUnavailableError("morte entre les notices et leur numéro")

    with monkeypatch.context() as dying:
        dying.setattr(feeding, "write_stamp", die)
        with pytest.raises(EngineUnavailableError):
            engine.apply(more)
    before = engine.generation()
    time.sleep(PAUSE_S)
    started = time.monotonic()
    with pytest.raises(EngineUnavailableError):
        _ask(engine)
    assert time.monotonic() - started < 2.0
    assert engine.generation() == before
    nodes.again(0)
    nodes.wait(1)
    time.sleep(PAUSE_S)
    assert engine.position() == 4
    engine.apply(more)
    assert (engine.position(), _ask(engine)) == (6, 2)
    engine.close()


def test_a_failed_apply_shows_nothing(nodes):
    texts = Texts()
    engine = open_engine(f"opensearch+{nodes.address('fonds')}", texts, Facets())
    engine.apply(texts.add(*LIBRARY))

    def changes():
        yield from texts.add(*(change(number, "Neuf", "emploi") for number in range(5, 6000)))
        raise OSError("disque plein")

    with pytest.raises(OSError, match="disque plein"):
        engine.apply(changes())
    assert (engine.position(), _ask(engine)) == (4, 2)
    engine.close()
