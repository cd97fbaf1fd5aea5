"""Bodies that publish in the field, under whatever name a text gives them: an authority file.

`bodies.txt` holds them, one a line. A name that a text writes for one of them is kept as the file writes
it. The centres among them, which document the policy rather than make it, are seldom named but by themselves.
"""

import re
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
def _known() -> tuple[dict[str, KnownBody], re.Pattern[str]]:
    """Every way of writing → body, and the expression that finds them all, longest first."""
    written: dict[str, KnownBody] = {}
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if line[:1] == "#" or not line.strip():
            continue
        names = [each.strip() for each in line.lstrip("* ").split("|")]
        for each in names:
            written[each.replace("’", "'")] = KnownBody(names[0], line.startswith("*"))
    longest = sorted(written, key=len, reverse=True)
    pattern = "|".join(re.escape(each).replace("'", "['’]").replace(r"\ ", r"\s") for each in longest)
    return written, re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])")


def known_body(name: str) -> KnownBody | None:
    """The body, or the one of which this is a branch (« ORIV Alsace »), as the file writes it; else None."""
    words = name.replace("’", "'").split()
    written = _known()[0]
    return written.get(" ".join(words)) or (written.get(words[0]) if len(words) == 2 else None)


def known_bodies_in(text: str) -> Iterator[tuple[KnownBody, int, int]]:
    """Every known body a text names, with where it stands."""
    written, pattern = _known()
    for found in pattern.finditer(text):
        body = written.get(" ".join(found[0].replace("’", "'").split()))
        if body:
            yield body, *found.span()


@lru_cache(maxsize=1)
def joined_bodies() -> Mapping[str, str]:
    """Every way of writing a body without what parts its words, as addresses do → the name to write."""
    return {"".join(WORD.findall(fold(each))): body.name for each, body in _known()[0].items()}
