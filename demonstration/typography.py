"""French composition: the spaces that do not break, and where a word may be cut at the end of a line.

The rules are those of the Imprimerie nationale's *Lexique*, with one plain no-break space everywhere since
the standard PDF fonts hold no thin one.
"""

import re

NO_BREAK = "\u00a0"
SOFT_HYPHEN = "\u00ad"

BEFORE = re.compile(r"(?<=[^\s:/|]) (?=[;:!?»%€](?:[\s.,;)*\]|]|$))", re.MULTILINE)
AFTER = re.compile(r"(?<=«) ")
THOUSANDS = re.compile(r"(?<=\d) (?=\d{3}\b)")

VOWELS = "aeiouyàâéèêëîïôöùûüœæ"
GROUPS = (
    "ch",
    "ph",
    "th",
    "gn",
    "bl",
    "br",
    "cl",
    "cr",
    "dr",
    "fl",
    "fr",
    "gl",
    "gr",
    "pl",
    "pr",
    "tr",
    "vr",
    "qu",
    "gu",
)
#: Never the last word of a run: reportlab loses the space that follows a word it may cut.
WORD = re.compile(r"[a-zàâäéèêëîïôöùûüçœæ]{7,}(?=[^ ]* +\S)")
#: Letters kept together at the beginning and at the end of a word that is cut.
MARGIN = 3


def french_spaces(text: str) -> str:
    """Put no-break spaces inside guillemets, before high punctuation and between thousands."""
    text = BEFORE.sub(NO_BREAK, text)
    return THOUSANDS.sub(NO_BREAK, AFTER.sub(NO_BREAK, text))


def composed(text: str) -> str:
    """French spaces, and the curved apostrophe that word processors put by themselves."""
    return french_spaces(text).replace("'", "’")


def with_soft_hyphens(text: str) -> str:
    """Mark with U+00AD where long lower-case words may be cut, between syllables."""
    return WORD.sub(lambda found: _cut(found[0]), text)


def _cut(word: str) -> str:
    cuts = [n for n in range(MARGIN, len(word) - MARGIN + 1) if _is_cut(word, n)]
    return SOFT_HYPHEN.join(
        word[start:end] for start, end in zip([0, *cuts], [*cuts, len(word)], strict=True)
    )


def _is_cut(word: str, n: int) -> bool:
    """Whether a syllable starts at n: a consonant, or an inseparable pair, before a vowel."""
    onset = 2 if word[n : n + 2] in GROUPS else 1
    if word[n] in VOWELS or word[n + onset : n + onset + 1] not in {*VOWELS} - {""}:
        return False
    if word[n - 1 : n + 1] in GROUPS:
        return False
    return any(letter in VOWELS for letter in word[:n])
