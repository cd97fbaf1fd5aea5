import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import find_chunks, iterate_chunks


@given(st.text(max_size=60))
def test_chunks_are_the_same_with_their_places(text: str) -> None:
    assert [match[0] for match in iterate_chunks(text)] == find_chunks(text)


@pytest.mark.parametrize(
    ("text", "chunks"),
    [
        ("l'égalité, co-éducation.", ["l'égalité", "co-éducation"]),
        ("le C.U.C.S. 2007", ["le", "C.U.C.S", "2007"]),
        ("le 12/03/2019, 1 500 logements", ["le", "12/03/2019", "1 500", "logements"]),
        ("e\u0301cole", ["e\u0301cole"]),
        ("pour le bien être", ["pour", "le", "bien-être"]),
        ("", []),
    ],
)
def test_what_belongs_together_is_one_chunk(text: str, chunks: list[str]) -> None:
    assert find_chunks(text) == chunks
