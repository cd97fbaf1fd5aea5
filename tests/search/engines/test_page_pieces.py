from hypothesis import given
from hypothesis import strategies as st

from search.analysis import find_chunks, read_chunk, tokens
from search.engines.page_pieces import PIECE, chunks_at, pieces_of


@given(st.text(max_size=3 * PIECE))
def test_pieces_are_the_text(text):
    assert "".join(pieces_of(text)) == text


@given(st.lists(st.sampled_from(["emploi", "l'emploi", "demi-emploi", "de", "a-t-il", "S.D.F.", "été"])))
def test_every_word_is_found_by_its_place(words):
    text = " ".join(words)
    for token in tokens(text[:PIECE]):
        ((first, last, _),) = chunks_at(text, [(0, token.position, 0)])
        assert first <= token.start < token.end <= last


def test_a_chunk_comes_once_and_a_place_that_is_not_there_never():
    places = [(0, 0, 1), (0, 0, 2), (0, 2, 3), (0, 9, 4), (40, 0, 5)]
    assert chunks_at("deux petits mots", places) == [(0, 4, [1, 2]), (12, 16, [3])]


@given(st.text("abcdefgjnqtABCQàçéÉïÿœŒÆß", min_size=1, max_size=12))
def test_a_word_of_plain_letters_takes_one_position(word):
    """Bounds are told so without reading it."""
    assert [read_chunk(each).span for each in find_chunks(word)] == [1]
