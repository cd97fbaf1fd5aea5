"""What reading an expression tells of its matches: letters of which each holds one, how long one may be."""

import math
import re
from collections.abc import Iterator

_PIECE = re.compile(r"\((?:\?(?:[:=!]|<[=!]|P<\w+>))?|\[\^?(?:[^]\\]|\\.)+\]|\\.|\{[^}]*\}|.", re.DOTALL)
#: What may be written in an expression and is not read here: flags, references, signs by their numbers,
#: a bracket first in its class.
_UNREAD = re.compile(r"\\[0uUxN]|\\\d\d|(?<!\\)(?:\(\?(?![:=!]|<[=!]|P<)|\[\^?\])")
#: A few signs, any of which may stand in a place.
_SIGNS = re.compile(r"\[[^]\\^-]+\]")
#: What looks at letters without taking them.
_LOOKS = ("(?=", "(?!", "(?<!", "(?<=")
#: Signs that stand everywhere, by themselves, as letters do.
_COMMON = " ,.()'’-–:"
#: Of which match nobody knows any letters.
_ANY: frozenset[str] = frozenset()
#: What stands between letters and is none.
_BORDERS = ("^", "$", r"\b", r"\B")


def letters_needed(expression: str) -> frozenset[str]:
    """Letters of which every match holds one; none where a match may do without, or with common ones.

    Raises ValueError for an expression with what is not read here, which would be missed without a word.
    """
    letters = _of_alternatives(_pieces(expression))
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


def longest(expression: str) -> float:
    """How many letters a match takes at most; infinite where there is no limit.

    Raises ValueError for an expression with what is not read here.
    """
    return _longest(_pieces(expression))


def _longest(pieces: Iterator[str]) -> float:
    """The same of an expression, or of a group of one, up to its end."""
    found, parts = 0.0, [0.0]
    for piece in pieces:
        if piece == ")":
            break
        if piece == "|":
            found, parts = max(found, sum(parts)), [0.0]
        elif piece[0] == "(":
            inside = _longest(pieces)
            parts.append(0.0 if piece.startswith(_LOOKS) else inside)
        elif piece[0] in "?*+{":
            parts[-1] *= _most(piece) if parts[-1] else 1.0
        else:
            parts.append(0.0 if piece in _BORDERS else 1.0)
    return max(found, sum(parts))


def _most(repeated: str) -> float:
    """How many times a piece stands at most that is repeated so."""
    if repeated == "?":
        return 1.0
    most = repeated.strip("{}").rpartition(",")[2] if repeated[0] == "{" else ""
    return float(most) if most else math.inf


def _pieces(expression: str) -> Iterator[str]:
    """Its letters, classes, brackets and signs, in their order."""
    if _UNREAD.search(expression):
        raise ValueError(expression)
    return iter(_PIECE.findall(expression))
