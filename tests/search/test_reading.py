"""A library behind the door of readers."""

import dataclasses

import pytest

from catalogue.defined_acronyms import DefinitionStore
from catalogue.indicators import Indicators
from catalogue.library import create_library
from catalogue.likeness import SketchStore
from catalogue.log import open_writer
from catalogue.record import Page, Record
from catalogue.rights import PUBLIC_READER
from catalogue.vocabulary.loading import SHIPPED
from search.reading import open_catalogue
from search.search import Search
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


def test_an_acronym_that_public_documents_define_is_searched_by_its_full_form(tmp_path) -> None:
    library = create_library(tmp_path)
    text = "Le règlement professionnel du notariat (RPN) le dit."
    with open_writer(library) as writer, writer.transaction():
        for name in "ab":
            writer.put(Record(name, name), [Page(1, text)])
        writer.put(Record("c", "c"), [Page(1, "Le règlement professionnel du notariat seul.")])
    catalogue = open_catalogue(library)
    catalogue.engine.apply(catalogue.log.changes())
    DefinitionStore(library).follow(catalogue.log)
    results = catalogue.search(catalogue.query(Search("RPN"), PUBLIC_READER))
    assert results.expanded == ("règlement professionnel du notariat",)
    assert {hit.record.identifier for hit in results.hits} == {"a", "b", "c"}
    alone = catalogue.search(catalogue.query(Search("RPN", expand=False), PUBLIC_READER))
    assert {hit.record.identifier for hit in alone.hits} == {"a", "b"}
    catalogue.close()


def test_what_follows_the_log_after_the_engine_is_another_state_and_another_run_is_none(tmp_path) -> None:
    """A page made in between, an acronym not expanded yet, was kept for all until the next change."""
    library = create_library(tmp_path)
    with open_writer(library) as writer, writer.transaction():
        for name in "ab":
            writer.put(Record(name, name), [Page(1, "Le règlement professionnel du notariat (RPN) le dit.")])
    catalogue = open_catalogue(library)
    catalogue.engine.apply(catalogue.log.changes())
    seen = [catalogue.generation]
    for follower in (DefinitionStore(library), SketchStore(library), Indicators(library)):
        for _ in range(2):
            follower.follow(catalogue.log)
            seen.append(catalogue.generation)
    assert seen[1::2] == seen[2::2]
    assert len(set(seen)) == 4
    catalogue.close()


def test_a_label_that_is_edited_is_another_state_before_the_index_follows(tmp_path) -> None:
    library = create_library(tmp_path)
    with open_writer(library) as writer, writer.transaction():
        writer.put(Record("a", "a"), [])
    before = open_catalogue(library)
    before.engine.apply(before.log.changes())
    edited = (SHIPPED / "themes.ttl").read_text(encoding="utf-8").replace('"Santé"@fr', '"La santé"@fr')
    library.vocabularies.mkdir(exist_ok=True)
    (library.vocabularies / "themes.ttl").write_text(edited, encoding="utf-8")
    after = open_catalogue(library)
    assert (before.label("theme", "sante"), after.label("theme", "sante")) == ("Santé", "La santé")
    assert before.generation != after.generation
    before.close()
    after.close()
