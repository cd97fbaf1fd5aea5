"""Names: the words of a query that name something, a place above all, however they were typed.

A document that lacks the name somebody asked for is seldom an answer (« rénovation urbaine dijon »). Capitals
tell names, but few people type them: towns that bear no word's name are known without.
"""

from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

from catalogue.vocabulary import load_vocabularies
from catalogue.vocabulary.departements import NAMES
from catalogue.vocabulary.gazetteer import load_gazetteer
from search.analysis import fold, tokens

#: Inhabitants of a commune that people look for, and letters of a name that no abbreviation has.
_PEOPLE, _SHORTEST = 2000, 4


def names_in(text: str) -> frozenset[str]:
    """Words with a capital that no beginning explains, numbers, and places in any letters; folded."""
    return frozenset(
        token.exact
        for token in tokens(text)
        if text[token.start].isdigit()
        or (token.start and text[token.start].isupper())
        or token.exact in place_names()
    )


@lru_cache(maxsize=1)
def place_names() -> frozenset[str]:
    """Names of places as they are indexed, each as one word, that no French text writes otherwise."""
    homonyms = files("search").joinpath("homonyms.txt").read_text(encoding="utf-8").split()
    squeezed = {_squeezed(name) for name in looked_for_names()}
    return frozenset(each for each in squeezed.difference(homonyms) if len(each) >= _SHORTEST)


def looked_for_names() -> Iterator[str]:
    """Communes of some size, départements and regions, in small letters, with their accents."""
    regions = load_vocabularies().regions.concepts.values()
    yield from (each.lower() for each in (*NAMES.values(), *(region.label() for region in regions)))
    yield from (name.lower() for _code, name, people in load_gazetteer().communes() if people >= _PEOPLE)


def _squeezed(name: str) -> str:
    """« saintetienne »: a name of several words as the one that its hyphens make of it."""
    return "".join(letter for letter in fold(name) if letter.isalnum())
