import numpy as np

from search.engines.passages import Source
from search.engines.telling_words import surfaces_of, telling, worth_counting
from search.steps import Word
from tests.search.engines.corpus import Texts, change

PAGES = ("L'Emploi et les emplois, l'habitat.", "Un habitat, des habitats.", "")
SOURCE = Source(1, np.array([[1, 2, 4], [0, 0, 0], [0, 9, 20]], np.int32))


def surfaces():
    texts = Texts()
    (changed,) = texts.add(change(1, "Habitats et emploi", *PAGES))
    return surfaces_of(texts, SOURCE, changed.record)


def test_words_of_a_family_count_together_those_of_the_title_more_as_first_written():
    assert surfaces() == {"habitats": ("habitats", 8), "emploi": ("emploi", 7)}


def test_rare_words_said_often_tell_most():
    held = {"habitats": 40, "emploi": 2}
    found = telling(surfaces(), 100, lambda word: held[word.exact])
    assert list(found) == [Word("emploi"), Word("habitats")]
    assert telling(surfaces(), 100, lambda _word: 1) == {}
    assert worth_counting({"zone": ("zone", 1), "zus": ("ZUS", 9), "ville": ("ville", 2)}) == ["ville"]
