"""Recogniser: every written form of every concept and place, found in one pass over the text.

One Aho-Corasick automaton holds all of them, so the cost does not grow with the vocabularies. A hit on the
folded text is then held against the text as it stands: an acronym must be written as one, a name must have
its capitals. Within a vocabulary a longer form hides the shorter ones it holds: « contrat local de santé »
is not also « santé », nor « Lot-et-Garonne » the Lot.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

import ahocorasick

from indexer.describe.folded_text import Passage, fold, normal


class Writing(StrEnum):
    """How a form has to be written to count."""

    #: Words, in any case, singular or plural.
    WORDS = "words"
    #: Capitals as given, with or without dots; « Cucs » too, as newspapers print it, unless it has contexts.
    ACRONYM = "acronym"
    #: A proper name: capitals where the given form has them, never a plural.
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Form:
    """One way a concept is written."""

    #: Field of the record the concept goes to: `themes`, `programmes`, `places`.
    field: str
    identifier: str
    text: str
    writing: Writing = Writing.WORDS
    #: Whether the form names the concept (a label) or only betrays it (a cue).
    names: bool = True
    #: Folded words one of which must stand near; none: the form speaks for itself.
    contexts: tuple[str, ...] = ()


class Hit(NamedTuple):
    """A form found in a passage, with the characters it covers there."""

    form: Form
    start: int
    end: int


class Recogniser:
    """All forms compiled once; finding is read-only and may be shared."""

    def __init__(self, forms: Iterable[Form]) -> None:
        by_key: dict[str, dict[Form, None]] = {}
        for form in forms:
            for key in _keys(form):
                by_key.setdefault(key, {})[form] = None
        self._automaton = ahocorasick.Automaton()
        for key, same in by_key.items():
            capital = all(_has_a_capital(form) for form in same)
            self._automaton.add_word(key, (key.count(" ") - 1, capital, tuple(same)))
        self._automaton.make_automaton()

    def find(self, passage: Passage) -> list[Hit]:
        """Hits in reading order: one for each concept that a stretch of text may stand for."""
        if not len(self._automaton):
            return []
        hits: dict[tuple[str, str, int, int], Hit] = {}
        text, counted, number = passage.normal, 0, 0
        for last, (words, capital, forms) in self._automaton.iter(text):
            # Hits come by their ends: the words up to this one are counted from the one before.
            number += text.count(" ", counted, last)
            counted = last
            # Most hits are words where an acronym or a name is looked for: the quickest answer first.
            if capital and not passage.text[passage.starts[number - words]].isupper():
                continue
            span = passage.span(number - words, words)
            written = passage.text[span[0] : span[1]]
            for form in forms:
                # Most forms are words: no question for these.
                if form.writing is Writing.WORDS or _written_as(form, passage.text, written, span):
                    hits.setdefault((form.field, form.identifier, *span), Hit(form, *span))
        return list(longest(list(hits.values())))


def _keys(form: Form) -> Iterator[str]:
    key = normal(form.text)
    if key.strip():
        yield key
    letters = fold(form.text)
    if form.writing is Writing.ACRONYM and letters.isalpha():
        yield " " + " ".join(letters) + " "


def _has_a_capital(form: Form) -> bool:
    """Whether what is written has to begin with one."""
    return form.writing is not Writing.WORDS and form.text[0].isupper()


def _written_as(form: Form, text: str, written: str, span: tuple[int, int]) -> bool:
    if form.writing is Writing.ACRONYM:
        return written == form.text or _is_acronym(form, written)
    if form.writing is Writing.NAME:
        joined = text[max(0, span[0] - 1) : span[0]] in "-_" and span[0] > 0
        followed = text[span[1] : span[1] + 1] == "-" and text[span[1] + 1 : span[1] + 2].isalpha()
        return not joined and not followed and (written == form.text or _is_name(form.text, written))
    return True


def _is_acronym(form: Form, written: str) -> bool:
    if not written[0].isupper() and form.text[0].isupper():  # most hits are words: the quickest answer first
        return False
    plain = "".join(filter(str.isalnum, written))
    given = "".join(filter(str.isalnum, form.text))
    if fold(plain) != fold(given):
        return False
    if all(letter.isupper() for letter, model in zip(plain, given, strict=True) if model.isupper()):
        return True
    return not form.contexts and len(plain) > 2 and plain == written and plain.istitle()


def _is_name(given: str, written: str) -> bool:
    """The same letters but for accents and separators, with at least its capitals; no plural is taken off."""
    if not written[0].isupper() and given[0].isupper():
        return False
    letters = [[each for each in text if each.isalnum()] for text in (given, written)]
    if fold("".join(letters[0])) != fold("".join(letters[1])):
        return False
    return all(found.isupper() for model, found in zip(*letters, strict=True) if model.isupper())


def longest(hits: list[Hit]) -> Iterator[Hit]:
    """Hits that no longer one of the same field holds."""
    reach: dict[str, tuple[int, int]] = {}
    for hit in sorted(hits, key=lambda each: (each.start, -each.end)):
        start, end = reach.get(hit.form.field, (-1, -1))
        if hit.end > end or (hit.start, hit.end) == (start, end):
            reach[hit.form.field] = (hit.start, hit.end)
            yield hit
