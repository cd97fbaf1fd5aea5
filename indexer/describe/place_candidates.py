"""Candidates: the places a document may be about, with what is seen of each.

In come the tallies of a document and how each of its places was named; out come communes, départements and
regions, each with its signs, for `weights` to weigh. `homonyms` tells which Saint-Denis was meant. An
intercommunality stands for its main town too; several towns of one département make it a candidate although
nobody names it.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from catalogue.record import Evidence
from catalogue.vocabulary.gazetteer import Gazetteer
from indexer.describe.by_origin import BY_ORIGIN
from indexer.describe.homonyms import Clues, Meant, choose, clues_from
from indexer.describe.listed_names import NAMED, Name
from indexer.describe.mentions import Survey, Tally, Zone
from indexer.describe.place_contexts import ASIDE, INTRODUCED, TOWN, Said
from indexer.describe.place_names import PlaceNames
from indexer.describe.place_signs import Mentions, around, presence, today
from indexer.describe.regions import FIELD, Named
from indexer.describe.weights import Signs

#: Places of one kind from which all are examples, or stand for a wider one.
MANY = 4
#: Words of a text from which a place has to weigh something to be a candidate; what, at their square root.
LONG, UPFRONT, ELSEWHERE = 1500, 1.0, 2.5
#: Towns of one département from which it is a candidate although nobody names it.
SEVERAL = 2
PARIS, PARIS_ALONE = "com:75056", "dep:75"

Tallies = dict[str, Tally]


@dataclass(slots=True)
class Told:
    """How a document names its places, noted while it is read."""

    #: Name → what stood in brackets after it.
    brackets: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    mentions: defaultdict[str, Mentions] = field(default_factory=lambda: defaultdict(Mentions))
    #: Names that are those of a town for sure.
    sure: set[str] = field(default_factory=set)

    def is_named(self, place: str) -> bool:
        """Whether a region or département is named as such at least once, title included."""
        return bool(self.mentions[place].kinds - {Named.BARE})


@dataclass(slots=True)
class Candidate:
    """A place that a document may be about."""

    tally: Tally
    #: Empty where the text does not name it.
    signs: dict[str, float]
    #: What the origin of the document says of it, and the address that tells it.
    origin: dict[str, float] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()


#: Question → place → candidate.
Candidates = dict[str, dict[str, Candidate]]


def signs_of(candidates: Candidates) -> dict[str, dict[str, Signs]]:
    """What is seen of each candidate, question by question, for learning: in the text, and by the origin."""
    by_text: dict[str, dict[str, Signs]] = {
        question: {place: each.signs for place, each in found.items() if each.signs}
        for question, found in candidates.items()
    }
    by_origin: dict[str, dict[str, Signs]] = {
        BY_ORIGIN[question]: {place: each.origin for place, each in found.items() if each.origin}
        for question, found in candidates.items()
    }
    return {**by_text, **by_origin}


def candidates(survey: Survey, told: Told, names: PlaceNames, gazetteer: Gazetteer) -> Candidates:
    """Question → place → what is seen of it."""
    tallies = {
        place: tally for place, tally in survey.all(FIELD).items() if _says_enough(tally, survey.words)
    }
    wider = {
        place: tally
        for place, tally in tallies.items()
        if place.startswith(("reg:", "dep:")) and told.is_named(place)
    }
    towns = _Towns(tallies, wider, told, names, gazetteer)
    wide = _Wide(tallies, wider, towns.tallies, told, gazetteer)
    return {
        "communes": towns.candidates(survey.words),
        "departements": wide.candidates("dep:", survey.words),
        "regions": wide.candidates("reg:", survey.words),
    }


class _Towns:
    """The communes named, each name being taken for the commune most likely meant."""

    def __init__(
        self, tallies: Tallies, wider: Tallies, told: Told, names: PlaceNames, gazetteer: Gazetteer
    ) -> None:
        self._wider, self._told, self._gazetteer = wider, told, gazetteer
        self._names = {each: names.named(each) for each in tallies if each.startswith(NAMED)}
        groups = [each for each in tallies if each.startswith("epci:")]
        self.tallies: Tallies = {}
        self._mentions: dict[str, Mentions] = {}
        self._meant: dict[str, Meant] = {}
        self._take(tallies, self._clues(groups))
        for group in groups:
            seat = names.seat(group) if tallies[group].weight else ""
            if seat and seat not in self._meant:
                self.tallies[seat], self._mentions[seat] = tallies[group], told.mentions[group]

    def _clues(self, groups: Iterable[str]) -> Clues:
        sure = {
            each: name for each, name in self._names.items() if not _is_small(name) or each in self._told.sure
        }
        return clues_from([*self._wider, *groups], sure, self._told.brackets, self._gazetteer)

    def _take(self, tallies: Tallies, clues: Clues) -> None:
        for identifier, name in self._names.items():
            choice = choose(identifier, name, clues, self._gazetteer)
            if choice is None:
                continue
            before = self.tallies.get(choice.commune)
            if before is None or before.weight < tallies[identifier].weight:
                self.tallies[choice.commune] = tallies[identifier]
                self._mentions[choice.commune] = self._told.mentions[identifier]
                self._meant[choice.commune] = choice

    def candidates(self, words: int) -> dict[str, Candidate]:
        """The towns with what is seen of each."""
        most = max((tally.weight for tally in self.tallies.values()), default=0.0)
        return {
            place: Candidate(
                tally,
                {
                    **presence(self._mentions[place], tally, most, words),
                    **around(place, self._wider, self._gazetteer),
                    **self._as_named(place),
                    **signs,
                    "unsaid": float(not tally.weight),
                },
            )
            for place, tally, signs in zip(
                self.tallies, self.tallies.values(), self._among_others(), strict=True
            )
        }

    def _among_others(self) -> Iterable[dict[str, float]]:
        """What is seen of each town beside the others, and by the kinds of its mentions."""
        by_name = {choice.name for choice in self._meant.values()}
        serious = {place for place in self.tallies if self._is_serious(place)}
        first = min((each.first for each in self._mentions.values()), default=0.0)
        for place in self.tallies:
            mentions = self._mentions[place]
            here = self._departement(place)
            away = sum(each != place and self._departement(each) != here for each in serious)
            yield {
                "listed": math.log1p(len(mentions.listed & by_name)),
                "towns elsewhere": math.log1p(away),
                "very many": float(len(serious) > MANY),
                "first": float(mentions.first == first),
                "Paris": float(place == PARIS),
                "introduced": float(any(kind in INTRODUCED for kind in mentions.kinds)),
                "aside": float(all(kind in ASIDE for kind in mentions.kinds)),
                "capitals": float(Said.CAPITALS in mentions.kinds),
            }

    def _is_serious(self, place: str) -> bool:
        """Whether a candidate is a town for sure: not a word or somebody's name that a village bears too."""
        choice = self._meant.get(place)
        return choice is None or not _is_small(self._names[choice.name]) or choice.name in self._told.sure

    def _as_named(self, place: str) -> dict[str, float]:
        """How doubtful it is that the name is that of this town."""
        meant = self._meant.get(place)
        if meant is None:
            return {"a group's": 1.0}
        known = meant.points or meant.name in self._told.sure
        return {
            "doubt": 1 / (1 + max(0.0, meant.margin)) if meant.rivals else 0.0,
            "small name, no clue": float(_is_small(self._names[meant.name]) and not known),
        }

    def _departement(self, place: str) -> str:
        return next((each for each in self._gazetteer.within(place) if each.startswith("dep:")), "")


