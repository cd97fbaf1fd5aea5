"""Towns that are words, told by their capital."""

import pytest

from search.engines.whoosh import open_engine
from search.parser import parse
from search.query import Query
from tests.search.engines.corpus import Facets, Texts, change


@pytest.mark.parametrize(
    ("town", "word"),
    [
        ("Rue", "rue"),
        ("Avion", "avion"),
        ("Corps", "corps"),
        ("Mens", "mens"),
        ("Loches", "loche"),
        ("Trappes", "trappe"),
        ("Houilles", "houille"),
        ("Fougères", "fougère"),
        ("Salins", "salin"),
        ("Marquise", "marquise"),
    ],
)
def test_the_capital_tells_the_town_and_its_lack_the_word(tmp_path, town, word):
    texts = Texts()
    engine = open_engine(str(tmp_path), texts, Facets())
    bodies = (
        f"Une {word} est ici. On voit {word} et {word}, puis encore {word} et {word}.",
        f"La médiathèque de {town} ouvre à tous ; la mairie le dit, et voilà le reste de ce texte sur elle.",
    )
    engine.apply(texts.add(*(change(number, "", body) for number, body in enumerate(bodies, 1))))

    def first(typed):
        return engine.search(Query(parse(typed).root)).hits[0].record.identifier

    assert (first(town), first(f"médiathèque {town}"), first(word)) == ("n2", "n2", "n1")
