"""Word pairs of the field that a search must unite, tell apart or rank, through the Whoosh engine."""

import os
from pathlib import Path

import pytest

from search.engines.whoosh import open_engine
from search.parser import parse
from search.query import Query
from tests.search.engines.corpus import Facets, Texts, change

OURS = Path(__file__).with_name("pairs.tsv")
THEIRS = Path(os.environ.get("FONDS_TEST_DATA", "")) / "french" / "pairs.tsv"


def _rows(path):
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    """One record per text of either list, and one per query, for ranking."""
    texts = Texts()
    wanted = dict.fromkeys(text for row in _rows(OURS) + _rows(THEIRS) for text in row[:2])
    changes = [change(number, "", text, identifier=f"t{number}") for number, text in enumerate(wanted, 1)]
    engine = open_engine(str(tmp_path_factory.mktemp("pairs") / "index"), texts, Facets())
    engine.apply(texts.add(*changes))
    return engine, {text: f"t{number}" for number, text in enumerate(wanted, 1)}


def _found(engine, query):
    return [
        hit.record.identifier for hit in engine.search(Query(parse(query).root, text=query, size=100)).hits
    ]


def _is_below(found, other, own):
    """Whether the text in the query's own sense is found, and the other one after it or not at all."""
    return own in found and (other not in found or found.index(own) < found.index(other))


def test_the_committed_set_is_large_and_of_our_own():
    ours = {row[:2] for row in _rows(OURS)}
    assert len(ours) >= 150
    assert not ours & {row[:2] for row in _rows(THEIRS)}


@pytest.mark.parametrize(("text", "query", "expected"), _rows(OURS))
def test_pairs_are_matched_told_apart_or_ranked(library, text, query, expected):
    engine, identifiers = library
    found = _found(engine, query)
    if expected == "rank":
        assert _is_below(found, identifiers[text], identifiers[query])
    else:
        assert (identifiers[text] in found) is (expected == "match")


@pytest.mark.real_data
@pytest.mark.skipif(not THEIRS.is_file(), reason="FONDS_TEST_DATA ne désigne pas les données réelles")
@pytest.mark.parametrize(("text", "query", "expected"), _rows(THEIRS))
def test_the_given_pairs_hold(library, text, query, expected):
    engine, identifiers = library
    found = _found(engine, query)
    if expected == "rank":
        assert _is_below(found, identifiers[text], identifiers[query])
    else:
        assert identifiers[text] in found
