"""What a document that answers but partly lacks of a query."""

import pytest

from catalogue.library import create_library
from catalogue.log import open_writer
from catalogue.record import Page, Record
from catalogue.rights import PUBLIC_READER
from search.reading import open_catalogue
from search.search import Search

PAGES = {
    "quartier": "La rénovation urbaine du quartier, ses logements, le projet de rénovation urbaine.",
    "observatoire": "Une journée des observatoires à Dijon.",
    "école": "Les écoles, les élèves et leurs familles.",
}


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory):
    library = create_library(tmp_path_factory.mktemp("fonds"))
    with open_writer(library) as writer, writer.transaction():
        for name, text in PAGES.items():
            writer.put(Record(name, name), [Page(1, text)])
    catalogue = open_catalogue(library)
    catalogue.engine.apply(catalogue.log.changes())
    yield catalogue
    catalogue.close()


def lacking(catalogue, text: str) -> list[tuple[str, tuple[str, ...]]]:
    results = catalogue.search(catalogue.query(Search(text), PUBLIC_READER))
    return [(hit.record.identifier, hit.lacking) for hit in (*results.hits, *results.partly)]


def test_what_each_lacks_is_told_as_it_was_typed_and_whoever_holds_the_place_comes_first(catalogue) -> None:
    found = lacking(catalogue, "Rénovation urbaine dijon")
    assert found == [("observatoire", ("Rénovation urbaine",)), ("quartier", ("dijon",))]


def test_of_an_answer_that_holds_all_nothing_is_lacking(catalogue) -> None:
    assert ("quartier", ()) in lacking(catalogue, "quartier logement")


def test_of_a_question_nothing_is_told(catalogue) -> None:
    found = lacking(catalogue, "où se trouvent les écoles de Dijon ?")
    assert found
    assert not any(lacked for _, lacked in found)
