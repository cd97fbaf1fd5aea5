"""Signs by which words that stand near each other are told to belong to different statements."""

import pytest

from search.engines.borders import is_listed, is_parted


def _parted(text: str) -> bool:
    """Whether a border stands between « emploi » and « jeunes »."""
    lower = text.lower()
    return is_parted(text, lower.index("emploi") + 6, lower.index("jeunes"))


@pytest.mark.parametrize(
    "text",
    [
        "L'emploi recule partout. Les jeunes partent.",
        "aide à l'emploi ; clubs de jeunes",
        "Emploi francs signés | 1 130\nJeunes accompagnés",
        "• retour à l'emploi\n• accueil des jeunes",
        "retour à l'emploi\n- accueil des jeunes",
        "AI Aide à l'Emploi\nPJ Protection des Jeunes",
        "CLUB EMPLOI F 800 € 1330 CLUB DES JEUNES",
        "conseillers emploi, deux élus, animateurs jeunes",
        "L'emploi\n\nles jeunes",
    ],
)
def test_a_border_parts_words(text):
    assert _parted(text)


@pytest.mark.parametrize(
    "text",
    [
        "l'emploi des jeunes",
        "l'emploi, surtout des jeunes",
        "l'emploi (cf. p. 3) des jeunes",
        "un emploi durable pour les\njeunes",
        "un emploi durable pour les\nJeunes du quartier",
        "EMPLOI\nJEUNES",
    ],
)
def test_words_of_one_statement_are_not_parted(text):
    assert not _parted(text)


@pytest.mark.parametrize("between", ["a" * 400_000, "x" + " " * 400_000, "x" + "." * 3 + "\f" * 400_000])
def test_what_is_long_and_has_no_line_ends_is_read_once(between):
    """A page may hold a file in figures and letters: tried from each of them, this took hours."""
    assert not _parted(f"emploi\n{between} jeunes")


def test_a_comma_ends_what_a_little_word_would_let_go_on():
    assert _parted("un emploi pour les,\nVille et jeunes")
    assert not _parted("un emploi pour les\nVilles et jeunes")


def _listed(text: str) -> bool:
    at = text.lower().index("mission locale")
    return is_listed(text, at, at + len("mission locale"))


@pytest.mark.parametrize(
    "text",
    [
        "Présents : préfecture, mission locale, conseil général, office d'habitat, ville.",
        "CLUB DES AMIS F 500 €\nMISSION LOCALE DU SUD F 800 €\nTIR A L'ARC F 900 €\n",
    ],
)
def test_an_item_of_a_row_is_listed(text):
    assert _listed(text)


@pytest.mark.parametrize(
    "text",
    [
        "La mission locale accompagne 140 jeunes, avec des salariés et des retraités.",
        "Budget 2009. Mission locale : 800 €, dont la moitié pour le parrainage.",
        "La mission locale accompagne ces jeunes jusqu'à l'emploi et leur parle de leurs droits.\n"
        "Elle le fait au nom de l'État.\nTir 800 €\nLutte 900 €\nDanse 500 €\n",
        "La ville, l'État et la mission locale signent.",
    ],
)
def test_what_a_sentence_says_is_not_listed(text):
    assert not _listed(text)
