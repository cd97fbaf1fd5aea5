"""Hits: the records and passages of one page of results, and by what each was found, for any engine."""

from collections.abc import Callable, Sequence

import numpy as np

from search.engine import PageTexts
from search.engines.lacking import lacked
from search.engines.matching import Matcher
from search.engines.passages import Cut, Source, passages_of
from search.engines.statements import Statements
from search.query import Query
from search.ranking.arrays import Array
from search.ranking.evaluation import evaluate
from search.ranking.finding import Finder
from search.ranking.occurrences import Leaf, body_leaves
from search.ranking.order import Ranked
from search.ranking.outside import among
from search.ranking.state import State
from search.ranking.togetherness import PARTED, TOGETHER, has_parts
from search.ranking.weights import Ranking, inverse_frequency
from search.ranking.word_fields import OWN_FIELDS
from search.ranking.word_runs import holders_among
from search.results import Hit
from search.steps import All, Step, Word, expanded_of, words_of

_NONE: Array = np.zeros(0, np.int64)


def hits_of(
    finder: Finder,
    texts: PageTexts,
    query: Query,
    step: Step,
    ranking: Ranking,
    best: Ranked,
    source_of: Callable[[int], Source],
    *,
    partly: bool = False,
) -> tuple[Hit, ...]:
    """Records and passages of the documents of one page of results, and which synonyms stand in each.

    Whoever has all words but not together (`ranking.order`) scatters them, which is not said of those that
    answer but `partly`.
    """
    docs, scores, held = best.docs.tolist(), best.scores.tolist(), best.held.tolist()
    if not docs:
        return ()
    state = finder.state
    cut = _passages(finder, texts, query, step, ranking, docs, source_of)
    synonyms = _synonyms(state, step, ranking, np.array(docs, np.int64))
    described = _described(finder, step, ranking, docs)
    absent = lacked(state, step, ranking, query.text, np.array(docs)) if partly else {}
    sequences = [int(state.sequences[doc]) for doc in docs]
    records = texts.records_at(sequences)
    statements = Statements(finder, texts, step, query.text, best.ends, source_of)
    looked = query.passages > 0 and not partly and has_parts(step)
    hits = []
    for doc, score, sequence, extracts, share in zip(docs, scores, sequences, cut, held, strict=True):
        record = records.get(sequence)
        if record is not None:
            said = tuple(text for text, holders in synonyms.items() if doc in holders)
            only = tuple(word for word, holders in described.items() if doc in holders)
            lacking = tuple(text for text, holders in absent.items() if doc not in holders)
            apart = not partly and share < TOGETHER
            if looked and not apart and not statements.holds(doc, record, extracts.read):
                share *= PARTED
            hits.append(
                Hit(
                    record, score, extracts.passages, said, only, lacking=lacking, held=share, scattered=apart
                )
            )
    return tuple(hits)


def _passages(
    finder: Finder,
    texts: PageTexts,
    query: Query,
    step: Step,
    ranking: Ranking,
    docs: list[int],
    source_of: Callable[[int], Source],
) -> Sequence[Cut]:
    """Passages of each document, when some are asked for."""
    if query.passages < 1:
        return [Cut()] * len(docs)
    wanted = body_leaves(step)
    found = finder.find(wanted, np.array(docs, np.int64))
    weights = _weights(finder.state, wanted, ranking)
    return passages_of(texts, [source_of(doc) for doc in docs], found, weights, Matcher(step), query.passages)


def _described(finder: Finder, step: Step, ranking: Ranking, docs: list[int]) -> dict[str, set[int]]:
    """Word asked for → those of the documents whose descriptors alone hold it, and that it makes answer.

    A word of another name makes none answer that says what is meant by any of its names, nor one that the
    whole name does not find.
    """
    found = _held_by_codes(finder, step, docs)
    wanted = np.array(docs, np.int64)
    for group in expanded_of(step) if found else ():
        said = set().union(*(_sayers(finder.state, child, wanted) for child in group.children))
        answering: dict[str, set[int]] = {word.exact: set(docs) for word in words_of(All(group.typed))}
        for child in group.children[len(group.typed) :]:
            answers = set(evaluate(finder.state, child, ranking).docs.tolist())
            for word in words_of(child):
                answering[word.exact] = answering.get(word.exact, set()) | answers
        for exact in answering.keys() & found.keys():
            found[exact] = (found[exact] & answering[exact]) - said
    return {exact: holders for exact, holders in found.items() if holders}


def _sayers(state: State, step: Step, docs: Array) -> set[int]:
    """Those of the documents that hold all words of a name themselves."""
    held = [holders_among(state, OWN_FIELDS, word, docs) for word in words_of(step)]
    return set.intersection(*held) if held else set()


def _held_by_codes(finder: Finder, step: Step, docs: list[int]) -> dict[str, set[int]]:
    """Word asked for → those of the documents whose descriptors alone hold it."""
    found: dict[str, set[int]] = {}
    wanted = np.array(docs, np.int64)
    for word in (each for each in words_of(step) if each.field is None):
        described = wanted[among(finder.outside(word).described, wanted)]
        if len(described):  # of few words: descriptors are short
            only = set(described.tolist()) - holders_among(finder.state, OWN_FIELDS, word, described)
            if only:
                found[word.exact] = only
    return found


def _weights(state: State, wanted: Sequence[Leaf], ranking: Ranking) -> list[float]:
    """How much each leaf tells, for choosing passages."""
    counts = [state.count(_counted(leaf), len(evaluate(state, leaf, ranking).docs)) for leaf in wanted]
    return [inverse_frequency(ranking, state.total, count) + 0.1 for count in counts]


def _synonyms(state: State, step: Step, ranking: Ranking, docs: Array) -> dict[str, set[int]]:
    """Synonym as it is written → those of the documents that hold it and not what was typed.

    A notice's theme brings all its names: they are no news of a document that says what was asked for.
    """
    found: dict[str, set[int]] = {}
    for group in expanded_of(step):
        typed = [evaluate(state, each, ranking).docs for each in group.typed]
        others = np.setdiff1d(docs, np.concatenate([_NONE, *typed]))
        for text, each in zip(group.synonyms, group.children[len(group.typed) :], strict=True):
            found[text] = set(np.intersect1d(others, evaluate(state, each, ranking).docs).tolist())
    return found


def _counted(leaf: Leaf) -> Leaf:
    """A word without its capitals, which do not count."""
    return leaf.plain if isinstance(leaf, Word) else leaf
