"""Straighten the image of a page that lay askew on the scanner.

Rows of print, summed along their own slope, alternate between dark and light more sharply than along any
other: the slope is looked for in a small copy, then the page itself is turned. Tesseract manages some five
degrees by itself, so this is only asked where it failed.
"""

import numpy as np
from numpy.typing import NDArray
from PIL import Image

#: Degrees tried to either side, and the step between them.
_MOST, _STEP = 20.0, 0.5
#: A page this straight is left alone.
_STRAIGHT = 1.0
#: Dots of the longer side of the copy on which slopes are tried.
_COPY = 700
#: The best slope must alternate so many times more sharply than the page as it is.
_SHARPER = 1.15
_WHITE = 255


def straightened(image: Image.Image) -> Image.Image | None:
    """The page turned so that its lines are level; None when they already are, or there are none."""
    copy = image.copy()
    copy.thumbnail((_COPY, _COPY))
    dark = _WHITE - np.asarray(copy, dtype=np.float32)
    slopes = np.arange(-_MOST, _MOST + _STEP, _STEP)
    sharpness = [_sharpness(dark, float(slope)) for slope in slopes]
    best = float(slopes[int(np.argmax(sharpness))])
    level = _sharpness(dark, 0.0)
    if abs(best) < _STRAIGHT or max(sharpness) < _SHARPER * level:
        return None
    return image.rotate(best, resample=Image.Resampling.BILINEAR, expand=True, fillcolor=_WHITE)


def _sharpness(dark: NDArray[np.float32], degrees: float) -> float:
    """How much the rows of a page differ from their neighbours when summed along a slope."""
    height, width = dark.shape
    shifts = np.round(np.tan(np.radians(degrees)) * (np.arange(width) - width / 2)).astype(int)
    rows = (np.arange(height)[:, None] + shifts[None, :]) % height
    sums = dark[rows, np.arange(width)[None, :]].sum(axis=1)
    return float(np.square(np.diff(sums)).sum())
