import pytest

from tests.catalogue.engines.conformance import Conformance
from tests.catalogue.engines.corpus import Facets
from tests.catalogue.engines.memory import MemoryEngine


class TestMemory(Conformance):
    @pytest.fixture
    def engine(self):
        return MemoryEngine(Facets())

    @pytest.fixture
    def new_engine(self):
        return lambda texts: MemoryEngine(Facets())
