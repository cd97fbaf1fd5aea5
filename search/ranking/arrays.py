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


def add_to(totals: Array, docs: Docs, values: Array | int) -> None:
    """Add to the totals of some documents, one of which may come again.

    numpy adds in place several times faster where numbers and types are its own.
    """
    np.add.at(totals, docs.astype(np.intp), np.asarray(values, totals.dtype))
