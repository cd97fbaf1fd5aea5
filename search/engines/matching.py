"""Matching: which words of a text a plan asks for, without any index.

For marks in passages and on whole pages, for counting on a page, and as the plain meaning of a plan that
the engines' arrays must agree with.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice

from search.analysis import Token, find_chunks, iterate_chunks, read_chunk, read_slots, stem, tokens
from search.results import Mark
from search.steps import WRITTEN, Start, Step, Word, leaves
from search.steps import Sequence as WordSequence


class Matcher:
    """The words of one plan, ready to be found in texts; fields are not looked at."""

    def __init__(self, step: Step, field: str = "body") -> None:
        every = [leaf for leaf in leaves(step) if leaf.field in (None, WRITTEN, field)]
        words = [leaf for leaf in every if isinstance(leaf, Word)]
        self._exact = {word.exact for word in words if word.strict}
        self._families = {word.family for word in words if not word.strict}
        self._prefixes = tuple(leaf.prefix for leaf in every if isinstance(leaf, Start))
        #: Whether only families are asked for, which most chunks are quickly found not to hold.
        self._plain = not self._exact and not self._prefixes
        #: Chunk → the characters in it that match.
        self._known: dict[str, list[tuple[int, int]]] = {}
        sequences = [leaf for leaf in every if isinstance(leaf, WordSequence)]
        self._sequences = [leaf for leaf in sequences if not leaf.little]
        #: Those that ask for little words too, which are no tokens.
        self._phrases = [leaf for leaf in sequences if leaf.little]
        in_sequences = (word for sequence in self._sequences for _, word in sequence.words)
        #: Families of all words, those in sequences and those of which one form alone is asked for too.
        self._sought = {word.family for word in (*words, *in_sequences)}

    @property
    def has_sequences(self) -> bool:
        """Whether words match only beside others, so that chunks cannot be looked at one by one."""
        return bool(self._sequences or self._phrases)

    def marks(self, text: str) -> tuple[Mark, ...]:
        """Characters of the text that match, in order; marks that touch or overlap become one."""
        if self.has_sequences:
            spans = [(token.start, token.end) for token in self.found(self._read(text))]
            for phrase in self._phrases:
                spans += spans_of_phrase(text, phrase)
            return _joined(sorted(spans))
        matches, passed = iterate_chunks(text), 0
        chosen = []
        for number in self._candidates(find_chunks(text)):
            chosen.append(next(islice(matches, number - passed, None)))
            passed = number + 1
        return self.marks_of((match.start(), match[0]) for match in chosen)

    def marks_of(self, chunks: Iterable[tuple[int, str]]) -> tuple[Mark, ...]:
        """The same in some chunks of a text, each with its first character, in order; not for sequences."""
        spans, known = [], self._known
        for at, surface in chunks:
            if (inside := known.get(surface)) is None:
                inside = known[surface] = self._spans_in(surface)
            spans += [(at + start, at + end) for start, end in inside]
        return _joined(spans)

    def _read(self, text: str) -> list[Token]:
        """The tokens of the chunks that may hold a word asked for, alone or in a sequence."""
        if self._prefixes:
            return list(tokens(text))
        read, position = [], 0
        for match in iterate_chunks(text):
            if not self._sought.isdisjoint(_families(match[0])):
                at = match.start()
                for exact, place, start, end in tokens(match[0], position):
                    read.append(Token(exact, place, at + start, at + end))
            position += read_chunk(match[0]).span
        return read

    def _candidates(self, chunks: list[str]) -> Iterable[int]:
        """Numbers of the chunks that may hold a word asked for."""
        if not self._plain:
            return range(len(chunks))
        disjoint = self._families.isdisjoint
        return [number for number, found in enumerate(map(_families, chunks)) if not disjoint(found)]

    def _spans_in(self, surface: str) -> list[tuple[int, int]]:
        chunk = read_chunk(surface)
        words = chunk.words
        return sorted((word.start, word.end) for word in words if self._matches(word.exact))

    def found(self, read: Sequence[Token]) -> list[Token]:
        """The tokens that match, among those of one text; phrases with little words are not looked for."""
        kept = [token for token in read if self._matches(token.exact)]
        for sequence in self._sequences:
            kept += in_sequence(read, sequence)
        return kept

    def _matches(self, exact: str) -> bool:
        if exact in self._exact or stem(exact) in self._families:
            return True
        return bool(self._prefixes) and exact.startswith(self._prefixes)


def _joined(spans: Iterable[tuple[int, int]]) -> tuple[Mark, ...]:
    merged: list[Mark] = []
    for start, end in spans:
        if merged and start <= merged[-1].end:
            merged[-1] = Mark(merged[-1].start, max(end, merged[-1].end))
        else:
            merged.append(Mark(start, end))
    return tuple(merged)


@lru_cache(maxsize=1 << 16)
def _families(surface: str) -> frozenset[str]:
    """The families of a chunk's words."""
    chunk = read_chunk(surface)
    words = chunk.words
    return frozenset(stem(word.exact) for word in words)


def spans_of_phrase(text: str, phrase: WordSequence) -> Iterator[tuple[int, int]]:
    """First and last (excluded) character of the words, little ones aside, where a text says a phrase."""
    matches = list(iterate_chunks(text))
    starts = [match.start() for match in matches for _ in read_slots(match[0])]
    slots = [slot for match in matches for slot in read_slots(match[0])]
    said = phrase.said
    for at in range(said.last, len(slots)):
        if said.stands(slots, at):
            begin = at - said.last
            for number, (exact, little) in enumerate(said.words, begin):
                if not little:
                    word = next(each for each in slots[number].words if each.exact == exact)
                    yield starts[number] + word.start, starts[number] + word.end


def in_sequence(read: Iterable[Token], sequence: WordSequence) -> list[Token]:
    """The tokens that take part in an occurrence of a sequence."""
    columns = []
    read = list(read)
    for _, word in sequence.words:
        columns.append({token.position: token for token in read if word.answers(token.exact)})
    offsets = [offset for offset, _ in sequence.words]
    reached = [set(columns[0])]
    for number in range(1, len(columns)):
        step = offsets[number] - offsets[number - 1]
        reached.append({at for at in columns[number] if _near(at, step, sequence.slop, reached[-1])})
    kept = reached[-1]
    found = [columns[-1][at] for at in kept]
    for number in range(len(columns) - 2, -1, -1):
        step = offsets[number + 1] - offsets[number]
        kept = {
            at
            for at in reached[number]
            if any(at + step + extra in kept for extra in range(sequence.slop + 1))
        }
        found += [columns[number][at] for at in kept]
    return found


def _near(at: int, step: int, slop: int, before: set[int]) -> bool:
    return any(at - step - extra in before for extra in range(slop + 1))
