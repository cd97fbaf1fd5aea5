"""The twin the site's tests use answers at the door of readers as a library does."""

import pytest

from tests.search.readers import HELD, Readers
from tests.search_app.memory import MemoryCatalogue


class TestMemory(Readers):
    @pytest.fixture
    def catalogue(self, tmp_path):
        return MemoryCatalogue(tmp_path, HELD)
