"""The places a document is about: regions past and present, départements, communes, groups, quarters.

Reading notes every place a text names and how (`regions` and `place_contexts` judge each mention by the
words around it); once all is read, `homonyms` tells which Saint-Denis was meant, and `weights` weighs what
is seen of each candidate (`place_signs`): said in the title, how introduced, how often for the length of the
document, among how many others, inside or outside the other places named. Many towns of one département
make it a candidate although nobody names it; an intercommunality stands for its main town too. A region of
before 2016 is kept as itself (`reg:54`); what it counts under today is the facets' affair.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from catalogue.record import Method
from catalogue.vocabulary.gazetteer import Gazetteer
from indexer.describe.folded_text import Passage
from indexer.describe.homonyms import Meant, choose, clues_from
from indexer.describe.mentions import Survey, Tally, Weight, Zone
from indexer.describe.place_contexts import ASIDE, INTRODUCED, TOWN, Judgement, Said, goes_on, judge
from indexer.describe.place_names import NAMED, QUARTER, Name, PlaceNames
from indexer.describe.place_signs import Mentions, around, presence, today
from indexer.describe.proposal import Proposal
from indexer.describe.recogniser import Hit
from indexer.describe.regions import FIELD, VALUES, Named, weigh_place
from indexer.describe.weights import LEAST, OFFERED, OFFERS, Signs, Weights

#: Places of one kind that are listed at most, and from which all are examples, or stand for a wider one.
MOST, MANY = 8, 4
#: Words of a text from which a place has to weigh something to be a candidate; what, at their square root.
LONG, UPFRONT, ELSEWHERE = 1500, 1.0, 2.5
#: Towns of one département from which it is a candidate although nobody names it.
SEVERAL = 2
#: An intercommunality is named as a body that acts more often than as a place.
GROUP_SHARE = 0.5
#: The one region whose name is that of its départements, so that who names it names both.
NAMED_BY_DEPARTEMENTS = {"reg:31": ("dep:59", "dep:62")}
PARIS, PARIS_ALONE = "com:75056", "dep:75"
#: What stands between two places of a list.
_LISTED = re.compile(
    r"[\s,;/•·–—|-]*(?:(?:et|ou|puis|&)\s)?\s*(?:(?:à|de|du|des|au|aux|d['’]|l['’])\s?)?", re.I
)
#: What is seen of communes, départements and regions, each question with weights of its own.
KINDS = {"com:": "communes", "dep:": "departements", "reg:": "regions"}

#: How likely a town is at most that is only said beside the subject.
BESIDE = 0.4

Tallies = dict[str, Tally]


@dataclass(slots=True)
class Candidate:
    """A place that a document may be about."""

    tally: Tally
    signs: dict[str, float]


Candidates = dict[str, dict[str, Candidate]]


class PlaceReader:
    """Reads the places of one document: a `Weigher` first, then proposals."""

    def __init__(self, names: PlaceNames, gazetteer: Gazetteer) -> None:
        self.names = names
        self.gazetteer = gazetteer
        self._brackets: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._mentions: defaultdict[str, Mentions] = defaultdict(Mentions)
        self._named: set[str] = set()
        self._before: Hit | None = None

    def __call__(self, passage: Passage, hits: list[Hit]) -> list[Weight]:
        """What each mention is worth, noting how it is made and beside which others."""
        for one, other in pairwise(hits):
            if _LISTED.fullmatch(passage.text, one.end, other.start):
                self._mentions[one.form.identifier].listed.add(other.form.identifier)
                self._mentions[other.form.identifier].listed.add(one.form.identifier)
        return [self._weight(hit, passage, hits[max(0, n - 1) : n + 2]) for n, hit in enumerate(hits)]

    def _weight(self, hit: Hit, passage: Passage, neighbours: list[Hit]) -> Weight:
        identifier = hit.form.identifier
        if identifier.startswith(NAMED):
            judgement = judge(hit, passage, self.names.named(identifier))
            self._note(identifier, judgement.said, passage, hit)
            return self._town(identifier, judgement)
        named = weigh_place(hit, passage, neighbours)
        if named is not Named.NOTHING:
            self._note(identifier, named, passage, hit)
        if identifier.startswith("epci:"):
            return Weight(0 if goes_on(hit, passage) else VALUES[named] * GROUP_SHARE)
        return Weight(VALUES[named])

    def _note(self, identifier: str, kind: str, passage: Passage, hit: Hit) -> None:
        mentions = self._mentions[identifier]
        if passage.is_title:
            mentions.in_title[kind] += 1
            return
        mentions.said[kind] += 1
        if passage.page == 1:
            mentions.first = min(mentions.first, passage.start + hit.start)

    def _town(self, identifier: str, judgement: Judgement) -> Weight:
        if judgement.bracket:
            self._brackets[identifier][judgement.bracket] += 1
        if judgement.value > 1 or judgement.said is Said.AT:
            self._named.add(identifier)
        return Weight(judgement.value, judgement.certain)

    def candidates(self, survey: Survey) -> Candidates:
        """Question → place → what is seen of it."""
        tallies = {
            place: tally for place, tally in survey.all(FIELD).items() if _says_enough(tally, survey.words)
        }
        wider = {
            place: tally
            for place, tally in tallies.items()
            if place.startswith(("reg:", "dep:")) and self._is_told(place)
        }
        towns, signs = self._towns(tallies, wider, survey.words)
        communes = {place: Candidate(tally, signs[place]) for place, tally in towns.items()}
        departements = self._of_kind("dep:", tallies, towns, wider, survey.words)
        regions = self._of_kind("reg:", tallies, towns, wider, survey.words)
        return {"communes": communes, "departements": departements, "regions": regions}

    def _is_told(self, place: str) -> bool:
        """Whether a region or département is named as such at least once, title included."""
        mentions = self._mentions[place]
        return bool({*mentions.said, *mentions.in_title} - {Named.BARE})

    def _towns(
        self, tallies: Tallies, wider: Tallies, words: int
    ) -> tuple[Tallies, dict[str, dict[str, float]]]:
        """Commune → tally, and commune → signs, each name being taken for the commune most likely meant."""
        named = {each: self.names.named(each) for each in tallies if each.startswith(NAMED)}
        sure = {each: name for each, name in named.items() if not _is_small(name) or each in self._named}
        groups = [each for each in tallies if each.startswith("epci:")]
        clues = clues_from([*wider, *groups], sure, self._brackets, self.gazetteer)
        towns: Tallies = {}
        mentions: dict[str, Mentions] = {}
        meant: dict[str, Meant] = {}
        for identifier, name in named.items():
            choice = choose(identifier, name, clues, self.gazetteer)
            if choice and (
                choice.commune not in towns or towns[choice.commune].weight < tallies[identifier].weight
            ):
                towns[choice.commune] = tallies[identifier]
                mentions[choice.commune] = self._mentions[identifier]
                meant[choice.commune] = choice
        seats = self._seats(groups, tallies)
        for seat, group in seats.items():
            if seat not in towns:
                towns[seat], mentions[seat] = tallies[group], self._mentions[group]
        most = max((tally.weight for tally in towns.values()), default=0.0)
        by_name = {identifier: choice.commune for choice in meant.values() for identifier in [choice.name]}
        serious = {place for place in towns if self._is_serious(place, meant, named)}
        signs = {}
        for place, tally in towns.items():
            beside = [by_name[each] for each in mentions[place].listed if each in by_name]
            near = [each for each in serious if each != place and self._shares_departement(place, [each])]
            away = len(serious - {place}) - len(near)
            signs[place] = {
                **presence(mentions[place], tally, most, words),
                **around(place, wider, self.gazetteer),
                **(
                    self._as_named(meant[place], named[meant[place].name])
                    if place in meant
                    else {"a group's": 1.0}
                ),
                "listed": math.log1p(len(beside)),
                "towns elsewhere": math.log1p(away),
                "very many": float(len(serious) > MANY),
                "first": float(mentions[place].first == min(each.first for each in mentions.values())),
                "Paris": float(place == PARIS),
                "introduced": float(any(kind in INTRODUCED for kind in mentions[place].kinds)),
                "aside": float(all(kind in ASIDE for kind in mentions[place].kinds)),
                "capitals": float(Said.CAPITALS in mentions[place].kinds),
                "unsaid": float(not tally.weight),
            }
        return towns, signs

    def _is_serious(self, place: str, meant: Mapping[str, Meant], named: Mapping[str, Name]) -> bool:
        """Whether a candidate is a town for sure: not a word or somebody's name that a village bears too."""
        choice = meant.get(place)
        return choice is None or not _is_small(named[choice.name]) or choice.name in self._named

    def _as_named(self, meant: Meant, name: Name) -> dict[str, float]:
        known = meant.points or meant.name in self._named
        return {
            "doubt": 1 / (1 + max(0.0, meant.margin)) if meant.rivals else 0.0,
            "small name, no clue": float(_is_small(name) and not known),
        }

    def _shares_departement(self, place: str, others: Iterable[str]) -> bool:
        here = self._departement(place)
        return any(self._departement(each) == here for each in others)

    def _departement(self, place: str) -> str:
        return next((each for each in self.gazetteer.within(place) if each.startswith("dep:")), "")

    def _seats(self, groups: Iterable[str], tallies: Tallies) -> dict[str, str]:
        """Town → intercommunality named that bears its name."""
        return {seat: group for group in groups if tallies[group].weight and (seat := self.names.seat(group))}

    def _of_kind(
        self, kind: str, tallies: Tallies, towns: Tallies, wider: Tallies, words: int
    ) -> dict[str, Candidate]:
        """Départements or regions named, and départements that hold several of the towns named."""
        named = {place: tally for place, tally in tallies.items() if place.startswith(kind)}
        holds: defaultdict[str, list[str]] = defaultdict(list)
        towns = towns | {place: tally for place, tally in tallies.items() if place.startswith("epci:")}
        for town in towns:
            for each in self.gazetteer.within(town):
                if each.startswith(kind):
                    holds[each].append(town)
        for place, inside in holds.items():
            several = len(inside) >= SEVERAL or any(
                _is_upfront(towns[each]) for each in inside if each.startswith("epci:")
            )
            if kind == "dep:" and place not in named and several:
                named[place] = max((towns[town] for town in inside), key=lambda tally: tally.weight)
        # Of « l'Yonne » nobody knows whether it is the river, unless one of its towns is named.
        named = {
            place: tally
            for place, tally in named.items()
            if place not in tallies or self._is_told(place) or holds[place]
        }
        most = max((tally.weight for tally in named.values()), default=0.0)
        total = sum(tally.weight for tally in towns.values())
        titled = {place for place in named if self._mentions[place].in_title}
        town_titled = any(tally.zones[Zone.TITLE] for tally in towns.values())
        found = {}
        for place, tally in named.items():
            inside = [town for each in today(place) for town in holds.get(each, ())]
            weight = sum(towns[town].weight for town in inside)
            unnamed = place not in tallies
            mentions = Mentions() if unnamed else self._mentions[place]
            smaller = [
                each
                for each in tallies
                if each.startswith("dep:") and set(self.gazetteer.within(each)) & set(today(place))
            ]
            found[place] = Candidate(
                tally,
                {
                    **(presence(mentions, tally, most, words) if not unnamed else {"unnamed": 1.0}),
                    **around(
                        place, {each: t for each, t in wider.items() if each[:4] != kind}, self.gazetteer
                    ),
                    "holds towns": math.log1p(len(inside)),
                    "holds weight": weight / total if total else 0.0,
                    "towns elsewhere": math.log1p(len(towns) - len(inside)),
                    "holds départements": math.log1p(len(smaller)),
                    "others": math.log1p(len(named) - 1),
                    "very many": float(len(named) > MANY),
                    "listed": math.log1p(len(mentions.listed)),
                    "another in the title": float(bool(titled - {place}) and place not in titled),
                    "a town in the title": float(town_titled and place not in titled),
                    "a town inside in the title": float(
                        any(towns[each].zones[Zone.TITLE] for each in inside)
                    ),
                    "bare": float(not unnamed and not self._is_told(place)),
                    "of a body": float(
                        not unnamed and mentions.kinds <= {Named.BODY, Named.BODY_CODE, Named.LONGER}
                    ),
                    "Paris": float(place == PARIS_ALONE),
                },
            )
        return found

    def propose(
        self, survey: Survey, weights: Weights, seen: Candidates | None = None
    ) -> tuple[Proposal, ...]:
        """Regions, départements, groups, communes and quarters the document is about."""
        seen = seen or self.candidates(survey)
        chances = {
            place: _chance(weights.probability(question, candidate.signs), candidate.signs)
            for question, candidates in seen.items()
            for place, candidate in candidates.items()
        }
        tallies = {place: each.tally for candidates in seen.values() for place, each in candidates.items()}
        lists = _lists(tallies)
        kept = {
            place: chance
            for place, chance in chances.items()
            if chance >= LEAST
            and (place[:4] not in lists or tallies[place].zones[Zone.TITLE] or not tallies[place].zones)
        }
        communes = _first(kept, "com:")
        wider = self._not_implied({**_first(kept, "reg:"), **_first(kept, "dep:")}, communes, tallies)
        for region in wider.keys() & NAMED_BY_DEPARTEMENTS.keys():
            wider |= {place: wider[region] for place in NAMED_BY_DEPARTEMENTS[region] if place not in wider}
            tallies |= dict.fromkeys(NAMED_BY_DEPARTEMENTS[region], tallies[region])
        everything = survey.all(FIELD)
        groups = self._groups(everything, communes, wider)
        quarters = self._quarters(everything, communes)
        found = {**wider, **groups, **communes, **quarters}
        implied = {each for place in found for each in (place, *self.gazetteer.within(place))}
        offered = sorted(
            (each for each in chances if OFFERED <= chances[each] < LEAST and each not in implied),
            key=lambda each: -chances[each],
        )
        return (
            *(
                _proposal(each, chance, tallies.get(each) or everything[each])
                for each, chance in found.items()
            ),
            *(
                replace(_proposal(each, chances[each], tallies[each]), doubtful=True)
                for each in offered[:OFFERS]
            ),
        )

    def _not_implied(
        self, wider: dict[str, float], communes: Mapping[str, float], tallies: Tallies
    ) -> dict[str, float]:
        """Without the département or region of a town that is named more often than it."""
        named: defaultdict[str, float] = defaultdict(float)
        for commune in communes:
            for each in self.gazetteer.within(commune):
                named[each] += tallies[commune].weight
        return {
            place: chance
            for place, chance in wider.items()
            if (place == PARIS_ALONE and PARIS not in communes)
            or not any(named[each] >= tallies[place].weight for each in today(place))
            or (tallies[place].zones[Zone.TITLE] and place != PARIS_ALONE)
        }

    def _groups(
        self, tallies: Tallies, communes: Mapping[str, float], wider: Mapping[str, float]
    ) -> dict[str, float]:
        """Intercommunalities named, of which the main town, or what they lie in, is a subject."""
        return {
            place: max(
                communes.get(self.names.seat(place), 0.0),
                *(wider.get(each, 0.0) for each in self.gazetteer.within(place)),
                0.0,
            )
            for place in tallies
            if place.startswith("epci:")
            and (
                self.names.seat(place) in communes
                or any(each in wider for each in self.gazetteer.within(place))
            )
        }

    def _quarters(self, tallies: Tallies, communes: Mapping[str, float]) -> dict[str, float]:
        """Quarters named by their code, or by their name in a document about their commune."""
        found = {place: 0.9 for place in tallies if place.startswith("qpv:")}
        for identifier in list(tallies):
            if identifier.startswith(QUARTER):
                for code in self.names.quarters(identifier):
                    lying = [communes[place] for place in self.gazetteer.within(code) if place in communes]
                    if lying:
                        found[code] = lying[0]
                        tallies[code] = tallies[identifier]
        return dict(sorted(found.items(), key=lambda each: -tallies[each[0]].weight)[:MOST])


