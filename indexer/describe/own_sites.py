"""The town or the prefecture whose own site a page is from, where the page names neither as its author.

A town's page may say its address (« Cholet.fr »); all sites of prefectures are made alike, and write under
each title the day of its last change, alone on its line. Which town or département it is, is told by the
places the document is about. « La Ville » and « notre commune » tell nothing: papers and centres write so.
"""

import re
from collections.abc import Iterator

from catalogue.record import Evidence, Method, Page
from indexer.describe.attributions import of_town
from indexer.describe.bodies import line_at
from indexer.describe.folded_text import fold
from indexer.describe.proposal import Proposal

#: Characters of the first page in which a site says its address or the day of a change.
HEAD = 600
_CHANGED = re.compile(r"^[ \t]*Mis à jour le \d\d/\d\d/\d{4}[ \t]*$", re.MULTILINE)
_OF = frozenset(("Vaucluse", "Paris", "Mayotte"))
_MASCULINE = re.compile(
    r"(Bas-Rhin|Haut-Rhin|Calvados|Cantal|Cher|Doubs|Finistère|Gard|Gers|Jura|Loiret|Lot|Morbihan|Nord"
    r"|Pas-de-Calais|Puy-de-Dôme|Rhône|Tarn|Territoire de Belfort|Val-.*|Var)"
)
_PLURAL = re.compile(
    r"(Alpes|Ardennes|Bouches|Côtes|Deux|Hautes|Hauts|Landes|Pyrénées|Vosges|Yvelines)(?!\w)"
)


def own_sites(pages: tuple[Page, ...], town: str, departement: str) -> Iterator[Proposal]:
    """Whose own site the first page seems to be from; `town` and `departement` are those it is about."""
    for page in pages[:1]:
        changed = _CHANGED.search(page.text[:HEAD]) if departement else None
        if changed:
            yield _stated(f"Préfecture {of_departement(departement)}", page, changed.start(), 0.6)
        elif town:
            yield from _of_town(page, town)


def _of_town(page: Page, town: str) -> Iterator[Proposal]:
    address = re.sub(r"\W", "-", fold(town))
    own = rf"(?:www\.|ville-|mairie-|^){re.escape(address)}\.(?:fr|com)(?![\w])"
    if found := re.search(own, fold(page.text[:HEAD]), re.MULTILINE):
        yield _stated(f"Ville {of_town(town)}", page, found.start(), 0.6)


def _stated(name: str, page: Page, position: int, confidence: float) -> Proposal:
    evidence = (Evidence(page.number, line_at(page.text, position)[:240]),)
    return Proposal(name, Method.STATED, confidence, evidence)


def of_departement(name: str) -> str:
    """« du Gers », « de l'Oise », « des Landes », « d'Eure-et-Loir », « de la Creuse »."""
    vowel = fold(name[:1]) in "aeiouyh" and not name.startswith("Haut")
    if name in _OF or "-et-" in name:
        return f"d'{name}" if vowel else f"de {name}"
    if _PLURAL.match(name):
        return f"des {name}"
    if vowel:
        return f"de l'{name}"
    return f"du {name}" if _MASCULINE.fullmatch(name) else f"de la {name}"
