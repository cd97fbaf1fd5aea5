"""Arrays kept from one query to the next, up to a bound, the least recently used forgotten first."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import TypeVar, cast

from search.ranking.arrays import Array

#: What a kept entry costs besides its arrays.
_OVERHEAD = 400
#: A named tuple of arrays.
Arrays = TypeVar("Arrays", bound=tuple[Array, ...])


class Cache:
    """Arrays kept by key, least recently used forgotten first; safe between threads."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._size = 0
        self._kept: OrderedDict[object, tuple[Array, ...]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: object, make: Callable[[], Arrays]) -> Arrays:
        """What is kept under the key, made when it is not; one key always has one kind of arrays."""
        with self._lock:
            # Hashing a key costs more than all else here.
            if (kept := self._kept.get(key)) is not None:
                self._kept.move_to_end(key)
                return cast("Arrays", kept)
        made = make()
        with self._lock:
            if key not in self._kept:
                self._kept[key] = made
                self._size += _bytes(made)
            while self._size > self._limit:
                self._size -= _bytes(self._kept.popitem(last=False)[1])
        return made


def _bytes(arrays: tuple[Array, ...]) -> int:
    return sum(int(array.nbytes) for array in arrays) + _OVERHEAD
