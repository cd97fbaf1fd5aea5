"""What sites add to the title of a page: their name, what comes next in the file, dots where they cut it.

A title that was cut is completed from the text where the text says it whole; what is left is always what the
page says, so that the evidence of the title stays its own.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from indexer.describe.bodies import KINDS, is_body
from indexer.describe.ending import Ending
from indexer.describe.folded_text import WORD, fold
from indexer.describe.site_names import split_site

#: Characters of a text in which a title that was cut is looked for whole.
REACH = 2500
#: Words without which nothing is looked for, and words and characters of the longest title.
FEWEST, MOST_WORDS, LONGEST = 3, 38, 250
#: Characters that stand between two words at most where they are said one after the other.
APART = 4
_CUT = re.compile(r"\s*(?:…|\.\.\.+|â?€¦)+\s*$")
#: Where a title was cut and nothing says so.
_CUT_SHORT = Ending(r"\s(?:et|de|du|des|la|le|les|à|au|aux|pour|dans|en|sur|avec|d['’]|l['’])$")
#: The beginning of a site's name, cut with the title.
_CUT_SITE = re.compile(r"\s+[-|]\s+\S+(?: \S+){0,2}$")
#: What says that a page holds a file.
_OF_FILE = re.compile(
    r"^(?:[\[(]?pdf[\])]?|t[ée]l[ée]charger|download|calam[ée]o)\s*[-–:]?\s+(?=\S)", re.IGNORECASE
)
#: What parts the title of a file from what comes next in it: « Bilan 2016 · p.9 12 familles dans… ».
_NEXT = re.compile(r"\s+·\s+")
_ENDS = re.compile(r"\n|[.;?!]\s|\s\S+\.\w{2,4}/|\shttps?:|\swww\.|\s[|]\s|_{2,}|…|\.{3}|(?<=\d{4})\s")
#: A piece that says what made the document and not what it is about.
_LABEL = re.compile(r"(document|rapport|etude) (realisee?|publiee?|produite?) (en|le|par) |\d|page |p\. ?\d")


def without_noise(title: str, text: str) -> str:
    """A title as a librarian writes it down; the same where nothing was added to it."""
    title = _OF_FILE.sub("", " ".join(title.split()))
    for piece in _pieces(title):
        whole = _whole(piece, text[:REACH])
        cleaned = split_site(whole)[0]
        if _may_stand(cleaned):
            return cleaned
    return title


def _pieces(title: str) -> Iterator[str]:
    """What stands before and after « · », the first that says a subject first."""
    pieces = [piece.strip(" •") for piece in _NEXT.split(title)]
    if len(pieces) > 1:
        yield from (piece for piece in pieces if not _is_kind(piece) and not _LABEL.match(fold(piece)))
    yield title


def _whole(piece: str, text: str) -> str:
    """A piece that was cut, with what the text goes on with; a line in capitals goes on with a title."""
    has_dots = bool(_CUT.search(piece))
    was_cut = has_dots or _CUT_SHORT.ends(piece)
    stem = _CUT.sub("", piece) if has_dots else piece
    words = WORD.findall(fold(stem))
    if len(words) < FEWEST or not (was_cut or stem.islower() or stem[1:].islower()):
        return stem
    for begins, ends in _said(words, fold(text)):
        end = _ENDS.search(text, ends)
        said = " ".join(text[begins : end.start() if end else len(text)].split()).strip(" -–,:")
        longer = (
            len(WORD.findall(said)) > len(words) and len(said) <= LONGEST and len(said.split()) <= MOST_WORDS
        )
        if longer and (was_cut or said.isupper()):
            return said
    return (_CUT_SITE.sub("", stem) if has_dots else "") or stem


def _said(words: list[str], folded: str) -> Iterator[tuple[int, int]]:
    """Where a text says some words one after the other; most texts lack one, which is quickly known."""
    if not all(word in folded for word in words):
        return
    found = list(WORD.finditer(folded))
    said, free = [each[0] for each in found], 0
    for first in range(len(said) - len(words) + 1):
        if first >= free and said[first : first + len(words)] == words:
            spans = [each.span() for each in found[first : first + len(words)]]
            (begins, _), (_, ends) = spans[0], spans[-1]
            together = all(start - end <= APART for (_, end), (start, _) in pairwise(spans))
            if together and "_" not in (folded[begins - 1 : begins], folded[ends : ends + 1]):
                free = first + len(words)
                yield begins, ends


def _is_kind(piece: str) -> bool:
    """Whether it names a body, or a mere kind of them: « Communauté d'agglomération »."""
    return is_body(piece) or (bool(KINDS.match(fold(piece))) and len(piece.split()) <= FEWEST)


def _may_stand(title: str) -> bool:
    """Whether words enough are left for a title."""
    return len(WORD.findall(title)) >= 2 and any(len(word) > FEWEST for word in WORD.findall(title))
