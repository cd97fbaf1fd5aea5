"""Names of bodies that a cover sets in capitals, as a catalogue writes them.

« COMMUNAUTE D'AGGLOMERATION DE BASTIA » is shown as « Communauté d'agglomération de Bastia ». Which words are
common ones, and their accents, is told by how the authority file and the kinds of bodies below write them;
what neither knows is a name, and keeps its capital.
"""

import re
from functools import lru_cache
from itertools import chain

from catalogue.vocabulary.labels import LINKING_WORDS
from indexer.describe.folded_text import fold
from indexer.describe.known_bodies import written_names

#: Words of kinds of bodies that the authority file, which lists single ones, may not hold.
_KINDS = (
    "académie association atelier bureau cabinet caisse centre chambre collectif comité commission communauté"
    " communes commune conseil départemental municipal communautaire citoyen citoyens régional général"
    " coopérative département direction départementale régionale interrégionale établissement public"
    " territorial fédération foyer groupement habitat intercommunal intercommunale laboratoire ligue locale"
    " mairie maison métropole métropolitaine ministère mission mixte observatoire office parc naturel pôle"
    " préfecture prévention quartier quartiers réseau ressources région secrétariat service services social"
    " sociaux sociale socioculturel société syndicat tous tribunal union université urbaine urbanisme ville"
    " villes agglomération jeunes tourisme emploi insertion solidarité cohésion territoires territoire"
    " protection populations logement environnement"
)
_WORD = re.compile(r"[^\W\d_]+")
_VOWEL = re.compile(r"[aeiouyœ]")


@lru_cache(maxsize=1)
def _common() -> dict[str, str]:
    """Folded word → as it is written within names, for words without a capital there."""
    words = chain(_WORD.findall(_KINDS), *map(_WORD.findall, written_names()))
    return {fold(word): word for word in words if word.islower()}


def as_shown(name: str) -> str:
    """The name, in small letters where it is one of a body all in capitals; any other as it is."""
    words = _WORD.findall(name)
    if len(words) < 2 or not name.isupper() or fold(words[0]) not in _common():
        return name
    small = _WORD.sub(_small, name)
    return small[:1].upper() + small[1:]


def _small(found: re.Match[str]) -> str:
    """One word: hyphens join those of a place, which are all names but for the little ones."""
    word = fold(found[0])
    around = (
        found.string[max(0, found.start() - 1) : found.start()] + found.string[found.end() : found.end() + 1]
    )
    if word in LINKING_WORDS or ("-" not in around and word in _common()):
        return _common().get(word, found[0].lower())
    return found[0].capitalize() if _VOWEL.search(word) else found[0]
