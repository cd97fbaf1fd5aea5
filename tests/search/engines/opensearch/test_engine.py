import pytest
from hypothesis import HealthCheck, given, settings

from tests.search.engines.conformance import Conformance
from tests.search.engines.corpus import corpora, queries
from tests.search.engines.opensearch.conftest import examples


class TestOpenSearch(Conformance):
    @pytest.fixture
    def engine(self, new_engine, texts):
        return new_engine(texts)

    @pytest.fixture
    def files(self, node):
        return node.data()

    @settings(max_examples=examples(25), suppress_health_check=list(HealthCheck))
    @given(changes=corpora(), query=queries)
    def test_answers_are_those_of_the_reference(self, new_engine, changes, query) -> None:
        self.check_by_the_reference(new_engine, changes, query)
