"""Similarity: records that share the rare words of one."""

from collections import Counter

import numpy as np

from catalogue.record import Record
from catalogue.rights import Reader
from search.analysis import stem, tokens
from search.engine import PageTexts
from search.engines.whoosh.generation import Generation, pieces_of_document
from search.plan import Word
from search.ranking.arrays import Array
from search.ranking.scoring import score_word
from search.ranking.weights import DEFAULT, inverse_frequency
from search.results import Hit

#: Pages of the record that are read: what it is about stands at its beginning.
_PAGES = 12
#: Words compared, and words named as the reason.
_WORDS = 30
_REASONS = 4
#: How much a word of the title counts beside one of the text.
_TITLE = 5
_SHORTEST = 4


def similar(
    generation: Generation, texts: PageTexts, identifier: str, reader: Reader, size: int
) -> list[Hit]:
    """Records that resemble one, best first, each with the words it shares; none for an unknown record."""
    doc = generation.document(identifier, reader.access)
    record = None if doc is None else texts.record_at(int(generation.sequences[doc]))
    if doc is None or record is None:
        return []
    surfaces = _surfaces(generation, texts, doc, record)
    weights = _telling(generation, surfaces)
    found = {word: score_word(generation, word, DEFAULT) for word in weights}
    scores = np.zeros(generation.size)
    for word, matches in found.items():
        scores[matches.docs] += weights[word] * matches.scores
    scores[~generation.visible(reader.access)] = 0.0
    scores[doc] = 0.0
    best = np.argsort(-scores, kind="stable")[:size].tolist()
    hits = []
    for other in best:
        resembling = texts.record_at(int(generation.sequences[other])) if scores[other] > 0 else None
        if resembling is not None:
            shared = [
                surfaces[word.exact][0] for word in found if scores[other] and _holds(found[word].docs, other)
            ]
            hits.append(Hit(resembling, float(scores[other]), shared=tuple(shared[:_REASONS])))
    return hits


def _surfaces(
    generation: Generation, texts: PageTexts, doc: int, record: Record
) -> dict[str, tuple[str, int]]:
    """Folded word → how the record writes it and how often, one form of each family."""
    pages = pieces_of_document(generation, doc)[0]
    counts: Counter[str] = Counter()
    written: dict[str, tuple[str, str]] = {}
    read = [(record.title, _TITLE)]
    for number in np.unique(pages)[:_PAGES].tolist():
        page = texts.page_at(int(generation.sequences[doc]), number)
        read.append((page.text if page else "", 1))
    for text, weight in read:
        for token in tokens(text):
            family = stem(token.exact)
            counts[family] += weight
            written.setdefault(family, (token.exact, text[token.start : token.end].lower()))
    return {exact: (surface, counts[family]) for family, (exact, surface) in written.items()}


def _telling(generation: Generation, surfaces: dict[str, tuple[str, int]]) -> dict[Word, float]:
    """The words that tell most about the record, most telling first, and how much they count."""
    values: dict[Word, float] = {}
    for exact, (_, count) in surfaces.items():
        if len(exact) >= _SHORTEST and exact.isalpha():
            held = len(score_word(generation, Word(exact), DEFAULT).docs) if count > 1 else 0
            if held > 1:
                values[Word(exact)] = count / (count + 2) * inverse_frequency(DEFAULT, generation.size, held)
    best = sorted(values, key=lambda word: -values[word])[:_WORDS]
    return {word: values[word] for word in best}


def _holds(docs: Array, doc: int) -> bool:
    at = int(np.searchsorted(docs, doc))
    return at < len(docs) and int(docs[at]) == doc
