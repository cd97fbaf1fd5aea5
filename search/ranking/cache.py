"""Arrays kept from one query to the next, up to a bound, those not used of late forgotten first."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar, cast

from search.ranking.arrays import Array

#: What a kept entry costs besides its arrays.
_OVERHEAD = 400
#: A named tuple of arrays.
Arrays = TypeVar("Arrays", bound=tuple[Array, ...])


@dataclass(slots=True)
class _Entry:
    arrays: tuple[Array, ...]
    #: Whether somebody asked since it was kept or last spared.
    used: bool = False


class Cache:
    """Arrays kept by key; safe between threads.

    A search asks dozens of times, and hashing a key costs more than all else here: so asking only says that
    an entry is used. When room is wanted the oldest one goes, those used since being spared once.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._size = 0
        self._kept: OrderedDict[object, _Entry] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: object, make: Callable[[], Arrays]) -> Arrays:
        """What is kept under the key, made when it is not; one key always has one kind of arrays."""
        if (kept := self._kept.get(key)) is not None:
            kept.used = True
            return cast("Arrays", kept.arrays)
        made = make()
        with self._lock:
            if key not in self._kept:
                self._kept[key] = _Entry(made)
                self._size += _bytes(made)
            while self._size > self._limit:
                self._forget()
        return made

    def _forget(self) -> None:
        key, oldest = self._kept.popitem(last=False)
        if oldest.used:
            oldest.used = False
            self._kept[key] = oldest
        else:
            self._size -= _bytes(oldest.arrays)


def _bytes(arrays: tuple[Array, ...]) -> int:
    return sum(int(array.nbytes) for array in arrays) + _OVERHEAD
