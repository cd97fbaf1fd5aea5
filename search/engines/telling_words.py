"""Telling words: the rare words of a record by which others resemble it; for any engine."""

from collections import Counter
from collections.abc import Callable, Mapping

import numpy as np

from catalogue.record import Record
from search.analysis import find_chunks, read_chunk, stem
from search.engine import PageTexts
from search.engines.passages import Source
from search.plan import Word
from search.ranking.weights import DEFAULT, inverse_frequency

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
    counts: Counter[str] = Counter()
    written: dict[str, tuple[str, str]] = {}
    read = [(record.title, _TITLE)]
    for number in np.unique(source.pieces[0])[:_PAGES].tolist():
        page = texts.page_at(source.sequence, number)
        read.append((page.text if page else "", 1))
    for text, weight in read:
        for chunk, times in Counter(find_chunks(text)).items():  # each form once
            for word in read_chunk(chunk).words:
                family = stem(word.exact)
                counts[family] += weight * times
                written.setdefault(family, (word.exact, chunk[word.start : word.end].lower()))
    return {exact: (surface, counts[family]) for family, (exact, surface) in written.items()}


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
    values: dict[Word, float] = {}
    for exact in worth_counting(surfaces):
        count, held = surfaces[exact][1], holders(Word(exact))
        if held > 1:
            values[Word(exact)] = count / (count + 2) * inverse_frequency(DEFAULT, total, held)
    best = sorted(values, key=lambda word: -values[word])[:_WORDS]
    return {word: values[word] for word in best}
