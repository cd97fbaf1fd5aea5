import pytest

from indexer.describe.origin_signs import is_owner
from indexer.describe.site_owners import Owner, Whose

TOWN = Owner("Ville du Mans", Whose.TOWN, "com:72181")
GROUP = Owner("Communauté d'agglomération de Béthune-Bruay, Artois-Lys Romane", Whose.GROUP, "epci:200072460")
STATE = Owner("Préfecture de l'Oise", Whose.PREFECTURE, "dep:60")
KNOWN = Owner("ANRU", Whose.KNOWN)
BARE = Owner("AURG", Whose.BARE)


@pytest.mark.parametrize(
    ("name", "owner"),
    [
        ("Mairie du Mans", TOWN),
        ("Commune du Mans", TOWN),
        ("VILLE DU MANS", TOWN),
        ("Béthune-Bruay, Artois-Lys Romane", GROUP),
        ("Services de l'État dans l'Oise", STATE),
        ("Agence nationale pour la rénovation urbaine", KNOWN),
        ("Agence d'urbanisme de la région grenobloise", BARE),
        ("Les Chibanis", Owner("Chibanis", Whose.WRITTEN)),
    ],
)
def test_a_body_is_known_however_it_is_written(name: str, owner: Owner) -> None:
    assert is_owner(name, owner)


@pytest.mark.parametrize(
    ("name", "owner"),
    [
        ("Ville de Laval", TOWN),
        ("Office de tourisme du Mans", TOWN),
        ("Artois", GROUP),
        ("Préfecture de l'Aisne", STATE),
        ("CCAS", KNOWN),
        ("Anne Martin", BARE),
    ],
)
def test_others_are_not(name: str, owner: Owner) -> None:
    assert not is_owner(name, owner)
