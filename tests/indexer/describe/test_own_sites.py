import pytest

from indexer.describe.own_sites import of_departement, own_sites
from tests.indexer.describe.samples import pages


def own(text: str, town: str = "", departement: str = "") -> list[str]:
    return [each.value for each in own_sites(pages(text), town, departement)]


def test_sites_of_prefectures_write_the_day_of_the_last_change_under_the_title() -> None:
    text = "Les contrats de ville\nMis à jour le 19/10/2022\nLa loi"
    assert own(text, "Auch", "Gers") == ["Préfecture du Gers"]
    assert own(text) == own("Article mis à jour le 8 septembre 2022", "", "Gers") == []


def test_a_town_s_site_says_its_address() -> None:
    assert own("Cholet.fr – Dossiers\nJean Monnet", "Cholet", "Maine-et-Loire") == ["Ville de Cholet"]
    assert own("Contact : office@cholet-tourisme.fr", "Cholet") == []
    assert own("La Ville agit", "Cholet") == []


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Gers", "du Gers"),
        ("Oise", "de l'Oise"),
        ("Creuse", "de la Creuse"),
        ("Haute-Savoie", "de la Haute-Savoie"),
        ("Hauts-de-Seine", "des Hauts-de-Seine"),
        ("Vaucluse", "de Vaucluse"),
        ("Eure-et-Loir", "d'Eure-et-Loir"),
        ("Côte-d'Or", "de la Côte-d'Or"),
        ("Val-d'Oise", "du Val-d'Oise"),
    ],
)
def test_a_departement_takes_its_article(name: str, written: str) -> None:
    assert of_departement(name) == written
