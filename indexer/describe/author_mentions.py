"""The names that a document writes at its head and its foot, read once for all that is asked of who made it.

Names that are one (« Commune de Tours » and « Ville de Tours », in whatever order and signs) stand together
under one key, so that what is seen of each mention counts for the one who is named (`creator_signs`).
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

from catalogue.record import Page
from indexer.describe.attributions import as_town
from indexer.describe.folded_text import fold
from indexer.describe.name_rows import rows_of
from indexer.describe.proper_names import Name, names_in
from indexer.describe.wordings import Wording

#: Characters of the first page and of the last in which names are looked for, and of the head.
READ, FOOT, HEAD = 2500, 700, 500
#: Letters of the shortest name.
SHORTEST = 3
#: Letters by which a title is found in a text, and of one too short to be looked for.
STEM, SHORT = 60, 8
_WE = Wording(r"(?<!\w)(?:nous|notre|nos)(?!\w)")
_THESIS = Wording(
    r"(?<!\w)(these de doctorat|soutenue? le|memoire (de|prepare)|master [12]|directeur de these)"
)
_SITE = re.compile(r"(?:www\.|@|https?://)([\w-]+)\.")


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a page in which names are read, and where it lies in the document."""

    page: Page
    start: int
    text: str
    #: Once for the hundred names that may stand in it.
    folded: str
    is_foot: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A document read once: its names by key, which stand in one row, and what is asked of each candidate."""

    title: str
    mentions: Mapping[str, Sequence[tuple[Place, Name]]]
    words: Mapping[str, frozenset[str]]
    #: Word → the words of each name that holds it.
    holding: Mapping[str, Sequence[frozenset[str]]]
    rows: Sequence[Set[str]]
    sites: Sequence[str]
    says_we: bool
    is_thesis: bool
    #: Where the title ends that a page begins with and often writes again.
    begins: int


def read_names(pages: Sequence[Page], title: str, subjects: Set[str]) -> Reading:
    """What a document writes, its title and the acronyms of what documents speak of given."""
    mentions: defaultdict[str, list[tuple[Place, Name]]] = defaultdict(list)
    rows: list[set[str]] = []
    read = []
    for place in _places(pages):
        names = sorted(names_in(place.text, subjects), key=lambda name: name.start)
        for name in names:
            if len(known := key_of(name.text)) >= SHORTEST:
                mentions[known].append((place, name))
        known_here = [name for name in names if key_of(name.text) in mentions]
        rows += ({key_of(name.text) for name in row} for row in rows_of(place.text, known_here))
        read.append(place.folded)
    sites = [site[1].replace("-", "") for text in read for site in _SITE.finditer(text)]
    words = {each: frozenset(each.split()) for each in mentions}
    holding: defaultdict[str, list[frozenset[str]]] = defaultdict(list)
    for each in words.values():
        for word in each:
            holding[word].append(each)
    return Reading(
        title,
        mentions,
        words,
        holding,
        rows,
        sites,
        says_we=any(map(_WE.search, read)),
        is_thesis=any(map(_THESIS.search, read[:1])),
        begins=_title_end(read[0], title) if read else 0,
    )


def _title_end(text: str, title: str) -> int:
    """Where the title of a page ends, the last time its head writes it; 0 where it does not."""
    stem = title[:STEM]
    at = text[: 2 * HEAD].replace("\n", " ").rfind(stem) if len(stem) > SHORT else -1
    return min(len(text), at + len(title)) if at >= 0 else 0


@lru_cache(maxsize=4096)
def key(name: str) -> str:
    """Under which a name is one, in whatever order and signs it is written."""
    return " ".join(sorted(re.findall(r"[^\W_]+", fold(name))))


@lru_cache(maxsize=4096)
def key_of(name: str) -> str:
    """The same of a name that a text writes: « Commune de Tours » and « Ville de Tours » are one."""
    return key(as_town(name))


def _places(pages: Sequence[Page]) -> Iterator[Place]:
    if not pages:
        return
    head = pages[0].text[:READ]
    yield Place(pages[0], 0, head, fold(head))
    last = pages[-1]
    if len(last.text) > READ or len(pages) > 1:
        start = max(0, len(last.text) - FOOT)
        foot = last.text[start:]
        yield Place(last, start, foot, fold(foot), is_foot=True)
