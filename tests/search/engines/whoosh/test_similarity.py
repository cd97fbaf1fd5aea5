import numpy as np
from hypothesis import given
from hypothesis import strategies as some

from catalogue.record import Access
from catalogue.rights import PUBLIC_READER, STAFF_READER
from search.engines.whoosh import open_engine, similarity
from search.engines.whoosh.similarity import _best
from tests.search.engines.corpus import Facets, Texts, change

SCORES = some.lists(some.sampled_from([0.0, 0.5, 1.0, 1.5, 2.0]), min_size=1, max_size=30)


@given(SCORES, some.integers(1, 40))
def test_the_best_are_those_of_all_put_in_order(scores, size):
    given_scores = np.array(scores)
    every = np.argsort(-given_scores, kind="stable")[:size].tolist()
    assert _best(given_scores, size) == [each for each in every if scores[each]]


def test_what_tells_a_document_is_read_once_and_who_may_see_the_others_is_asked_each_time(
    tmp_path, monkeypatch
):
    texts, read = Texts(), []
    engine = open_engine(str(tmp_path), texts, Facets())
    body = "Le relogement, encore le relogement."
    engine.apply(
        texts.add(
            change(1, "Un", body),
            change(2, "Deux", body, access=Access.INTERNAL),
            change(3, "Trois", body),
        )
    )
    of_record = similarity.surfaces_of
    monkeypatch.setattr(similarity, "surfaces_of", lambda *asked: read.append(1) or of_record(*asked))
    found = [
        {hit.record.identifier for hit in engine.similar("n1", reader=reader)}
        for reader in (STAFF_READER, PUBLIC_READER, STAFF_READER)
    ]
    assert found == [{"n2", "n3"}, {"n3"}, {"n2", "n3"}]
    assert len(read) == 1
