"""Labels: how differently written words are found to be the same label.

« Ateliers santé-ville », "atelier sante ville" and "ATELIER SANTÉ VILLE" share one key; so do "A.S.V." and
"asv". Keys serve lookups in vocabularies only: documents and queries have the engine's analysis.
"""

import re
import unicodedata
from functools import lru_cache

from catalogue.vocabulary.concepts import Concept, Vocabulary

_LIGATURES = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ß": "ss"})
#: "A.S.V." but not "fin. Le" nor "1.5": single letters with dots between them.
_DOTTED = re.compile(r"(?<!\w)[^\W\d_](?:\.[^\W\d_])+(?!\w)")
_WORD = re.compile(r"\w+\+?")
#: Words that neither begin a label nor tell two labels apart.
_LINKING = "a au aux d de des du en et l la le les par pour sur un une"
LINKING_WORDS = frozenset(_LINKING.split())
#: A short word keeps its final s, which is no plural: "bas", "FIS".
_LONGEST_WITHOUT_PLURAL = 3


def fold(text: str) -> str:
    """The words of a text without case, accents, ligatures, apostrophes, hyphens or dots of acronyms."""
    plain = unicodedata.normalize("NFKD", text.translate(_LIGATURES))
    plain = "".join(each for each in plain if not unicodedata.combining(each)).casefold()
    plain = _DOTTED.sub(lambda found: found[0].replace(".", ""), plain)
    return " ".join(_WORD.findall(plain.replace("_", " ")))


@lru_cache(maxsize=4096)
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
        #: Words in the longest label, linking words included; 0 when there is none.
        self.longest = 0
        for concept in vocabulary.concepts.values():
            names = (*concept.alternatives, *concept.acronyms, concept.notation)
            for label in filter(None, (*concept.labels.values(), *names)):
                self._concepts.setdefault(key(label), {})[concept.identifier] = concept
                self.longest = max(self.longest, len(fold(label).split()))
        #: Keys of the words that labels begin with: no other word can begin one.
        self.openings = frozenset(label.partition(" ")[0] for label in self._concepts)

    def find(self, text: str) -> tuple[Concept, ...]:
        """Return the concepts that have this label, in the vocabulary's order; none for an unknown one."""
        return tuple(self._concepts.get(key(text), {}).values())


def _singular(word: str) -> str:
    if len(word) <= _LONGEST_WITHOUT_PLURAL or word[-1] not in "sx" or word.endswith("ss"):
        return word
    return word[:-2] + "l" if word.endswith("aux") and not word.endswith("eaux") else word[:-1]
