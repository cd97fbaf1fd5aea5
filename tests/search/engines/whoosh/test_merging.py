import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh.codec.whoosh3 import W3Codec

from search.engines.whoosh.merging import MERGE_FACTOR, MOST_BYTES, to_merge


def _segments(*counts, deleted=0):
    made = []
    for count in counts:
        segment = W3Codec().new_segment(None, "MAIN")
        segment.set_doc_count(count)
        for number in range(deleted):
            segment.delete_document(number)
        made.append(segment)
    return made


def _sizes(segments, size):
    return {segment.segment_id(): size for segment in segments}


def test_segments_of_like_size_are_merged_when_there_are_many():
    segments = _segments(*[100] * MERGE_FACTOR)
    assert to_merge(segments, _sizes(segments, 10_000)) == segments
    assert to_merge(segments[1:], _sizes(segments, 10_000)) == []


def test_segments_of_other_sizes_are_left():
    segments = _segments(*[100] * MERGE_FACTOR)
    sizes = {segment.segment_id(): 10 ** (3 + number % 4) for number, segment in enumerate(segments)}
    assert to_merge(segments, sizes) == []


def test_smaller_segments_between_those_of_a_size_go_with_them_and_larger_ones_part_them():
    segments = _segments(*[100] * (MERGE_FACTOR + 1))
    sizes = _sizes(segments, 10_000)
    small = sizes | {segments[2].segment_id(): 1_000}
    assert to_merge(segments, small) == segments
    assert to_merge(segments, sizes | {segments[2].segment_id(): 1_000_000}) == []


def test_large_segments_are_left_for_the_sake_of_memory():
    segments = _segments(*[100] * MERGE_FACTOR)
    assert to_merge(segments, _sizes(segments, MOST_BYTES)) == []


def test_what_will_not_be_merged_again_waits_until_it_fills_what_memory_holds():
    size = MOST_BYTES // 6
    segments = _segments(*[100] * 8)
    assert to_merge(segments[:6], _sizes(segments, size)) == []
    assert to_merge(segments, _sizes(segments, size)) == segments[:6]


def test_or_for_twice_as_many_as_others():
    segments = _segments(*[100] * 2 * MERGE_FACTOR)
    sizes = _sizes(segments, MOST_BYTES // (2 * MERGE_FACTOR))
    assert to_merge(segments[1:], sizes) == []
    assert to_merge(segments, sizes) == segments


def test_two_large_segments_that_memory_holds_are_left():
    segments = _segments(*[100] * 9)
    assert to_merge(segments, _sizes(segments, MOST_BYTES * 2 // 5)) == []


def _came(batches):
    """What is left of batches of so many bytes that came one after the other: the batches of each segment."""
    segments, sizes, parts = [], {}, {}
    for number, batch in enumerate(batches):
        segments += (new := _segments(100))
        sizes |= _sizes(new, batch)
        parts[new[0].segment_id()] = [number]
        while chosen := to_merge(segments, sizes):
            (one,) = _segments(100)
            names = [each.segment_id() for each in chosen]
            sizes[one.segment_id()] = sum(map(sizes.__getitem__, names))
            parts[one.segment_id()] = [part for name in names for part in parts[name]]
            at = segments.index(chosen[0])
            segments[at:] = [one, *(each for each in segments[at:] if each not in chosen)]
    return [parts[each.segment_id()] for each in segments]


@pytest.mark.parametrize("batch", [1_500, 60_000, 7_300_000])
def test_a_library_that_comes_in_batches_ends_in_few_segments(batch):
    """Sixteen segments of seven megabytes stayed so for ever, and each search paid for all of them."""
    full = 60 * batch / MOST_BYTES
    assert len(_came([batch] * 60)) <= 10 + full * 4 / 3


@settings(deadline=None)
@given(st.lists(st.integers(1_000, 20 << 20), max_size=80))
def test_documents_keep_the_order_in_which_they_came(batches):
    """Of equal answers the first is shown first, as by an index made from nothing."""
    kept = [number for parts in _came(batches) for number in parts]
    assert kept == list(range(len(batches)))


@pytest.mark.parametrize(("deleted", "written_anew"), [(20, False), (40, True)])
def test_a_segment_with_many_deleted_documents_is_written_anew(deleted, written_anew):
    segments = _segments(100, deleted=deleted)
    assert to_merge(segments, _sizes(segments, 10_000)) == (segments if written_anew else [])
