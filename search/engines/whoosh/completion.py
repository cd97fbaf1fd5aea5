"""Completion and suggestion: words and titles one may be typing, and another spelling that has answers."""

import heapq
from typing import Any as Anything

from catalogue.rights import Reader
from search.analysis import find_chunks, fold, tokens
from search.engine import PageTexts
from search.engines.respelling import most_frequent, nearest, parted, replaced
from search.engines.whoosh.generation import Generation
from search.engines.whoosh.word_list import entries, known_words, written
from search.plan import plan, respelled
from search.query import Query
from search.ranking.arrays import Array
from search.ranking.evaluation import evaluate
from search.ranking.weights import DEFAULT, Ranking
from search.results import Suggestion
from search.steps import All, Start, Step, Word, words_of

#: Titles offered beside words.
_TITLES = 3


def complete(
    generation: Generation, texts: PageTexts, prefix: str, reader: Reader, size: int
) -> list[Suggestion]:
    """Words that complete the last one typed, then titles that hold all that was typed."""
    chunks = find_chunks(prefix)
    if not chunks or size < 1 or prefix[-1:].isspace():
        return []
    visible = generation.visible(reader.access)
    last = chunks[-1]
    before = prefix[: prefix.rindex(last)]
    words = [
        Suggestion(before + written(generation, texts, visible, entry.word), count=entry.documents)
        for entry in most_frequent(entries(generation, visible, fold(last)), size)
    ]
    titles = _titles(generation, texts, prefix, visible)[: max(_TITLES, size - len(words))]
    return [*words[: max(size - len(titles), 0)], *titles][:size]


def suggest(generation: Generation, texts: PageTexts, query: Query, ranking: Ranking) -> str | None:
    """The query with its unknown words respelled as the index knows them, None when that has no answer."""
    if not query.text:
        return None
    step = plan(query.root)
    access = query.reader.access
    visible = generation.visible(access)
    hiding = None if generation.all_visible(access) else visible
    unknown = [word for word in words_of(step) if not _answered(generation, hiding, word, ranking)]
    if not unknown:
        return None
    known = known_words(generation, access)
    instead = {
        word.exact: best
        for word in unknown
        if (best := nearest(word.exact, known) or parted(word.exact, known.counts))
    }
    other = respelled(step, instead)
    if not instead or not _answered(generation, hiding, other, ranking):
        return None
    surfaces = {
        exact: " ".join(written(generation, texts, visible, each) for each in best.split())
        for exact, best in instead.items()
    }
    return replaced(query.text, surfaces)


def _answered(generation: Generation, visible: Array | None, step: Step, ranking: Ranking) -> bool:
    """Whether some document that may be seen answers; `visible` is None where all may."""
    docs = evaluate(generation, step, ranking).docs
    return len(docs) > 0 if visible is None else bool(visible.take(docs).any())


def _titles(generation: Generation, texts: PageTexts, typed: str, visible: Array) -> list[Suggestion]:
    *before, last = [token.exact for token in tokens(typed)] or [""]
    if not last:
        return []
    step = All((*(Word(exact, "title") for exact in before), Start(last, "title")))
    matches = evaluate(generation, step, DEFAULT)
    seen = [(score, doc) for doc, score in zip(*map(_listed, matches), strict=True) if visible[doc]]
    records = [texts.record_at(int(generation.sequences[doc])) for _, doc in heapq.nlargest(_TITLES, seen)]
    return [Suggestion(each.title, "title", each.identifier, 1) for each in records if each]


def _listed(array: Array) -> list[Anything]:
    return list(array.tolist())
