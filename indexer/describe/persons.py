"""How the name of a person is written: forename and name, initials, particles, a name in capitals."""

import re
from functools import lru_cache
from pathlib import Path

from indexer.describe.folded_text import fold

#: First names usual in France, folded, one a line.
_GIVEN_NAMES = Path(__file__).parent / "given_names.txt"
_PARTICLE = r"(?:d[eu]s?|le|la|van|von|el|al|ben|d'|d’|l')"
_UP, _LOW = "[A-ZÀ-Ý]", "[a-zà-ÿ]"
_NAME_WORD = rf"(?:{_UP}{_LOW}+(?:[-’']{_UP}?{_LOW}+)*|{_UP}{{2,}}(?:[-’']{_UP}+)*|{_UP}\.(?:-?{_UP}\.)*)"
PERSON = re.compile(rf"{_NAME_WORD}(?: (?:{_PARTICLE} ?)*{_NAME_WORD}){{1,3}}")
#: What begins names with capitals that are no persons': « Grand Lyon », « Val Fourré », « Maison France ».
_NO_FORENAME = re.compile(
    r"(?:Grande?s?|Val|Saint|Sainte|Villes?|Pays|Cit[ée]s?|Quartiers?|Plaine|Maison|Centre|Politique|Contrat"
    r"|Conseil|Projet|Rapport|Fiche|Page|Programme|Plan|Loi|Nouveau|Nouvelle|Haute?s?|Basse?|Nord|Sud|Est|Ouest"
    r"|Le|La|Les|Espace|Parc|Place|Action|Petites?|France|Europe|Services?|Insee|Dossier|Guide|Journal|Radio"
    r"|Banque|Point|Mission|Cœur|Bas)(?!\w)"
)


@lru_cache(maxsize=4096)
def is_person(name: str) -> bool:
    """A forename and a name, neither a place nor a thing written with capitals."""
    return bool(PERSON.fullmatch(name)) and not _NO_FORENAME.match(name)


@lru_cache(maxsize=1)
def given_names() -> frozenset[str]:
    """First names by which a person is told from a place or a thing written with capitals."""
    return frozenset(_GIVEN_NAMES.read_text(encoding="utf-8").split())


@lru_cache(maxsize=4096)
def has_given_name(name: str) -> bool:
    """Whether one of the words is a first name usual in France; of a double one, its first part."""
    return any(fold(re.split("[-’']", word)[0]) in given_names() for word in name.split())
