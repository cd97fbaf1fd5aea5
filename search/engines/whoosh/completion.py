"""Completion and suggestion: words and titles one may be typing, and another spelling that has answers."""

import heapq
from collections.abc import Mapping
from typing import Any as Anything

from rapidfuzz import process
from rapidfuzz.distance import OSA

from catalogue.rights import Reader
from search.analysis import find_chunks, fold, sound, stem, tokens
from search.engine import PageTexts
from search.engines.whoosh.generation import Generation
from search.engines.whoosh.word_list import Entry, entries, known_words, written
from search.plan import All, Start, Word, plan, respelled, words_of
from search.query import Query
from search.ranking.arrays import Array
from search.ranking.evaluation import evaluate
from search.ranking.weights import DEFAULT, Ranking
from search.results import Suggestion

#: Titles offered beside words.
_TITLES = 3
#: Letters from which on two slips are forgiven instead of one.
_LONG = 6
#: From which on two are forgiven to a word that sounds otherwise.
_LONGER = 9
#: Shorter words have too many neighbours to guess.
_SHORTEST = 4


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
        for entry in _forms(entries(generation, visible, fold(last)), size)
    ]
    titles = _titles(generation, texts, prefix, visible)[: max(_TITLES, size - len(words))]
    return [*words[: max(size - len(titles), 0)], *titles][:size]


def suggest(
    generation: Generation, texts: PageTexts, query: Query, visible: Array, ranking: Ranking
) -> str | None:
    """The query with its unknown words respelled as the index knows them, None when that has no answer."""
    step = plan(query.root)
    unknown = [word for word in words_of(step) if not visible[evaluate(generation, word, ranking).docs].any()]
    if not unknown or not query.text:
        return None
    known = known_words(generation, query.reader.access)
    instead = {word.exact: best for word in unknown if (best := _nearest(word.exact, known))}
    other = respelled(step, instead)
    if not instead or not visible[evaluate(generation, other, ranking).docs].any():
        return None
    surfaces = {exact: written(generation, texts, visible, best) for exact, best in instead.items()}
    return _replaced(query.text, surfaces)


def _forms(found: list[Entry], size: int) -> list[Entry]:
    """The most frequent words, one form of each family, the shorter among equals."""
    families: dict[str, Entry] = {}
    for entry in heapq.nlargest(
        size * 4, found, key=lambda each: (each.documents, -len(each.word), each.word)
    ):
        families.setdefault(stem(entry.word), entry)
    return list(families.values())[:size]


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


def _nearest(word: str, known: Mapping[str, int]) -> str | None:
    """The known word one may have meant: what sounds the same first, the most frequent among equals.

    A word that sounds otherwise is no slip of a short word, nor one that begins with another letter:
    « sport » is not « port », « préfet » not « projet ».
    """
    if len(word) < _SHORTEST or not word.isalpha():
        return None
    slips = 1 if len(word) < _LONG else 2
    found = process.extract(word, known.keys(), scorer=OSA.distance, score_cutoff=slips + 1, limit=40)
    heard = sound(word)
    kept = [
        (sound(other) != heard, distance, -known[other], other)
        for other, distance, _ in found
        if sound(other) == heard
        or (other[0] == word[0] and distance <= (1 if len(word) < _LONGER else slips) and len(word) >= _LONG)
    ]
    return min(kept)[3] if kept else None


def _replaced(text: str, surfaces: dict[str, str]) -> str:
    for token in reversed(list(tokens(text))):
        if token.exact in surfaces:
            text = text[: token.start] + surfaces[token.exact] + text[token.end :]
    return text
