"""Where a query uses nothing beyond it, scores are those of Whoosh's own BM25F over the same files."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from whoosh import query, scoring
from whoosh.index import open_dir

from catalogue.change import Change
from catalogue.fields import TEXT_FIELDS
from catalogue.record import Record
from search.engines.whoosh import open_engine
from search.engines.whoosh.newest_generation import open_generation
from search.query import Prefix, Query
from search.ranking import scoring as ranking_scores
from search.ranking.evaluation import evaluate
from search.ranking.scoring import score_at_all, score_relatives, score_word
from search.ranking.weights import DEFAULT, PLAIN, inverse_frequency
from search.steps import Any, Word
from tests.search.engines.conformance import LIBRARY
from tests.search.engines.corpus import Facets, Texts, corpora

#: Words alone in their family.
WORDS = st.sampled_from(("2007", "7", "cucs", "lot", "reussite", "coeducation", "oeuvre"))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(changes=corpora(), words=st.lists(WORDS, min_size=1, max_size=3, unique=True))
def test_scores_are_whoosh_s_own(tmp_path_factory, changes, words):
    folder, texts = tmp_path_factory.mktemp("index"), Texts()
    open_engine(str(folder), texts, Facets()).apply(texts.add(*changes))
    if not changes:
        return
    terms = [query.Term(field.name, word, boost=field.weight) for word in words for field in TEXT_FIELDS]
    with open_dir(str(folder)).searcher(weighting=scoring.BM25F(B=0.75, K1=1.2)) as searcher:
        expected = {hit.docnum: hit.score for hit in searcher.search(query.Or(terms), limit=None)}
    generation = open_generation(folder)
    docs, scores = evaluate(generation, Any(tuple(map(Word, words))), PLAIN)
    ours = {int(doc): float(score) for doc, score in zip(docs, scores, strict=True) if generation.live[doc]}
    assert ours == pytest.approx(expected, rel=1e-9)


@given(st.integers(0, 1000), st.integers(0, 1000))
def test_a_rarer_word_tells_more(size, count):
    rarer = inverse_frequency(DEFAULT, size + count, count)
    assert rarer > inverse_frequency(DEFAULT, size + count + 1, count + 1) or size == 0


def test_a_word_scores_the_same_kept_or_not(tmp_path):
    texts = Texts()
    open_engine(str(tmp_path), texts, Facets()).apply(texts.add(*LIBRARY))
    one, other = open_generation(tmp_path), open_generation(tmp_path)
    evaluate(one, Word("tours"), DEFAULT)
    first, second = (evaluate(each, Word("emploi"), DEFAULT) for each in (one, other))
    assert (
        first.scores.tolist()
        == second.scores.tolist()
        == evaluate(one, Word("emploi"), DEFAULT).scores.tolist()
    )


@pytest.mark.parametrize("word", ["habitasion", "habitations", "habitat"])
def test_words_spelled_alike_count_without_being_answers(tmp_path, word):
    texts = Texts()
    open_engine(str(tmp_path), texts, Facets()).apply(texts.add(*LIBRARY))
    generation = open_generation(tmp_path)
    docs, scores = score_relatives(generation, Word(word), replace(DEFAULT, root=0))
    assert dict(zip(docs.tolist(), scores > 0, strict=True)) == {1: True}


def test_words_spelled_alike_are_the_same_however_segments_lie(tmp_path):
    changes = [
        Change(number, f"d{number}", Record(f"d{number}", f"habitation{letter}"))
        for number, letter in enumerate("abcdefghijklmnopqrstuvwz", 1)
    ]
    found = []
    for name, batches in (("one", [changes]), ("two", [changes[:12], changes[12:]])):
        texts = Texts()
        engine = open_engine(str(tmp_path / name), texts, Facets())
        for batch in batches:
            engine.apply(texts.add(*batch))
        told = score_relatives(
            open_generation(tmp_path / name), Word("habitations"), replace(DEFAULT, root=0)
        )
        found.append(dict(zip(told.docs.tolist(), told.scores.tolist(), strict=True)))
    assert found[0] == found[1]


@pytest.mark.parametrize("word", [Word("tours"), Word("2007"), Word("reussite", strict=True)])
def test_short_words_numbers_and_places_have_no_relatives(tmp_path, word):
    texts = Texts()
    open_engine(str(tmp_path), texts, Facets()).apply(texts.add(*LIBRARY))
    assert not len(score_relatives(open_generation(tmp_path), word, DEFAULT).docs)


def test_a_document_with_two_words_of_a_prefix_is_found_once(tmp_path):
    texts = Texts()
    engine = open_engine(str(tmp_path), texts, Facets())
    engine.apply(texts.add(Change(1, "r", Record("r", "", abstract="emploi emplois"))))
    assert engine.search(Query(Prefix("e"))).total == 1


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(changes=corpora(), word=st.sampled_from(("cucs", "contrat", "quartiers", "logement", "habitants")))
def test_scores_are_the_same_summed_by_sorting_or_not(tmp_path_factory, changes, word):
    folder, texts = tmp_path_factory.mktemp("index"), Texts()
    open_engine(str(folder), texts, Facets()).apply(texts.add(*changes))
    found = []
    for sparse in (0, 1 << 20):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(ranking_scores, "_SPARSE", sparse)
            found.append(score_at_all(open_generation(folder), Word(word), DEFAULT))
    assert found[0].docs.tolist() == found[1].docs.tolist()
    assert found[0].scores.tolist() == pytest.approx(found[1].scores.tolist(), rel=1e-12)


def test_who_holds_but_relatives_of_a_word_scores_by_these(tmp_path):
    texts = Texts()
    open_engine(str(tmp_path), texts, Facets()).apply(texts.add(*LIBRARY))
    generation, word = open_generation(tmp_path), Word("habitants")
    expected = dict(zip(*map(np.ndarray.tolist, score_relatives(generation, word, DEFAULT)), strict=True))
    expected |= dict(zip(*map(np.ndarray.tolist, score_word(generation, word, DEFAULT)), strict=True))
    found = score_at_all(generation, word, DEFAULT)
    assert dict(zip(*map(np.ndarray.tolist, found[:2]), strict=True)) == expected
