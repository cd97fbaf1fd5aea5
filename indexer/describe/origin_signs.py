"""What the origin of a document says of each candidate, and the candidates that it alone tells.

A place is what the origin tells, holds it, lies in it, or is elsewhere; an author has the site, or another
has. What each sign is worth beside the text is learnt (`by_origin`).
"""

import re
from collections.abc import Iterator, Set

from catalogue.record import Method
from indexer.describe.author_mentions import key
from indexer.describe.by_origin import OWN
from indexer.describe.creator_signs import Candidate as Author
from indexer.describe.folded_text import WORD, fold
from indexer.describe.joined_names import PlacesByName, joined, without_article
from indexer.describe.known_bodies import known_body
from indexer.describe.mentions import Tally
from indexer.describe.origin import How, Origin
from indexer.describe.place_candidates import Candidate, Candidates
from indexer.describe.proper_names import Kind
from indexer.describe.site_owners import Owner, Whose

_KINDS = {"com:": "communes", "dep:": "departements", "reg:": "regions"}
#: How bodies of one place are called beside its site's, and what links their words.
_OF_TOWN = ("ville", "mairie", "commune", "municipalite")
_OF_STATE = ("prefecture", "services de l'etat", "services de l’etat", "prefet")
_LINKING = frozenset(("de", "du", "des", "d", "la", "le", "les", "l"))
#: Sign of who has the address that a document prints.
PRINTED = "its address is printed"
#: Letters of the shortest acronym that is compared.
_INITIALS = 3
#: Share of the name of an intercommunality that is written when it is meant, and what may stand before it.
SAME = 0.7
_NATURE = re.compile(
    r"(?:communaute (?:de communes|d'agglomeration|urbaine)|metropole) (?:de la |de l'|de |du |des |d')?"
)


def see_places(candidates: Candidates, origin: Origin, places: PlacesByName) -> None:
    """Note on the candidates of a document what its origin says of each, adding those it alone tells."""
    for place in origin.places:
        for each in _meant(place, places):
            if (question := _KINDS.get(each[:4])) and each not in candidates[question]:
                candidates[question][each] = Candidate(Tally(), {})
    for found in candidates.values():
        for place, candidate in found.items():
            candidate.origin = dict(_of_place(place, origin, places))
            if origin.places.get(place, How.FOLDER) > How.FOLDER:
                candidate.evidence = origin.evidence


def _meant(place: str, places: PlacesByName) -> Iterator[str]:
    """A place, and the town that lends its name to a group."""
    yield place
    if place.startswith("epci:") and (seat := places.seat(place)):
        yield seat


def _of_place(place: str, origin: Origin, places: PlacesByName) -> Iterator[tuple[str, float]]:
    """What an origin says of a place: it is told, holds or lies in what is told, or is elsewhere."""
    best: dict[str, How] = {}
    for named, how in origin.places.items():
        for each in _meant(named, places):
            relation = _relation(place, each, places)
            best[relation] = max(how, best.get(relation, how))
    if not best and place.startswith("com:") and _spaced(places.name(place)) in origin.path:
        yield "in the path", 1.0
    if "is" in best:
        yield OWN, 1.0
    for relation, how in best.items():
        if relation != "elsewhere" or len(best) == 1:
            yield f"{relation}: {how.name.lower()}", 1.0


def _spaced(name: str) -> str:
    return f" {' '.join(WORD.findall(fold(name)))} "


def _relation(place: str, told: str, places: PlacesByName) -> str:
    if told == place:
        return "is"
    if told in places.around(place):
        return "inside"
    return "holds" if place in places.around(told) else "elsewhere"


def see_printed(candidates: dict[str, Author], printed: Origin) -> None:
    """Note on the authors of a document who has the address it prints, adding who is not named beside it."""
    owner = printed.owner
    if owner is None:
        return
    signs = {PRINTED: 1.0, f"{PRINTED}: {owner.whose}": 1.0}
    his = [each for each in candidates.values() if is_owner(each.name, owner)]
    for each in his:
        each.inferred |= signs
    if not his:
        candidates[key(owner.name)] = Author(
            owner.name, _kind(owner), Method.STATED, printed.evidence, inferred=signs
        )


def _kind(owner: Owner) -> Kind:
    return Kind.PERSON if owner.whose is Whose.PERSON else Kind.BODY


def see_authors(candidates: dict[str, Author], origin: Origin, about: Set[str] = frozenset()) -> None:
    """Note on the authors of a document whose site it is from, adding who has it where no text names them.

    `about` are the places it is about, and those around them; empty where none is known.
    """
    owner = origin.owner
    if owner is None:
        return
    whose = {
        owner.whose.value: 1.0,
        "below": float(origin.is_below),
        "elsewhere": float(bool(owner.place) and bool(about) and owner.place not in about),
    }
    his = [each for each in candidates.values() if is_owner(each.name, owner)]
    for each in candidates.values():
        mine = each in his
        if not each.signs:
            each.origin = dict(whose) if mine else {}
            if mine:
                each.method, each.evidence = Method.ORIGIN, origin.evidence
            continue
        each.evidence = (*each.evidence, *origin.evidence) if mine else each.evidence
        each.origin = dict(whose) if mine else {f"another's: {owner.whose.value}": 1.0}
        each.origin |= {OWN: float(mine), "a person": float(each.kind is Kind.PERSON)}
    if not his:
        candidates[key(owner.name)] = Author(
            owner.name,
            _kind(owner),
            Method.ORIGIN,
            origin.evidence,
            origin=whose,
        )


def is_owner(name: str, owner: Owner) -> bool:
    """Whether a name the text writes is that of whoever has the site, however either is written."""
    known = known_body(owner.name)
    if known and known_body(name) == known:
        return True
    mine, his = without_article(joined(name)), without_article(joined(owner.name))
    if mine == his:
        return True
    folded = fold(name)
    if owner.whose in (Whose.TOWN, Whose.TOWN_NAME):
        return folded.startswith(_OF_TOWN) and _of(name) == _of(owner.name)
    if owner.whose is Whose.PREFECTURE:
        return folded.startswith(_OF_STATE) and _of(name).endswith(_of(owner.name))
    if owner.place.startswith("epci:"):
        bare = joined(_NATURE.sub("", fold(owner.name)))
        return bare in mine or (mine in his and len(mine) >= SAME * len(bare))
    return len(his) >= _INITIALS and _initials(name) == his


def _of(name: str) -> str:
    """What a body is of: « Mairie du Mans » as `mans`."""
    words = WORD.findall(fold(name))[1:]
    return "".join(word for word in words if word not in _LINKING)


def _initials(name: str) -> str:
    """« Agence d'urbanisme de la région grenobloise » as `aurg`."""
    return "".join(
        word[0] for word in fold(name).replace("'", " ").replace("’", " ").split() if len(word) > 2
    )
