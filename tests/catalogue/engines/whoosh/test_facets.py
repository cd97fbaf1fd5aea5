import numpy as np

from catalogue.engines.whoosh.documents import FacetColumn
from catalogue.engines.whoosh.facet import Facet


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
