import pytest

from indexer.describe.site_names import split_site


@pytest.mark.parametrize(
    ("written", "title", "site"),
    [
        ("Les habitants et le projet | Ville de Sens", "Les habitants et le projet", "Ville de Sens"),
        ("Nos actions | Ville de Sens", "Nos actions | Ville de Sens", "Ville de Sens"),
        ("Le gril de la saison 2 - RésO Villes", "Le gril de la saison 2", "RésO Villes"),
        ("Projet social du centre - Goutte d'Or", "Projet social du centre - Goutte d'Or", "Goutte d'Or"),
        ("Atlas des quartiers by someone - Issuu", "Atlas des quartiers", ""),
        ("Bibliographie : le logement - reseau-reci.org", "Bibliographie : le logement", ""),
        ("Les habitants de mon quartier - Claire Petit", "Les habitants de mon quartier", "Claire Petit"),
        ("Dreux - les Bâtes changent", "Dreux - les Bâtes changent", ""),
    ],
)  # fmt: skip
def test_the_name_of_a_site_is_told_from_the_title(written: str, title: str, site: str) -> None:
    assert split_site(written) == (title, site)
