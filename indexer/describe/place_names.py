"""Place names: every commune, intercommunality and loaded quarter whose name a passage writes.

Thirty-six thousand names need no automaton: a name begins with a capital, so only words that do are looked
up, by the words that follow them. A name says nothing yet of which Saint-Denis is meant, nor whether `Sens`
is a town here; `place_contexts` and `homonyms` tell.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from itertools import compress, count

from catalogue.vocabulary.departements import NAMES
from catalogue.vocabulary.gazetteer import Gazetteer, Place
from catalogue.vocabulary.gazetteer.quarters import QPV
from indexer.describe.folded_text import WORD, Passage, fold
from indexer.describe.recogniser import Form, Hit, Writing
from indexer.describe.wordings import Wording

FIELD = "places"
#: Begins the identifier of a form that is only a name so far: `name:saint-denis`.
NAMED = "name:"
#: And this one a name that only quarters bear.
QUARTER = "quarter:"
_ARTICLES = {"le": ("le", "du", "au"), "les": ("les", "des", "aux"), "la": ("la",), "l": ("l",)}
_LINKING = re.compile(r"^(?:de la |de l['’]|du |des |de |d['’])")
#: « Tours Métropole Val de Loire » is called by its beginning.
_SHORTENED = re.compile(r"^(\S+(?:[ -]\S+)? (?:Métropole|Agglomération|Communauté|Agglo))\b")
_SUFFIX = re.compile(r" (?:Agglomération|Agglo|Communauté|Métropole)$")
_ABBREVIATIONS = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}
#: The same as they stand in normal text, where `stes` has lost its `s`.
_ABBREVIATED = ("st", "ste", "sts")
GROUP_BEFORE = Wording(
    r"(?<!\w)(?:communautes?(?: d['’] ?agglomeration| de communes| urbaine)?|agglomeration|agglo|ca|cc|cu"
    r"|epci|metropole|intercommunalite|ept) (?:de la |du |des |de l['’] ?|de |d['’] ?|l['’] ?)?$"
)
_BODY_CODE = Wording(
    r"(?<!\w)(?:DD(?:TM?|CS(?:PP)?|FIP|PP|E|EA|ASS|ETS(?:PP)?)|C(?:AUE|AF|PAM|DAD|IDFF)"
    r"|U(?:DAF|DAP|DCCAS)|SDIS|MDPH|ML|AD(?:IL|DAP))"
    r"[ -]?(?P<code>97[1-6]|\d[\dAB])(?![\w/])"
)
_BRACKETS = re.compile(r"\s*\(([^)]*)\)")
#: « Métropole Toulon-Provence-Méditerranée » is called by its end.
_KIND_FIRST = re.compile(
    r"^(?:Métropole|Communauté|Agglomération|Intercommunale) (?:d['’]|de la |du |de |des )?(?=[A-ZÀ-Ý])"
)
#: What joins a name to a longer one, but for a part of the town: « le Petit-Nanterre », « Lille-Sud ».
_JOINED_BEFORE = re.compile(r"(?<!(?<!\w)Petit)(?<!(?<!\w)Vieux)-$|[_@.]$")
_JOINED_AFTER = re.compile(r"[-_](?!(?:Nord|Sud|Est|Ouest|Centre|Ville)(?![\w-]))(?=[^\W\d_])")
#: Letters of the longest word that linking words and abbreviations have.
LETTERS = 3
#: « Bezonnais », « mulhousienne »: the people of a town, told by how the word begins and how it ends.
_PEOPLE = re.compile(
    r"(?<![^\W_])([A-Za-zÀ-ÿ][a-zà-ÿ]{3,})(?:aise?|oise?|ien(?:ne)?|éen(?:ne)?|aine?)s?(?![^\W_])"
)
#: How such words end: found far sooner than the words, of which few end so.
_PEOPLE_END = re.compile(r"(?:i(?:(?<=[ao]i)se?|en(?:ne)?|(?<=ai)ne?)|éen(?:ne)?)s?(?![^\W_])")
#: Inhabitants from which a town is looked for by its people, and letters of its name that must agree.
PEOPLED, AGREEING = 5000, 5
#: Inhabitants from which a town is known by the beginning of its name, and what goes on after that.
KNOWN = 25_000
_GOES_ON = re.compile(r"((?:L[ae]s? |L['’])?[^\W\d_]{5,})-(?:sur|sous|en|l[eèé]s|aux?|du|des?|d['’])-?")
#: The beginning by which a smaller town is known where no other's name begins so: « Brive », « Oullins ».
_BEGINNING = re.compile(r"(?:L[ae]s? |L['’])?[^\W\d_]{5,}(?=-)")


class _Kind(Enum):
    """What a name is the name of."""

    COMMUNE = auto()
    FORMER = auto()
    #: What people call a town whose name goes on: « La Seyne » for La Seyne-sur-Mer.
    SHORT = auto()
    GROUP = auto()
    QUARTER = auto()


#: A name, what it is of, the code of that, and the inhabitants of a commune.
_Row = tuple[str, _Kind, str, int]


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


class PlaceNames:
    """All names, by their folded words."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        rows = list(_rows(gazetteer))
        self._rows: dict[str, list[_Row]] = {}
        #: Made of rows when a name is met: a document speaks of a few of the 37 000.
        self._names: dict[str, Name] = {}
        self._gazetteer = gazetteer
        self._seats: dict[str, str] = {}
        for row, key in zip(rows, _keys([row[0] for row in rows]), strict=True):
            self._rows.setdefault(key, []).append(row)
        #: First word of names, with the article before it → how many words follow it in each, most first.
        self._following: dict[str, list[int]] = {}
        for key in self._rows:
            beginning = _beginning(key)
            self._following.setdefault(beginning, []).append(key.count(" ", len(beginning)))
        for beginning, following in self._following.items():
            self._following[beginning] = sorted(set(following), reverse=True)
        #: The first words alone.
        self._begins = {beginning.rpartition(" ")[2] for beginning in self._following if beginning}
        #: Beginning of the name of a town's people → its name.
        self._peopled: dict[str, str] = {}
        for key, same in self._rows.items():
            if " " not in key and max(row[3] for row in same) >= PEOPLED:
                self._peopled |= dict.fromkeys((key, key.rstrip("s"), key.rstrip("s").rstrip("e")), key)

    def named(self, identifier: str) -> Name:
        """The places of a form's identifier (`name:…`)."""
        return self._known(identifier[len(NAMED) :])

    def quarters(self, identifier: str) -> list[str]:
        """Codes of the quarters of a form's identifier (`quarter:…`)."""
        return self._known(identifier[len(QUARTER) :]).quarters

    def seat(self, group: str) -> str:
        """The town that lends its name to an intercommunality, the largest of them; empty when none does."""
        if group not in self._seats:
            place = self._gazetteer.place(group)
            self._seats[group] = _seat(self._gazetteer, place) if place else ""
        return self._seats[group]

    def _known(self, key: str) -> Name:
        if key not in self._names:
            self._names[key] = _named(key, self._rows[key])
        return self._names[key]

    def find(self, passage: Passage) -> Iterator[Hit]:
        """The longest name at every capital, in reading order; articles may be written small."""
        words, text, starts, position = _spelt_out(passage), passage.text, passage.starts, 0
        # Nearly every word begins no name: what can be told of all at once is.
        for number in compress(count(), map(self._begins.__contains__, words)):
            if number < position or not text[starts[number]].isupper():
                continue
            found = self._longest_name(passage, words, number, position)
            if found:
                name, first, position = found
                hit = Hit(name.form, *passage.span(first, position - first))
                form = _meant(name, hit, passage)
                if form:
                    yield Hit(form, hit.start, hit.end)
        yield from _coded(passage)
        yield from self._people(passage)

    def _people(self, passage: Passage) -> Iterator[Hit]:
        """Towns told by their people: the word begins like the name of one of some size."""
        for ending in _PEOPLE_END.finditer(passage.text):
            match = _PEOPLE.match(passage.text, passage.begins(ending.start()))
            if match is None:
                continue
            stem = fold(match[1])
            if len(stem) >= AGREEING - match[0][0].isupper():
                key = self._peopled.get(stem) or self._peopled.get(re.sub(r"(.)\1$", r"\1", stem))
                if key:
                    yield Hit(Form(FIELD, NAMED + key, match[0], Writing.WORDS), *match.span())

    def _longest_name(
        self, passage: Passage, words: list[str], number: int, free: int
    ) -> tuple[Name, int, int] | None:
        """The name a word begins, or the article before it, which may be small; its first word and its end.

        `free` is the first word that is of no other name.
        """
        beginnings = [(number, words[number])]
        if number > free and (article := _CONTRACTED.get(words[number - 1])):
            beginnings.insert(0, (number - 1, f"{article} {words[number]}"))
        for first, beginning in beginnings:
            for following in self._following.get(beginning, ()):
                end = number + 1 + following
                key = " ".join((beginning, *words[number + 1 : end]))
                name = self._known(key) if key in self._rows and end <= len(words) else None
                if name and _is_written(name.form.text, passage, first, end - first):
                    return name, first, end
        return None


