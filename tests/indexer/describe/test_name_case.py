import pytest

from indexer.describe.name_case import as_shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("COMMUNAUTE D’AGGLOMERATION DE BASTIA", "Communauté d’agglomération de Bastia"),
        (
            "OBSERVATOIRE RÉGIONAL DE LA SANTÉ NORD-PAS-DE-CALAIS",
            "Observatoire régional de la santé Nord-Pas-de-Calais",
        ),
        ("VILLE DE BOURG-SUR-MER", "Ville de Bourg-sur-Mer"),
    ],
)
def test_a_body_in_capitals_is_shown_as_a_catalogue_writes_it(written: str, shown: str) -> None:
    assert as_shown(written) == shown


@pytest.mark.parametrize(
    "name", ["DREAL NORMANDIE", "ORS PACA", "DDTM 83", "IREV", "Ville de Tours", "PAUL ROY"]
)
def test_acronyms_and_whatever_has_small_letters_stay(name: str) -> None:
    assert as_shown(name) == name
