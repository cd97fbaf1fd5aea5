"""A generated French corpus and its queries: the same on every machine, nothing to download.

Words are made of French syllables and suffixes, drawn by Zipf's law with a vocabulary of their own for each
of thirty topics, between the articles and prepositions that make half of a French text.
"""

import gzip
import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

_SYLLABLES = (
    *("pro", "mé", "ca", "ré", "su", "ba", "lo", "pi", "tra", "vé", "mi", "cor", "di", "ra", "no", "le"),
    *("fra", "gi", "té", "pa", "vi", "lu", "so", "ma", "co", "dé", "fi", "bra", "ni", "sé", "pli", "ven"),
    *("tor", "gran", "pel", "mon", "sal", "ter", "jar", "quin", "cha", "bou", "val"),
)
_SUFFIXES = (
    *("tion", "ment", "eur", "euse", "ité", "age", "iste", "al", "ale", "aux", "ique", "ant", "ante"),
    *("ence", "el", "elle", "er", "é", "ée", "és"),
)
_SMALL = (
    *("de", "la", "le", "les", "des", "du", "et", "en", "à", "l'", "d'", "un", "une", "pour", "dans"),
    *("par", "sur", "qui", "que", "au", "aux", "avec", "ce", "son", "sa", "est"),
)
REGIONS = ("11", "24", "27", "28", "32", "44", "52", "53", "75", "76", "84", "93", "94")
TYPES = ("rapport", "guide", "fiche", "compte-rendu", "diagnostic", "lettre")
_TOPICS = 30
_VOCABULARY = 24_000
_TOPICAL = 700


@dataclass(frozen=True, slots=True)
class Document:
    """One document as every engine gets it."""

    identifier: str
    title: str
    text: str
    themes: tuple[str, ...]
    region: str
    type: str
    year: int

    @property
    def words(self) -> int:
        return len(self.text.split())


@dataclass(frozen=True, slots=True)
class Asked:
    """One query, in words as typed."""

    kind: str
    words: tuple[str, ...]
    filters: dict[str, str] = field(default_factory=dict)


def generated(count: int, words: int = 1200, seed: int = 7) -> Iterator[Document]:
    """`count` documents of about so many words."""
    chance = np.random.default_rng(seed)
    vocabulary = np.array(_vocabulary(random.Random(seed)))
    general = _zipf(len(vocabulary), 3)
    topics = [chance.choice(vocabulary[200:], _TOPICAL, replace=False) for _ in range(_TOPICS)]
    topical = _zipf(_TOPICAL, 5)
    small = np.array(_SMALL)
    for number in range(count):
        topic = int(chance.integers(_TOPICS))
        size = int(chance.integers(words // 4, words * 7 // 4))
        kind = chance.random(size)
        drawn = vocabulary[np.searchsorted(general, chance.random(size))]
        drawn = np.where(kind < 0.25, topics[topic][np.searchsorted(topical, chance.random(size))], drawn)
        drawn = np.where(kind > 0.55, small[chance.integers(len(small), size=size)], drawn)
        ends = chance.random(size) < 0.08
        text = " ".join(np.where(ends, np.char.add(drawn, "."), drawn).tolist()).replace("' ", "'")
        themes = tuple({f"theme{topic % 20:02d}", f"theme{int(chance.integers(20)):02d}"})
        yield Document(
            f"g{number}", " ".join(drawn[:7].tolist()).replace("' ", "'"), text, themes,
            REGIONS[int(chance.integers(len(REGIONS)))], TYPES[int(chance.integers(len(TYPES)))],
            int(chance.integers(1995, 2025)),
        )  # fmt: skip


def _zipf(size: int, shift: int) -> npt.NDArray[np.float64]:
    """Cumulated probabilities of ranks by Zipf's law, the first ranks flattened as in real text."""
    weights = np.cumsum(1 / (np.arange(size) + shift))
    return np.asarray(weights / weights[-1])


def articles(path: Path) -> Iterator[Document]:
    """French law, an article a document; its code and book are facets."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            row = json.loads(line)
            _, code, *books = row["path"].split("/")
            title, _, text = row["text"].partition("\n")
            book = books[0] if len(books) > 1 else "hors-livre"
            yield Document(
                row["path"], title.lstrip("# "), text.strip() or title, (code, f"{code}/{book}"),
                REGIONS[number % len(REGIONS)], book, 1995 + number % 30,
            )  # fmt: skip


def queries(documents: list[Document], count: int = 200, seed: int = 3) -> list[Asked]:
    """A mix by kind, of words taken from the documents themselves."""
    chance = random.Random(seed)
    held: dict[str, int] = {}
    for document in documents:
        for word in {each for each in document.text.lower().split() if each.isalpha() and len(each) > 3}:
            held[word] = held.get(word, 0) + 1
    size = len(documents)
    common = sorted(word for word, n in held.items() if n > size * 0.06)
    middling = sorted(word for word, n in held.items() if size * 0.006 <= n <= size * 0.06)
    rare = sorted(word for word, n in held.items() if 2 <= n <= max(3, size * 0.002))

    def some(words: list[str], count: int) -> tuple[str, ...]:
        return tuple(chance.choice(words) for _ in range(count))

    def several() -> tuple[str, ...]:
        return some(common if chance.random() < 0.5 else middling, chance.choice((2, 3)))

    kinds: dict[str, Callable[[], tuple[str, ...]]] = {
        "common": lambda: some(common, 1),
        "rare": lambda: some(rare, 1),
        "or": several,
        "and": several,
        "phrase": lambda: _neighbours(chance.choice(documents), chance),
        "prefix": lambda: (some(middling, 1)[0][:4],),
        "filtered": several,
        "question": lambda: some(middling, 6),
    }
    names = list(kinds)
    asked = [
        Asked(names[number % len(names)], kinds[names[number % len(names)]]()) for number in range(count)
    ]
    return [
        replace(each, filters={"region": chance.choice(REGIONS)}) if each.kind == "filtered" else each
        for each in asked
    ]


def _neighbours(document: Document, chance: random.Random) -> tuple[str, ...]:
    words = document.text.lower().split()
    pairs = [pair for pair in pairwise(words) if all(len(each) > 3 and each.isalpha() for each in pair)]
    return chance.choice(pairs) if pairs else tuple(words[:2])


def _vocabulary(chance: random.Random) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < _VOCABULARY:
        stem = "".join(chance.choices(_SYLLABLES, k=chance.choice((1, 2, 2, 3))))
        found[stem + chance.choice(("", "s", *_SUFFIXES))] = None
    return list(found)
