"""Statements: which of the documents that hold the words of a query near each other say them together.

Words of an enumeration stand near each other and have nothing in common: people present, acronyms, subsidies,
rows of a table. Of the few documents of a page the text around the words is read: first what was read for
their extracts, then, where a border (`borders`) parts the words in all of these, a few other passages. What
title, keywords or a heading tell need not be said again. In comes what ranking found, out goes one word a
document; knows no engine.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from itertools import chain
from typing import NamedTuple

import numpy as np

from catalogue.record import Record
from search.analysis import tokens
from search.engine import PageTexts
from search.engines.borders import is_listed, is_parted
from search.engines.matching import Matcher
from search.engines.page_pieces import Found, chunks_at
from search.engines.passages import Read, Source
from search.names import names_in
from search.ranking.arrays import Array
from search.ranking.finding import Finder
from search.ranking.occurrences import BODY, POSITION_BITS, POSITIONS, Leaf, body_leaves
from search.ranking.outside import among
from search.steps import WRITTEN, All, Any, Step, Without, Word, words_of

#: Passages read of a document besides those of its extracts, and positions for each word of the query.
_MOST, _ROOM = 12, 4


class Statement(NamedTuple):
    """Words of a query that stand in a text with no border between them."""

    #: What it says, a heading above it counted.
    said: Set[Leaf]
    text: str
    #: First character of the first word, and behind the last one.
    start: int
    end: int
    #: Whether it is a heading, or a heading above it says some of it.
    headed: bool


class Statements:
    """Looks for statements that hold a plan, in the documents of one page of results."""

    def __init__(
        self,
        finder: Finder,
        texts: PageTexts,
        step: Step,
        text: str,
        ends: Array,
        source_of: Callable[[int], Source],
    ) -> None:
        self._finder, self._texts, self._step, self._ends = finder, texts, step, ends
        self._source_of, self._names = source_of, names_in(text)
        self._leaves = body_leaves(step)
        #: Phrases and beginnings of words, which are found in a whole text.
        self._wider = {leaf: Matcher(leaf) for leaf in self._leaves if not isinstance(leaf, Word)}

    def holds(self, doc: int, record: Record, read: Sequence[Read]) -> bool:
        """Whether a document says in one statement all that its title or keywords do not tell.

        `read` is what was read for its extracts.
        """
        seen: list[Statement] = []
        others = chain.from_iterable(self._elsewhere(doc, read))
        for each in chain(self._statements(read), others):
            if self._says(each):
                return True
            seen.append(each)
        told = self._told(record) | self._placed(doc)
        if any(_meets(self._step, each | told) for each in chain([told], self._abstract(record))):
            return True
        return bool(told) and any(self._says(each, told) for each in seen)

    def _says(self, each: Statement, told: Set[Leaf] = frozenset()) -> bool:
        if not _meets(self._step, each.said | told if told else each.said):
            return False
        return each.headed or not is_listed(each.text, each.start, each.end)

    def _statements(self, read: Iterable[Read]) -> Iterator[Statement]:
        for page, chunks in read:
            yield from self._parts(page.text, chunks, page.headings)

    def _elsewhere(self, doc: int, read: Sequence[Read]) -> Iterator[Iterator[Statement]]:
        """Those of passages that hold all words and were not read yet."""
        begin, end = self._ends.searchsorted([doc << POSITION_BITS, doc + 1 << POSITION_BITS]).tolist()
        if begin == end:
            return
        source = self._source_of(doc)
        found = self._finder.find(self._leaves, np.array([doc]))
        room = _ROOM * len(words_of(self._step))
        for last in (self._ends[begin:end][:_MOST] & POSITIONS).tolist():
            first, stop = found.keys.searchsorted([max(last - room, 0), last + 1]).tolist()
            positions, leaves = found.positions[first:stop], found.leaves[first:stop]
            at = source.pieces[2].searchsorted(positions, side="right") - 1
            pages, starts, firsts = source.pieces[:, at]
            page = self._texts.page_at(source.sequence, int(pages[-1]))
            if page is not None:
                here = pages == page.number
                columns = (starts[here], (positions - firsts)[here], leaves[here])
                places = zip(*(column.tolist() for column in columns), strict=True)
                yield self._statements([Read(page, chunks_at(page.text, places))])

    def _parts(self, text: str, chunks: Iterable[Found], headings: Sequence[str] = ()) -> Iterator[Statement]:
        """What stands in a text between borders; what a heading says is said by all below it."""
        said: set[Leaf] = set()
        above: Set[Leaf] = frozenset()
        start = end = 0
        for first, last, leaves in chunks:
            here = [leaf for leaf in map(self._leaves.__getitem__, leaves) if _stands_for(leaf, text, first)]
            if not here:
                continue
            if said and is_parted(text, end, first):
                heads = _is_heading(text, start, headings)
                yield Statement(said | above, text, start, end, heads or bool(above))
                above, said = (frozenset(said) if heads else above), set()
            if not said:
                start = first
            said.update(here)
            end = last
        if said:
            yield Statement(said | above, text, start, end, bool(above) or _is_heading(text, start, headings))

    def _told(self, record: Record) -> Set[Leaf]:
        """What stands in the short fields that tell what a whole document is about."""
        fields = (record.title, record.alternative, *record.keywords, *record.creators)
        exact = [token.exact for each in fields for token in tokens(each)]
        told: set[Leaf] = {leaf for leaf, matcher in self._wider.items() if any(map(matcher.marks, fields))}
        told.update(leaf for leaf in self._leaves if isinstance(leaf, Word) and any(map(leaf.answers, exact)))
        return told

    def _placed(self, doc: int) -> Set[Leaf]:
        """The names asked for that codes of the notice tell: a place of which a document is about."""
        return {
            leaf
            for leaf in self._leaves
            if isinstance(leaf, Word)
            and leaf.exact in self._names
            and among(self._finder.outside(leaf).described, np.array([doc])).any()
        }

    def _abstract(self, record: Record) -> Iterator[Set[Leaf]]:
        """What each statement of an abstract says, which need not stand in the pages."""
        for each in self._parts(record.abstract, sorted(self._found_in(record.abstract))):
            if not is_listed(each.text, each.start, each.end):
                yield each.said

    def _found_in(self, text: str) -> Iterator[Found]:
        """Where leaves stand in a text that no index places."""
        words = [(number, leaf) for number, leaf in enumerate(self._leaves) if isinstance(leaf, Word)]
        for token in tokens(text):
            if numbers := [number for number, leaf in words if leaf.answers(token.exact)]:
                yield Found(token.start, token.end, numbers)
        for leaf, matcher in self._wider.items():
            yield from (Found(*mark, [self._leaves.index(leaf)]) for mark in matcher.marks(text))


def _stands_for(leaf: Leaf, text: str, first: int) -> bool:
    """Whether a word is meant where it stands: no place in small letters (« quatre tours »)."""
    return not (isinstance(leaf, Word) and leaf.strict and leaf.name and text[first].islower())


def _is_heading(text: str, place: int, headings: Sequence[str]) -> bool:
    """Whether the line around a place is one of some headings."""
    if not headings:
        return False
    first, last = text.rfind("\n", 0, place) + 1, text.find("\n", place)
    return text[first : last if last >= 0 else None].strip() in headings


def _meets(step: Step, said: Set[Leaf]) -> bool:
    """Whether what is said answers a plan; parts that ask for other fields are met by who answers."""
    match step:
        case All():
            return all(_meets(child, said) for child in step.children)
        case Any():
            return any(_meets(child, said) for child in step.children)
        case Without():
            return True
    return step in said or step.field not in (None, WRITTEN, BODY)
