import pytest

from indexer.describe.domain import (
    HARDLY,
    OF_IT,
    OUTSIDE,
    UTMOST,
    domain_signs,
    hardly,
    outside,
    outside_domain,
)
from indexer.describe.kind import SURETY
from indexer.describe.mentions import Survey, survey
from indexer.describe.programmes import FIELD as PROGRAMMES
from indexer.describe.said_words import SAID
from indexer.describe.themes import FIELD as THEMES
from indexer.describe.themes import propose_themes, weigh_themes
from indexer.describe.weights import Weights, shipped
from tests.indexer.describe.samples import pages, title
from tests.indexer.describe.test_themes import RECOGNISER

SENTENCE = (
    "Les médecins du quartier disent ce que l'accès aux soins a de difficile, et la santé des habitants. "
)


def read(*texts: str) -> Survey:
    return survey(pages(*texts), title("Note"), RECOGNISER.find, {"themes": weigh_themes})


def density(*texts: str) -> float:
    return domain_signs(read(*texts))[OF_IT]["density"]


def test_a_long_document_is_as_dense_as_a_page_of_it() -> None:
    page = 20 * SENTENCE
    assert density(*[page] * 50) == pytest.approx(density(page), abs=0.01)
    assert density(page) > density(page + 100 * "Le fichier porte une date et un nom. ")


def test_what_is_hardly_of_the_field_is_doubted_up_to_a_limit() -> None:
    assert outside(1.0) == outside(0.6) == {OUTSIDE: 0.0}
    assert outside(0.5)[OUTSIDE] < outside(0.1)[OUTSIDE] < outside(0.0)[OUTSIDE] == UTMOST


def test_a_type_is_doubted_before_a_document_is_more_likely_outside_than_not() -> None:
    assert hardly(0.9)[HARDLY] == 0 < hardly(0.7)[HARDLY] < hardly(0.4)[HARDLY]
    assert hardly(0.1)[HARDLY] == hardly(0.0)[HARDLY] == UTMOST


def test_of_a_text_of_a_few_words_nobody_knows() -> None:
    weights = Weights({"domain": {SAID: 1.0}}, {"domain": {"xml": {OF_IT: -9.0}}})
    assert outside_domain(read("Le fichier XML"), {"xml": 1.0}, weights) == {}
    assert outside_domain(read(5 * SENTENCE), {"xml": 1.0}, weights)[OUTSIDE] == UTMOST


def test_words_of_another_field_tell_against_all_it_says() -> None:
    weights = Weights(
        {"domain": {SAID: 1.0}, "themes": {"always": 2.0, OUTSIDE: -2.0}}, {"domain": {"xml": {OF_IT: -9.0}}}
    )
    of_the_field, outside_it = (
        outside_domain(read(5 * SENTENCE), {word: 1.0}, weights) for word in ("rue", "xml")
    )
    sure, doubtful = (
        propose_themes(read(5 * SENTENCE), weights, domain=each)[:1] for each in (of_the_field, outside_it)
    )
    assert sure and not sure[0].doubtful and not doubtful


def test_shipped_weights_doubt_what_is_outside() -> None:
    assert all(shipped().questions[name][OUTSIDE] < 0 for name in (THEMES, PROGRAMMES, SURETY))
