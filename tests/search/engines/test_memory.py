import pytest

from tests.search.engines.conformance import Conformance
from tests.search.engines.corpus import Facets
from tests.search.engines.memory import MemoryEngine


class TestMemory(Conformance):
    @pytest.fixture
    def engine(self):
        return MemoryEngine(Facets())

    @pytest.fixture
    def files(self, tmp_path):
        return tmp_path

    @pytest.fixture
    def new_engine(self):
        return lambda texts: MemoryEngine(Facets())
