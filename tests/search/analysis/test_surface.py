import pytest

from search.analysis.surface import exact_of, is_own_word, is_place, is_shouted, is_town, name_of


@pytest.mark.parametrize(
    ("written", "word"),
    [
        ("12ème", "12e"),
        ("XIIe", "12e"),
        ("XIVe", "14e"),
        ("1er", "1e"),
        ("2nde", "2e"),
        ("2ds", "2e"),
        ("Ste", "sainte"),
        ("Égalité", "egalite"),
        ("Côté", "côté"),
        ("mûr", "mur"),
    ],
)
def test_a_part_stands_for_its_word_in_one_form(written: str, word: str) -> None:
    assert exact_of(written) == word


def test_a_place_needs_its_capital():
    assert is_place("Tours")
    assert not is_place("tours")
    assert not is_place("Quartier")
    assert is_town("Agen") and not is_town("AGEN") and not is_town("agen")


def test_a_little_word_is_one_of_its_own_by_its_accents_and_capitals() -> None:
    assert all(map(is_own_word, ("sûr", "maïs", "CE", "Eu")))
    assert not any(map(is_own_word, ("sur", "mais", "ce", "à", "où")))


def test_capitals_of_some_length_make_an_acronym_and_one_part_alone_a_name() -> None:
    assert [*map(is_shouted, ("A", "AB", "ABCDEF", "ABCDEFG", "Ab"))] == [False, True, True, False, False]
    assert [name_of("CUCS", 1), name_of("CUCS", 2), name_of("Tours", 1), name_of("mûr", 1)] == [
        "cucs",
        None,
        "tours",
        "mûr",
    ]
