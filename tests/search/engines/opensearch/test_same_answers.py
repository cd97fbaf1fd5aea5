"""Whatever is asked, the answer is Whoosh's: who answers, counts, who comes first and by which score."""

import random
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from catalogue.record import Access
from catalogue.rights import NETWORK_READER, PUBLIC_READER, STAFF_READER
from search.engines.opensearch import open_engine
from search.engines.whoosh import open_engine as open_whoosh
from search.parser import PREFIXES, parse
from search.query import Filter, Query, Sort, YearRange
from tests.search.engines.corpus import FACETS, WORDS, Facets, Texts, change
from tests.search.engines.opensearch.conftest import examples

#: As many as are looked at again: no score of the cluster's own decides.
RECORDS = 48
MORE_WORDS = (
    "insertion",
    "insérer",
    "stratégie",
    "stratégique",
    "politique",
    "ville",
    "habitat",
    "Le",
    "du",
    "région",
)


def _library():
    chance = random.Random(14)
    for number in range(1, RECORDS + 1):
        said = [chance.choice((*WORDS, *MORE_WORDS)) for _ in range(chance.randrange(4, 160))]
        pages = [" ".join(said[at : at + 40]) for at in range(0, len(said), 40)]
        made = change(
            number,
            " ".join(chance.choice((*WORDS, *MORE_WORDS)) for _ in range(chance.randrange(1, 7))),
            *pages,
            abstract=" ".join(said[:5]),
            alternative=" ".join(said[5:7]),
            creators=tuple(said[7:9]),
            publisher=said[-1],
            keywords=tuple(said[9:11]),
            journal=" ".join(said[11:13]),
            issued=chance.choice(("", "2001", "2007-10", "2024-02-29")),
            themes=tuple(chance.sample(("a", "a/b", "a/c", "d"), 2)),
            places=(chance.choice(("24", "54")),),
            access=chance.choice(list(Access)),
        )
        first, *others = made.pages
        yield replace(made, pages=(replace(first, headings=(" ".join(said[13:15]),)), *others))


@pytest.fixture(scope="module")
def engines(node, tmp_path_factory):
    texts = Texts()
    ours = open_engine(node.address("same-answers"), texts, Facets())
    theirs = open_whoosh(str(tmp_path_factory.mktemp("same") / "index"), texts, Facets())
    changes = texts.add(*_library())
    for engine in (ours, theirs):
        engine.apply(changes)
    return ours, theirs


_words = st.sampled_from((*WORDS, *MORE_WORDS, "insersion", "polituque", "zzz"))
_atoms = st.one_of(
    _words,
    _words.map("-{}".format),
    st.builds("{}:{}".format, st.sampled_from(sorted(PREFIXES)), _words),
    st.builds('{}:"{} {}"'.format, st.sampled_from(sorted(PREFIXES)), _words, _words),
    st.sampled_from(("educ*", "str*", "e*", "OU", "quel", "?")),
    st.lists(_words, min_size=1, max_size=3).map(lambda some: f'"{" ".join(some)}"'),
    st.builds('"{} {}"~{}'.format, _words, _words, st.integers(0, 4)),
)
_typed = st.lists(_atoms, max_size=5).map(" ".join)
_asked = st.builds(
    lambda typed, **options: Query(parse(typed).root, text=typed, facets=FACETS, **options),
    _typed,
    sort=st.sampled_from((Sort.RELEVANCE, Sort.RELEVANCE, Sort.RELEVANCE, *Sort)),
    page=st.integers(1, 3),
    filters=st.sampled_from(((), (), (Filter("theme", ("a/b",)),), (Filter("region", ("24",)),))),
    years=st.sampled_from((None, None, YearRange(2002, None))),
    reader=st.sampled_from((PUBLIC_READER, NETWORK_READER, STAFF_READER)),
)


#: A word that nobody holds is as rare for both, whatever resembles it.
_UNHELD = 'emploi "insersion"'


@example(query=Query(parse(_UNHELD).root, text=_UNHELD, facets=FACETS))
@settings(max_examples=examples(150), suppress_health_check=list(HealthCheck))
@given(query=_asked)
def test_answers_are_those_of_whoosh(engines, query):
    ours, theirs = (engine.search(query) for engine in engines)
    assert (ours.total, ours.relaxed, ours.facets) == (theirs.total, theirs.relaxed, theirs.facets)
    if query.sort is not Sort.RELEVANCE:
        assert [hit.record for hit in ours.hits] == [hit.record for hit in theirs.hits]
        return
    assert [hit.score for hit in ours.hits] == pytest.approx([hit.score for hit in theirs.hits], abs=1e-6)
    assert _ranks(ours.hits) == _ranks(theirs.hits)
    for one, other in zip(ours.hits, theirs.hits, strict=True):
        if one.record.identifier == other.record.identifier:
            assert (one.passages, one.scattered) == (other.passages, other.scattered)
            assert one.held == pytest.approx(other.held)
    assert [hit.record.identifier for hit in ours.partly] == [hit.record.identifier for hit in theirs.partly]


def _ranks(hits):
    """Identifiers in order, those of one score as a set; the last score may go on upon the next page."""
    scores = [round(hit.score, 6) for hit in hits]
    return [
        {hit.record.identifier for hit, own in zip(hits, scores, strict=True) if own == score}
        for score in dict.fromkeys(scores)
        if score != scores[-1]
    ]
