"""Titles as they are shown: one that is all in capitals is read in lower case, as a sentence.

Only what is shown: the notice keeps what it says. A letter keeps its place, so that marks fall where they
did.
"""

import re
from functools import lru_cache

from catalogue.record import Record
from catalogue.vocabulary.concepts import Vocabulary
from search_app.pages.places import place_name
from search_app.site_library import catalogue

#: Letters below which capitals are an acronym rather than a sentence, and the share of them that must be.
LEAST, SHARE = 12, 0.85
#: Words that stand between others in a sentence.
_BETWEEN = (
    "a au aux ce ces cet cette d dans de des du elle en est et il l la le les leur leurs ne nos notre on ou "
    "où par pas pour qu que qui sa se ses si son sont sous sur un une vers vos votre y à of the and in for to"
)
_SMALL = frozenset(_BETWEEN.split())
_WORD = re.compile(r"[^\W_]+")
_ROMAN = re.compile(r"(?=[IVXL])X{0,3}(IX|IV|V?I{0,3})")
_VOWEL = re.compile(r"[AEIOUYÀÂÄÉÈÊËÎÏÔÖÙÛÜŒÆ]")


def shown_title(record: Record) -> str:
    """The title of a record as pages show it."""
    if not in_capitals(record.title):
        return record.title
    return sentence(record.title, _names(record) | _acronyms(catalogue().vocabularies.programmes))


def in_capitals(title: str) -> bool:
    """Whether a title is a sentence all in capitals."""
    letters = [*filter(str.isalpha, title)]
    if len(letters) < LEAST or sum(map(str.isupper, letters)) < SHARE * len(letters):
        return False
    return sum(len(word) > 1 for word in _WORD.findall(title)) >= 3


def sentence(title: str, names: frozenset[str]) -> str:
    """The title in lower case but for its beginning, acronyms and the names known, of the same length."""

    def lowered(found: re.Match[str]) -> str:
        word = found[0]
        first = not title[: found.start()].strip(" «\"'-–—([")
        if not word.isupper() or _kept(word, names):
            return word
        small = word.lower()
        raised = (first or word.casefold() in names) and small[:1].upper() + small[1:]
        return raised if raised and len(raised) == len(word) else small if len(small) == len(word) else word

    return _WORD.sub(lowered, title)


def _kept(word: str, names: frozenset[str]) -> bool:
    """Whether a word in capitals is written so anyway: an acronym, a Roman number, letters with digits."""
    if word.casefold() in _SMALL:
        return False
    acronym = word in names or (len(word) <= 5 and not _VOWEL.search(word))
    return acronym or bool(_ROMAN.fullmatch(word)) or any(each.isdigit() for each in word)


def _names(record: Record) -> frozenset[str]:
    """Words that a sentence capitalises: those of the record's places, authors and publisher."""
    places = map(place_name, record.places)
    said = " ".join((*places, *record.creators, record.publisher))
    words = (word.casefold() for word in _WORD.findall(said))
    return frozenset(word for word in words if word not in _SMALL and len(word) > 2)


@lru_cache(maxsize=4)
def _acronyms(programmes: Vocabulary) -> frozenset[str]:
    """Names of programmes and bodies that are written in capitals."""
    every = " ".join(name for each in programmes.concepts.values() for name in (*each.acronyms, each.label()))
    return frozenset(word for word in _WORD.findall(every) if len(word) > 1 and word.isupper())
