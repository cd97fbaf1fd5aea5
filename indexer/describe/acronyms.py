"""What an acronym stands for where the text writes it out: « communication non violente (CNV) ».

A document that explains an acronym settles what it means by it, whatever else the acronym means elsewhere.
"""

import re

from catalogue.vocabulary.concepts import Concept
from catalogue.vocabulary.labels import LINKING_WORDS
from indexer.describe.folded_text import WORD, fold, normal

#: Characters on each side in which the words an acronym is made of are looked for.
REACH = 140
#: Words without a letter in the acronym, at most, for each that has one.
_LINKED = 2
_OPENS = re.compile(r"(?:\(\s*[«\"“]?|,?\s(?:ou|dite?|soit))\s*$")
#: What it ends in but for spaces, told far sooner.
_OPENERS = ("(", "«", '"', "“", "ou", "dit", "dite", "soit")
_FOLLOWS = re.compile(r"\s*[»\"”]?\s*(?:\(|:|=|[–—-](?=\s)|,\s*(?:ou|soit)\s)\s*")
_BRACKETS = re.compile(r"\s*\([^)]*\)")


def written_out(text: str, start: int, end: int) -> str:
    """The words beside an acronym whose initials spell it, folded; empty where there are none."""
    letters = "".join(each for each in fold(text[start:end]) if each.isalpha())
    before = text[max(0, start - REACH) : start]
    opened = _OPENS.search(before) if before.rstrip().endswith(_OPENERS) else None
    if opened:
        words = WORD.findall(fold(before[: opened.start()]))
        most = range(len(letters), min(len(words), len(letters) * (1 + _LINKED)) + 1)
        found = next((words[-count:] for count in most if _spells(words[-count:], letters)), None)
        if found:
            return " ".join(found)
    follows = _FOLLOWS.match(text, end)
    words = WORD.findall(fold(text[follows.end() : follows.end() + REACH])) if follows else []
    most = range(len(letters), min(len(words), len(letters) * (1 + _LINKED)) + 1)
    return " ".join(next((words[:count] for count in most if _spells(words[:count], letters)), []))


def _spells(words: list[str], letters: str) -> bool:
    """Whether the words begin with these letters in turn, but for linking words."""
    if words[0][0] != letters[0] or words[-1] in LINKING_WORDS:
        return False
    return "".join(word[0] for word in words if word not in LINKING_WORDS) == letters


def is_called(concept: Concept, words: str) -> bool:
    """Whether a concept bears this name, or one that holds it or that it holds."""
    sought = normal(words)
    names = (*concept.labels.values(), *concept.alternatives)
    own = (normal(_BRACKETS.sub("", name)) for name in names)
    return any(sought in name or (" " in name.strip() and name in sought) for name in own)
