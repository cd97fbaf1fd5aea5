import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import fold


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Cœur", "coeur"),
        ("ÉGALITÉ", "egalite"),
        ("ﬁnancement", "financement"),
        ("æ", "ae"),
        ("m²", "m2"),
        ("", ""),
    ],
)
def test_letters_a_reader_takes_for_the_same_become_one(written, folded):
    assert fold(written) == folded


@given(st.text())
def test_folding_is_the_same_however_accents_are_encoded(text):
    composed, decomposed = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)
    assert fold(composed) == fold(decomposed)
