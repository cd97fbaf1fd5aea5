"""Merging segments: when, and how their arrays become one segment's."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate, groupby

import numpy as np
from whoosh.codec.whoosh3 import W3Segment

from search.engines.building import SegmentArrays
from search.engines.cards import Card
from search.engines.whoosh.segment import SegmentView
from search.ranking.arrays import Array
from search.ranking.postings import FieldPostings, gaps, lexicon_of, merge_fields
from search.ranking.word_fields import WORD_FIELDS

#: Segments of like size are merged when there are so many of them: a posting is then written anew about
#: log(documents) / log(MERGE_FACTOR) times in its life, and a search, which pays for each segment, looks into
#: some ten of them beside those that are as large as memory lets them be.
MERGE_FACTOR = 4
#: Fewer than these are not merged for the last time: it would spare too little.
_FEWEST = 3
#: A segment with a larger share of deleted documents is written anew.
MOST_DELETED = 0.3
#: Bytes of Whoosh's files beyond which a merge is not made: bounds its memory to some ten times as much.
MOST_BYTES = 48 << 20

#: One segment to merge: its arrays, its cards, which of its documents stand.
Part = tuple[SegmentView, tuple[Card, ...], Array]


def to_merge(
    segments: Sequence[W3Segment], sizes: Mapping[str, int], most_deleted: float = MOST_DELETED
) -> list[W3Segment]:
    """The segments to merge next, none when all is well; `sizes` is in bytes, by segment.

    They stand side by side, so that documents keep the order in which they came: of equal answers the first
    is shown first, as by an index made from nothing.
    """
    for segment in segments:
        if segment.deleted_count() > most_deleted * segment.doc_count_all():
            return [segment]
    tiers = [int(math.log(sizes[each.segment_id()], MERGE_FACTOR)) for each in segments]
    every = (side for tier in sorted(set(tiers)) for side in _side_by_side(segments, tiers, tier))
    return next(filter(None, (_enough(side, sizes) for side in every)), [])


def _side_by_side(
    segments: Sequence[W3Segment], tiers: Sequence[int], tier: int
) -> Iterator[Sequence[W3Segment]]:
    """Runs of segments from one of a tier to another, with smaller ones between them but no larger one."""
    for larger, run in groupby(range(len(segments)), lambda at: tiers[at] > tier):
        own = [at for at in run if tiers[at] == tier]
        if own and not larger:
            yield segments[own[0] : own[-1] + 1]


def _enough(side: Sequence[W3Segment], sizes: Mapping[str, int]) -> list[W3Segment]:
    """The first of some segments side by side that should be one; none while they wait for more.

    A merge whose result is too large to be merged again waits until it fills what memory holds, or for twice
    as many as others: ten thousand documents read one after the other else stay sixteen segments for ever.
    """
    totals = list(accumulate(sizes[each.segment_id()] for each in side))
    held = sum(total <= MOST_BYTES for total in totals)
    if len(side) >= MERGE_FACTOR and totals[MERGE_FACTOR - 1] * MERGE_FACTOR <= MOST_BYTES:
        enough = MERGE_FACTOR
    else:
        enough = 2 * MERGE_FACTOR if held == len(side) else _FEWEST
    return list(side[:held]) if held >= enough else []


def merge_segments(parts: Sequence[Part]) -> SegmentArrays:
    """The standing documents of several segments as one segment, in the same order."""
    words = np.unique(np.concatenate([view.lexicon.words for view, _, _ in parts]))
    words_to = [np.searchsorted(words, view.lexicon.words).astype(np.int64) for view, _, _ in parts]
    docs_to, first = [], 0
    for _, _, live in parts:
        docs_to.append(np.where(live, np.cumsum(live) - 1 + first, -1))
        first += int(live.sum())
    fields = {}
    for name in WORD_FIELDS:
        lengths = np.concatenate([view.fields[name].lengths[live] for view, _, live in parts])
        each = [
            (view.fields[name], to_words, to_docs)
            for (view, _, _), to_words, to_docs in zip(parts, words_to, docs_to, strict=True)
        ]
        fields[name] = merge_fields(each, len(words), lengths)
    words, fields = _only_used(words, fields)
    cards = tuple(card for _, each, live in parts for card, stands in zip(each, live, strict=True) if stands)
    return SegmentArrays(cards, lexicon_of(words), fields)


def _only_used(words: Array, fields: dict[str, FieldPostings]) -> tuple[Array, dict[str, FieldPostings]]:
    """Without the words that only left-out documents held."""
    used = np.logical_or.reduce([gaps(field.starts) > 0 for field in fields.values()])
    kept = np.append(used, True)
    return words[used], {name: replace(field, starts=field.starts[kept]) for name, field in fields.items()}