def _beginning(key: str) -> str:
    """The first word of a name, with the article before it; none of a name that begins like « du » does."""
    first, _, rest = key.partition(" ")
    if first in _ARTICLES:
        return f"{first} {rest.partition(' ')[0]}"
    return "" if first in _CONTRACTED else first


def _meant(name: Name, hit: Hit, passage: Passage) -> Form | None:
    """A form for the kind of place meant: a group where one is spoken of, else a commune, else a quarter."""
    if name.groups and (_is_group(hit, passage) or not (name.communes or _may_be_a_word(name.form.text))):
        return Form(FIELD, name.groups[0], name.form.text, Writing.NAME) if len(name.groups) == 1 else None
    if name.communes or name.former or name.short:
        return name.form
    if name.quarters:
        identifier = QUARTER + name.form.identifier[len(NAMED) :]
        return Form(FIELD, identifier, name.form.text, Writing.NAME)
    return None


def _may_be_a_word(name: str) -> bool:
    """Whether it is one word or acronym; « GrandAngoulême » is two."""
    return name.isalpha() and (name.istitle() or name.isupper())


#: What stands before the acronym of one: it is « la Cinor » as it is « la communauté ».
_OF_A_GROUP = re.compile(r"(?<!\w)(?:la |l['’] ?)$")


