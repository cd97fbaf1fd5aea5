"""Streams that cannot be unpacked are told, and none of a sound file."""

import zlib

import pytest

from indexer.extract.pdf_damage import count_damaged_streams

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
