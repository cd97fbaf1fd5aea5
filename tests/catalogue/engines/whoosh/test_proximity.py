"""Documents whose words stand together come before those that hold them apart."""

import numpy as np
import pytest

from catalogue.engines.plan import plan
from catalogue.engines.whoosh import open_engine
from catalogue.engines.whoosh.opening import open_generation
from catalogue.engines.whoosh.proximity import nearness
from catalogue.engines.whoosh.scoring import DEFAULT
from catalogue.parser import parse
from tests.catalogue.engines.corpus import Facets, Texts, change

FILLER = " ".join(f"mot{number}" for number in range(40))
TOGETHER, SWAPPED, APART, ROOTED, ROOTED_APART = range(5)


@pytest.fixture
def near(tmp_path):
    texts = Texts()
    bodies = (
        "formation professionnelle",
        "professionnelle et formation",
        f"formation {FILLER} professionnelle",
        "formation des professions",
        f"formation {FILLER} professions",
    )
    changes = [change(number, "Note", f"{FILLER} {body}") for number, body in enumerate(bodies, 1)]
    open_engine(str(tmp_path), texts, Facets()).apply(texts.add(*changes))
    step = plan(parse("formation professionnelle").root)
    return nearness(open_generation(tmp_path), step, np.arange(len(bodies)), DEFAULT)


def test_words_in_order_come_before_words_near_before_words_apart(near):
    assert near[TOGETHER] > near[SWAPPED] > near[APART]


def test_a_root_stands_for_its_word(near):
    assert near[ROOTED] > near[ROOTED_APART]


def test_one_word_is_near_nothing(tmp_path):
    texts = Texts()
    open_engine(str(tmp_path), texts, Facets()).apply(texts.add(change(1, "Note", "formation")))
    step = plan(parse("formation").root)
    assert nearness(open_generation(tmp_path), step, np.array([0]), DEFAULT).tolist() == [0.0]