class _Wide:
    """Départements and regions: those named, and départements that hold several of the towns named."""

    def __init__(
        self, tallies: Tallies, wider: Tallies, towns: Tallies, told: Told, gazetteer: Gazetteer
    ) -> None:
        self._tallies, self._wider, self._told, self._gazetteer = tallies, wider, told, gazetteer
        groups = {place: tally for place, tally in tallies.items() if place.startswith("epci:")}
        self._towns = towns | groups
        #: Département or region → towns and intercommunalities named in it.
        self._holds: defaultdict[str, list[str]] = defaultdict(list)
        for town in self._towns:
            for each in gazetteer.within(town):
                self._holds[each].append(town)

    def candidates(self, kind: str, words: int) -> dict[str, Candidate]:
        """Those of one kind (`dep:` or `reg:`) with what is seen of each."""
        named = self._named(kind)
        titled = {place for place in named if self._told.mentions[place].in_title}
        most = max((tally.weight for tally in named.values()), default=0.0)
        others = {each: tally for each, tally in self._wider.items() if each[:4] != kind}
        found = {}
        for place, tally in named.items():
            mentions = self._told.mentions[place] if place in self._tallies else Mentions()
            signs = {
                **(presence(mentions, tally, most, words) if place in self._tallies else {"unnamed": 1.0}),
                **around(place, others, self._gazetteer),
                **self._as_named(place, mentions),
                **self._holding(place, titled),
                "others": math.log1p(len(named) - 1),
                "very many": float(len(named) > MANY),
            }
            found[place] = Candidate(tally, signs)
        return found

    def _named(self, kind: str) -> Tallies:
        named = {place: tally for place, tally in self._tallies.items() if place.startswith(kind)}
        for place, inside in self._holds.items():
            if place.startswith(kind) and kind == "dep:" and place not in named and self._is_told_by(inside):
                named[place] = max((self._towns[town] for town in inside), key=lambda tally: tally.weight)
        # Of « l'Yonne » nobody knows whether it is the river, unless one of its towns is named.
        return {
            place: tally
            for place, tally in named.items()
            if place not in self._tallies or self._told.is_named(place) or self._holds.get(place)
        }

    def _is_told_by(self, inside: list[str]) -> bool:
        """Whether the towns named in a département tell of it: several, or a group that opens the text."""
        return len(inside) >= SEVERAL or any(
            _is_upfront(self._towns[each]) for each in inside if each.startswith("epci:")
        )

    def _as_named(self, place: str, mentions: Mentions) -> dict[str, float]:
        named = place in self._tallies
        return {
            "listed": math.log1p(len(mentions.listed)),
            "bare": float(named and not self._told.is_named(place)),
            "of a body": float(named and mentions.kinds <= {Named.BODY, Named.BODY_CODE, Named.LONGER}),
            "Paris": float(place == PARIS_ALONE),
        }

    def _holding(self, place: str, titled: set[str]) -> dict[str, float]:
        """What is seen of the towns in it, and of what the title names instead."""
        inside = [town for each in today(place) for town in self._holds.get(each, ())]
        weight = sum(self._towns[town].weight for town in inside)
        total = sum(tally.weight for tally in self._towns.values())
        untitled = place not in titled
        town_titled = any(tally.zones[Zone.TITLE] for tally in self._towns.values())
        return {
            "holds towns": math.log1p(len(inside)),
            "holds weight": weight / total if total else 0.0,
            "towns elsewhere": math.log1p(len(self._towns) - len(inside)),
            "holds départements": math.log1p(self._departements_in(place)),
            "another in the title": float(bool(titled - {place}) and untitled),
            "a town in the title": float(town_titled and untitled),
            "a town inside in the title": float(any(self._towns[each].zones[Zone.TITLE] for each in inside)),
        }

    def _departements_in(self, place: str) -> int:
        wide = set(today(place))
        return sum(
            each.startswith("dep:") and bool(wide & set(self._gazetteer.within(each)))
            for each in self._tallies
        )


def _says_enough(tally: Tally, words: int) -> bool:
    """Whether a place weighs something for the length of the document; of a short text it always does."""
    if words < LONG or tally.zones[Zone.TITLE]:
        return True
    upfront = tally.zones[Zone.HEAD] or tally.zones[Zone.HEADING]
    return tally.weight >= (UPFRONT if upfront else ELSEWHERE) * math.sqrt(words / LONG)


def _is_upfront(tally: Tally) -> bool:
    return tally.upfront or tally.weight >= 1


def _is_small(name: Name) -> bool:
    """Whether a name may be a word, or somebody's: one word of few inhabitants, or with an article."""
    article, _, core = name.form.text.replace("'", " ").replace("’", " ").rpartition(" ")
    return core.isalpha() and (name.population < TOWN or article.lower() in ("le", "la", "les", "l"))
