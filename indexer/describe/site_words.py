"""The name of a site in words: as the text writes it, else as the words its label is made of.

« lepetitvendomois » is « Le Petit Vendômois » where the text names it; « tendanceouest » is two words that
`site_words.txt`, the text or the gazetteer know. One word at most may be unknown.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from indexer.describe.folded_text import WORD, fold
from indexer.describe.joined_names import PlacesByName, joined, without_article

#: Characters of a text in which a name is looked for; letters of the shortest and of the longest word; words
#: of the longest name.
READ, SHORTEST, LETTERS, WORDS = 6000, 4, 24, 8
#: Letters of the shortest word that nobody knows.
LEAST = 3
#: What a known word costs, a short one, a linking one, an unknown one, and each letter of that.
KNOWN_WORD, SHORT_WORD, LINKING, UNKNOWN, MORE = 1.0, 2.5, 0.9, 4.0, 0.5
_FILE = Path(__file__).parent / "site_words.txt"
_LINKING = frozenset(
    ("au", "aux", "de", "des", "du", "en", "et", "in", "la", "le", "les", "of", "sur", "the")
)


@lru_cache(maxsize=1)
def _of_sites() -> Mapping[str, str]:
    """Folded word → word."""
    words = (each.removeprefix("+ ") for each in _listed())
    return {fold(each): each for each in words}


@lru_cache(maxsize=1)
def _of_press() -> frozenset[str]:
    return frozenset(fold(each[2:]) for each in _listed() if each.startswith("+ "))


def _listed() -> list[str]:
    return [each for each in _FILE.read_text(encoding="utf-8").splitlines() if each[:1] not in ("", "#")]


def is_called_as_papers(name: str) -> bool:
    """Whether a name has a word that papers, stations and sites of news are called by."""
    return not _of_press().isdisjoint(WORD.findall(fold(name)))


def written_in(texts: Iterable[str], label: str) -> str:
    """A name as a text writes it, of which the label is the letters, article apart; empty where none does."""
    texts = [text[:READ] for text in texts]
    return _written(texts, label) or _written(texts, without_article(label))


def _written(texts: Sequence[str], label: str) -> str:
    for read in texts:
        words = list(WORD.finditer(fold(read)))
        for number, first in enumerate(words):
            letters = ""
            for last in words[number : number + WORDS]:
                letters += last[0].replace("œ", "oe")
                if not label.startswith(letters):
                    break
                name = read[first.start() : last.end()]
                if letters == label and name[:1].isupper() and "\n" not in name and name.lower() != name:
                    return " ".join(name.split())
    return ""


class Words:
    """The words that names of sites may be made of: those of the text, of places and of sites in general."""

    def __init__(self, texts: Iterable[str], places: PlacesByName) -> None:
        self._places = places
        self._known = dict(_of_sites())
        for text in texts:
            for word in WORD.findall(text[:READ]):
                if len(word) >= SHORTEST - 1 and not word.isdigit():
                    self._known.setdefault(fold(word), word.lower())

    def spelt(self, label: str) -> str:
        """A label with spaces and accents where it is made of known words, but one at most; else empty."""
        found = self._parted(label)
        return " ".join(_capital(word, first=not number) for number, word in enumerate(found))

    def _parted(self, label: str) -> list[str]:
        """The likeliest words, of which one at most is unknown; none where one unknown word is likelier."""
        #: By the letters read and whether some of them are unknown: what it costs, and the words.
        best: dict[tuple[int, bool], tuple[float, list[str]]] = {(0, False): (0.0, [])}
        for end in range(1, len(label) + 1):
            for start in range(max(0, end - LETTERS), end):
                piece = label[start:end]
                word = self._word(piece)
                if not word and not LEAST <= len(piece) < len(label):
                    continue
                for had in (False, True) if word else (False,):
                    if before := best.get((start, had)):
                        state = (end, had or not word)
                        cost = before[0] + (_cost(piece) if word else _unknown(piece))
                        if state not in best or cost < best[state][0]:
                            best[state] = (cost, [*before[1], word or piece])
        whole = (best[each] for each in ((len(label), False), (len(label), True)) if each in best)
        cost, words = min(whole, default=(0.0, []))
        likelier = cost < _unknown(label) and len(words) <= WORDS
        return words if likelier and self._tells(words) else []

    def _tells(self, words: Sequence[str]) -> bool:
        """Whether a label is read rather than guessed: one word of it at least is known."""
        return any(fold(each) not in _LINKING and self._word(joined(each)) for each in words)

    def _word(self, piece: str) -> str:
        if piece in _LINKING:
            return piece
        if known := self._known.get(piece) or self._known.get(piece.removesuffix("s")):
            return known if piece in self._known else f"{known}s"
        place = self._places.any(piece) if len(piece) >= SHORTEST else ""
        return self._places.name(place) if place else ""


def _unknown(piece: str) -> float:
    return UNKNOWN + MORE * len(piece)


def _cost(piece: str) -> float:
    if piece in _LINKING:
        return LINKING
    return KNOWN_WORD if len(piece) > SHORTEST or piece in _of_sites() else SHORT_WORD


def _capital(word: str, *, first: bool) -> str:
    return word if word in _LINKING and not first else word[:1].upper() + word[1:]
