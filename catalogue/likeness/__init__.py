"""Likeness: which documents say the same, or nearly.

In come the pages of records, as the log tells them; out go pairs of records that hold the same text or very
alike ones, for a person to look at: nothing is ever merged here. `sketch` turns a text into a few numbers
that can be compared, `pairs` finds those that resemble each other among many, `store` keeps the sketches of
a library's own records in `index/` and follows the log; `neighbours` follows it as well and says which of
them other centres hold in a very alike form. May import the log and the words below it, never an engine.
"""

from catalogue.likeness.neighbours import Neighbours
from catalogue.likeness.pairs import ALIKE, Alike, alike_pairs
from catalogue.likeness.sketch import Sketch, resemblance, sketch_of
from catalogue.likeness.store import SketchStore

__all__ = ["ALIKE", "Alike", "Neighbours", "Sketch", "SketchStore", "alike_pairs", "resemblance", "sketch_of"]
