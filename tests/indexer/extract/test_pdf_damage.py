"""Streams that cannot be unpacked are told, and none of a sound file."""

import zlib

import pytest

from indexer.extract.pdf_damage import count_damaged_streams, has_its_end

PACKED = zlib.compress(b"BT (Bilan du contrat de ville) Tj ET" * 40)


def stream(packed: bytes, entries: bytes = b"/Filter/FlateDecode") -> bytes:
    return b"4 0 obj\n<<%s/Length %d>>\nstream\n%s\nendstream\nendobj\n" % (entries, len(packed), packed)


def test_a_stream_with_foreign_bytes_is_damaged() -> None:
    assert count_damaged_streams(stream(PACKED[:9] + b"\xff" * 8 + PACKED[17:]) + stream(PACKED)) == 1


@pytest.mark.parametrize(
    "content",
    [
        stream(PACKED),
        stream(PACKED[:-6]),
        stream(b"BT ET", b""),
        stream(b"\xff\xd8", b"/Subtype/Image/Filter/FlateDecode"),
        stream(b"\xff" * 90) + b"trailer <</Encrypt 9 0 R>>",
    ],
)
def test_what_is_sound_or_another_s_is_not(content: bytes) -> None:
    assert count_damaged_streams(content) == 0


@pytest.mark.parametrize(
    ("tail", "whole"),
    [
        (b"startxref\n9\n%%EOF\n", True),
        (b"%%EOF" + b"\0" * 9_000, True),
        (b"%%EOF\n--boundary of a mail--\n", True),
        (b"%%EOF" + b" 0 obj" * 9_000, False),
        (b"startxref\n9\n%%E", False),
    ],
)
def test_the_end_of_a_file_is_known_behind_what_fills_it_up(tail: bytes, whole: bool) -> None:
    assert has_its_end(tail) is whole


def test_a_stream_without_an_end_hides_no_other_and_is_looked_through_once() -> None:
    nested = b"1 0 obj\n<</Filter/FlateDecode>>stream\nxx" * 50_000
    assert count_damaged_streams(nested) == 0
    assert count_damaged_streams(nested + b"\nendstream\n" + stream(b"\xff" * 20)) == 2


def test_streams_that_unpack_without_end_are_not_all_unpacked() -> None:
    bomb = stream(zlib.compress(bytes(10_000_000), 9))
    assert count_damaged_streams(bomb * 29 + stream(b"\xff" * 20)) == 1
    assert count_damaged_streams(bomb * 31 + stream(b"\xff" * 20)) == 0
