import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from search.ranking.postings import (
    bounds_of,
    field_postings,
    gaps,
    lexicon_of,
    narrow,
    numbers_among,
    order_of,
    runs,
)

numbers = st.lists(st.integers(0, 1 << 20), max_size=50).map(lambda each: np.array(each, np.int64))


@given(numbers)
def test_the_order_is_that_of_a_stable_sort(values):
    assert order_of(values).tolist() == np.argsort(values, kind="stable").tolist()


@given(st.lists(st.tuples(st.integers(0, 99), st.integers(0, 5)), max_size=20))
def test_runs_are_laid_one_after_the_other(pairs):
    begins, counts = (
        np.array(column, np.int64) for column in (zip(*pairs, strict=True) if pairs else ([], []))
    )
    expected = [begin + step for begin, count in pairs for step in range(count)]
    assert runs(begins, counts).tolist() == expected
    assert gaps(bounds_of(counts)).tolist() == counts.tolist()


def test_positions_take_two_bytes_while_they_fit():
    assert narrow(np.array([0, 65_535])).dtype == np.uint16
    assert narrow(np.array([65_536])).dtype == np.uint32


def test_occurrences_are_grouped_by_word_then_document():
    words, docs, positions = (np.array(each) for each in ([1, 0, 1, 1], [0, 0, 0, 2], [0, 1, 2, 5]))
    field = field_postings(words, docs, positions, np.array([4, 0, 5, 6]), 3, np.array([3, 0, 1], np.uint8))
    assert field.starts.tolist() == [0, 1, 3, 3]
    assert field.docs.tolist() == [0, 0, 2]
    assert field.frequencies(0, 3).tolist() == [1, 2, 1]
    assert field.positions.tolist() == [1, 0, 2, 5]
    assert field.little.tolist() == [0, 4, 5, 6]


def test_a_lexicon_finds_words_families_and_beginnings():
    lexicon = lexicon_of(np.array([b"emploi", b"emplois", b"empire", b"ville"])[[2, 0, 1, 3]])
    words = lexicon.words.tolist()
    assert [words[number] for number in lexicon.family("emploi")] == [b"emploi", b"emplois"]
    assert (lexicon.word("ville"), lexicon.word("absent"), lexicon.family("absent").tolist()) == (3, None, [])
    assert words[slice(*lexicon.starting("emp"))] == [b"empire", b"emploi", b"emplois"]
    assert lexicon.starting("zz") == (4, 4)


def test_several_words_are_looked_for_at_once_long_ones_too():
    held = np.array([b"emploi", b"ville"])
    wanted = np.array([b"ville", b"absent", b"villes de plus", b"emploi"])
    assert numbers_among(held, wanted).tolist() == [1, -1, -1, 0]
    assert numbers_among(np.empty(0, bytes), wanted).tolist() == [-1] * 4
    assert lexicon_of(held).word("plus long que tous") is None
