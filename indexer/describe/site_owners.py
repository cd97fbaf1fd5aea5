"""Whose site an address is of: a town, a prefecture, a service of the State, a body, a paper, a person.

In comes an address that is somebody's own (`hosts`), out come the name to write, how it was told, and the
place whose own it is. How towns, services and académies name their sites is general: `ville-x.fr`,
`x.gouv.fr`, `x.ars.sante.fr`, `ac-x.fr`. What is left is a name, as the text writes it, in words, or bare.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from catalogue.vocabulary.departements import NAMES
from indexer.describe.addresses import Address
from indexer.describe.attributions import of_town
from indexer.describe.hosts import called
from indexer.describe.joined_names import KNOWN, PlacesByName, joined, without_article
from indexer.describe.known_bodies import joined_bodies, known_body
from indexer.describe.own_sites import of_departement
from indexer.describe.papers import is_paper, joined_papers
from indexer.describe.persons import given_names
from indexer.describe.site_words import Words, is_called_as_papers, written_in
from indexer.describe.state_services import OF_REGION


class Whose(StrEnum):
    """How the address tells whose site it is; a sign of that name is weighed."""

    PREFECTURE = "a prefecture's"
    SERVICE = "a service's"
    TOWN = "a town's"
    #: Only the name of a town: its own site mostly, or a paper's, a hotel's.
    TOWN_NAME = "named as a town"
    GROUP = "a group's"
    WIDE = "a département's or region's"
    KNOWN = "a known body's"
    PAPER = "a paper's"
    PERSON = "a person's"
    #: The text writes the same name.
    WRITTEN = "named in the text"
    #: One part of its name is that of a body, a group, or what the text writes.
    PART = "a part"
    PRESS = "words of a paper"
    WORDS = "words"
    BARE = "a bare name"


@dataclass(frozen=True, slots=True)
class Owner:
    """Who may have the site."""

    name: str
    whose: Whose
    #: The place whose own it is; empty for none.
    place: str = ""


_ENVIRONMENT = "developpement-durable"
_OF_TOWN = re.compile(
    r"(?:ville|mairie|commune)(?:-de-|-du-|-des-|-d-|-|de(?=\w{4})|d(?=[aeiouyh]\w{4})|)(?P<town>\w[\w-]{2,})"
)
_TOWN_OF = re.compile(r"(?P<town>\w[\w-]{2,}?)(?:-ville|-?mairie)")
_GROUP = re.compile(
    r"(?:(?:agglo(?:meration)?-?|metropole-?|communaute-?|grand-?|cc-|ca-|cu-)(?P<after>\w[\w-]{2,})"
    r"|(?P<before>\w[\w-]{2,}?)-?(?:agglo(?:meration)?|metropole|communaute|3m))"
)
_WIDE = re.compile(r"(?:(?P<kind>departement|region|cg|cd|conseil-?general|la|le)-?)(?P<name>\w[\w-]*)")
_SCHOOLS = re.compile(r"(?P<kind>ac|univ|u)-(?P<name>[a-z][a-z-]{2,})(?P<number>\d{0,2})")
_NUMBERED = re.compile(r"(?P<name>[a-z]{3,})(?P<number>\d{2,3})")
#: Letters of a bare name that is taken for an acronym.
ACRONYM = 4


def owner_of(address: Address, texts: Sequence[str], places: PlacesByName) -> Owner | None:
    """Who has a site, as surely as the address tells it; `texts` are where its name may be written."""
    found = _of_state(address, places) or _of_places(address, places) or _known(address, places)
    return found or _town_named(address, texts, places) or _named(address, texts, places)


def _of_state(address: Address, places: PlacesByName) -> Owner | None:
    """Prefectures, services in a region, agencies of health, académies and universities."""
    if _is_state(address):
        return _of_government(address, places)
    is_agency = address.name == "sante" and address.before[-1:] == ("ars",)
    if is_agency and (region := places.region(address.before[0])):
        return Owner(f"Agence régionale de santé {places.name(region)}", Whose.SERVICE, region)
    school = _SCHOOLS.fullmatch(address.name)
    town = places.any(school["name"]) if school else ""
    if school and town:
        kind = "Académie" if school["kind"] == "ac" else "Université"
        of = _of_place(town, places) if not school["number"] else f"{places.name(town)} {school['number']}"
        return Owner(f"{kind} {of}", Whose.SERVICE, town if kind == "Académie" else "")
    return None


def _is_state(address: Address) -> bool:
    return address.ending in ("gouv.fr", "pref.fr")


def _of_government(address: Address, places: PlacesByName) -> Owner | None:
    labels = [*address.before, address.name]
    if labels[-1] == "pref" and len(labels) > 1:
        labels.pop()
    if departement := places.departement(labels[-1]):
        return Owner(f"Préfecture {of_departement(places.name(departement))}", Whose.PREFECTURE, departement)
    if labels[-1] == "prefectures-regions" and address.path:
        region = places.region(address.path[0])
        name = f"Préfecture de région {places.name(region)}"
        return Owner(name, Whose.PREFECTURE, region) if region else None
    region = next(filter(None, map(places.region, reversed(labels))), "")
    service = next((each.upper() for each in labels if each in OF_REGION), "")
    if region and (service or labels[-1] == _ENVIRONMENT):
        return Owner(f"{service or 'DREAL'} {places.name(region)}", Whose.SERVICE, region)
    return None


def _of_places(address: Address, places: PlacesByName) -> Owner | None:
    """Towns, their groups, départements and regions."""
    label = address.name
    if _is_state(address):
        return None
    for pattern in (_OF_TOWN, _TOWN_OF):
        # « villemoisson » is no town of Moisson.
        found = None if places.town(label) else pattern.fullmatch(label)
        if found and (town := places.town(found["town"])):
            return Owner(f"Ville {of_town(places.name(town))}", Whose.TOWN, town)
    if group := _group(address, places):
        return Owner(places.name(group), Whose.GROUP, group)
    if wide := _wide(label, places):
        kind = "Région" if wide.startswith("reg:") else "Département"
        of = places.name(wide) if kind == "Région" else of_departement(places.name(wide))
        return Owner(f"{kind} {of}", Whose.WIDE, wide)
    return None


def _town_named(address: Address, texts: Sequence[str], places: PlacesByName) -> Owner | None:
    """A town of the very name of the site; a village only where the text names it, since many are words."""
    town = "" if _is_state(address) else places.town(address.name)
    if not town or not (places.town(address.name, KNOWN) or written_in(texts, joined(address.name))):
        return None
    return Owner(f"Ville {of_town(places.name(town))}", Whose.TOWN_NAME, town)


def _group(address: Address, places: PlacesByName) -> str:
    for label in (address.name, "-".join((*address.before[-1:], address.name))):
        if not places.town(label) and (group := places.group(label)):
            return group
        found = _GROUP.fullmatch(label)
        if found and (group := _around(found["after"] or found["before"], places)):
            return group
    return ""


def _around(town: str, places: PlacesByName) -> str:
    """The intercommunality that a town of some name lies in; empty for none."""
    known = places.town(town)
    around = places.around(known) if known else ()
    return next((each for each in around if each.startswith("epci:")), "")


def _wide(label: str, places: PlacesByName) -> str:
    found = _WIDE.fullmatch(label)
    if found and found["name"] in map(str.lower, NAMES):
        return f"dep:{found['name'].upper()}" if found["kind"] not in ("la", "le") else ""
    names = (label, found["name"]) if found else (label,)
    known = next(filter(None, map(places.region, names)), "") or next(
        filter(None, map(places.departement, names)), ""
    )
    own = places.any(label) if known else ""
    return known if known and not own.startswith("com:") else ""


def _known(address: Address, places: PlacesByName) -> Owner | None:
    """Bodies of the field and papers, under whatever name they have."""
    if name := called(address):
        region = places.region(address.path[0]) if address.path else ""
        name = name.replace("…", places.name(region)).strip()
        return Owner(name, Whose.KNOWN if known_body(name) else Whose.PAPER)
    for label in (joined(address.name), joined("".join((*address.before[-1:], address.name)))):
        for each in (label, without_article(label)):
            if each in joined_bodies():
                return Owner(joined_bodies()[each], Whose.KNOWN)
            if each in joined_papers():
                return Owner(joined_papers()[each], Whose.PAPER)
    return None


def _named(address: Address, texts: Sequence[str], places: PlacesByName) -> Owner | None:
    """A name that only the address tells, or the text beside it."""
    if _is_state(address):
        return None
    parts = [each for each in _parts(address.name) if each != "asso"]
    label = joined("".join(parts))
    if name := written_in(texts, label):
        return Owner(name, Whose.PAPER if is_paper(name) else Whose.WRITTEN)
    if len(parts) == 2 and parts[0] in given_names():
        return Owner(" ".join(each.capitalize() for each in parts), Whose.PERSON)
    if person := _person(label):
        return Owner(person, Whose.PERSON)
    return _of_part(parts, texts, places) or _in_words(address, parts, Words(texts, places)) or _bare(label)


def _of_part(parts: Sequence[str], texts: Sequence[str], places: PlacesByName) -> Owner | None:
    """« digimag-anru », « adeupa-brest », « stop-agglomaubeuge »: a part that names somebody by itself."""
    for part in parts if len(parts) > 1 else ():
        if len(part) >= ACRONYM and part in joined_bodies():
            return Owner(joined_bodies()[part], Whose.PART)
        found = _GROUP.fullmatch(part)
        if found and found["after"] and (group := _around(found["after"], places)):
            return Owner(places.name(group), Whose.PART, group)
    named, of = (parts[0], parts[-1]) if len(parts) == 2 else ("", "")
    if len(named) >= ACRONYM and places.any(of) and (name := written_in(texts, named)):
        return Owner(name, Whose.PART)
    return None


def _in_words(address: Address, parts: Sequence[str], words: Words) -> Owner | None:
    """« 94 Citoyens », « Agri 71 », « Hérault Tribune »: a label as its words."""
    number = [each for each in address.before[-1:] if each.isdigit()]
    numbered = _NUMBERED.fullmatch(joined("".join(parts)))
    if numbered and numbered["number"] in NAMES:
        return Owner(f"{numbered['name'].capitalize()} {numbered['number']}", Whose.WORDS)
    name = " ".join(_capital(each) for each in [*number, *(words.spelt(each) or each for each in parts)])
    if " " not in name:
        return None
    if is_paper(name) or is_paper(f"L'{name}"):
        return Owner(name, Whose.PAPER)
    return Owner(name, Whose.PRESS if is_called_as_papers(name) else Whose.WORDS)


def _bare(label: str) -> Owner | None:
    return (
        Owner(label.upper() if len(label) <= ACRONYM else label.capitalize(), Whose.BARE) if label else None
    )


def _person(label: str) -> str:
    """A first name and what follows it: « marcvuillemot »."""
    for end in range(len(label) - 4, 3, -1):
        if label[:end] in given_names() and label[end:].isalpha():
            return f"{label[:end].capitalize()} {label[end:].capitalize()}"
    return ""


def _capital(word: str) -> str:
    return word if " " in word else word[:1].upper() + word[1:]


def _of_place(place: str, places: PlacesByName) -> str:
    name = places.name(place)
    return of_town(name) if place.startswith("com:") else of_departement(name)


def places_in(address: Address, places: PlacesByName) -> Iterator[str]:
    """The places that parts of a host bear: `participation-brest`, `lyon.projetsurbains`, `x.bzh`."""
    for label in (*address.before, address.name):
        parts = list(_parts(label))
        whole = [(label,), *((each,) for each in parts)] if len(parts) > 1 else [(label,)]
        yield from filter(None, (places.any(each) for (each,) in whole))
    if place := _ENDINGS.get(address.ending):
        yield place


_ENDINGS = {
    "bzh": "reg:53", "corsica": "reg:94", "alsace": "reg:42", "paris": "com:75056", "re": "reg:04",
    "gp": "reg:01", "mq": "reg:02", "gf": "reg:03", "yt": "reg:06",
}  # fmt: skip


def _parts(label: str) -> Iterator[str]:
    """The words that hyphens part in a label."""
    yield from (each for each in label.replace("_", "-").split("-") if each)
