"""Clean text, the same whatever the format it was found in.

What is kept is what a reader sees and a search needs: letters in one normal form (NFKC, Unicode annex 15,
which also opens ligatures), words whole across line ends, plain spaces, one line end. What is dropped never
shows: control characters, lone surrogates, direction marks, the private codes of symbol fonts.
"""

import re
from collections.abc import Mapping
from unicodedata import is_normalized, normalize

from indexer.extract.accents import recomposed
from indexer.extract.hyphens import count_words, join_hyphens

_LINE_END = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
#: C0 and C1 controls but tab and line feed; zero-width and direction marks; noncharacters; U+FEFF.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
#: Bullets of Symbol and Wingdings have private codes, which no other font can show.
_PRIVATE_BULLET = re.compile("^[ \t]*[\ue000-\uf8ff]+[ \t]*", re.MULTILINE)
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]+")
# Each begins with plain characters, which Python finds many times faster than a repetition or a choice.
_SPACES = re.compile(r"  +")
_GAP = re.compile(r"\n\n\n+")
#: `R A P P O R T`: five or more capitals set apart by one space; `X X X X` in a table has too few kinds.
_SPACED_CAPITALS = re.compile(r"[A-ZÀ-ÖØ-ÞŒ] (?<!\S[A-ZÀ-ÖØ-ÞŒ] )(?:[A-ZÀ-ÖØ-ÞŒ] ){3,}[A-ZÀ-ÖØ-ÞŒ](?!\S)")
#: Letters of the English and French alphabet in order are an index, not a word.
_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

#: Dots from an entry of a table of contents to its page, lines to fill in by hand.
_LEADERS = (re.compile(r"\.(?: ?\.){3,}"), re.compile(r"_____*"))

#: After these words and marks a sentence goes on, whatever follows (`la loi du⏎22 août`).
_UNFINISHED = re.compile(
    r"(?:,|\(|[’']|\b(?:à|au|aux|avec|ce|ces|cet|cette|chez|dans|de|des|dont|dès|du|en|entre|et|la|le|les|leurs?|"
    r"nos|notre|ou|où|par|pour|que|qui|sa|sans|selon|ses|son|sous|sur|un|une|vers|article|articles))$"
)
_ENDS_A_SENTENCE = re.compile(r"[.!?:;]$")
#: A small letter, but not the `o` of a Courier bullet nor the `a)` of a list; what no line begins with.
_GOES_ON = re.compile(r"(?!o \S|[a-z]{1,3}[).] )[(«\"]? ?[a-zß-öø-ÿœ]|[),;]|\.(?:\s|$)")
#: A line is full when the next word made it as long as the next line, but for the letters' widths.
_FULL_LINE = 0.7
_BULLET = re.compile(r"[•·▪■◦✓➢\-–—*]|o \S|\d{1,2}[.)] |[a-zA-Z][.)] ")


def tidy(text: str, words: Mapping[str, int] | None = None) -> str:
    """Return `text` in NFKC with line-end hyphens joined, plain spaces and nothing that cannot be seen.

    `words` is `hyphens.count_words` of the whole document when `text` is only a part of it.
    """
    text = _LINE_END.sub("\n", _mend_surrogates(text))
    text = join_hyphens(text, count_words([text]) if words is None else words)
    if not _shows_as_it_is(text):
        text = _PRIVATE.sub("", _PRIVATE_BULLET.sub("• ", _INVISIBLE.sub("", text)))
    if not is_normalized("NFKC", text):
        text = normalize("NFKC", recomposed(text))
    text = text.replace("‐", "-").replace("‑", "-").replace("\t", " ")
    for leaders in _LEADERS:
        text = leaders.sub(" ", text)
    text = _SPACES.sub(" ", text)
    text = text.replace(" \n", "\n").replace("\n ", "\n")
    text = _SPACED_CAPITALS.sub(_close_up, text)
    return _GAP.sub("\n\n", text).strip()


def _shows_as_it_is(text: str) -> bool:
    """Whether nothing in it is invisible: so with most pages, and cheaper to learn than to mend."""
    return text.replace("\n", " ").replace("\xa0", " ").isprintable()


def tidy_line(text: str) -> str:
    """Return `text` tidied and on one line, for titles, names and headings."""
    return " ".join(tidy(text).split())


def reflow(text: str) -> str:
    """Put the lines of one sentence on one line, for formats whose line ends are the typesetter's.

    A line goes on where it cannot end, or where it is full, lacks closing punctuation, and a small letter
    follows; every other line end stays, since it may be a heading's, a list's or a table's.
    """
    flowing: list[list[str]] = []
    for line in text.split("\n"):
        if flowing and _runs_on(flowing[-1][-1], line):
            flowing[-1].append(line)
        else:
            flowing.append([line])
    return "\n".join(" ".join(lines) for lines in flowing)


def _runs_on(line: str, following: str) -> bool:
    if not line or not following or _BULLET.match(following):
        return False
    if _UNFINISHED.search(line, max(0, len(line) - 10)):
        return True
    if _ENDS_A_SENTENCE.search(line) or not _GOES_ON.match(following):
        return False
    return len(line) + len(following.partition(" ")[0]) > _FULL_LINE * len(following)


def _mend_surrogates(text: str) -> str:
    """Join halves of one character that a library left apart, and drop a half that stands alone."""
    if not _SURROGATE.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")


def _close_up(match: re.Match[str]) -> str:
    word = match.group().replace(" ", "")
    is_word = len(set(word)) > len(word) / 3 and word not in _ALPHABET
    return word if is_word else match.group()
