"""The index's own words as people write them, and how many visible documents hold them."""

from collections.abc import Iterable

import numpy as np

from catalogue.record import Access
from search.analysis import tokens
from search.engine import PageTexts
from search.engines.page_pieces import PIECE
from search.engines.respelling import Entry, Known
from search.engines.whoosh.generation import Generation, Part
from search.ranking.arrays import Array
from search.ranking.postings import FieldPostings

#: Fields whose words are offered.
_FIELDS = ("body", "title")


def entries(generation: Generation, visible: Array, prefix: str = "") -> list[Entry]:
    """All words that begin so and stand in a document that may be seen."""
    return list(map(Entry._make, _words(generation, visible, prefix)))


def _words(generation: Generation, visible: Array, prefix: str = "") -> Iterable[tuple[str, int]]:
    """The same, as pairs."""
    counts: dict[bytes, int] = {}
    for part in generation.parts:
        first, last = part.view.lexicon.starting(prefix)
        seen = visible[part.base : part.base + len(part.view.documents)]
        found = np.maximum.reduce([_counts(part.view.fields[name], first, last, seen) for name in _FIELDS])
        held = np.flatnonzero(found)
        for word, count in zip(
            part.view.lexicon.words[first:last][held].tolist(), found[held].tolist(), strict=True
        ):
            counts[word] = counts.get(word, 0) + count
    # No word holds a space: all are read at once, not a hundred thousand one by one.
    words = b" ".join(counts).decode().split(" ") if counts else []
    return zip(words, counts.values(), strict=True)


def known_words(generation: Generation, access: frozenset[Access]) -> Known:
    """All words that stand in a visible document and how many hold them; made once for a generation."""
    sight = generation.sight(access)
    if sight not in generation.known:
        generation.known[sight] = Known(dict(_words(generation, generation.visible(access))))
    return generation.known[sight]


def written(generation: Generation, texts: PageTexts, visible: Array, word: str) -> str:
    """A word with its accents, as some visible document writes it; folded when none can be read."""
    for part in generation.parts:
        number = part.view.lexicon.word(word)
        if number is not None:
            for surface in _surfaces(generation, texts, part, number, visible):
                if surface:
                    return surface
    return word


def _surfaces(
    generation: Generation, texts: PageTexts, part: Part, number: int, visible: Array
) -> Iterable[str | None]:
    """The word as the first visible document of a segment writes it, in its text, else in its title."""
    word = part.view.lexicon.words[number].decode()
    for name in _FIELDS:
        postings = part.view.fields[name]
        begin, end = int(postings.starts[number]), int(postings.starts[number + 1])
        seen = np.flatnonzero(visible[postings.docs[begin:end] + part.base])
        if len(seen):
            at = begin + int(seen[0])
            doc = int(postings.docs[at])
            text = _text(
                generation, texts, part, doc, int(postings.positions[int(postings.places[at])]), name
            )
            yield next(
                (text[each.start : each.end].lower() for each in tokens(text) if each.exact == word), None
            )


def _text(generation: Generation, texts: PageTexts, part: Part, doc: int, position: int, field: str) -> str:
    """The title, or the piece of the body that holds a position."""
    sequence = int(generation.sequences[doc + part.base])
    if field == "title":
        record = texts.record_at(sequence)
        return record.title if record else ""
    documents = part.view.documents
    pieces = documents.pieces[:, documents.piece_bounds[doc] : documents.piece_bounds[doc + 1]]
    number, start, _ = pieces[:, int(np.searchsorted(pieces[2], position, side="right")) - 1].tolist()
    page = texts.page_at(sequence, number)
    return page.text[start : start + 2 * PIECE] if page else ""


def _counts(postings: FieldPostings, first: int, last: int, seen: Array) -> Array:
    """For each word of a range, how many of its documents are seen."""
    starts = postings.starts[first : last + 1].astype(np.int64)
    if seen.all():
        return np.diff(starts)
    total = np.concatenate(([0], np.cumsum(seen[postings.docs[starts[0] : starts[-1]]])))
    return np.diff(total[starts - starts[0]])
