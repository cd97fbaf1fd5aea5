"""Said before: which places were found to say a phrase, kept from one state of an index to the next.

Telling it reads the text around each place, which costs more than all else of a search. What stands under a
sequence number of the log never changes, wherever an index puts the document: so after a commit only the
texts that it brought are read.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from search.engine import PageTexts
from search.engines.as_said import said_at
from search.engines.passages import Source
from search.ranking.arrays import Array
from search.ranking.occurrences import POSITION_BITS
from search.ranking.outside import among
from search.steps import Sequence

#: Places kept, in all, nine bytes each.
MOST_PLACES = 1 << 18
#: Phrases kept, about 1,300 bytes each besides their places: most have but a few.
MOST_PHRASES = 1 << 11


class _Told(NamedTuple):
    """Places where the words of a phrase stand, and at which of them it is said."""

    #: `(n,) int64`: sequence number and position as one number, growing.
    keys: Array
    #: `(n,) bool`.
    said: Array


_NOTHING = _Told(np.empty(0, np.int64), np.empty(0, bool))


class SaidBefore:
    """Reads phrases in texts, each place once; safe between threads."""

    def __init__(self, texts: PageTexts, most: int = MOST_PLACES) -> None:
        self._texts = texts
        self._most = most
        self._size = 0
        self._kept: OrderedDict[tuple[Sequence, str], _Told] = OrderedDict()
        self._lock = threading.Lock()

    def at(
        self,
        source_of: Callable[[int], Source],
        sequence: Sequence,
        field: str,
        docs: Array,
        positions: Array,
        numbers: Array,
    ) -> Array:
        """`(n,) bool`: at which places, where the last word of a phrase stands, it is said whole.

        `numbers` are the sequence numbers of the documents, which an index may number anew.
        """
        keys = numbers.astype(np.int64) << POSITION_BITS | positions
        before = self._kept.get((sequence, field), _NOTHING)
        known = among(before.keys, keys)
        said = np.zeros(len(keys), bool)
        said[known] = before.said[before.keys.searchsorted(keys[known])]
        fresh = np.flatnonzero(~known)
        said[fresh] = said_at(self._texts, source_of, sequence, field, docs[fresh], positions[fresh])
        order = keys.argsort()
        self._keep((sequence, field), _Told(keys[order], said[order]))
        return said

    def _keep(self, phrase: tuple[Sequence, str], told: _Told) -> None:
        """Keep what one state tells instead of what the last did, and forget what was asked longest ago.

        What there is no room for is not kept: making it would have forgotten all others.
        """
        with self._lock:
            self._size -= len(self._kept.pop(phrase, _NOTHING).keys)
            if len(told.keys) > self._most:
                return
            self._kept[phrase] = told
            self._size += len(told.keys)
            while self._size > self._most or len(self._kept) > MOST_PHRASES:
                self._size -= len(self._kept.popitem(last=False)[1].keys)
