"""Outlines: the départements of France as a drawing, for maps of our own.

In: `outlines.json`, which `build` makes from Natural Earth; out: paths of SVG by code, in one frame, the
overseas ones in a row below. Knows no page: what is coloured, and where a shape leads, is the drawer's.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

FILE = Path(__file__).parent / "outlines.json"


@dataclass(frozen=True, slots=True)
class Outlines:
    """The drawing."""

    width: int
    height: int
    #: Département → its path, closed; all share their borders.
    departements: Mapping[str, str]
    #: Département → left, top, right and bottom of its path.
    boxes: Mapping[str, tuple[int, int, int, int]]
    #: The borders between regions, as open lines.
    regions: str
    #: Département → those beside it, separated by spaces.
    neighbours: Mapping[str, str]


@lru_cache(maxsize=1)
def outlines() -> Outlines:
    """The drawing, read once."""
    held = json.loads(FILE.read_text(encoding="utf-8"))
    boxes = {code: tuple(each) for code, each in held.pop("boxes").items()}
    return Outlines(boxes=boxes, **held)
