"""The arrays that ranking works on, by what they hold."""

from typing import Any

import numpy as np
import numpy.typing as npt

#: Any array; whoever names one so says its shape and type.
Array = npt.NDArray[Any]
#: `(n,)`: numbers of documents in an index.
Docs = npt.NDArray[np.integer[Any]]
#: `(n,) float64`: one score a document.
Scores = npt.NDArray[np.float64]


def places(docs: Docs) -> Array:
    """Documents as numpy's own kind of number: by these it writes to many places twice as fast."""
    return docs.astype(np.intp, copy=False)


def add_to(totals: Array, docs: Docs, values: Array | int) -> None:
    """Add to the totals of some documents, one of which may come again."""
    np.add.at(totals, places(docs), np.asarray(values, totals.dtype))


def distinct(numbers: Array) -> Array:
    """Each number once, growing: for a few growing runs, several times faster than `np.unique`."""
    found = np.sort(numbers, kind="stable")
    fresh = np.ones(len(found), bool)
    np.not_equal(found[1:], found[:-1], out=fresh[1:])
    return found[fresh]
