import pytest

from indexer.describe.parties import parties
from tests.indexer.describe.samples import pages


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Entre : l'État (le Préfet de Vaucluse) ; la commune de Monteux ; l'organisme Mistral Habitat.",
            ["Préfecture de Vaucluse", "Ville de Monteux", "Mistral Habitat"],
        ),
        ("Établi entre\nla communauté de communes « Le Comtat »", ["Communauté de communes Le Comtat"]),
        ("La route entre la Ville de Sens et la gare", []),
    ],
)  # fmt: skip
def test_those_between_whom_a_convention_is_made_are_named_in_order(text: str, expected: list[str]) -> None:
    found = list(parties(pages(f"Avenant\n{text}"), "Convention", frozenset()))
    assert [each.value for each in found] == expected
    assert sorted((each.confidence for each in found), reverse=True) == [each.confidence for each in found]
    assert not list(parties(pages(f"Un article\n{text}"), "Un article", frozenset()))
