"""Names of one body that a librarian takes for one another: an acronym and its words, a town and its council.

`scores.same_name` compares words and is what strict figures go by. Fair ones, and what teaches nothing when
weights are learnt, take also for the same: the same letters, whatever parts them and the ending of an address
apart (« PetitMag », « petitmag.fr »), « CGET » and « Commissariat général à l'égalité des territoires
(CGET) », « Commune de Cahors » and « Ville de Cahors », « Services de l'État dans l'Yonne » and its
prefecture, and the names of a body that the authority file of the describer knows.
"""

import re
from collections.abc import Iterable, Sequence

from indexer.describe.folded_text import fold
from indexer.describe.known_bodies import known_body

_BRACKETED = re.compile(r"(?P<name>.*\S) \((?P<acronym>[^()]*[A-ZÀ-Ý][^()]*)\)")
_ENDING = re.compile(r"\.(?:fr|com|org|net|info|eu)$")
_TOWN = re.compile(r"(?:commune|mairie|municipalit[ée]|conseil municipal) (?=d)", re.IGNORECASE)
_STATE = re.compile(r"services de l['’][ée]tat (?:dans|en|de|du|à) ", re.IGNORECASE)
_ORGAN = re.compile(r"\. (?:conseil|direction|service)\b.*", re.IGNORECASE)


def as_one_name(names: Iterable[str], expected: Sequence[str] = ()) -> list[str]:
    """Each body under one of its names, once; an acronym as `expected` writes it out."""
    written_out = {
        fold(found["acronym"]): found["name"] for each in expected if (found := _BRACKETED.fullmatch(each))
    }
    lettered = {_letters(each): each for each in expected}
    return list(
        dict.fromkeys(
            _one_name(written_out.get(fold(name)) or lettered.get(_letters(name), name)) for name in names
        )
    )


def _letters(name: str) -> str:
    """As an address would write it, which alone tells how many sites are called."""
    return re.sub(r"[\W_]", "", _ENDING.sub("", fold(name)))


def _one_name(name: str) -> str:
    found = _BRACKETED.fullmatch(name)
    for each in (name, *found.groups()) if found else (name,):
        if known := known_body(each):
            return known.name
    name = _ORGAN.sub("", found["name"] if found else name)
    return _STATE.sub("Préfecture de ", _TOWN.sub("Ville ", name))
