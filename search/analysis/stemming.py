"""Stemming: which family a folded word belongs to.

Our own rules put a form in the singular and the masculine (what Snowball does badly without accents or not
at all: emplois, travaux, lieux, élue, actrice), then Snowball's French stemmer cuts the suffix. The result
is a name for the family, never shown.
"""

from functools import lru_cache

import Stemmer

from search.analysis.exceptions import (
    INVARIABLE,
    IRREGULAR,
    NOT_DERIVED,
    NOT_OF_ATION,
    PLURALS_IN_X,
    SINGULARS_IN_I,
    TOLD_BY_ACCENT,
    UNSTEMMED,
)
from search.analysis.folding import fold

#: Part of an index's stamp: another Snowball may cut elsewhere.
STEMMER_VERSION = f"snowball-french/{Stemmer.version()}"

_SNOWBALL = Stemmer.Stemmer("french", 0)

#: Feminine ending → masculine ending, the first that fits; what remains must keep two letters.
FEMININES = (
    ("atrice", "ateur"),
    ("trice", "teur"),
    ("euse", "eur"),
    ("ienne", "ien"),
    ("yenne", "yen"),
    ("eenne", "een"),
    ("iere", "ier"),
    ("llere", "ller"),
    ("gere", "ger"),
    ("eure", "eur"),
    ("aise", "ais"),
    ("oise", "ois"),
    ("ive", "if"),
    ("ee", "e"),
    ("elle", "el"),
    ("ale", "al"),
)
#: Third persons plural that Snowball leaves whole, as nouns in -ent are → infinitive.
PLURALS_OF_VERBS = (("isent", "iser"), ("ifient", "ifier"), ("onnent", "onner"), ("aillent", "ailler"))
#: Adjective → the noun it is made of; noun of a quality → its adjective; verb → its noun.
DERIVED = (
    ("ionnel", "ion"),
    ("urel", "ure"),
    ("ementiel", "ement"),
    ("entiel", "ence"),
    ("emental", "ement"),
    ("orial", "oire"),
    ("gional", "gion"),
    ("bilite", "ble"),
    ("ilite", "ile"),
    ("illite", "ille"),
    ("een", "e"),
    ("oyage", "oyer"),
    ("ayage", "ayer"),
    ("alite", "al"),
    ("arite", "aire"),
    ("tricite", "trique"),
    ("ifier", "ifie"),
    ("ifiant", "ifie"),
    ("ionner", "ion"),
    ("ionne", "ion"),
    ("ence", "ent"),
)
#: Adverbs that are of no noun's family though they begin like one: « notamment » is no note.
ADVERBS = ("amment", "emment")
#: Letters that must remain before such an ending: « agence » is not of « agent ».
_DERIVED_KEEP = 3


#: Written with the noun it belongs to.
_ARABIC_ARTICLES = ("وال", "بال", "كال", "فال", "لل", "ال")
_SHORTEST_BEHIND_THEM = 2


@lru_cache(maxsize=1 << 18)
def stem(word: str) -> str:
    """The family of a folded word; words with digits are a family of their own, but for ordinals."""
    if word in TOLD_BY_ACCENT:
        return word.removesuffix("s")
    word = IRREGULAR.get(word, word)
    if not word.isascii() and word.startswith(_ARABIC_ARTICLES):
        article = next(each for each in _ARABIC_ARTICLES if word.startswith(each))
        return word.removeprefix(article) if len(word) - len(article) >= _SHORTEST_BEHIND_THEM else word
    if len(word) < 3 or not word.isalpha() or word in UNSTEMMED or word.endswith(ADVERBS):
        return word
    singular = _replaced(_singular(word), PLURALS_OF_VERBS)
    irregular = IRREGULAR.get(singular, singular)
    base = irregular if irregular in UNSTEMMED else _masculine(irregular)
    base = IRREGULAR.get(base, base)
    if base in INVARIABLE or base in UNSTEMMED:
        return base
    return fold(_SNOWBALL.stemWord(_agent(base))) or word


def _singular(word: str) -> str:
    if word in INVARIABLE or word in IRREGULAR or len(word) < 4:
        return word
    if word[-1] == "x":
        return _singular_of_x(word)
    if word[-1] != "s" or word[-2] == "s":
        return word
    if word.endswith(("ais", "ois")) and word[:-1] not in SINGULARS_IN_I:
        return word
    return word[:-1]


def _singular_of_x(word: str) -> str:
    if word.endswith(("eaux", "yaux")) or word in PLURALS_IN_X:
        return word[:-1]
    return word[:-3] + "al" if word.endswith("aux") and len(word) > 4 else word


def _masculine(word: str) -> str:
    if word in NOT_OF_ATION:
        return word
    masculine = _replaced(word, FEMININES)
    return masculine if masculine in NOT_DERIVED else _replaced(masculine, DERIVED, _DERIVED_KEEP)


def _replaced(word: str, endings: tuple[tuple[str, str], ...], keep: int = 2) -> str:
    for old, new in endings:
        if word.endswith(old) and len(word) >= len(old) + keep:
            return word[: -len(old)] + new
    return word


def _agent(word: str) -> str:
    """Médiateur joins médiation, as animateur joins animation; heureux and chômeur end alike."""
    if word.endswith("ateur") and len(word) > 7 and word not in NOT_OF_ATION:
        return word[:-5] + "ation"
    return word[:-1] + "r" if word.endswith("eux") and len(word) > 5 else word
