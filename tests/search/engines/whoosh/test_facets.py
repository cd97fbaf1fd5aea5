from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from search.engines.whoosh.documents import FacetColumn
from search.engines.whoosh.facet import Facet
from search.engines.whoosh.facets import Counts
from search.results import FacetValue


def _column(*rows):
    values = sorted({value for row in rows for value in row})
    codes = [values.index(value) for row in rows for value in row]
    bounds = np.cumsum([0, *(len(row) for row in rows)])
    return FacetColumn(
        np.array([value.encode() for value in values] or [b""])[: len(values)],
        bounds,
        np.array(codes, np.uint32),
    )


def _counts(facet, docs):
    return dict(zip(facet.values, facet.count(np.array(docs, np.int64)).tolist(), strict=True))


def test_values_of_several_segments_are_counted_together():
    facet = Facet([_column(("a", "b"), ()), _column(("b",), ("c", "a"))])
    assert _counts(facet, [0, 1, 2, 3]) == {"a": 2, "b": 2, "c": 1}
    assert _counts(facet, [3]) == {"a": 1, "b": 0, "c": 1}
    assert _counts(facet, []) == {"a": 0, "b": 0, "c": 0}


def test_one_value_in_each_document_is_counted_alike():
    facet = Facet([_column(("x",), ("y",)), _column(("y",))])
    assert _counts(facet, [0, 1, 2]) == {"x": 1, "y": 2}


def test_holders_of_any_of_the_values():
    facet = Facet([_column(("a", "b"), (), ("c",))])
    assert facet.holders(("a", "c")).tolist() == [True, False, True]
    assert facet.holders(("?",)).tolist() == [False, False, False]


def test_an_empty_library_has_no_values():
    assert _counts(Facet([]), []) == {}


def test_what_few_documents_hold_beyond_the_first_values_is_counted():
    rows = [("a",), ("b",), ("a",), ("b",), ("a", "b", "c", "d")]
    assert _counts(Facet([_column(*rows)]), [0, 3, 4]) == {"a": 2, "b": 2, "c": 1, "d": 1}


@given(st.lists(st.sets(st.sampled_from("abcde")), max_size=12), st.data())
def test_counts_are_those_of_the_documents(rows, data):
    docs = data.draw(st.lists(st.integers(0, max(len(rows) - 1, 0)), unique=True)) if rows else []
    expected = Counter(value for doc in docs for value in rows[doc])
    facet = Facet([_column(*map(tuple, rows))])
    assert {value: count for value, count in _counts(facet, docs).items() if count} == expected
    assert facet.totals.tolist() == facet.count(np.arange(len(rows))).tolist()


def _shown(facet, counts, selected=()):
    return list(Counts(facet, _facet_of("abc"), np.array(counts), selected))


def _facet_of(values):
    return Facet([_column(tuple(values))])


def test_values_come_by_count_then_by_name_and_selected_ones_always():
    assert _shown("theme", [1, 0, 1], ("b",)) == [("a", 1, False), ("c", 1, False), ("b", 0, True)]
    assert _shown("theme", [1, 2, 0]) == [("b", 2, False), ("a", 1, False)]


def test_years_come_in_order_even_one_without_documents():
    assert [value for value, *_ in _shown("year", [1, 0, 2], ("b",))] == ["a", "b", "c"]


def test_counts_read_like_a_tuple():
    counts = Counts("theme", _facet_of("abc"), np.array([3, 2, 1]), ())
    assert len(counts) == 3
    assert counts[:2] == (counts[0], counts[1]) == (FacetValue("a", 3), FacetValue("b", 2))
    assert counts == tuple(counts)
