"""Telling words: the rare words of a record by which others resemble it; for any engine."""

from collections import Counter
from collections.abc import Callable, Mapping
from functools import lru_cache

import numpy as np

from catalogue.record import Record
from search.analysis import find_chunks, read_chunk, stem
from search.engine import PageTexts
from search.engines.passages import Source
from search.ranking.weights import DEFAULT, inverse_frequency
from search.steps import Word

#: Pages of the record that are read: what it is about stands at its beginning.
_PAGES = 12
#: Words compared, and words named as the reason.
_WORDS = 30
REASONS = 4
#: How much a word of the title counts beside one of the text.
_TITLE = 5
_SHORTEST = 4


def surfaces_of(texts: PageTexts, source: Source, record: Record) -> dict[str, tuple[str, int]]:
    """Folded word → how the record writes it and how often, one form of each family."""
    forms = Counter(find_chunks(record.title) * _TITLE)
    places = [(source.sequence, number) for number in np.unique(source.pieces[0])[:_PAGES].tolist()]
    pages = texts.pages_among(places)
    for place in places:
        if place in pages:
            forms.update(find_chunks(pages[place].text))
    counts: dict[str, int] = {}
    written: dict[str, tuple[str, str]] = {}
    for form, times in forms.items():
        for family, exact, surface in _said_by(form):
            if family in counts:
                counts[family] += times
            else:
                counts[family], written[family] = times, (exact, surface)
    return {exact: (surface, counts[family]) for family, (exact, surface) in written.items()}


@lru_cache(maxsize=1 << 16)
def _said_by(form: str) -> tuple[tuple[str, str, str], ...]:
    """The words of a chunk: family, folded word, and how it is written there."""
    words = read_chunk(form).words
    return tuple((stem(word.exact), word.exact, form[word.start : word.end].lower()) for word in words)


def worth_counting(surfaces: Mapping[str, tuple[str, int]]) -> list[str]:
    """The words that may tell something: long ones, said more than once."""
    return [
        exact
        for exact, (_, count) in surfaces.items()
        if len(exact) >= _SHORTEST and exact.isalpha() and count > 1
    ]


def telling(
    surfaces: Mapping[str, tuple[str, int]], total: int, holders: Callable[[Word], int]
) -> dict[Word, float]:
    """The words that tell most about a record, most telling first, and how much they count."""
    values: list[tuple[Word, float]] = []
    for word in map(Word, worth_counting(surfaces)):
        count, held = surfaces[word.exact][1], holders(word)
        if held > 1:
            values.append((word, count / (count + 2) * inverse_frequency(DEFAULT, total, held)))
    return dict(sorted(values, key=lambda each: -each[1])[:_WORDS])