def _is_group(hit: Hit, passage: Passage) -> bool:
    """Whether an intercommunality is named: « la communauté d'agglomération du … », « la Cinor »."""
    before = passage.before(hit.start, 60)
    if hit.form.text.isupper() and _OF_A_GROUP.search(before):
        return True
    article = passage.text[hit.start : hit.end].split(" ")[0].lower()
    return bool(GROUP_BEFORE.search(before + "de " if article in ("du", "des") else before))


_CONTRACTED = {spelling: article for article, all_ in _ARTICLES.items() for spelling in all_}


def _rows(gazetteer: Gazetteer) -> Iterator[_Row]:
    """What every name is of; the first row of a name says how it is spelt."""
    communes = list(gazetteer.communes())
    alike = Counter(name.partition("-")[0] for _, name, _ in communes)
    for code, name, population in communes:
        yield name, _Kind.COMMUNE, code, population
        if population >= KNOWN and (short := _GOES_ON.match(name)):
            yield short[1], _Kind.SHORT, code, population
        elif population >= PEOPLED and (short := _BEGINNING.match(name)) and alike[short[0]] == 1:
            # No inhabitants: such a name may be a word, and counts where something says that it is a town.
            yield short[0], _Kind.SHORT, code, 0
    for name, code in gazetteer.other_names():
        yield name, _Kind.FORMER, code, 0
    for group in gazetteer.intercommunalities():
        for name in group_names(group.name):
            yield name, _Kind.GROUP, group.code, 0
    for quarter in gazetteer.quarters():
        yield " ".join(quarter.name.split()), _Kind.QUARTER, quarter.code, 0


def _seat(gazetteer: Gazetteer, group: Place) -> str:
    named = _spaced(group.name)
    towns = [each for each in gazetteer.communes_of(group.code) if _spaced(each.name) in named]
    return max(towns, key=lambda each: (each.population, each.code)).code if towns else ""


