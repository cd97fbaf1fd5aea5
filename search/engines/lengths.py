"""Lengths of texts in one byte, some 3 % apart, as Whoosh keeps them and every engine scores with them."""

import numpy as np

from search.ranking.arrays import Array

#: Words at which the scale begins to be logarithmic, and how much longer each step is.
_LINEAR, _STEP = 27.0, 1.033
#: `(256,) float64`: the number of words each byte stands for.
LENGTHS = np.array([round((_STEP**byte - 1) * _LINEAR) for byte in range(256)], np.float64)


def as_bytes(lengths: Array) -> Array:
    """`(n,) uint8`: numbers of words in their one-byte form, the next longer one the scale has."""
    return np.minimum(np.searchsorted(LENGTHS, lengths), len(LENGTHS) - 1).astype(np.uint8)
