"""What gives away the genre of a document: the set phrases of minutes, contracts, press items, notices.

For each type of the shipped vocabulary (`genre_phrases`), phrases that hardly any other genre writes and
phrases that it writes more than others; read on the folded text of the first two pages and the end of the
last. Each phrase counts once; what a text calls itself (« cette fiche ») is a sign of its own. What they are
worth beside the words by which a document calls itself is learnt (`weights`); a type that a library adds has
none, and is found by its names.
"""

import re
from functools import lru_cache

from indexer.describe.genre_phrases import PHRASES
from indexer.describe.phrase import Phrase, quickened, wordings
from indexer.describe.wordings import Wordings

#: What says that a document is of no genre that is listed: a form to fill in, a job on offer, a recipe.
_OF_NONE = Phrase(
    r"cerfa|a remplir|a cocher|merci de (nous )?(le |la )?(retourner|remplir)|\[nom d|\[prenom"
    r"|offre d.emploi|poste a pourvoir|fiche de poste|profil (recherche|souhaite)|competences requises"
    r"|lettre de motivation|savoir-(etre|faire) ?:|sous la responsabilite d[ue] (la |l.)?(charge|direct|chef)"
    r"|ingredients ?:|numero d.inventaire"
)

#: « Cette fiche », « le présent rapport »: what a text says it is, and the types that are called so.
_SAYS_IT_IS = (re.compile(r"ce(?<!\wce)(?:t(?:te)?)? (\w+)"), re.compile(r"presente? (\w+)"))
_CALLED: dict[str, tuple[str, ...]] = {
    "actes": ("compte", "seance", "reunion", "journee", "colloque", "seminaire", "rencontre", "synthese"),
    "article": ("article", "contribution", "texte"),
    "fiche-repere": ("page", "rubrique", "dispositif"),
    "fiche-experience": ("fiche", "experience", "action", "initiative"),
    "contrat": ("contrat", "convention", "avenant", "protocole", "accord", "charte", "pacte"),
    "texte-officiel": ("circulaire", "instruction", "arrete", "decret", "loi", "deliberation", "ordonnance"),
    "guide": ("guide", "kit", "manuel", "memento", "vademecum", "outil", "referentiel", "document"),
    "rapport-etude": ("rapport", "etude", "enquete", "diagnostic", "recherche"),
    "rapport-evaluation": ("evaluation", "bilan"),
    "rapport-public": ("avis", "mission", "commission", "rapport"),
    "donnees": ("atlas", "tableau", "carte", "observatoire", "indicateur"),
    "lettre": ("lettre", "numero", "bulletin", "magazine", "journal"),
    "dossier-ressources": ("dossier", "bibliographie", "selection"),
    "ouvrage": ("ouvrage", "livre", "volume"),
    "memoire": ("memoire", "these"),
    "annuaire": ("annuaire", "repertoire", "liste"),
    "appel-a-projets": ("appel", "reglement", "cahier"),
    "video": ("video", "film", "documentaire", "emission", "episode", "podcast", "webinaire"),
    "presentation": ("presentation", "diaporama", "poster"),
}


#: Where a phrase stands: its type, whether it tells or suggests, which of them.
_Place = tuple[str, bool, int]


def types_said(folded: str) -> frozenset[str]:
    """The types that a text says it is, by what it calls itself."""
    nouns = {noun for each in _SAYS_IT_IS for noun in each.findall(folded)}
    return frozenset(kind for kind, called in _CALLED.items() if nouns.intersection(called))


@lru_cache(maxsize=1)
def _every() -> Wordings[tuple[_Place, int]]:
    """All wordings of all phrases, in their order."""
    return Wordings(
        {
            ((kind, tells, place), number): re.compile(quickened(wording))
            for kind, both in PHRASES.items()
            for tells, phrases in zip((True, False), both, strict=True)
            for place, phrase in enumerate(phrases)
            for number, wording in enumerate(wordings(phrase))
        }
    )


def phrases_of_genres(folded: str) -> dict[str, tuple[list[re.Match[str]], int]]:
    """Type → the phrases found that tell, and how many of those that suggest."""
    first: dict[_Place, re.Match[str]] = {}
    for (phrase, _), wording in _every().possible(folded):
        match = wording.search(folded)
        if match and (phrase not in first or match.start() < first[phrase].start()):
            first[phrase] = match
    found: dict[str, tuple[list[re.Match[str]], int]] = {}
    for (kind, tells, _), match in first.items():
        told, suggested = found.get(kind, ([], 0))
        found[kind] = ([*told, match], suggested) if tells else (told, suggested + 1)
    return found


def is_of_none(folded: str) -> bool:
    """Whether a text says that it is of no genre that is listed."""
    return _OF_NONE.search(folded) is not None
