"""The places a document is about: regions past and present, départements, communes, groups, quarters.

Reading notes every place a text names and how (`regions` and `place_contexts` judge each mention by the
words around it); once all is read, `homonyms` tells which Saint-Denis was meant, and what remains is
weighed: a place is kept only when the document is about it, said in its title or often enough for its
length and among few others. Many towns without one that stands out are examples, or stand for the
département they all lie in. A region of before 2016 is kept as itself (`reg:54`); what it counts under
today is the facets' affair.
"""

import math
from collections import Counter, defaultdict

from catalogue.vocabulary.gazetteer import Gazetteer
from catalogue.vocabulary.regions import regions_of
from indexer.describe.folded_text import Passage
from indexer.describe.homonyms import choose, clues_from
from indexer.describe.mentions import Survey, Tally, Weight, Zone
from indexer.describe.place_contexts import TOWN, goes_on, judge
from indexer.describe.place_names import NAMED, QUARTER, Name, PlaceNames
from indexer.describe.proposal import Proposal
from indexer.describe.recogniser import Hit
from indexer.describe.regions import FIELD, weigh_place

#: Places of one kind a document may be about without being about France.
MOST = 4
#: Départements of a region that are told one after the other when it is the region that is told.
SEVERAL = 3
#: Share of the mentions of towns that lie in one département from which they stand for it.
CONCENTRATED = 0.7
#: Weight from which a name is that of a town although nothing around says which.
INSISTED = 3.0
#: An intercommunality is named as a body that acts more often than as a place.
GROUP_SHARE = 0.5
#: The one region whose name is that of its départements, so that who names it names both.
NAMED_BY_DEPARTEMENTS = {"reg:31": ("dep:59", "dep:62")}
PARIS = "com:75056"
#: The capital is named for the State, for meetings and publishers, before itself.
PARIS_SHARE = 0.3

Tallies = dict[str, Tally]


class PlaceReader:
    """Reads the places of one document: a `Weigher` first, then proposals."""

    def __init__(self, names: PlaceNames, gazetteer: Gazetteer) -> None:
        self.names = names
        self.gazetteer = gazetteer
        self._brackets: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._named: set[str] = set()

    def __call__(self, passage: Passage, hits: list[Hit]) -> list[Weight]:
        """What each mention is worth, noting what stands in brackets after the name of a town."""
        return [self._weight(hit, passage, hits[max(0, n - 1) : n + 2]) for n, hit in enumerate(hits)]

    def _weight(self, hit: Hit, passage: Passage, neighbours: list[Hit]) -> Weight:
        identifier = hit.form.identifier
        if not identifier.startswith(NAMED):
            weight = weigh_place(hit, passage, neighbours)
            if identifier.startswith("epci:"):
                return Weight(0 if goes_on(hit, passage) else weight.value * GROUP_SHARE)
            return weight
        judgement = judge(hit, passage, self.names.named(identifier))
        if judgement.bracket:
            self._brackets[identifier][judgement.bracket] += 1
        if judgement.value > 1:
            self._named.add(identifier)
        return Weight(judgement.value, judgement.certain)

    def propose(self, survey: Survey) -> tuple[Proposal, ...]:
        """Regions, départements, groups, communes and quarters the document is about."""
        tallies = survey.of(FIELD)
        towns = self._towns(tallies)
        regions = _about(_of_kind(tallies, "reg:"), survey.words)
        departements = _about(_of_kind(tallies, "dep:"), survey.words)
        wider = {**regions, **departements}
        communes = self._subjects(towns, wider, survey.words)
        groups = self._subjects(_of_kind(tallies, "epci:"), wider, survey.words)
        if towns and not communes and not wider:
            departements = self._standing_for(towns, survey.words)
        kept = {
            place: tally
            for place, tally in departements.items()
            if tally.zones[Zone.TITLE] or not _is_detail(place, departements, regions)
        }
        for region in regions.keys() & NAMED_BY_DEPARTEMENTS.keys():
            kept |= {place: regions[region] for place in NAMED_BY_DEPARTEMENTS[region] if place not in kept}
        quarters = self._quarters(tallies, communes)
        wider = self._not_implied({**regions, **kept}, communes)
        found = {**wider, **groups, **communes, **quarters}
        return tuple(_proposal(place, tally) for place, tally in found.items())

    def _towns(self, tallies: Tallies) -> Tallies:
        """Commune → tally of its name, for each name of which it is clear which commune it means."""
        named = {each: self.names.named(each) for each in tallies if each.startswith(NAMED)}
        sure = {each: name for each, name in named.items() if not _is_small(name) or each in self._named}
        clues = clues_from(tallies, sure, self._brackets, self.gazetteer)
        towns: Tallies = {}
        for identifier, name in named.items():
            commune, support = choose(identifier, name, clues, self.gazetteer)
            believed = support > 0 or identifier in sure
            stray = len(name.communes) >= SEVERAL and not support and not self._insisted(identifier, tallies)
            if commune and believed and not stray:
                towns[commune] = tallies[identifier]
        return towns

    def _insisted(self, identifier: str, tallies: Tallies) -> bool:
        """Whether a name that many towns share, and churches and quarters too, is said to be a town's."""
        tally = tallies[identifier]
        return identifier in self._named or bool(tally.zones[Zone.TITLE]) or tally.weight >= INSISTED

    def _subjects(self, towns: Tallies, wider: Tallies, words: int) -> Tallies:
        """Towns the document is about, none when they are many or mere parts of a wider place it names."""
        weighed = {place: _weight(place, tally) for place, tally in towns.items()}
        kept = _about(towns, words, weighed)
        announced = max((each.weight for each in wider.values() if each.zones[Zone.TITLE]), default=0.0)
        kept = {
            place: tally
            for place, tally in kept.items()
            if tally.zones[Zone.TITLE]
            or (weighed[place] >= 0.6 * announced and weighed[place] >= self._outweighed(place, wider))
        }
        titled = any(tally.zones[Zone.TITLE] for tally in kept.values())
        return kept if titled or not self._scattered(kept, wider) else {}

    def _outweighed(self, town: str, wider: Tallies) -> float:
        """How much the document speaks of the region it is about that holds a town."""
        around = self.gazetteer.within(town)
        return max(
            (
                tally.weight
                for place, tally in wider.items()
                if place.startswith("reg:") and any(each in around for each in _today(place))
            ),
            default=0.0,
        )

    def _scattered(self, towns: Tallies, wider: Tallies) -> bool:
        """Whether towns are examples from all over the country, or from all over a region that is named."""
        regions = self._around(towns, "reg:")
        one_region = len(regions) == 1 and any(regions.keys() & set(_today(place)) for place in wider)
        return len(regions) >= SEVERAL or (one_region and len(self._around(towns, "dep:")) >= SEVERAL)

    def _around(self, towns: Tallies, kind: str) -> Counter[str]:
        """How many of the towns lie in each place of a kind."""
        return Counter(
            each for town in towns for each in self.gazetteer.within(town) if each.startswith(kind)
        )

    def _not_implied(self, wider: Tallies, communes: Tallies) -> Tallies:
        """Without the département or region of a town that is named more often than it."""
        named: defaultdict[str, float] = defaultdict(float)
        for commune, tally in communes.items():
            for each in self.gazetteer.within(commune):
                named[each] += tally.weight
        return {
            place: tally
            for place, tally in wider.items()
            if (place == "dep:75" and PARIS not in communes)
            or not any(named[each] >= tally.weight for each in _today(place))
            or (tally.zones[Zone.TITLE] and place != "dep:75")
        }

    def _standing_for(self, towns: Tallies, words: int) -> Tallies:
        """The département that most of many towns lie in."""
        total = sum(tally.weight for tally in towns.values())
        by_departement: defaultdict[str, list[Tally]] = defaultdict(list)
        for place, tally in towns.items():
            for each in self.gazetteer.within(place):
                if each.startswith("dep:"):
                    by_departement[each].append(tally)
        for departement, inside in by_departement.items():
            weight = sum(tally.weight for tally in inside)
            if len(inside) >= SEVERAL and weight >= max(CONCENTRATED * total, 3 * _enough(words)):
                return {departement: max(inside, key=lambda tally: tally.weight)}
        return {}

    def _quarters(self, tallies: Tallies, communes: Tallies) -> Tallies:
        """Quarters named by their code, or by their name in a document about their commune."""
        found = _of_kind(tallies, "qpv:")
        for identifier, tally in tallies.items():
            if identifier.startswith(QUARTER):
                for code in self.names.quarters(identifier):
                    if any(place in communes for place in self.gazetteer.within(code)):
                        found[code] = tally
        return dict(sorted(found.items(), key=lambda each: -each[1].weight)[:MOST])


