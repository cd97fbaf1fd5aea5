import pytest
from hypothesis import HealthCheck, given, settings

from search.engines.opensearch import proving
from search.parser import parse
from search.query import Query
from tests.search.engines.conformance import SAID, Conformance
from tests.search.engines.corpus import corpora, queries
from tests.search.engines.opensearch.conftest import examples


class TestOpenSearch(Conformance):
    @pytest.fixture
    def engine(self, new_engine, texts):
        return new_engine(texts)

    @pytest.fixture
    def files(self, node):
        return node.data()

    def test_a_phrase_is_proven_in_more_records_than_are_asked_for_at_once(
        self, engine, texts, monkeypatch
    ) -> None:
        monkeypatch.setattr(proving, "_AT_ONCE", 1)
        engine.apply(texts.add(*SAID))
        assert engine.search(Query(parse('"la ville"').root)).total == 3
        assert engine.search(Query(parse('emploi -"de la ville"').root)).total == 2

    @settings(max_examples=examples(25), suppress_health_check=list(HealthCheck))
    @given(changes=corpora(), query=queries)
    def test_answers_are_those_of_the_reference(self, new_engine, changes, query) -> None:
        self.check_by_the_reference(new_engine, changes, query)
