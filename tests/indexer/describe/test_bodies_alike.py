"""Names that the bench takes for one another."""

import pytest

from bench.bodies_alike import as_one_name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("CGET", "Commissariat général à l'égalité des territoires (CGET)"),
        ("ORS PACA", "Observatoire régional de la santé de Provence (ORS PACA)"),
        ("Commune de Cahors", "Ville de Cahors"),
        ("Ville de Metz. Conseil municipal", "Ville de Metz"),
        ("PetitMag", "Petit Mag"),
        ("Ici", "Ici.fr"),
    ],
)
def test_two_names_of_a_body_are_one(one: str, other: str) -> None:
    assert as_one_name([one], [other]) == as_one_name([other], [other])


def test_other_names_stay_apart() -> None:
    assert as_one_name(["Ville de Tours", "Préfecture de Tours", "Anne Petit"]) == [
        "Ville de Tours",
        "Préfecture de Tours",
        "Anne Petit",
    ]
