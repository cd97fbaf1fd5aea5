"""Definitions: where a text says what an acronym stands for, « Règlement professionnel du notariat (RPN) ».

In comes prose, out come pairs as written. Initials must spell the acronym, linking words aside; one word may
be passed over (« analyse d'impact *relative* à la protection des données (AIPD) ») or one letter come from
within (« délégué à la protection des données (DPO) », an English acronym), never both.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from catalogue.vocabulary.labels import LINKING_WORDS, fold, key

#: Letters of an acronym that a text may define; two stand for too much.
_ACRONYM = r"[A-ZÀ-Ý](?:[A-ZÀ-Ý]|\.[A-ZÀ-Ý]){1,7}\.?"
#: « ci-après dénommé », which may come before it.
_CALLED = r"(?:ci-après\s+)?(?:(?:dite?|dénommée?|désignée?)s?\s+)?"
#: « full form (ABC) », « ABC (full form) », and « ABC : full form » as lists of acronyms have it.
_BEHIND = re.compile(rf"\(\s*{_CALLED}(?:[«\"“]\s*)?({_ACRONYM})(?:\s*[»\"”])?\s*[,;)]")
_BEFORE = re.compile(rf"(?<![\w.])({_ACRONYM})\s*\(\s*(?:[«\"“]\s*)?([^()]{{6,120}}?)(?:\s*[»\"”])?\s*\)")
_LISTED = re.compile(rf"^\W{{0,4}}({_ACRONYM})\s*[:=–—]\s*([^\n:;.()]{{6,120}})[.;]?\s*$", re.MULTILINE)
_WORD = re.compile(r"[^\W_]+")
#: What ends a clause: no full form reaches across it.
_CLAUSE = re.compile(r"[.;:!?()«»\"“”•\t]|\n\s*\n")
#: Characters before an acronym in which its full form is looked for.
_REACH = 140
_LONGEST = 120
_SHORTEST_ACRONYM = 3


class Definition(NamedTuple):
    """An acronym and its full form, as one text writes them."""

    acronym: str
    name: str


def definitions_in(text: str) -> Iterator[Definition]:
    """What a text defines, in its order, as often as it says it."""
    for found in _BEHIND.finditer(text):
        reach = text[max(0, found.start() - _REACH) : found.start()]
        clause = _CLAUSE.split(reach)[-1]
        yield from _defined(found[1], clause, ending=True)
    for found in chain(_BEFORE.finditer(text), _LISTED.finditer(text)):
        yield from _defined(found[1], found[2], ending=False)


def _defined(acronym: str, clause: str, *, ending: bool) -> Iterator[Definition]:
    letters = fold(acronym.replace(".", ""))
    if len(letters) < _SHORTEST_ACRONYM:
        return
    words = list(_WORD.finditer(clause))
    folded = [fold(word[0]) for word in words]
    for start in reversed(range(len(words))) if ending else range(min(1, len(words))):
        if folded[start][:1] == letters[0] and spelled_by(folded[start:], letters):
            name = " ".join(clause[words[start].start() : words[-1].end()].split())
            if len(name) <= _LONGEST and key(name) != letters:
                yield Definition(acronym.replace(".", ""), name)
            return


def spelled_by(words: Sequence[str], letters: str) -> bool:
    """Whether folded words begin with these letters in turn, but for one word or one letter at most."""
    telling = [word for word in words if word not in LINKING_WORDS]
    if len(telling) < 2 or words[-1] in LINKING_WORDS or words[0] != telling[0]:
        return False
    initials = "".join(word[0] for word in telling)
    if initials == letters:
        return True
    if len(letters) < _SHORTEST_ACRONYM or initials[0] != letters[0]:
        return False
    if len(initials) == len(letters):
        odd = [at for at, (one, other) in enumerate(zip(initials, letters, strict=True)) if one != other]
        return len(odd) == 1 and letters[odd[0]] in telling[odd[0]][1:]
    without = (initials[:at] + initials[at + 1 :] for at in range(1, len(initials) - 1))
    return len(initials) == len(letters) + 1 and len(letters) > _SHORTEST_ACRONYM and letters in without
