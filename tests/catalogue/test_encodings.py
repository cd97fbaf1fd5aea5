import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.encodings import decoded, is_whole

TEXT = "Titre;Auteur\nL'été à Évry — cœur « Noël » n° 5;Lefèvre, Élise\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac_roman"]
)
def test_a_french_table_is_read_in_whatever_it_was_written(encoding: str) -> None:
    assert decoded(TEXT.encode(encoding)) == TEXT


def test_lines_of_another_encoding_are_read_in_theirs() -> None:
    assert decoded("été\n".encode() + "à Évry\n".encode("cp1252")) == "été\nà Évry\n"


@pytest.mark.parametrize("word", ["Œuvre", "Hôpital", "Où ?", "Île"])
def test_one_word_of_windows_is_no_other_machines(word: str) -> None:
    assert decoded(word.encode("cp1252")) == word


@given(st.binary(max_size=200))
def test_any_bytes_make_a_text(content: bytes) -> None:
    assert isinstance(is_whole(decoded(content)), bool)
