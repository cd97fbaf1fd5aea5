"""Place names: every commune, intercommunality and loaded quarter whose name a passage writes.

Thirty-six thousand names need no automaton: a name begins with a capital, so only words that do are looked
up, by the words that follow them. A name says nothing yet of which Saint-Denis is meant, nor whether `Sens`
is a town here; `place_contexts` and `homonyms` tell.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import compress, count

from catalogue.vocabulary.departements import NAMES
from catalogue.vocabulary.gazetteer import Gazetteer, Place
from catalogue.vocabulary.gazetteer.quarters import QPV
from indexer.describe.folded_text import WORD, Passage, fold
from indexer.describe.listed_names import (
    CONTRACTED,
    FIELD,
    NAMED,
    PEOPLED,
    Name,
    Row,
    beginning_of,
    folded_keys,
    listed_rows,
    name_of,
)
from indexer.describe.name_spelling import is_written, spelt_out
from indexer.describe.recogniser import Form, Hit, Writing
from indexer.describe.wordings import Wording

#: Begins the identifier of a form whose name only quarters bear.
QUARTER = "quarter:"
GROUP_BEFORE = Wording(
    r"(?<!\w)(?:communautes?(?: d['’] ?agglomeration| de communes| urbaine)?|agglomeration|agglo|ca|cc|cu"
    r"|epci|metropole|intercommunalite|ept) (?:de la |du |des |de l['’] ?|de |d['’] ?|l['’] ?)?$"
)
_BODY_CODE = Wording(
    r"(?<!\w)(?:DD(?:TM?|CS(?:PP)?|FIP|PP|E|EA|ASS|ETS(?:PP)?)|C(?:AUE|AF|PAM|DAD|IDFF)"
    r"|U(?:DAF|DAP|DCCAS)|SDIS|MDPH|ML|AD(?:IL|DAP))"
    r"[ -]?(?P<code>97[1-6]|\d[\dAB])(?![\w/])"
)
#: « Bezonnais », « mulhousienne »: the people of a town, told by how the word begins and how it ends.
_PEOPLE = re.compile(
    r"(?<![^\W_])([A-Za-zÀ-ÿ][a-zà-ÿ]{3,})(?:aise?|oise?|ien(?:ne)?|éen(?:ne)?|aine?)s?(?![^\W_])"
)
#: How such words end: found far sooner than the words, of which few end so.
_PEOPLE_END = re.compile(r"(?:i(?:(?<=[ao]i)se?|en(?:ne)?|(?<=ai)ne?)|éen(?:ne)?)s?(?![^\W_])")
#: Letters of its name with which the word for its people must agree.
AGREEING = 5


class PlaceNames:
    """All names, by their folded words."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        rows = list(listed_rows(gazetteer))
        self._rows: dict[str, list[Row]] = {}
        #: Made of rows when a name is met: a document speaks of a few of the 37 000.
        self._names: dict[str, Name] = {}
        self._gazetteer = gazetteer
        self._seats: dict[str, str] = {}
        for row, key in zip(rows, folded_keys([row[0] for row in rows]), strict=True):
            self._rows.setdefault(key, []).append(row)
        #: First word of names, with the article before it → how many words follow it in each, most first.
        self._following: dict[str, list[int]] = {}
        for key in self._rows:
            beginning = beginning_of(key)
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
            self._names[key] = name_of(key, self._rows[key])
        return self._names[key]

    def find(self, passage: Passage) -> Iterator[Hit]:
        """The longest name at every capital, in reading order; articles may be written small."""
        words, text, starts, position = spelt_out(passage), passage.text, passage.starts, 0
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
        if number > free and (article := CONTRACTED.get(words[number - 1])):
            beginnings.insert(0, (number - 1, f"{article} {words[number]}"))
        for first, beginning in beginnings:
            for following in self._following.get(beginning, ()):
                end = number + 1 + following
                key = " ".join((beginning, *words[number + 1 : end]))
                name = self._known(key) if key in self._rows and end <= len(words) else None
                if name and is_written(name.form.text, passage, first, end - first):
                    return name, first, end
        return None


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


def _seat(gazetteer: Gazetteer, group: Place) -> str:
    named = _spaced(group.name)
    towns = [each for each in gazetteer.communes_of(group.code) if _spaced(each.name) in named]
    return max(towns, key=lambda each: (each.population, each.code)).code if towns else ""


def _spaced(name: str) -> str:
    return f" {' '.join(WORD.findall(fold(name)))} "


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
