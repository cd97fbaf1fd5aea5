"""Whether a text is language: a cipher, junk below a scan and a page read upside down are none.

Fonts with a false table of characters give letters for others (« Mft!ibcjubout » for « Les habitants »),
scanners put junk below an image, Tesseract reads a page on its head: all give letters, no search finds their
words, and published they pass for the document. What tells them is which three letters follow each other. Of
1 994 pages of French offices none had less than 64 % of its triples among those usual in French or English;
of 300 of them enciphered eight ways, none had more than 46 %, and of pages read on their head none more than
44 %. The lists are those that langdetect brings for its languages; French and English are asked first, the
others only about what is neither, so that a page costs a tenth of a millisecond.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

#: Share of usual triples from which a text is language, in the two languages nearly everything here is in…
_USUAL = 0.6
#: …and in one of many others, the best of which always suits junk a little.
_USUAL_ELSEWHERE = 0.76
#: Triples below which nothing sure can be said, and below which only the plainest junk is called so.
_FEWEST, _FEW = 40, 100
_USUAL_IN_FEW = 0.5
#: Below this share a page is looked at piece by piece: a heading may be well where the body is not.
_DOUBTFUL = 0.8
_PIECE_WORDS = 40
#: Words of a page looked at first, spread over it.
_SAMPLE = 150
#: What a language that nothing here knows has in common with others, and its share of words with a vowel.
_USUAL_ANYWHERE, _MOST_WORDS = 0.3, 0.97
_VOWELS = frozenset("aàâäáãåeéèêëiîïíìoôöóòõuûüùúyÿœæɛ")
#: Part of a page's letters that may be junk before the page is.
_JUNK_SHARE = 1 / 3

_FIRST = ("fr", "en")
_MORE = "es it pt de nl ca ro sv da no fi pl cs sk sl hr hu tr af id sq et lv lt tl cy so sw vi"
#: Languages of France that langdetect does not know, whose letters CLDR's names of countries, languages and
#: months tell: of three Breton texts 83 % of the triples are among those, of pages read on their head 56 %.
_BY_NAMES = ("br", "gsw")
_OTHERS = (*re.findall(r"\w+", _MORE), *_BY_NAMES)
_WORD = re.compile(r"[^\W\d_]{3,}")
_ADDRESS = re.compile(r"\S*(?:://|www\.|@)\S*")
#: Letters of the script of those languages; a text in another is judged by those of its script, if any.
_LATIN = re.compile("[a-zà-öø-žơư\u1ea0-\u1ef9]")
_LETTER = re.compile(r"[^\W\d_]")
#: Script → languages, and the share of usual triples from which a text in it is language. Fonts of symbols
#: give Greek letters for Latin ones: 50 to 60 % of their triples are usual, of Greek prose 75 and more.
#: Languages written in Cyrillic that are not listed have 48 % and more, ciphers 24.
_SCRIPTS = (
    (re.compile("[\u0370-\u03ff\u1f00-\u1fff]"), ("el",), 0.65),
    (re.compile("[\u0400-\u04ff]"), ("ru", "uk", "bg", "mk"), 0.36),
)

#: Share of single letters among the words: 3 % in French prose, 30 where letters stand apart.
SCATTERED = 0.25
_FEWEST_WORDS = 100
#: Letters drawn twice, for bold or for a shadow: so many pairs in a line, of so many kinds, and nothing else.
_FEWEST_PAIRS, _FEWEST_KINDS = 4, 3

#: Small words that formulas and names leave in a text, and no junk has: so many kinds, this share.
_SMALL = (
    "les des une est dans pour que qui sur par avec aux ces son ses the and for that with are from this was"
    " not der die und ist von den das mit ein eine auf los las por con del para una che non per"
)
_SMALL_WORDS = frozenset(re.findall(r"\w+", _SMALL))
_DISTINCT, _SMALL_SHARE = 3, 0.1

#: The letters of a text by their numbers in Unicode; rare ones are two, and no triple of theirs is usual.
Letters = NDArray[np.uint16]


@dataclass(frozen=True, slots=True)
class _Triples:
    """Triples of letters, in tables that all triples of a text are looked up in at once."""

    #: Letter → its number here, nought for a letter of no triple.
    numbers: NDArray[np.uint16]
    #: Whether a triple is one of them, by the three numbers.
    held: NDArray[np.bool_]

    @classmethod
    def of(cls, triples: Iterable[str]) -> "_Triples":
        letters = _letters("".join(triples)).reshape(-1, 3)
        found = np.unique(letters)
        numbers = np.zeros(1 << 16, np.uint16)
        numbers[found] = np.arange(1, len(found) + 1)
        held = np.zeros((len(found) + 1,) * 3, np.bool_)
        held[tuple(numbers[letters].T)] = True
        return cls(numbers, held)

    def count(self, letters: Letters) -> int:
        """How many triples of a text are among these."""
        numbers = self.numbers[letters]
        return int(np.count_nonzero(self.held[numbers[:-2], numbers[1:-1], numbers[2:]]))


def likeness(text: str) -> float | None:
    """Share of a text's triples of letters that are usual in the language it is most like, 0 to 1.

    None for a text too short to tell, and for one in other letters than Latin ones.
    """
    return _likeness(_words(text))


def is_junk(text: str) -> bool:
    """Whether a text is surely no language, not even one that nothing here knows (Creole, Wolof).

    For what cannot be read another way. Such languages have a vowel in every word, and three in ten of
    their triples are usual elsewhere; ciphers have neither.
    """
    if is_language(text):
        return False
    words = _words(text)
    whole = _likeness(words)
    return whole is None or whole < _USUAL_ANYWHERE or _with_vowel(words) < _MOST_WORDS


def _with_vowel(words: list[str]) -> float:
    return sum(not _VOWELS.isdisjoint(word) for word in words) / len(words)


def is_language(text: str) -> bool:
    """Whether a page may be published: it reads as a language, or is too short or too foreign to tell."""
    words = _words(text)
    whole = _likeness(words[:: len(words) // _SAMPLE or 1])
    if whole is None or whole >= _DOUBTFUL:
        return True
    if not _passes(words, whole):
        return False
    pieces = [words[start : start + _PIECE_WORDS] for start in range(0, len(words), _PIECE_WORDS)]
    junk = sum(not _passes(piece, _likeness(piece)) for piece in pieces)
    return junk <= _JUNK_SHARE * len(pieces)


def _words(text: str) -> list[str]:
    text = text.casefold()
    if any(mark in text for mark in ("://", "www.", "@")):
        text = _ADDRESS.sub(" ", text)
    return _WORD.findall(text)


def _letters(text: str) -> Letters:
    return np.frombuffer(text.encode("utf-16-le", "surrogatepass"), np.uint16)


def scattering(text: str) -> float:
    """Share of single letters among the words of a text, which is high where letters stand apart."""
    words = text.split()
    single = [word for word in words if len(word) == 1]
    return sum(map(str.isalpha, single)) / max(len(words), _FEWEST_WORDS)


def without_doubles(text: str) -> str:
    """Halve the lines whose every letter was drawn twice (« MMuunniicciippaalliittéé »)."""
    return "\n".join(_halved(line) for line in text.split("\n"))


def _halved(line: str) -> str:
    start = line.lstrip()[:2]
    if start[:1] != start[1:]:  # nearly every line
        return line
    words = line.split()
    letters = "".join(words)
    if len(letters) < 2 * _FEWEST_PAIRS or letters[::2] != letters[1::2]:
        return line
    if len(set(letters)) < _FEWEST_KINDS or any(word[::2] != word[1::2] for word in words):
        return line
    return " ".join(word[::2] for word in words)


def _likeness(words: list[str]) -> float | None:
    total = sum(map(len, words))
    if total < _FEWEST:
        return None
    letters = _letters(f" {' '.join(words)} ")
    if not _is_mostly(_LATIN, words):
        return _likeness_elsewhere(words, letters, total)
    best = 0.0
    for language in _FIRST:
        best = max(best, _share(letters, language, total))
        if best >= _DOUBTFUL:
            return best
    if best >= _USUAL:
        return best
    elsewhere = max(_share(letters, language, total) for language in _OTHERS)
    return elsewhere if elsewhere >= _USUAL_ELSEWHERE else best


def _likeness_elsewhere(words: list[str], letters: Letters, total: int) -> float | None:
    """The same of a text in another script, drawn to the scale of Latin ones."""
    for script, languages, usual in _SCRIPTS:
        if _is_mostly(script, words):
            return min(max(_share(letters, each, total) for each in languages) * _USUAL / usual, 1.0)
    return None


def _share(letters: Letters, language: str, total: int) -> float:
    return _triples(language).count(letters) / total


def _passes(words: list[str], share: float | None) -> bool:
    if share is None or share >= (_USUAL if sum(map(len, words)) >= _FEW else _USUAL_IN_FEW):
        return True
    small = [word for word in words if word in _SMALL_WORDS]
    return len(set(small)) >= _DISTINCT and len(small) >= _SMALL_SHARE * len(words)


def _is_mostly(letters: re.Pattern[str], words: list[str]) -> bool:
    sample = "".join(words)[:2_000]
    if len(sample.encode("ascii", "ignore")) > len(sample) / 2:  # nine pages in ten need no counting
        return letters is _LATIN
    return len(letters.findall(sample)) > len(_LETTER.findall(sample)) / 2


@lru_cache(maxsize=64)
def _triples(language: str) -> _Triples:
    """The triples usual in a language; those over two words are none."""
    usual = _triples_of_names(language) if language in _BY_NAMES else _triples_of_profile(language)
    return _Triples.of(triple[:3] for triple in usual if triple[1] != " ")


def _triples_of_profile(language: str) -> Iterable[str]:
    content = (resources.files("langdetect") / "profiles" / language).read_text(encoding="utf-8")
    # A sigma at the end of a word is one like another to `casefold`.
    return (triple.lower().replace("ς", "σ") for triple in json.loads(content)["freq"] if len(triple) == 3)


def _triples_of_names(language: str) -> Iterable[str]:
    from babel import Locale  # for the few pages that are neither French nor English

    locale = Locale.parse(language)
    names = (
        *locale.languages.values(),
        *locale.territories.values(),
        *locale.months["format"]["wide"].values(),
    )
    words = (f" {word} " for name in names for word in re.findall(r"[^\W\d_]+", str(name).lower()))
    return (word[start : start + 3] for word in words for start in range(len(word) - 2))
