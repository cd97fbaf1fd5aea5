"""Titles that resemble what was typed."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.engines.whoosh import open_engine
from search.engines.whoosh.newest_generation import open_generation
from search.ranking.finding import Finder
from search.ranking.posted_evidence import PostedEvidence
from search.ranking.resemblance import resemblance
from search.ranking.weights import DEFAULT
from tests.search.engines.corpus import Facets, Texts, change

TITLES = ("Un cookie, qu'est-ce que c'est ?", "Le cookie et la loi", "Vidéosurveillance au travail", "")
ALL = np.arange(len(TITLES))


@pytest.fixture(scope="module")
def evidence(tmp_path_factory):
    folder, texts = tmp_path_factory.mktemp("index"), Texts()
    changes = [change(number, title, "texte") for number, title in enumerate(TITLES, 1)]
    open_engine(str(folder), texts, Facets()).apply(texts.add(*changes))
    return PostedEvidence(Finder(open_generation(folder)), DEFAULT)


def test_the_title_that_asks_the_same_resembles_most(evidence):
    alike = resemblance(evidence, "C'est quoi les cookies ?", ALL)
    assert alike[0] > alike[1] > alike[2]


def test_a_title_resembles_itself_wholly_whatever_its_accents(evidence):
    assert resemblance(evidence, "VIDEOSURVEILLANCE AU TRAVAIL", ALL)[2] == pytest.approx(1)


def test_a_slip_changes_little(evidence):
    assert resemblance(evidence, "videosurveilance au travail", ALL)[2] > 0.8


@pytest.mark.parametrize("typed", ["", "?!", "…"])
def test_what_holds_no_letter_resembles_nothing(evidence, typed):
    assert resemblance(evidence, typed, ALL).tolist() == [0.0] * len(TITLES)


@given(st.text(max_size=300))
def test_any_text_resembles_between_nothing_and_wholly(evidence, typed):
    alike = resemblance(evidence, typed, ALL)
    assert ((alike >= 0) & (alike <= 1 + 1e-9)).all()
