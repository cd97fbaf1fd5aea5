"""Forms: how the words of our analysis are written as terms of OpenSearch.

The cluster analyses nothing. It is sent words that are read already, apart by spaces, and only takes them
apart again (`mapping`); a sign in front says which form of a word a term is.
"""

from functools import lru_cache

from search.analysis import read_chunk, stem
from search.ranking.word_fields import VALUE_GAP

#: Beginnings of words that are terms of their own, in letters; the longest is a root's.
STARTS = range(2, 6)
#: Where no word stands: a little word.
HOLE = "_"
#: What separates two values of a field.
GAP = " ".join([HOLE] * VALUE_GAP)


def family(name: str) -> str:
    """All forms of a word."""
    return f"={name}"


def start(letters: str) -> str:
    """All words that begin so, of those lengths in `STARTS`."""
    return f"^{letters}"


def behind(exact: str, little: int) -> str:
    """A very form behind one little word."""
    return f"~{little}~{exact}"


def little(code: int) -> str:
    """A little word of a body."""
    return f"~{code}"


def named(exact: str) -> str:
    """A name written with its capitals."""
    return f"#{exact}"


def unwritten(form: str) -> str:
    """A form that stands in nothing but what a notice's codes are called."""
    return f"%{form}"


@lru_cache(maxsize=1 << 18)
def forms(exact: str) -> str:
    """A word and its family, at one place."""
    return f"{exact}|{family(stem(exact))}"


@lru_cache(maxsize=1 << 17)
def of_chunk(surface: str) -> str:
    """The words of a chunk of text, one place after the other."""
    chunk = read_chunk(surface)
    places: list[list[str]] = [[] for _ in range(chunk.span)]
    for word in chunk.words:
        places[word.offset].append(forms(word.exact))
    return " ".join("|".join(each) or HOLE for each in places)
