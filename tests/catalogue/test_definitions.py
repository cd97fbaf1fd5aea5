import pytest

from catalogue.definitions import definitions_in


@pytest.mark.parametrize(
    ("text", "acronym", "name"),
    [
        (
            "Le Règlement professionnel du notariat (RPN) s'applique.",
            "RPN",
            "Règlement professionnel du notariat",
        ),
        (
            "auprès du délégué à la protection des données (« DPO ») de",
            "DPO",
            "délégué à la protection des données",
        ),
        (
            "une analyse d'impact relative à la protection des données (AIPD)",
            "AIPD",
            "analyse d'impact relative à la protection des données",
        ),
        (
            "l'ANCT (Agence nationale de la cohésion\ndes territoires)",
            "ANCT",
            "Agence nationale de la cohésion des territoires",
        ),
        ("le conseil citoyen local (ci-après dénommé « CCL »)", "CCL", "conseil citoyen local"),
        ("Sigles\n\n- CCL : conseil citoyen local ;\nfin", "CCL", "conseil citoyen local"),
        ("le P.L.U. reste ; zone d'aménagement concerté (Z.A.C.)", "ZAC", "zone d'aménagement concerté"),
    ],
)
def test_full_forms_are_read_before_and_behind(text: str, acronym: str, name: str) -> None:
    assert list(definitions_in(text)) == [(acronym, name)]


@pytest.mark.parametrize(
    "text",
    [
        "réunie à Paris avec les services (DREAL)",
        "Ministère. Le projet de ville (MPV)",
        "le maire de la commune (IV) puis",
        "un délégué (DPO)",
        "annexe (PDF)",
        "NOTA : rien de cela",
    ],
)
def test_what_does_not_spell_the_acronym_defines_nothing(text: str) -> None:
    assert list(definitions_in(text)) == []
