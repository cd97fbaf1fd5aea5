import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.extract.decoding import decode

FRENCH = (
    "L’évaluation des contrats de ville : où en est-on à l'été ? « Déjà reçu », cœur de cité, forêt, maïs."
)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac_roman"]
)
def test_french_is_read_in_whatever_encoding(encoding: str) -> None:
    assert decode(FRENCH.encode(encoding)) == FRENCH


def test_the_french_of_dos_is_read() -> None:
    text = "Le développement social des quartiers, réalisé à Orléans où l'été est arrivé"
    assert decode(text.encode("cp850")) == text


def test_a_single_accent_is_enough() -> None:
    assert decode("corps été".encode("latin-1")) == "corps été"


def test_other_languages_fall_to_what_they_declare_or_a_guess() -> None:
    text = "Уважаемый клиент, благодарим вас за обращение в нашу библиотеку"
    assert decode(text.encode("cp1251"), "windows-1251") == text
    assert decode(text.encode("koi8-r")) == text


def test_latin_1_means_windows_as_on_the_web() -> None:
    assert decode("l’œuvre".encode("cp1252"), "ISO-8859-1") == "l’œuvre"


@pytest.mark.parametrize("declared", ["", "inconnu", "\0", "hex", "utf-8"])
@given(content=st.binary(max_size=300))
def test_any_bytes_are_read(declared: str, content: bytes) -> None:
    assert isinstance(decode(content, declared), str)


def test_encodings_mixed_line_by_line_are_each_read() -> None:
    lines = ["La médiation sociale.\n".encode()] * 5 + ["Été à Évry.\n".encode("cp1252")] * 2
    assert decode(b"".join(lines)) == "La médiation sociale.\n" * 5 + "Été à Évry.\n" * 2


def test_dos_and_macintosh_are_told_apart_by_how_usual_their_letters_are() -> None:
    text = "Réunion de médiation à l'été"
    assert [decode(text.encode(each)) for each in ("cp850", "mac_roman", "cp1252")] == [text] * 3
