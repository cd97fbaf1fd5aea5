"""Whatever is typed, there is an answer, and it is the reference's."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.engines.whoosh import open_engine
from search.parser import parse
from search.query import Query
from tests.search.engines.conformance import LIBRARY
from tests.search.engines.corpus import FACETS, WORDS, Facets, Texts
from tests.search.engines.memory import MemoryEngine

OPERATORS = [
    "ET",
    "OU",
    "SAUF",
    "AND",
    "NOT",
    "-",
    "+",
    '"',
    "«",
    "»",
    "(",
    ")",
    "*",
    "~3",
    "titre:",
    "auteur:",
    "?",
]
typed = st.one_of(
    st.lists(st.sampled_from([*OPERATORS, *WORDS]), max_size=12).map(" ".join),
    st.lists(st.sampled_from([*OPERATORS, *WORDS]), max_size=12).map("".join),
    st.text(max_size=40),
    st.binary(max_size=40).map(lambda raw: raw.decode("latin-1")),
)


@pytest.fixture(scope="module")
def engines(tmp_path_factory):
    texts = Texts()
    both = open_engine(str(tmp_path_factory.mktemp("any") / "index"), texts, Facets()), MemoryEngine(Facets())
    for engine in both:
        engine.apply(texts.add(*LIBRARY))
    return both


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=typed)
def test_every_text_has_the_reference_s_answer(engines, text):
    query = Query(parse(text).root, text=text, facets=FACETS)
    ours, expected = (engine.search(query) for engine in engines)
    assert (ours.total, ours.relaxed, ours.facets) == (expected.total, expected.relaxed, expected.facets)
    assert engines[0].mark(text, query) == engines[1].mark(text, query)
    assert engines[0].complete(text, reader=query.reader) is not None
