"""The word lists of `french.toml`, read once."""

import tomllib
from importlib.resources import files

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
UNSTEMMED = _list("unstemmed")
PLACES = _list("places")
ACCENTED = _list("accented")
#: Feminine participles come with their masculine.
IRREGULAR: dict[str, str] = _LISTS["irregular"] | {
    form + ending: noun
    for noun, forms in _LISTS["nouns_of_verbs"].items()
    for form in forms.split()
    for ending in ("", "e")
}
