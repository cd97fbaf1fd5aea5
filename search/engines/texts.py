"""Texts kept from one query to the next: what stands under a sequence number never changes.

Reading and inflating a page from the log costs more than finding it; the pages of the documents that people
find are few.
"""

import threading
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from typing import Any as Anything
from typing import TypeVar

from catalogue.record import Page, Record
from search.engine import PageTexts

#: Characters of text kept, in all.
MOST_CHARACTERS = 48_000_000
#: What a record is counted as.
_RECORD = 2_000

Value = TypeVar("Value", Record, Page, Record | None, Page | None)


class KeptTexts:
    """The same texts, the most recently read ones kept in memory; safe between threads."""

    def __init__(self, texts: PageTexts, limit: int = MOST_CHARACTERS) -> None:
        self._texts = texts
        self._limit = limit
        self._size = 0
        self._kept: OrderedDict[tuple[int, int], Record | Page] = OrderedDict()
        self._lock = threading.Lock()

    def record_at(self, sequence: int) -> Record | None:
        """As the texts say; a record that is gone is asked for again each time."""
        found = self._find((sequence, 0))
        if isinstance(found, Record):
            return found
        return self._keep((sequence, 0), self._texts.record_at(sequence))

    def page_at(self, sequence: int, number: int) -> Page | None:
        """As the texts say; page numbers begin at 1."""
        found = self._find((sequence, number))
        if isinstance(found, Page):
            return found
        return self._keep((sequence, number), self._texts.page_at(sequence, number))

    def records_at(self, sequences: Sequence[int]) -> dict[int, Record]:
        """As the texts say; only those not kept are asked for."""
        kept = {key[0]: found for key, found in self._found((each, 0) for each in sequences)}
        if left := [each for each in sequences if each not in kept]:
            for sequence, record in self._texts.records_at(left).items():
                kept[sequence] = self._keep((sequence, 0), record)
        return kept

    def pages_among(self, places: Sequence[tuple[int, int]]) -> dict[tuple[int, int], Page]:
        """As the texts say; only those not kept are asked for."""
        kept = dict(self._found(places))
        if left := [each for each in places if each not in kept]:
            for place, page in self._texts.pages_among(left).items():
                kept[place] = self._keep(place, page)
        return kept

    def _found(self, keys: Iterable[tuple[int, int]]) -> list[tuple[tuple[int, int], Anything]]:
        """Those of some that are kept."""
        kept = self._kept
        with self._lock:
            found = [(key, value) for key in keys if (value := kept.get(key)) is not None]
            for key, _ in found:
                kept.move_to_end(key)
        return found

    def _find(self, key: tuple[int, int]) -> Record | Page | None:
        with self._lock:
            if (found := self._kept.get(key)) is not None:
                self._kept.move_to_end(key)
            return found

    def _keep(self, key: tuple[int, int], value: Value) -> Value:
        if value is not None:
            with self._lock:
                if key not in self._kept:
                    self._kept[key] = value
                    self._size += _size(value)
                while self._size > self._limit:
                    self._size -= _size(self._kept.popitem(last=False)[1])
        return value


def _size(value: Record | Page) -> int:
    return _RECORD + len(value.text) if isinstance(value, Page) else _RECORD
