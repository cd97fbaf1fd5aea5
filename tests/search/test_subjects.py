"""Themes a query speaks of, and the documents described by them."""

import pytest

from catalogue.library import create_library
from catalogue.log import open_writer
from catalogue.record import Page, Record
from catalogue.rights import PUBLIC_READER
from catalogue.vocabulary import load_vocabularies
from search.query import Sort
from search.reading import open_catalogue
from search.search import Search
from search.subjects import Subjects


@pytest.fixture(scope="module")
def subjects() -> Subjects:
    return Subjects(load_vocabularies().themes)


@pytest.mark.parametrize(
    ("text", "theme", "left"),
    [
        ("fracture numérique", "inclusion-numerique", ()),
        ("apprentissage du français pour adultes", "integration", ("adultes",)),
        ("mobilité à Tours", "mobilite", ("Tours",)),
    ],
)
def test_a_query_speaks_of_the_theme_whose_name_or_cue_it_holds(subjects, text, theme, left) -> None:
    spoken = subjects.of(text)
    assert spoken is not None and (spoken.themes, spoken.left) == ((theme,), left)


def test_every_name_is_met_in_the_vocabulary_s_order(subjects) -> None:
    names = list(subjects._called)
    words = frozenset().union(*names[3:40:3])
    assert subjects._met(words) == [each for each in names if each <= words]


def test_a_single_word_that_is_a_mere_cue_names_no_theme(subjects) -> None:
    assert subjects.of("tramway") is None


PAGES = {
    "words": ("La fracture, la fracture. " + "Autre chose. " * 90 + "Le numérique, le numérique.", ()),
    "mixed": ("Une fracture. " + "Autre chose. " * 90 + "Un guichet numérique.", ("inclusion-numerique",)),
    "described": ("Le camion du numérique va dans les villages.", ("inclusion-numerique",)),
    "by chance": ("La République numérique.", ("observation",)),
}


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory):
    library = create_library(tmp_path_factory.mktemp("fonds"))
    with open_writer(library) as writer, writer.transaction():
        for name, (text, themes) in PAGES.items():
            writer.put(Record(name, name, themes=themes), [Page(1, text)])
    catalogue = open_catalogue(library)
    catalogue.engine.apply(catalogue.log.changes())
    yield catalogue
    catalogue.close()


def found(catalogue, search: Search, size: int = 10) -> tuple[list[str], list[str]]:
    results = catalogue.search(catalogue.query(search, PUBLIC_READER, size=size))
    return [hit.record.identifier for hit in results.hits], [hit.record.identifier for hit in results.partly]


def test_documents_of_the_theme_follow_the_few_that_hold_the_words_in_place_of_chance(catalogue) -> None:
    assert found(catalogue, Search("fracture numérique")) == (["mixed", "words"], ["described"])


def test_pages_of_one_document_each_tell_the_same_order(catalogue) -> None:
    firsts = [found(catalogue, Search("fracture numérique", page=page), size=1)[0] for page in (1, 2)]
    assert firsts == [["mixed"], ["words"]]


def test_themes_have_no_say_where_words_are_not_widened_or_dates_order(catalogue) -> None:
    plain = found(catalogue, Search("fracture numérique", expand=False))
    assert plain[0] == ["words", "mixed"] and "by chance" in plain[1]
    assert found(catalogue, Search("fracture numérique", sort=Sort.TITLE))[0] == ["mixed", "words"]
