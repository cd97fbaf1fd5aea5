import pytest

from indexer.describe.manner import manner
from tests.indexer.describe.samples import pages


def seen(title: str, text: str = "Un texte.") -> set[str]:
    return {sign for sign, value in manner(pages(text), title) if value}


@pytest.mark.parametrize(
    ("title", "sign"),
    [
        ("Limoges : un quartier en pleine mutation", "place told"),
        ("Le maire inaugure la maison de projets", "verb"),
        ("Les contrats de ville", "name"),
    ],
)
def test_the_title_tells_news_from_notices(title: str, sign: str) -> None:
    assert {"place told", "verb", "name"} & seen(title) == {sign}


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("SOMMAIRE\nPréambule ........ 3\nLe territoire ........ 6", "paged"),
        ("Trois axes :\n• l'habitat,\n• le commerce,\n• la mobilité.", "items"),
        ("La lettre du conseil, n° 3, février 2012", "an issue"),
        ("Vu la loi du 21 février 2014 et le décret du 30 décembre", "law"),
        ("La cérémonie s'est tenue mardi 27 août.", "a day"),
        ("Le marché du quartier. © Archives", "pictures"),
        ("Toute l'info > Actualités > Dreux", "crumbs"),
    ],
)
def test_how_a_text_is_laid_out_and_what_it_counts(text: str, sign: str) -> None:
    assert sign in seen("Titre", text)
    assert sign not in seen("Titre")
