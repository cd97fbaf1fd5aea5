"""The word lists of `french.toml`, `towns.txt` and `accents.txt`, read once."""

import tomllib
from importlib.resources import files

from search.analysis.figures import spelled_ordinal
from search.analysis.folding import fold

_LISTS = tomllib.loads((files("search.analysis") / "french.toml").read_text(encoding="utf-8"))


def _list(name: str) -> frozenset[str]:
    return frozenset(_LISTS[name].split())


STOP_WORDS = _list("stop_words")
QUESTION_WORDS = _list("question_words")
ELIDED = _list("elided")
CLITICS = _list("clitics")
PLURALS_IN_X = _list("plurals_in_x")
INVARIABLE = _list("invariable")
SINGULARS_IN_I = _list("singulars_in_i")
NOT_OF_ATION = _list("not_of_ation")
NOT_DERIVED = _list("not_derived")
UNSTEMMED = _list("unstemmed")
PLACES = _list("places")
#: Communes whose name is also a French word, folded; made by `bench/towns.py`.
TOWNS = frozenset((files("search.analysis") / "towns.txt").read_text(encoding="utf-8").split())
ACCENTED_STOP_WORDS = _list("accented_stop_words")
CAPITALS = _list("capitals")
#: Stop words that are names when capitals say so.
SMALL_NAMES = frozenset(map(fold, CAPITALS))
COMPOUNDS = _list("compounds")
PARTED = _list("parted")
COMPOUND_PREFIXES = _list("compound_prefixes")
FREE_PREFIXES = _list("free_prefixes")
#: Words that only their accents tell from others, kept with them; and each without → with.
TOLD_BY_ACCENT = frozenset(each + ending for each in _LISTS["told_by_accent"].split() for ending in ("", "s"))
DISTINCT = {fold(word): word for word in TOLD_BY_ACCENT}
#: Words with their accents that other words share but for these; made by `bench/accents.py`.
ACCENTS = frozenset((files("search.analysis") / "accents.txt").read_text(encoding="utf-8").split())
TELLING_PREFIXES = _list("telling_prefixes")
AUXILIARIES = _list("auxiliaries")
WISHES = _list("wishes")
HOLDINGS = _list("holdings")
ABOUT = _list("about")
#: Feminine participles come with their masculine.
IRREGULAR: dict[str, str] = _LISTS["irregular"] | {
    form + ending: noun
    for noun, forms in _LISTS["nouns_of_verbs"].items()
    for form in forms.split()
    for ending in ("", "e")
}
#: Ordinals in figures beyond those listed → the compound in letters (21e: vingtetunieme).
for _number in range(21, 70):
    if _words := spelled_ordinal(_number):
        IRREGULAR[f"{_number}e"] = _words[0] + ("et" if _words[1] == "unieme" else "") + _words[1]
