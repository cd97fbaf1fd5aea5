import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.bundles.checking import BAD_LINE, DECODERS
from exchange.bundles.format import SharedRecord, line

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@pytest.mark.parametrize(
    "content",
    [
        b'{"id": "x", "title": "t", "url": "javascript:alert(1)"}',
        b'{"id": "a b", "title": "t"}',
        b'{"id": "x", "title": "' + b"a" * 500_000 + b'"}',
        b'{"id": ' + b"[" * 20_000 + b"]" * 20_000 + b"}",
        b'{"id": "x", "title": "t", "later": ' + b"[" * 200_000 + b"]" * 200_000 + b"}",
        b'{"id":"n","n":' + b"9" * 5000 + b"}",
        b'{"id":"nan","title":"t","score":NaN}',
        b'{"id":"x","title":"\\ud800"}',
        b'{"id":"x","title":"\xed\xa0\x80"}',
        b'{"id":"x","title":"t","extent":-1}',
        b'{"id":"x","title":"t","access":"internal"}',
        b"[]", b"", b"null",
    ],
)  # fmt: skip
def test_a_line_that_is_no_record_is_an_error_we_know(content: bytes) -> None:
    with pytest.raises(BAD_LINE):
        DECODERS[SharedRecord].decode(content)


def test_what_a_later_version_adds_is_passed_over() -> None:
    assert DECODERS[SharedRecord].decode(b'{"id":"a","title":"t","later":[{"b":1}]}') == SharedRecord(
        id="a", title="t"
    )


@given(JSON)
def test_no_json_is_more_than_an_error_we_know(value: object) -> None:
    for decoder in DECODERS.values():
        try:
            decoder.decode(msgspec.json.encode(value))
        except BAD_LINE:
            continue


def test_a_line_is_canonical() -> None:
    record = SharedRecord(title="Été", id="a", creators=("Zoé",))
    assert line(record) == '{"creators":["Zoé"],"id":"a","title":"Été"}\n'.encode()
