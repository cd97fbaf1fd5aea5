"""Names of places as the gazetteer lists them: what each is of, by its folded words.

A commune has its name and those of before, and is called by the beginning where its name goes on; an
intercommunality is called in several ways; a quarter by its own. `place_names` looks passages up in them.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum, auto

from catalogue.vocabulary.gazetteer import Gazetteer
from indexer.describe.folded_text import fold
from indexer.describe.recogniser import Form, Writing

FIELD = "places"
#: Begins the identifier of a form that is only a name so far: `name:saint-denis`.
NAMED = "name:"
#: Article of a name, folded → how it is written, contracted too.
ARTICLES = {"le": ("le", "du", "au"), "les": ("les", "des", "aux"), "la": ("la",), "l": ("l",)}
#: What an article is written as → the article: « aux » → « les ».
CONTRACTED = {spelling: article for article, all_ in ARTICLES.items() for spelling in all_}
_LINKING = re.compile(r"^(?:de la |de l['’]|du |des |de |d['’])")
#: « Tours Métropole Val de Loire » is called by its beginning.
_SHORTENED = re.compile(r"^(\S+(?:[ -]\S+)? (?:Métropole|Agglomération|Communauté|Agglo))\b")
_SUFFIX = re.compile(r" (?:Agglomération|Agglo|Communauté|Métropole)$")
_BRACKETS = re.compile(r"\s*\(([^)]*)\)")
#: « Métropole Toulon-Provence-Méditerranée » is called by its end.
_KIND_FIRST = re.compile(
    r"^(?:Métropole|Communauté|Agglomération|Intercommunale) (?:d['’]|de la |du |de |des )?(?=[A-ZÀ-Ý])"
)
#: Inhabitants of a town of some size: it is looked for by its people, and by a beginning no other has.
PEOPLED = 5000
#: Inhabitants from which a town is known by the beginning of its name, be others called so.
KNOWN = 25_000
#: Such a name, up to what goes on.
_GOES_ON = re.compile(r"((?:L[ae]s? |L['’])?[^\W\d_]{5,})-(?:sur|sous|en|l[eèé]s|aux?|du|des?|d['’])-?")
#: The beginning by which a smaller town is known where no other's name begins so: « Brive », « Oullins ».
_BEGINNING = re.compile(r"(?:L[ae]s? |L['’])?[^\W\d_]{5,}(?=-)")


class PlaceKind(Enum):
    """What a name is the name of."""

    COMMUNE = auto()
    FORMER = auto()
    #: What people call a town whose name goes on: « La Seyne » for La Seyne-sur-Mer.
    SHORT = auto()
    GROUP = auto()
    QUARTER = auto()


#: A name, what it is of, the code of that, and the inhabitants of a commune.
Row = tuple[str, PlaceKind, str, int]


@dataclass(slots=True)
class Name:
    """All places that bear one name."""

    form: Form
    communes: list[str] = field(default_factory=list)
    #: Codes of today's communes this was the name of before, or of a part.
    former: list[str] = field(default_factory=list)
    short: list[str] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)
    quarters: list[str] = field(default_factory=list)
    #: Inhabitants of the largest commune.
    population: int = 0


def listed_rows(gazetteer: Gazetteer) -> Iterator[Row]:
    """What every name is of; the first row of a name says how it is spelt."""
    communes = list(gazetteer.communes())
    alike = Counter(name.partition("-")[0] for _, name, _ in communes)
    for code, name, population in communes:
        yield name, PlaceKind.COMMUNE, code, population
        if population >= KNOWN and (short := _GOES_ON.match(name)):
            yield short[1], PlaceKind.SHORT, code, population
        elif population >= PEOPLED and (short := _BEGINNING.match(name)) and alike[short[0]] == 1:
            # No inhabitants: such a name may be a word, and counts where something says that it is a town.
            yield short[0], PlaceKind.SHORT, code, 0
    for name, code in gazetteer.other_names():
        yield name, PlaceKind.FORMER, code, 0
    for group in gazetteer.intercommunalities():
        for name in group_names(group.name):
            yield name, PlaceKind.GROUP, group.code, 0
    for quarter in gazetteer.quarters():
        yield " ".join(quarter.name.split()), PlaceKind.QUARTER, quarter.code, 0


def name_of(key: str, rows: list[Row]) -> Name:
    """All that a name is of; inhabitants are those of its communes, else of what it is short for."""
    name = Name(Form(FIELD, NAMED + key, rows[0][0], Writing.NAME))
    listed = {
        PlaceKind.COMMUNE: name.communes,
        PlaceKind.FORMER: name.former,
        PlaceKind.SHORT: name.short,
        PlaceKind.GROUP: name.groups,
        PlaceKind.QUARTER: name.quarters,
    }
    own = any(kind is PlaceKind.COMMUNE for _, kind, _, _ in rows)
    for _, kind, code, population in rows:
        listed[kind].append(code)
        if kind is PlaceKind.COMMUNE or not own:
            name.population = max(name.population, population)
    return name


def folded_keys(names: Iterable[str]) -> list[str]:
    """The folded words of each name; of all at once, since one by one takes ten times longer."""
    words = re.findall(r"[^\W_]+|\n", fold("\n".join(names)))
    return [key.strip() for key in " ".join(words).replace("œ", "oe").split("\n")]


def beginning_of(key: str) -> str:
    """The first word of a name, with the article before it; none of a name that begins like « du » does."""
    first, _, rest = key.partition(" ")
    if first in ARTICLES:
        return f"{first} {rest.partition(' ')[0]}"
    return "" if first in CONTRACTED else first


def group_names(name: str) -> Iterator[str]:
    """What an intercommunality is called: as listed, without its linking word, by its initials, shortened."""
    initials = _BRACKETS.search(name)
    if initials and initials[1].isupper() and len(initials[1]) > 3:
        yield initials[1]
    base = _LINKING.sub("", _BRACKETS.sub("", name).split(" - ")[0])
    yield base
    bare_kind = _KIND_FIRST.sub("", base)
    if bare_kind != base and re.search("[ -]", bare_kind):
        yield bare_kind
    if base.startswith("Grand "):  # « GrandAngoulême »
        yield base.replace(" ", "", 1)
    short = _SHORTENED.match(base)
    if short and short[1] != base:
        yield short[1]
    bare = _SUFFIX.sub("", base)
    if bare != base and " " in bare:
        yield bare
