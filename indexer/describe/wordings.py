"""Wordings around a name, each tried only where letters stand without which it matches nothing.

An expression that may begin anywhere and has to end where the name begins is tried at every letter, nearly
always in vain. One automaton tells in one pass over a text which of many may be there.
"""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping
from typing import Generic, TypeVar

import ahocorasick

from indexer.describe.expressions import letters_needed

_Name = TypeVar("_Name", bound=Hashable)

_UNREAD_FLAGS = re.IGNORECASE | re.VERBOSE


class Wordings(Generic[_Name]):
    """Named wordings, in their order."""

    def __init__(self, wordings: Mapping[_Name, re.Pattern[str]]) -> None:
        self._wordings = [(1 << place, name, each) for place, (name, each) in enumerate(wordings.items())]
        #: Those of which no letters are known.
        self._always, by_letters = 0, defaultdict[str, int](int)
        for mask, _, each in self._wordings:
            if each.flags & _UNREAD_FLAGS:
                raise ValueError(each)
            letters = letters_needed(each.pattern)
            for one in letters:
                by_letters[one] |= mask
            self._always |= 0 if letters else mask
        self._automaton = ahocorasick.Automaton()
        for one, mask in by_letters.items():
            self._automaton.add_word(one, mask)
        self._automaton.make_automaton()

    def possible(self, text: str) -> Iterator[tuple[_Name, re.Pattern[str]]]:
        """Those that a text may hold, with their names."""
        held = self._always
        for _, mask in self._automaton.iter(text):
            held |= mask
        return ((name, each) for mask, name, each in self._wordings if held & mask)


class Wording:
    """One wording, of which some letters have to be known."""

    def __init__(self, expression: str) -> None:
        self._expression = re.compile(expression)
        letters = letters_needed(expression)
        if not letters:
            raise ValueError(expression)
        self._automaton = ahocorasick.Automaton()
        for each in letters:
            self._automaton.add_word(each, each)
        self._automaton.make_automaton()

    def search(self, text: str) -> re.Match[str] | None:
        """Its first match."""
        return self._expression.search(text) if self.may_be_in(text) else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Every match, in their order."""
        return self._expression.finditer(text) if self.may_be_in(text) else iter(())

    def may_be_in(self, text: str) -> bool:
        """Whether a text has the letters of it, whatever the spaces between its words."""
        return next(self._automaton.iter(text), None) is not None
