"""Bodies that publish in the field, under whatever name a text gives them: an authority file.

`bodies.txt` holds them, one a line. A name that a text writes for one of them is kept as the file writes
it. The centres among them, which document the policy rather than make it, are seldom named but by themselves.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from indexer.describe.folded_text import WORD, fold

_FILE = Path(__file__).parent / "bodies.txt"


@dataclass(frozen=True, slots=True)
class KnownBody:
    """One body: the name to write, and whether it is a centre."""

    name: str
    is_centre: bool


@lru_cache(maxsize=1)
def _known() -> dict[str, KnownBody]:
    """Every way of writing → body; of several words in whatever case and accents, else to the letter."""
    written: dict[str, KnownBody] = {}
    for line in _lines():
        names = _names(line)
        for each in names:
            written.setdefault(_as_looked_up(each), KnownBody(names[0], line.startswith("*")))
    return written


@lru_cache(maxsize=1)
def written_names() -> tuple[str, ...]:
    """Every way of writing, as the file has it."""
    return tuple(each for line in _lines() for each in _names(line))


def _lines() -> list[str]:
    lines = _FILE.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and line[:1] != "#"]


def _names(line: str) -> list[str]:
    """The ways of writing one body, the one to show first."""
    return [each.strip() for each in line.lstrip("* ").split("|")]


def _as_looked_up(name: str) -> str:
    """A name of several words folded, an acronym as it is: « Action » is none, nor « anah » in a word."""
    written = " ".join(name.replace("’", "'").split())
    return fold(written) if " " in written else written


@lru_cache(maxsize=1)
def _by_first_word() -> Mapping[str, list[re.Pattern[str]]]:
    """First word, folded → what finds the names that begin with it, longest first, in a folded text."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for each in sorted(_known(), key=len, reverse=True):
        if words := WORD.findall(fold(each)):
            found[words[0]].append(fold(each))
    return {word: [_pattern(each) for each in names] for word, names in found.items()}


def _pattern(name: str) -> re.Pattern[str]:
    written = re.escape(name).replace("'", "['’]").replace(r"\ ", r"\s")
    return re.compile(rf"(?<![\w-]){written}(?![\w-])")


@lru_cache(maxsize=4096)
def known_body(name: str) -> KnownBody | None:
    """The body, or the one of which this is a branch (« ORIV Alsace »), as the file writes it; else None."""
    written = _known()
    words = name.split()
    return written.get(_as_looked_up(name)) or (written.get(words[0]) if len(words) == 2 else None)


def known_bodies_in(text: str) -> Iterator[tuple[KnownBody, int, int]]:
    """Every known body a text names, with where it stands."""
    by_first, folded, end = _by_first_word(), fold(text), 0
    for word in WORD.finditer(folded):
        if word.start() < end or word[0] not in by_first:
            continue
        for pattern in by_first[word[0]]:
            found = pattern.match(folded, word.start())
            body = _known().get(_as_looked_up(text[slice(*found.span())])) if found else None
            if found and body and text[found.start()].isupper():
                yield body, *found.span()
                end = found.end()
                break


@lru_cache(maxsize=1)
def joined_bodies() -> Mapping[str, str]:
    """Every way of writing a body without what parts its words, as addresses do → the name to write."""
    return {"".join(WORD.findall(fold(each))): body.name for each, body in _known().items()}
