import pytest

from indexer.describe.folded_text import Passage
from indexer.describe.name_spelling import is_written, spelt_out


@pytest.mark.parametrize(
    ("name", "text", "written"),
    [
        ("Villé", "Villé", True),
        ("Villé", "Ville", False),
        ("Villé", "VILLE", True),
        ("Villé", "villé", False),
        ("Rémire-Montjoly", "Remire Montjoly", True),
        ("Le Mans", "le Mans", True),
        ("Le Mans", "Le\n\nMans", False),
        ("CINOR", "Cinor", True),
        ("CINOR", "cinor", False),
        ("Saint-Denis", "St-Denis", True),
        ("Saint-Denis", "st-denis", False),
    ],
)
def test_a_name_has_its_capitals_its_accents_and_one_paragraph(name: str, text: str, written: bool) -> None:
    passage = Passage(1, text)
    assert is_written(name, passage, 0, len(passage.folded_words)) is written


@pytest.mark.parametrize(
    ("text", "written"),
    [("Lille-Sud", True), ("Lille-bis", False), ("Petit-Lille", True), ("Grand-Lille", False)],
)
def test_a_longer_name_is_another_but_for_a_part_of_the_town(text: str, written: bool) -> None:
    passage = Passage(1, text)
    assert is_written("Lille", passage, passage.folded_words.index("lille"), 1) is written


def test_abbreviations_are_read_as_lists_spell_them() -> None:
    assert spelt_out(Passage(1, "À St-Denis, au Cœur")) == ["a", "saint", "denis", "au", "coeur"]
