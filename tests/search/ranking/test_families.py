import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from search.engines.whoosh import open_engine
from search.engines.whoosh.newest_generation import open_generation
from search.ranking import families
from search.ranking.families import Families, held_by, holders_of_each, rarity, scores_of
from search.ranking.scoring import score_word
from search.ranking.weights import DEFAULT
from search.steps import Word
from tests.search.engines.corpus import Facets, Texts, corpora

#: Too short for relatives, or numbers, and one that nobody holds.
WORDS = tuple(map(Word, ("lot", "elu", "tours", "cucs", "2007", "oeuvre2", "absent9")))


@pytest.mark.parametrize("cells", [1, 1 << 21])
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(changes=corpora())
def test_words_are_held_and_score_together_as_they_do_one_by_one(tmp_path_factory, cells, changes):
    folder, texts = tmp_path_factory.mktemp("index"), Texts()
    engine = open_engine(str(folder), texts, Facets())
    for some in (changes[:4], changes[4:]):
        engine.apply(texts.add(*some))
    generation, words = open_generation(folder), Families.of(WORDS)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(families, "_MOST_CELLS", cells)
        held = held_by(generation, generation.parts, words, DEFAULT)
        counts = holders_of_each(generation, words).tolist()
    scores = scores_of(held, rarity(generation.size, held, len(WORDS), DEFAULT), DEFAULT)
    for at, word in enumerate(WORDS):
        alone = score_word(generation, word, DEFAULT)
        of_word = np.flatnonzero(held.words == at)
        assert counts[at] == len(alone.docs) == len(of_word)
        together = dict(zip(held.docs[of_word].tolist(), scores[of_word].tolist(), strict=True))
        assert together == pytest.approx(dict(zip(alone.docs.tolist(), alone.scores.tolist(), strict=True)))


def test_no_words_are_held_by_nobody(tmp_path):
    texts = Texts()
    open_engine(str(tmp_path), texts, Facets()).apply([])
    generation = open_generation(tmp_path)
    assert holders_of_each(generation, Families.of([])).tolist() == []
    assert not len(held_by(generation, generation.parts, Families.of([]), DEFAULT).docs)
