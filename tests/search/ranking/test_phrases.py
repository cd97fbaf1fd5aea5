"""Where phrases stand with their little words: told by the index where it can, else read in the text."""

import pytest

from search.engines.said_before import SaidBefore
from search.engines.whoosh import open_engine
from search.engines.whoosh.newest_generation import open_generation
from search.parser import parse
from search.plan import plan
from search.ranking.phrases import sequence_positions
from tests.search.engines.corpus import Facets, Texts, change

BODIES = (
    "La politique de la ville, l'accès au droit.",
    "Politique dans la ville : le conseil d'un élu.",
    "SON PROJET, un conseil élu, 12 villes.",
)


class _Asked(Texts):
    """Says how many pages were read."""

    pages = 0

    def page_at(self, sequence, number):
        self.pages += 1
        return super().page_at(sequence, number)


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    folder, texts = tmp_path_factory.mktemp("index"), _Asked()
    changes = [change(number, "", body) for number, body in enumerate(BODIES, 1)]
    open_engine(str(folder), texts, Facets()).apply(texts.add(*changes))
    return folder, texts


@pytest.mark.parametrize(
    ("typed", "found", "read"),
    [
        ('"la ville"', [(0, 4), (1, 3)], 0),
        ('"une ville"', [], 0),
        ("« l’accès au droit »", [(0, 7)], 1),
        ('"de la ville"', [(0, 4)], 2),
        ('"politique de la ville"', [(0, 4)], 2),
        ('"conseil d’un élu"', [(1, 7)], 1),
        ('"conseil élu"', [(2, 4)], 0),
        ('"son projet"', [(2, 1)], 1),
        ('"un projet"', [], 0),
        ('"ville l’accès"', [(0, 5)], 0),
    ],
)
def test_only_what_the_index_cannot_tell_is_read(library, typed, found, read):
    folder, texts = library
    generation = open_generation(folder, SaidBefore(texts))
    texts.pages = 0
    each = sequence_positions(generation, plan(parse(typed).root), "body")
    places = [
        pair for places in each for pair in zip(places.docs.tolist(), places.positions.tolist(), strict=True)
    ]
    assert (places, texts.pages) == (found, read)


def test_without_a_text_the_little_word_before_each_word_has_to_do(library):
    generation = open_generation(library[0])
    (places,) = sequence_positions(generation, plan(parse('"de la ville"').root), "body")
    assert places.docs.tolist() == [0, 1]
