"""What sort of document it is says who makes such ones: a paper its news, an authority its acts.

Which type a document is, is weighed elsewhere (`kind`); how likely each sort is goes beside what is seen of
each possible author, and what both together tell is learnt like any other sign.
"""

from collections import defaultdict
from collections.abc import Mapping

from indexer.describe.place_bodies import GROUP, PREFECTURE, TOWN
from indexer.describe.proper_names import Kind
from indexer.describe.site_owners import Whose
from indexer.describe.weights import Signs

#: Type → sort of documents that the same kinds of authors make.
SORTS = {
    "presse": "news",
    "article": "news",
    **dict.fromkeys(("contrat", "texte-officiel", "appel-a-projets", "actes"), "act"),
    "memoire": "thesis",
    "ouvrage": "thesis",
    "lettre": "issue",
    **dict.fromkeys(("fiche-repere", "fiche-experience", "guide", "dossier-ressources"), "sheet"),
    **dict.fromkeys(
        ("rapport-etude", "rapport-evaluation", "rapport-public", "donnees", "annuaire"), "study"
    ),
    "rapport-activite": "account",
}
#: Likelihood of a sort below which it is as if it were none.
FEW = 0.05
#: Signs of a possible author that tell more where the sort is known.
_OF_TEXT = (
    Kind.PERSON.value,
    Kind.BODY.value,
    Kind.ACRONYM.value,
    "told",
    "opening",
    "often",
    "an authority",
    "a paper",
    "known",
    TOWN,
    GROUP,
    PREFECTURE,
)
_BY_ORIGIN = tuple(whose.value for whose in Whose)


def sorts_of(types: Mapping[str, float]) -> dict[str, float]:
    """Sort → how likely a document is one, by how likely each type is."""
    found: defaultdict[str, float] = defaultdict(float)
    for kind, chance in types.items():
        if kind in SORTS:
            found[SORTS[kind]] += chance
    return {sort: chance for sort, chance in found.items() if chance >= FEW}


def beside_sorts(signs: Signs, sorts: Mapping[str, float]) -> dict[str, float]:
    """What is seen of a possible author in a text, with what the sort of document makes of it."""
    return _beside(signs, sorts, _OF_TEXT)


def beside_sorts_by_origin(origin: Signs, sorts: Mapping[str, float]) -> dict[str, float]:
    """The same of what an origin says."""
    return _beside(origin, sorts, _BY_ORIGIN)


def _beside(signs: Signs, sorts: Mapping[str, float], telling: tuple[str, ...]) -> dict[str, float]:
    found = dict(signs)
    for sign in telling:
        if value := signs.get(sign):
            found.update({f"{sort}: {sign}": chance * value for sort, chance in sorts.items()})
    return found
