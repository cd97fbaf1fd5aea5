"""The bodies that stand for the places a document is about: its town, the town's group, its prefecture.

A town's magazine or a contract seldom writes « Ville de … » as an author does; a reader knows from what it is
about and how it speaks (« notre commune », « conseil communautaire », « arrêté préfectoral »). What each of
that is worth, beside how likely the text made a body that it names, is learnt (`by_origin.INFERRED`).
"""

import re
from collections.abc import Iterator, Sequence

from catalogue.record import Method, Page
from catalogue.vocabulary.gazetteer import Gazetteer
from indexer.describe.attributions import of_town
from indexer.describe.author_mentions import key
from indexer.describe.creator_signs import PLAN
from indexer.describe.creator_signs import Candidate as Author
from indexer.describe.folded_text import WORD, fold
from indexer.describe.origin_signs import is_owner
from indexer.describe.own_sites import of_departement
from indexer.describe.proper_names import Kind
from indexer.describe.proposal import Proposal
from indexer.describe.site_owners import Owner, Whose

#: Characters of the first page in which a body may speak of itself, and places of a kind asked about.
READ, MOST = 2500, 2
#: How each kind of place is told, and how bodies that stand for it speak.
TOWN, GROUP, PREFECTURE = "town", "group", "prefecture"
_WHOSE = {TOWN: Whose.TOWN, GROUP: Whose.GROUP, PREFECTURE: Whose.PREFECTURE}
_SPEAKS = {
    TOWN: re.compile(
        r"(?<!\w)(?:notre (?:commune|ville)|votre (?:commune|ville|mairie|maire)|cher(?:s|e|es)? "
        r"(?:habitante?s?|administres|concitoyens|amis|tous)|(?:bulletin|journal|magazine|site|service|arrete"
        r"|equipe) municipa\w+|(?:bulletin|budget|site) communal|services municipaux|hotel de ville)(?!\w)"
    ),
    GROUP: re.compile(
        r"(?<!\w)(?:notre (?:agglomeration|agglo|territoire|communaute|metropole|intercommunalite)"
        r"|(?:conseil|conseillers|service|bureau|president) communautaires?|conseil metropolitain"
        r"|(?:la|votre) (?:communaute|metropole)|l['’]agglo(?:meration)?)(?!\w)"
    ),
    PREFECTURE: re.compile(
        r"(?<!\w)(?:recueil des actes|arretes? prefectora(?:l|ux)|le prefet|la prefete|services de l['’]etat"
        r"|sous-prefet\w*|secretaire general de la prefecture)(?!\w)"
    ),
}
_COUNCIL = {
    TOWN: re.compile(r"(?<!\w)(?:conseil municipal|deliberations?|seance du|le maire)(?!\w)"),
    GROUP: re.compile(
        r"(?<!\w)(?:conseil communautaire|conseil de (?:la )?(?:communaute|metropole)|le president)(?!\w)"
    ),
    PREFECTURE: re.compile(r"(?<!\w)(?:arrete|vu (?:le|la|l['’])|article 1)(?!\w)"),
}


def see_bodies_of(
    authors: dict[str, Author],
    places: Sequence[Proposal],
    pages: Sequence[Page],
    title: str,
    gazetteer: Gazetteer,
) -> None:
    """Note on the authors of a document which stand for its places, adding those that no text names."""
    folded = fold(title)
    text = fold(pages[0].text[:READ]) if pages else ""
    for kind, place, chance, is_first in _standing(places, gazetteer):
        body = _body(kind, place, gazetteer)
        if body is None:
            continue
        signs = {
            kind: 1.0,
            f"{kind}: chance": chance,
            f"{kind}: first": float(is_first),
            f"{kind}: in the title": float(_is_in(gazetteer, place, folded)),
            f"{kind}: its plan": float(bool(PLAN.search(folded))),
            f"{kind}: speaks": float(bool(_SPEAKS[kind].search(f"{folded}\n{text}"))),
            f"{kind}: sits": float(bool(_COUNCIL[kind].search(f"{folded}\n{text}"))),
        }
        his = [
            each for each in authors.values() if each.kind is not Kind.PERSON and is_owner(each.name, body)
        ]
        for each in his:
            each.inferred |= signs
        if not his:
            evidence = next((each.evidence for each in places if each.value == place), ())
            authors[key(body.name)] = Author(body.name, Kind.BODY, Method.GAZETTEER, evidence, inferred=signs)


def _standing(places: Sequence[Proposal], gazetteer: Gazetteer) -> Iterator[tuple[str, str, float, bool]]:
    """Kind, place, how likely the document is about it, and whether it is the first of its kind."""
    likely: dict[str, float] = {each.value: each.confidence for each in places if each.value[:4] != "reg:"}
    for place, chance in list(likely.items()):
        for wider in gazetteer.within(place):
            if wider[:4] != "reg:":
                likely[wider] = max(likely.get(wider, 0.0), chance)
    for kind, begins in ((TOWN, "com:"), (GROUP, "epci:"), (PREFECTURE, "dep:")):
        of_kind = [each for each in likely if each.startswith(begins)]
        of_kind.sort(key=lambda each: -likely[each])
        for number, place in enumerate(of_kind[:MOST]):
            yield kind, place, likely[place], not number


def _body(kind: str, place: str, gazetteer: Gazetteer) -> Owner | None:
    known = gazetteer.place(place)
    if known is None:
        return None
    if kind == GROUP:
        return Owner(known.title, Whose.GROUP, place)
    name = f"Ville {of_town(known.title)}" if kind == TOWN else f"Préfecture {of_departement(known.title)}"
    return Owner(name, _WHOSE[kind], place)


def _is_in(gazetteer: Gazetteer, place: str, folded: str) -> bool:
    known = gazetteer.place(place)
    name = " ".join(WORD.findall(fold(known.name))) if known else ""
    return bool(name) and f" {name} " in f" {' '.join(WORD.findall(folded))} "
