"""The words a text says: what kinds of documents, and what themes, say more than others, unknown words too.

Minutes say « a été », notices « peut », the press « hier », what is about rehousing « bailleur »: thousands
of words each tell a little. How much each tells for or against each type and theme is learnt
(`bench/word_learning.py` makes `said_words.txt` and `said_themes.txt`), and weighs as one more sign beside
those that people know of (`kind`, `themes`); so is what they tell of whether it is of the field (`domain`).
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from catalogue.record import Page
from indexer.describe.folded_text import fold
from indexer.describe.manner import REACH as READ

#: The sign of what all words of a text tell of a value.
SAID = "words"
NOTHING_SAID: Mapping[str, float] = {}
#: Question → the file of what words tell of its values.
SHIPPED = {
    "type": Path(__file__).parent / "said_words.txt",
    "themes": Path(__file__).parent / "said_themes.txt",
    "domain": Path(__file__).parent / "said_domain.txt",
}
#: Characters of a text that are read, and what a word of its title is under.
REACH, IN_TITLE = 2500, "title: "
#: What any number, and any number of four digits, is said as: which one tells nothing.
NUMBER, YEAR = "0", "0000"
_TOKEN = re.compile(r"[a-z]+|\d+|[?!:;«»•–|%€()]")

#: Word → type or theme → how much it tells for or against it.
Words = Mapping[str, Mapping[str, float]]


def said_words(pages: tuple[Page, ...], title: str) -> dict[str, float]:
    """Each word, each two in a row and each word of the title, by how much of the text it is."""
    words = _tokens(fold("\n".join([title, *(page.text[:READ] for page in pages[:2])]))[:REACH])
    said = {word: 1 + math.log(count) for word, count in Counter(words).items()}
    said.update(dict.fromkeys(map(" ".join, pairwise(words)), 1.0))
    said.update(dict.fromkeys((IN_TITLE + word for word in _tokens(fold(title))), 2.0))
    length = math.sqrt(sum(value * value for value in said.values()))
    return {word: value / length for word, value in said.items()}


def told_by_words(said: Mapping[str, float], words: Words) -> dict[str, float]:
    """Type or theme → what the words of a text add up to."""
    told: defaultdict[str, float] = defaultdict(float)
    for word, value in said.items():
        if word in words:
            for kind, weight in words[word].items():
                told[kind] += weight * value
    return told


def _tokens(folded: str) -> list[str]:
    return [
        (YEAR if len(word) == len(YEAR) else NUMBER) if word[0].isdigit() else word
        for word in _TOKEN.findall(folded)
    ]


@lru_cache(maxsize=1)
def shipped_words() -> Mapping[str, Words]:
    """Question → what words tell in this version."""
    return {question: _read(file) for question, file in SHIPPED.items()}


def _read(file: Path) -> Words:
    lines = (line.split("\t") for line in file.read_text(encoding="utf-8").splitlines() if line[:2] != "# ")
    return {
        word: {kind: float(weight) for kind, weight in (each.split("=") for each in told.split(" "))}
        for word, told in lines
    }
