import itertools

import pytest

from search.engines.whoosh import open_engine
from tests.search.engines.conformance import Conformance
from tests.search.engines.corpus import Facets


class TestWhoosh(Conformance):
    @pytest.fixture
    def engine(self, tmp_path, texts):
        return open_engine(str(tmp_path / "index"), texts, Facets())

    @pytest.fixture
    def files(self, tmp_path):
        return tmp_path / "index"

    @pytest.fixture
    def new_engine(self, tmp_path):
        numbers = itertools.count()
        return lambda texts: open_engine(str(tmp_path / str(next(numbers))), texts, Facets())
