"""Stock Whoosh opens and searches what we write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from whoosh import query
from whoosh.index import open_dir

from search.engines.whoosh import open_engine, writing
from search.engines.whoosh.schema import Positions
from tests.search.engines.conformance import LIBRARY
from tests.search.engines.corpus import Facets, Texts, change


@pytest.fixture
def searcher(tmp_path):
    texts = Texts()
    many = [change(number, "", "emploi " * (number % 4) + "ville") for number in range(10, 400)]
    open_engine(str(tmp_path), texts, Facets()).apply(texts.add(*LIBRARY, *many))
    with open_dir(str(tmp_path)).searcher() as searcher:
        yield searcher


def test_whoosh_finds_words_phrases_and_identifiers(searcher):
    assert len(searcher.search(query.Term("body", "ville"), limit=None)) == 390
    assert len(searcher.search(query.Phrase("body", ["emploi", "ville"]), limit=None)) == 293
    assert searcher.document_number(identifier="n2") == 1
    assert searcher.reader().doc_frequency("title", "tours") == 2


def test_blocks_hold_the_statistics_whoosh_skips_by(searcher):
    info = searcher.reader().term_info("body", "emploi")
    assert (info.doc_frequency(), info.max_weight(), info.min_length()) == (295, 3.0, 2)


def test_every_word_has_the_statistics_that_its_postings_give(searcher):
    reader = searcher.reader()
    for field, word in [each for each in reader.all_terms() if each[0] in ("title", "body", "keywords")]:
        info, found = reader.term_info(field, word), list(reader.postings(field, word).items_as("frequency"))
        numbers, weights = zip(*found, strict=True)
        assert (info.doc_frequency(), info.weight()) == (len(numbers), sum(weights))
        assert (info.min_id(), info.max_id(), info.max_weight()) == (numbers[0], numbers[-1], max(weights))
        lengths = [reader.doc_field_length(number, field) for number in numbers]
        assert (info.min_length(), info.max_length()) == (min(lengths), max(lengths))


def test_long_lists_are_written_in_slices(tmp_path, monkeypatch):
    monkeypatch.setattr(writing, "SLICE", 5)
    texts = Texts()
    open_engine(str(tmp_path), texts, Facets()).apply(texts.add(*LIBRARY))
    with open_dir(str(tmp_path)).searcher() as searcher:
        assert len(searcher.search(query.Term("body", "emploi"))) == 2


@given(st.lists(st.integers(0, 1 << 22), min_size=1, max_size=30, unique=True).map(sorted))
def test_positions_and_little_words_come_back_as_they_were(positions):
    little = [position % 90 for position in positions]
    encoded = Positions().encode(positions, little)
    assert Positions().decode(encoded) == (positions, little)
    assert Positions().decode_positions(encoded) == positions
    assert Positions().decode_frequency(encoded) == len(positions)
