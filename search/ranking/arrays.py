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

#: Up to so many documents are looked for one by one among others.
_FEW = 1500


def places(docs: Docs) -> Array:
    """Documents as numpy's own kind of number: by these it writes to many places twice as fast."""
    return docs.astype(np.intp, copy=False)


def masked(numbers: Array, mask: Array) -> Array:
    """Numbers where a mask is set, 0 elsewhere: choosing each one costs three to ten times as much."""
    return np.asarray(np.multiply(numbers, mask, dtype=numbers.dtype))


def places_among(docs: Docs, others: Docs, size: int) -> Array:
    """Where each of some growing documents stands among others, which grow too; -1 where it does not.

    `size` is how many documents there are in all.
    """
    if not len(others):
        return np.full(len(docs), -1)
    if len(docs) < _FEW:
        at = others.searchsorted(docs.astype(others.dtype, copy=False))
        return np.where(others.take(at, mode="clip") == docs, at, -1)
    # For many, writing down each one's place costs a tenth of looking for it.
    at = np.full(size, -1, np.int32)
    at[places(others)] = np.arange(len(others), dtype=np.int32)
    return at.take(docs)


def distinct(numbers: Array) -> Array:
    """Each number once, growing: for a few growing runs, several times faster than `np.unique`."""
    found = np.sort(numbers, kind="stable")
    fresh = np.ones(len(found), bool)
    np.not_equal(found[1:], found[:-1], out=fresh[1:])
    return found[fresh]
