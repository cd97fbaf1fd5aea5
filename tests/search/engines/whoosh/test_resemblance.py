"""Titles that resemble what was typed."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.engines.whoosh import open_engine
from search.engines.whoosh.newest_generation import open_generation
from search.engines.whoosh.resemblance import resemblance
from tests.search.engines.corpus import Facets, Texts, change

TITLES = ("Un cookie, qu'est-ce que c'est ?", "Le cookie et la loi", "Vidéosurveillance au travail", "")
ALL = np.arange(len(TITLES))


@pytest.fixture(scope="module")
def generation(tmp_path_factory):
    folder, texts = tmp_path_factory.mktemp("index"), Texts()
    changes = [change(number, title, "texte") for number, title in enumerate(TITLES, 1)]
    open_engine(str(folder), texts, Facets()).apply(texts.add(*changes))
    return open_generation(folder)


def test_the_title_that_asks_the_same_resembles_most(generation):
    alike = resemblance(generation, "C'est quoi les cookies ?", ALL)
    assert alike[0] > alike[1] > alike[2]


def test_a_title_resembles_itself_wholly_whatever_its_accents(generation):
    assert resemblance(generation, "VIDEOSURVEILLANCE AU TRAVAIL", ALL)[2] == pytest.approx(1)


def test_a_slip_changes_little(generation):
    assert resemblance(generation, "videosurveilance au travail", ALL)[2] > 0.8


@pytest.mark.parametrize("typed", ["", "?!", "…"])
def test_what_holds_no_letter_resembles_nothing(generation, typed):
    assert resemblance(generation, typed, ALL).tolist() == [0.0] * len(TITLES)


@given(st.text(max_size=300))
def test_any_text_resembles_between_nothing_and_wholly(generation, typed):
    alike = resemblance(generation, typed, ALL)
    assert ((alike >= 0) & (alike <= 1 + 1e-9)).all()
