"""What gives away the genre of a document: the set phrases of minutes, contracts, press items, notices.

For each type of the shipped vocabulary (`genre_phrases`), phrases that hardly any other genre writes and
phrases that it writes more than others; read on the folded text of the first two pages and the end of the
last. Each phrase counts once. What they are worth beside the words by which a document calls itself is learnt
(`weights`); a type that a library adds has none, and is found by its names.
"""

import re
from functools import lru_cache

from indexer.describe.genre_phrases import PHRASES
from indexer.describe.phrase import Letters, Phrase

#: What says that a document is of no genre that is listed: a form to fill in, a job on offer, a recipe.
_OF_NONE = Phrase(
    r"cerfa|a remplir|a cocher|merci de (nous )?(le |la )?(retourner|remplir)|\[nom d|\[prenom"
    r"|offre d.emploi|poste a pourvoir|fiche de poste|profil (recherche|souhaite)|competences requises"
    r"|lettre de motivation|savoir-(etre|faire) ?:|sous la responsabilite d[ue] (la |l.)?(charge|direct|chef)"
    r"|ingredients ?:|numero d.inventaire"
)


@lru_cache(maxsize=1)
def _phrases() -> dict[str, tuple[tuple[Phrase, ...], tuple[Phrase, ...]]]:
    return {
        kind: (tuple(map(Phrase, telling)), tuple(map(Phrase, suggesting)))
        for kind, (telling, suggesting) in PHRASES.items()
    }


@lru_cache(maxsize=1)
def _letters() -> Letters:
    return Letters(phrase for both in _phrases().values() for phrases in both for phrase in phrases)


def phrases_of_genres(folded: str) -> dict[str, tuple[list[re.Match[str]], int]]:
    """Type → the phrases found that tell, and how many of those that suggest."""
    found, held = {}, _letters().held(folded)
    for kind, (telling, suggesting) in _phrases().items():
        told = [match for phrase in telling if (match := phrase.search(folded, held))]
        suggested = sum(bool(phrase.search(folded, held)) for phrase in suggesting)
        if told or suggested:
            found[kind] = (told, suggested)
    return found


def is_of_none(folded: str) -> bool:
    """Whether a text says that it is of no genre that is listed."""
    return _OF_NONE.search(folded) is not None
