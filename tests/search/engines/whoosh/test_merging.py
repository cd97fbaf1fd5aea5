import pytest
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


def test_large_segments_are_left_for_the_sake_of_memory():
    segments = _segments(*[100] * MERGE_FACTOR)
    assert to_merge(segments, _sizes(segments, MOST_BYTES)) == []


@pytest.mark.parametrize(("deleted", "written_anew"), [(20, False), (40, True)])
def test_a_segment_with_many_deleted_documents_is_written_anew(deleted, written_anew):
    segments = _segments(100, deleted=deleted)
    assert to_merge(segments, _sizes(segments, 10_000)) == (segments if written_anew else [])
