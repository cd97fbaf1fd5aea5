import pytest

from indexer.describe.blanks import is_left_blank


@pytest.mark.parametrize(
    "value",
    [
        "À compléter",
        "à définir par le maître d'ouvrage",
        "Titre à préciser",
        "Reste à confirmer",
        "Non renseigné",
        "N/A",
        "Xxxx",
        "xx-xx",
        "[Nom de la commune]",
        "<auteur>",
        "Votre nom",
        "Votre nom et prénom",
        "Votre structure",
        "Nom Prénom",
        "Prénom, NOM et fonction",
        "Nom de la structure :",
        "Intitulé du projet",
        "Insérer ici le logo",
        "Cliquez ici pour taper du texte",
        "Lorem ipsum dolor sit amet",
        "tbd",
        "…",
        "_____",
        "",
    ],
)
def test_what_a_form_says_until_it_is_filled_in_is_no_value(value: str) -> None:
    assert is_left_blank(value)


@pytest.mark.parametrize(
    "value",
    [
        "Territoires à venir",
        "Une ville à définir ensemble",
        "Métropole de Lyon",
        "Non",
        "Vos services publics à Tours",
        "Votre organisme de logement",
        "Compléter l'offre de soins",
        "Nom d'un quartier, histoire d'une ville",
        "Projet de renouvellement urbain",
        "Adresse aux maires",
        "Tapis rouge",
        "Adrien Complet",
        "Les mots pour le dire, [suite]",
        "Louis XX",
        "NAC",
    ],
)
def test_what_only_resembles_it_is_one(value: str) -> None:
    assert not is_left_blank(value)