def _spaced(name: str) -> str:
    return f" {' '.join(WORD.findall(fold(name)))} "


def _named(key: str, rows: list[_Row]) -> Name:
    name = Name(Form(FIELD, NAMED + key, rows[0][0], Writing.NAME))
    listed = {
        _Kind.COMMUNE: name.communes,
        _Kind.FORMER: name.former,
        _Kind.SHORT: name.short,
        _Kind.GROUP: name.groups,
        _Kind.QUARTER: name.quarters,
    }
    own = any(kind is _Kind.COMMUNE for _, kind, _, _ in rows)
    for _, kind, code, population in rows:
        listed[kind].append(code)
        if kind is _Kind.COMMUNE or not own:
            name.population = max(name.population, population)
    return name


def _keys(names: Iterable[str]) -> list[str]:
    """The folded words of each name; of all at once, since one by one takes ten times longer."""
    words = re.findall(r"[^\W_]+|\n", fold("\n".join(names)))
    return [key.strip() for key in " ".join(words).replace("œ", "oe").split("\n")]


def _spelt_out(passage: Passage) -> list[str]:
    """With « St-Denis » as Saint-Denis is listed."""
    words = passage.folded_words
    if any(f" {each} " in passage.normal for each in _ABBREVIATED):
        words = [_ABBREVIATIONS.get(word, word) for word in words]
    return [word.replace("œ", "oe") for word in words] if "œ" in passage.text else words


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


def _is_written(name: str, passage: Passage, number: int, length: int) -> bool:
    """Whether the words bear the name's capitals and stand in one paragraph, not in a longer name."""
    start, end = passage.span(number, length)
    text = passage.text
    if _JOINED_BEFORE.search(text, max(0, start - 8), start) or _JOINED_AFTER.match(text, end):
        return False
    models = WORD.findall(name)
    # Of a name of several words nobody thinks of another when an accent is missing: « Rémire-Montjoly ».
    accents = sum(len(model) > LETTERS for model in models) < 2
    for place, model in enumerate(models):
        low, high = passage.span(number + place, 1)
        article = place == 0 and model.lower() in _ARTICLES
        if not article and not _same_letters(model, text[low:high], accents=accents):
            return False
        if place and "\n\n" in text[passage.span(number + place - 1, 1)[1] : low]:
            return False
    return True


def _same_letters(model: str, written: str, *, accents: bool) -> bool:
    """Capitals where the name has them, and its accents, but on capitals: `Ville` is not Villé."""
    if written.isupper() or written.lower() in _ABBREVIATIONS:
        return written[0].isupper() or not model[0].isupper()
    if model.isupper() and len(model) > LETTERS:  # « Cinor », as newspapers print acronyms
        return written.istitle()
    small = [each[1:].lower().replace("œ", "oe") for each in (model, written)]
    if not accents:
        small = [fold(each) for each in small]
    return written[0].isupper() >= model[0].isupper() and small[0] == small[1]


def _coded(passage: Passage) -> Iterator[Hit]:
    """Codes of priority quarters, and of the département a body is of: « DDT61 », « CAUE 95 »."""
    for match in _BODY_CODE.finditer(passage.text):
        if match["code"] in NAMES:
            yield Hit(Form(FIELD, f"dep:{match['code']}", match[0], Writing.ACRONYM), *match.span())
    if "QP" in passage.text or "QN" in passage.text:
        for match in re.finditer(rf"\b{QPV.pattern}\b", passage.text):
            yield Hit(Form(FIELD, f"qpv:{match[0]}", match[0], Writing.NAME), *match.span())


def without_namesakes(hits: Iterable[Hit]) -> list[Hit]:
    """Without towns that bear the very name of a region: « La Réunion » is the island."""
    found = list(hits)
    wider = {
        (hit.start, hit.end)
        for hit in found
        if hit.form.field == FIELD and hit.form.identifier.startswith("reg:")
    }
    return [
        hit for hit in found if not hit.form.identifier.startswith(NAMED) or (hit.start, hit.end) not in wider
    ]
