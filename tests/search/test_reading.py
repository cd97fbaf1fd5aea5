"""A library behind the door of readers."""

import dataclasses

import pytest

from catalogue.library import create_library
from catalogue.log import open_writer
from search.reading import open_catalogue
from tests.search.readers import HELD, SUCCESSOR, WITHDRAWN, Readers


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    library = create_library(tmp_path_factory.mktemp("fonds"))
    gone, pages = dataclasses.replace(HELD[0][0], identifier=WITHDRAWN), HELD[0][1]
    with open_writer(library) as writer, writer.transaction():
        for record, texts in (*HELD, (gone, pages)):
            writer.put(record, texts)
        writer.withdraw(WITHDRAWN, replaced_by=SUCCESSOR)
    catalogue = open_catalogue(library)
    catalogue.engine.apply(catalogue.log.changes())
    yield catalogue
    catalogue.close()


class TestLibrary(Readers):
    @pytest.fixture
    def catalogue(self, opened):
        return opened
