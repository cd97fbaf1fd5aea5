"""Wordings around a name, each tried only where letters stand without which it matches nothing.

An expression that may begin anywhere and has to end where the name begins is tried at every letter, nearly
always in vain. One automaton tells in one pass over a text which of many may be there.
"""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping
from typing import Generic, TypeVar

import ahocorasick

_Name = TypeVar("_Name", bound=Hashable)

_PIECE = re.compile(r"\((?:\?(?:[:=!]|<[=!]|P<\w+>))?|\[\^?(?:[^]\\]|\\.)+\]|\\.|\{[^}]*\}|.", re.DOTALL)
#: What may be written in an expression and is not read here: flags, references, signs by their numbers,
#: a bracket first in its class.
_UNREAD = re.compile(r"\\[0uUxN]|\\\d\d|(?<!\\)(?:\(\?(?![:=!]|<[=!]|P<)|\[\^?\])")
_UNREAD_FLAGS = re.IGNORECASE | re.VERBOSE
#: A few signs, any of which may stand in a place.
_SIGNS = re.compile(r"\[[^]\\^-]+\]")
_LOOKS = ("(?=", "(?!", "(?<")
#: Signs that stand everywhere, by themselves, as letters do.
_COMMON = " ,.()'’-–:"
#: Of which match nobody knows any letters.
_ANY: frozenset[str] = frozenset()


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
        self._automaton = ahocorasick.Automaton()
        for letters in letters_needed(expression):
            self._automaton.add_word(letters, letters)
        self._automaton.make_automaton()

    def search(self, text: str) -> re.Match[str] | None:
        """Its first match."""
        return self._expression.search(text) if self.may_be_in(text) else None

    def may_be_in(self, text: str) -> bool:
        """Whether a text has the letters of it, whatever the spaces between its words."""
        return next(self._automaton.iter(text), None) is not None


def letters_needed(expression: str) -> frozenset[str]:
    """Letters of which every match holds one; none where a match may do without, or with common ones.

    Raises ValueError for an expression with what is not read here, which would be missed without a word.
    """
    if _UNREAD.search(expression):
        raise ValueError(expression)
    letters = _of_alternatives(iter(_PIECE.findall(expression)))
    return letters if _telling(letters) else _ANY


def _of_alternatives(pieces: Iterator[str]) -> frozenset[str]:
    """Those of an expression, or of a group of one, up to its end."""
    found, parts = [], list[str | frozenset[str]]()
    for piece in pieces:
        if piece == ")":
            break
        if piece == "|":
            found.append(_of_one(parts))
            parts = []
        elif piece[0] == "(":
            inside = _of_alternatives(pieces)
            parts.append(_ANY if piece.startswith(_LOOKS) else inside)
        elif piece[0] in "?*+{":
            may_lack = piece[0] in "?*" or piece.startswith(("{0", "{,"))
            parts[-1:] = [_ANY] if may_lack else [parts[-1], _ANY]
        else:
            # A text may have more than one space between two words, or another.
            parts.append(_ANY if piece == " " else _of_sign(piece))
    found.append(_of_one(parts))
    return frozenset().union(*found) if all(found) else _ANY


def _of_sign(piece: str) -> str | frozenset[str]:
    """A letter as it is; those of a class of a few."""
    if _SIGNS.fullmatch(piece):
        return frozenset(piece[1:-1])
    if piece[0] == "\\" and not piece[1].isalnum():
        return piece[1]
    return _ANY if piece[0] in "\\[.^$" else piece


def _of_one(parts: list[str | frozenset[str]]) -> frozenset[str]:
    """The most telling of what has to stand in a row."""
    choices, row = [], ""
    for part in (*parts, _ANY):
        if isinstance(part, str):
            row += part
        else:
            choices += [frozenset((row,)) if row else _ANY, part]
            row = ""
    return max(choices, key=_telling)


def _telling(letters: frozenset[str]) -> int:
    """How many letters there are at least, of which one alone tells nothing."""
    return min((len(each) - (each.isalnum() or each in _COMMON) for each in letters), default=0)
