"""As said: whether a text says an exact phrase, little words included, where an index holds its other words.

An index knows but the little word right before each word. Of the places it leaves, the piece of text around
each is read again as it was indexed, a few hundred characters; of a notice, the value.
"""

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from search.analysis import Slot, find_chunks, read_slots
from search.engine import PageTexts
from search.engines.page_pieces import piece_at
from search.engines.passages import Source
from search.ranking.arrays import Array
from search.ranking.occurrences import BODY
from search.ranking.word_fields import VALUE_GAP
from search.steps import Sequence

#: Pieces kept as they were read, about 6 kB each.
_KEPT = 1 << 12


class _Said(NamedTuple):
    """A text as it is said."""

    #: All its words, little ones included.
    slots: tuple[Slot, ...]
    #: For each position, which of these stands there.
    at: tuple[int, ...]


def said_at(
    texts: PageTexts,
    source_of: Callable[[int], Source],
    sequence: Sequence,
    field: str,
    docs: Array,
    positions: Array,
) -> Array:
    """`(n,) bool`: at which places, where the last word of a phrase stands, it is said whole."""
    kept, values = np.zeros(len(docs), bool), {}
    for number, (doc, position) in enumerate(zip(docs.tolist(), positions.tolist(), strict=True)):
        source = source_of(doc)
        if field == BODY:
            kept[number] = _said_in_body(texts, source, sequence, position)
            continue
        if doc not in values:
            values[doc] = _read_values(_values(texts, source, field))
        said = values[doc]
        kept[number] = position < len(said.at) and sequence.said.stands(said.slots, said.at[position])
    return kept


def _said_in_body(texts: PageTexts, source: Source, sequence: Sequence, position: int) -> bool:
    starts = source.pieces[2]
    own = int(starts.searchsorted(position, side="right")) - 1
    said = _piece(texts, source, own)
    at = position - int(starts[own])
    if at >= len(said.at):
        return False
    slots, last = said.slots, said.at[at]
    before, after = own - 1, own + 1
    wanted = sequence.said
    while last < wanted.last and before >= 0:
        more = _piece(texts, source, before).slots
        slots, last, before = (*more, *slots), last + len(more), before - 1
    while len(slots) - last < len(wanted.words) - wanted.last and after < len(starts):
        slots, after = (*slots, *_piece(texts, source, after).slots), after + 1
    return wanted.stands(slots, last)


def _piece(texts: PageTexts, source: Source, number: int) -> _Said:
    page, start, _ = source.pieces[:, number].tolist()
    found = texts.page_at(source.sequence, page)
    return _read(piece_at(found.text, start)) if found else _NOTHING


def _values(texts: PageTexts, source: Source, field: str) -> Iterable[str]:
    """The texts of one field of a notice, as `building` reads them."""
    if field == "headings":
        pages = (texts.page_at(source.sequence, page) for page in np.unique(source.pieces[0]).tolist())
        return [heading for page in pages if page for heading in page.headings]
    value = getattr(texts.record_at(source.sequence), field, ())
    return value if isinstance(value, tuple) else (value,)


def _read_values(values: Iterable[str]) -> _Said:
    slots: list[Slot] = []
    at: list[int] = []
    for number, value in enumerate(values):
        if number:
            at += [len(slots)] * VALUE_GAP
            slots.append(_GAP)
        said = _read(value)
        at += [len(slots) + each for each in said.at]
        slots += said.slots
    return _Said(tuple(slots), tuple(at))


@lru_cache(maxsize=_KEPT)
def _read(text: str) -> _Said:
    slots = tuple(slot for chunk in find_chunks(text) for slot in read_slots(chunk))
    return _Said(slots, tuple(at for at, slot in enumerate(slots) if slot.placed))


_NOTHING = _Said((), ())
#: Where two values meet.
_GAP = Slot((), "", placed=False)
