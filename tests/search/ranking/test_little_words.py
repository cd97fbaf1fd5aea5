"""Little words find nothing, but tell which document says it as the query does."""

import numpy as np
import pytest

from search.engines.whoosh import open_engine
from search.engines.whoosh.newest_generation import open_generation
from search.ranking.finding import Finder
from search.ranking.little_words import COLUMNS, as_preceded, as_small, code_of, little_of
from search.ranking.posted_evidence import PostedEvidence
from search.ranking.weights import DEFAULT
from tests.search.engines.corpus import Facets, Texts, change

BODIES = ("Elle va à l'école.", "Il voit des écoles, l’eau", "école", "Combien de classes dans l'école ?")


@pytest.fixture(scope="module")
def generation(tmp_path_factory):
    folder, texts = tmp_path_factory.mktemp("index"), Texts()
    changes = [change(number, "", body) for number, body in enumerate(BODIES, 1)]
    open_engine(str(folder), texts, Facets()).apply(texts.add(*changes))
    return open_generation(folder)


def _scores(generation, signal, typed):
    found = signal(
        PostedEvidence(Finder(generation), DEFAULT), little_of(typed), np.arange(generation.size), DEFAULT
    )
    return {number for number, score in enumerate(found.tolist()) if score > 0}


@pytest.mark.parametrize(
    ("typed", "pairs"),
    [
        ("l'école de la ville", {("ecole", "l"), ("ville", "la")}),
        ("C'est quoi, la ville ?", {("quoi", "est"), ("ville", "la")}),
        ("jusqu'à l'habitat", {("habitat", "l")}),
        ("école", set()),
    ],
)
def test_each_word_is_read_with_the_little_word_before_it(typed, pairs):
    expected = {(exact, code_of(before)) for exact, before in pairs if before}
    assert little_of(typed).pairs == expected


def test_a_word_counts_behind_the_same_little_word(generation):
    assert _scores(generation, as_preceded, "l’école") == {0, 3}
    assert _scores(generation, as_preceded, "des écoles") == {1}
    assert _scores(generation, as_preceded, "école") == set()


def test_the_little_words_themselves_count(generation):
    assert _scores(generation, as_small, "elle") == {0}
    assert _scores(generation, as_small, "l'eau") == {0, 1, 3}
    assert _scores(generation, as_small, "école") == set()


def test_a_little_word_of_one_document_precedes_nothing_of_the_next(tmp_path):
    texts = Texts()
    open_engine(str(tmp_path), texts, Facets()).apply(
        texts.add(change(1, "", "vers la"), change(2, "", "ville"))
    )
    assert _scores(open_generation(tmp_path), as_preceded, "la ville") == set()


def test_counts_stop_at_what_a_byte_holds(tmp_path):
    texts = Texts()
    open_engine(str(tmp_path), texts, Facets()).apply(texts.add(change(1, "", "la " * 300)))
    row = open_generation(tmp_path).little[0]
    assert (len(row), row[code_of("la") - 1], row.sum()) == (COLUMNS, 255, 255)
