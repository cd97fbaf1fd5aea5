"""Visitors: how many connections an address holds and how much it has asked for, of the whole site.

Whichever process answers, what holds is the sum of what all wrote on their board. A number is written before
the sum is looked at: two who count at once may both refuse what one could have let in, and never let in more
than is allowed. When more addresses come within a minute than there is room for, those that asked for least
are forgotten first.
"""

import hashlib
import math
import time
from collections import Counter
from threading import Lock

from search_app.serving.board import RING, SLOTS, WAYS, Board, Column, private_board

#: Seconds in which requests are counted.
MINUTE = 60
_NOTHING = memoryview(bytes(2 * RING)).cast("H")
#: Largest number that stands for a second.
_MOST = (1 << 16) - 1


class Visitors:
    """What one process counts, and what all have counted together; safe between threads and processes."""

    def __init__(self, board: Board | None = None, column: int = 0) -> None:
        """`column` is the one of the board in which nobody else writes."""
        self._board = board or private_board()
        self._all = self._board.columns
        self._own = self._all[column]
        self._held: Counter[str] = Counter()
        self._writing = Lock()

    def ask(self, address: str, most: int) -> int:
        """Count one request of an address; 0, or, uncounted, the seconds until one more is taken.

        A second is the grain: what was asked is held against an address for a minute and up to one second.
        """
        with self._writing:
            now, key = time.monotonic(), self._key(address)
            place = self._place(address, key, int(now))
            self._advance(place, int(now))
            at = place * RING + int(now) % RING
            before = self._own.asked[at]
            self._own.asked[at] = min(before + 1, _MOST)
            asked = [_asked(column, key, int(now)) for column in self._all]
            if sum(map(sum, asked)) <= most:
                return 0
            self._own.asked[at] = before
        return _wait(asked, most, now)

    def connect(self, address: str) -> int:
        """Count one connection more; how many the address holds now."""
        with self._writing:
            key = self._key(address)
            place = self._place(address, key, int(time.monotonic()))
            self._note(address, 1, place)
            others = (column for column in self._all if column is not self._own)
            return self._held[address] + sum(_held(column, key) for column in others)

    def disconnect(self, address: str) -> None:
        """Count one connection less."""
        with self._writing:
            self._note(address, -1, _place(self._own, self._key(address)))

    def connections(self) -> int:
        """Connections open to the whole site."""
        return sum(column.connections[0] for column in self._all)

    def take_in(self, *, taking: bool) -> None:
        """Tell the others whether this process takes connections in."""
        self._own.connections[1] = taking

    def has_more(self) -> bool:
        """Whether another process that takes connections in has fewer than this one."""
        own = self._own.connections[0]
        return any(column.connections[1] and column.connections[0] < own for column in self._all)

    def _key(self, address: str) -> int:
        digest = hashlib.blake2b(address.encode(), digest_size=8, key=self._board.secret).digest()
        return int.from_bytes(digest, "little") or 1

    def _place(self, address: str, key: int, second: int) -> int:
        """The slot of an address in our column, if need be one that was another's."""
        found = _place(self._own, key)
        if found is not None:
            return found
        free = _place(self._own, 0, among=key)
        place = self._least(key, second) if free is None else free
        self._own.asked[place * RING : (place + 1) * RING] = _NOTHING
        self._own.held[place] = self._held[address]
        self._own.seconds[place] = second
        self._own.keys[place] = key
        return place

    def _least(self, key: int, second: int) -> int:
        """The slot with which least is lost: without connections, and of who has asked for least."""
        places = range(_first(key), _first(key) + WAYS)
        return min(
            places, key=lambda each: (self._own.held[each] > 0, sum(_seconds(self._own, each, second)))
        )

    def _advance(self, place: int, second: int) -> None:
        """Begin the numbers of the seconds that have come since an address last asked."""
        last = self._own.seconds[place]
        for each in range(max(last + 1, second - RING + 1), second + 1):
            self._own.asked[place * RING + each % RING] = 0
        self._own.seconds[place] = second

    def _note(self, address: str, more: int, place: int | None) -> None:
        """Write how many connections an address holds of ours, and all together."""
        self._held[address] += more
        if place is not None:
            self._own.held[place] = self._held[address]
        if not self._held[address]:
            del self._held[address]
        self._own.connections[0] = self._held.total()


def _first(key: int) -> int:
    """The first of the slots in which a key may stand."""
    return key % (SLOTS // WAYS) * WAYS


def _place(column: Column, key: int, *, among: int = 0) -> int | None:
    """The slot in which a key stands, among those of another if need be; None where it does not."""
    first = _first(among or key)
    keys = column.keys[first : first + WAYS].tolist()
    return first + keys.index(key) if key in keys else None


def _held(column: Column, key: int) -> int:
    place = _place(column, key)
    return 0 if place is None else int(column.held[place])


def _asked(column: Column, key: int, second: int) -> list[int]:
    place = _place(column, key)
    return [] if place is None else _seconds(column, place, second)


def _seconds(column: Column, place: int, second: int) -> list[int]:
    """What was asked in each second from a minute ago on, as far as anything was.

    A process may be a moment ahead of another: what it counted meanwhile passes for this second's.
    """
    last = max(column.seconds[place], second - MINUTE - 1)
    count = min(last - second + MINUTE + 1, MINUTE + 1)
    start, base = (last - count + 1) % RING, place * RING
    found: list[int] = column.asked[base + start : base + min(start + count, RING)].tolist()
    return found + column.asked[base : base + max(start + count - RING, 0)].tolist()


def _wait(asked: list[list[int]], most: int, now: float) -> int:
    """Seconds until enough has grown old for one more, a minute at most.

    What was asked in this very second takes up to one more: who comes back by then is told how little.
    """
    left, age = sum(map(sum, asked)), -1
    while left > most and age < MINUTE:
        age += 1
        left -= sum(each[age] for each in asked if age < len(each))
    return min(math.ceil(int(now) + age + 1 - now), MINUTE)