def _chance(likely: float, signs: Mapping[str, float]) -> float:
    """How likely a place is, which no fact is where it is only met in, written to, or a word like others.

    Of a hundred such towns ten are what the document is about: too few for weights to hold to it where a
    text says nothing else.
    """
    return min(likely, BESIDE) if signs.get("aside") or signs.get("unsaid") else likely


def _lists(tallies: Tallies) -> set[str]:
    """The kinds of which so many places are named that they are a list, whatever each looks like."""
    named = Counter(place[:4] for place, tally in tallies.items())
    return {kind for kind, most in (("reg:", MANY), ("dep:", MOST), ("com:", MOST)) if named[kind] > most}


def _says_enough(tally: Tally, words: int) -> bool:
    """Whether a place weighs something for the length of the document; of a short text it always does."""
    if words < LONG or tally.zones[Zone.TITLE]:
        return True
    upfront = tally.zones[Zone.HEAD] or tally.zones[Zone.HEADING]
    return tally.weight >= (UPFRONT if upfront else ELSEWHERE) * math.sqrt(words / LONG)


def _is_upfront(tally: Tally) -> bool:
    return any(tally.zones[zone] for zone in (Zone.HEAD, Zone.HEADING, Zone.TITLE)) or tally.weight >= 1


def _first(chances: Mapping[str, float], kind: str) -> dict[str, float]:
    """The likeliest places of a kind."""
    of_kind = [(place, chance) for place, chance in chances.items() if place.startswith(kind)]
    return dict(sorted(of_kind, key=lambda each: -each[1])[:MOST])


def _is_small(name: Name) -> bool:
    """Whether a name may be a word, or somebody's: one word of few inhabitants, or with an article."""
    article, _, core = name.form.text.replace("'", " ").replace("’", " ").rpartition(" ")
    return core.isalpha() and (name.population < TOWN or article.lower() in ("le", "la", "les", "l"))


def signs_of(candidates: Candidates) -> dict[str, dict[str, Signs]]:
    """What is seen of each candidate, question by question, for learning."""
    return {
        question: {place: candidate.signs for place, candidate in found.items()}
        for question, found in candidates.items()
    }


def _proposal(place: str, chance: float, tally: Tally) -> Proposal:
    return Proposal(place, Method.GAZETTEER, chance, tally.evidence, tally.terms)