def _of_kind(tallies: Tallies, kind: str) -> Tallies:
    return {place: tally for place, tally in tallies.items() if place.startswith(kind)}


def _is_small(name: Name) -> bool:
    return name.population < TOWN and name.form.text.isalpha()


def _today(place: str) -> tuple[str, ...]:
    """A place as the gazetteer writes what others lie in: a region of before 2016 as today's."""
    return (f"reg:{regions_of(place)[-1]}",) if place.startswith("reg:") and regions_of(place) else (place,)


def _weight(place: str, tally: Tally) -> float:
    weight: float = tally.weight
    return weight * (PARIS_SHARE if place == PARIS else 1.0)


def _is_detail(place: str, departements: Tallies, regions: Tallies) -> bool:
    """Whether a département is but a part of a region the document is about."""
    region = set(regions_of(place))
    around = sum(tally.weight for each, tally in regions.items() if region & set(regions_of(each)))
    together = sum(bool(region & set(regions_of(each))) for each in departements)
    return around > 0 and (together >= SEVERAL or departements[place].weight < 0.6 * around)


def _enough(words: int) -> float:
    """The weight a place must reach in a text of that length."""
    return max(1.0, math.sqrt(words / 1500))


def _about(tallies: Tallies, words: int, weights: dict[str, float] | None = None) -> Tallies:
    """Those in the title, else the few that weigh enough for the length of the document."""
    weights = weights or {place: tally.weight for place, tally in tallies.items()}
    # Where people met is no subject, even in a title.
    named = {
        place: tally for place, tally in tallies.items() if tally.zones[Zone.TITLE] and weights[place] >= 1
    }
    most = max(weights.values(), default=0.0)
    enough = _enough(words)
    kept = {
        place: tally
        for place, tally in tallies.items()
        if weights[place] >= 0.3 * most and weights[place] >= (enough if _is_upfront(tally) else 2.5 * enough)
    }
    kept = {} if len(kept) > MOST else kept
    return dict(sorted({**named, **kept}.items(), key=lambda each: -weights[each[0]]))


def _is_upfront(tally: Tally) -> bool:
    return any(tally.zones[zone] for zone in (Zone.HEAD, Zone.HEADING, Zone.TITLE))


def _proposal(place: str, tally: Tally) -> Proposal:
    confidence = 0.9 if tally.zones[Zone.TITLE] else tally.weight / (tally.weight + 1.5)
    return Proposal(place, "gazetteer", confidence, tally.evidence, tally.terms)
