"""Labels: how differently written words are found to be the same label.

« Ateliers santé-ville », "atelier sante ville" and "ATELIER SANTÉ VILLE" share one key; so do "A.S.V." and
"asv". Keys serve lookups in vocabularies only: documents and queries have the engine's analysis.
"""

import re
import unicodedata

from catalogue.vocabulary.concepts import Concept, Vocabulary

_LIGATURES = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ß": "ss"})
#: "A.S.V." but not "fin. Le": single letters, each followed by its dot.
_DOTTED = re.compile(r"(?<!\w)(?:\w\.){2,}")
_WORD = re.compile(r"\w+\+?")
#: Words that neither begin a label nor tell two labels apart.
LINKING_WORDS = frozenset(
    (
        "a",
        "au",
        "aux",
        "d",
        "de",
        "des",
        "du",
        "en",
        "et",
        "l",
        "la",
        "le",
        "les",
        "par",
        "pour",
        "sur",
        "un",
        "une",
    )
)
#: A short word keeps its final s, which is no plural: "bas", "FIS".
_LONGEST_WITHOUT_PLURAL = 3


def fold(text: str) -> str:
    """The words of a text without case, accents, ligatures, apostrophes, hyphens or dots of acronyms."""
    plain = unicodedata.normalize("NFKD", text.translate(_LIGATURES))
    plain = "".join(each for each in plain if not unicodedata.combining(each)).casefold()
    plain = _DOTTED.sub(lambda found: found[0].replace(".", "") + " ", plain)
    return " ".join(_WORD.findall(plain.replace("_", " ")))


def key(text: str) -> str:
    """What two spellings of one label have in common: folded words, without plurals and linking words."""
    words = fold(text).split()
    told = [_singular(word) for word in words if word not in LINKING_WORDS]
    return " ".join(told or words)


def is_acronym(label: str) -> bool:
    """Whether a label is written as an acronym: "ASV", "CdV", "ACSÉ", "REP+", "QPV 2024"."""
    letters = [each for each in label if each.isalpha()]
    return len(letters) >= 2 and sum(each.islower() for each in letters) <= (len(letters) > 2)


class Labels:
    """All labels of one vocabulary, found however they are written."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._concepts: dict[str, dict[str, Concept]] = {}
        for concept in vocabulary.concepts.values():
            for label in (
                *concept.labels.values(),
                *concept.alternatives,
                *concept.acronyms,
                concept.notation,
            ):
                if label:
                    self._concepts.setdefault(key(label), {})[concept.identifier] = concept

    def find(self, text: str) -> tuple[Concept, ...]:
        """The concepts that have this label, in the vocabulary's order; none for an unknown one."""
        return tuple(self._concepts.get(key(text), {}).values())


def _singular(word: str) -> str:
    plural = len(word) > _LONGEST_WITHOUT_PLURAL and word[-1] in "sx" and not word.endswith("ss")
    return word[:-1] if plural else word
