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
