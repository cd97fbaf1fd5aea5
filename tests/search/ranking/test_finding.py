"""Occurrences agree with what one finds by reading the texts."""

from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.change import Change
from catalogue.record import Page, Record
from search.analysis import tokens
from search.engines.whoosh.committing import commit_changes
from search.engines.whoosh.newest_generation import open_generation
from search.ranking.finding import Finder, occurrences_of
from search.ranking.occurrences import Rooted
from search.steps import Sequence, Start, Word
from tests.search.engines.corpus import Facets

WORDS = ["sante", "santes", "sanitaire", "ville", "villes", "emplois", "employeur"]
LEAVES = [
    Word("sante"),
    Start("san"),
    Start("vil"),
    Sequence(((0, Word("sante")), (1, Word("ville")))),
    Rooted(Word("emploi")),
]
TEXTS = st.lists(st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join), min_size=1, max_size=5)


def _read(text, leaf):
    """Positions of a leaf in a text, by the plain meaning of a plan."""
    read = [(token.position, token.exact) for token in tokens(text)]
    match leaf:
        case Start():
            return {at for at, exact in read if exact.startswith(leaf.prefix)}
        case Rooted(word):
            return {at for at, exact in read if exact.startswith(word.root) or word.answers(exact)}
        case Word():
            return {at for at, exact in read if leaf.answers(exact)}
    (_, first), (_, second) = leaf.words
    return {at for (_, one), (at, two) in pairwise(read) if first.answers(one) and second.answers(two)}


@settings(deadline=None, max_examples=40)
@given(TEXTS, st.data())
def test_leaves_are_found_where_they_stand(tmp_path_factory, texts, data):
    folder = tmp_path_factory.mktemp("index")
    for number, text in enumerate(texts, 1):
        change = Change(number, f"d{number}", Record(f"d{number}", ""), (Page(1, text),))
        commit_changes(folder, Facets(), [change])
    docs = data.draw(st.lists(st.integers(0, len(texts) - 1), unique=True))
    wanted = data.draw(st.lists(st.sampled_from(LEAVES), unique=True))
    found = occurrences_of(open_generation(folder), wanted, np.array(docs, np.int64))
    rows = list(zip(found.docs.tolist(), found.positions.tolist(), found.leaves.tolist(), strict=True))
    expected = [
        (index, position, number)
        for index, doc in enumerate(docs)
        for number, leaf in enumerate(wanted)
        for position in _read(texts[doc], leaf)
    ]
    assert rows == sorted(expected)
    own = {number for number, leaf in enumerate(wanted) if not isinstance(leaf, Rooted)}
    assert not any(code & 1 for code in found.codes.tolist() if code >> 1 in own)


@settings(deadline=None, max_examples=20)
@given(TEXTS, st.data())
def test_what_was_found_serves_again_for_fewer(tmp_path_factory, texts, data):
    folder = tmp_path_factory.mktemp("index")
    changes = [Change(n, f"d{n}", Record(f"d{n}", ""), (Page(1, text),)) for n, text in enumerate(texts, 1)]
    commit_changes(folder, Facets(), changes)
    generation = open_generation(folder)
    finder = Finder(generation)
    first = data.draw(st.lists(st.sampled_from(LEAVES)))
    finder.find([*LEAVES, *first], np.arange(generation.size))
    docs = np.array(data.draw(st.lists(st.integers(0, len(texts) - 1), unique=True)), np.int64)
    wanted = data.draw(st.lists(st.sampled_from(LEAVES), unique=True))
    again, looked = finder.find(wanted, docs), occurrences_of(generation, wanted, docs)
    assert all(getattr(again, name).tolist() == getattr(looked, name).tolist() for name in looked.__slots__)


def test_relatives_are_told_from_forms_of_the_word(tmp_path):
    page = Page(1, "employeur, emploi, emplois")
    commit_changes(tmp_path, Facets(), [Change(1, "d1", Record("d1", ""), (page,))])
    finder, word = Finder(open_generation(tmp_path)), Word("emploi")
    assert finder.find([Rooted(word)], np.array([0])).codes.tolist() == [1, 0, 0]
    assert finder.find([word], np.array([0])).positions.tolist() == [1, 2]


def test_words_that_no_document_holds_stand_nowhere(tmp_path):
    commit_changes(tmp_path, Facets(), [Change(1, "d1", Record("d1", ""), (Page(1, "la ville"),))])
    assert not len(occurrences_of(open_generation(tmp_path), [Word("santé")], np.array([0])).keys)
