"""Proposals: of the places a document may be about, those it is about.

In come the candidates with what is seen of each; out come regions, départements, intercommunalities, communes
and quarters, each but once: a département or region that a town says already is left out, and a list of many
places names none. What is less than likely is offered as doubtful.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import replace

from catalogue.record import Method
from catalogue.vocabulary.gazetteer import Gazetteer
from indexer.describe.by_origin import chance_of, rivals
from indexer.describe.mentions import Survey, Tally, Zone
from indexer.describe.place_candidates import MANY, PARIS, PARIS_ALONE, Candidate, Candidates, Tallies
from indexer.describe.place_names import QUARTER, PlaceNames
from indexer.describe.place_signs import today
from indexer.describe.proposal import Proposal
from indexer.describe.regions import FIELD
from indexer.describe.weights import LEAST, OFFERED, OFFERS, Weights

#: Places of one kind that are listed at most.
MOST = 8
#: The one region whose name is that of its départements, so that who names it names both.
NAMED_BY_DEPARTEMENTS = {"reg:31": ("dep:59", "dep:62")}
#: How likely a town is at most that is only said beside the subject.
BESIDE = 0.4


class PlaceProposals:
    """Chooses among the candidates of one document after another."""

    def __init__(self, names: PlaceNames, gazetteer: Gazetteer) -> None:
        self._names = names
        self._gazetteer = gazetteer

    def propose(self, survey: Survey, weights: Weights, seen: Candidates) -> tuple[Proposal, ...]:
        """Regions, départements, groups, communes and quarters the document is about."""
        chances = {
            place: chance
            for question, candidates in seen.items()
            for place, chance in _chances(question, candidates, weights).items()
        }
        every = {place: each for candidates in seen.values() for place, each in candidates.items()}
        tallies = {place: each.tally for place, each in every.items()}
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
        implied = {each for place in found for each in (place, *self._gazetteer.within(place))}
        offered = sorted(
            (each for each in chances if OFFERED <= chances[each] < LEAST and each not in implied),
            key=lambda each: -chances[each],
        )
        return (
            *(
                _proposal(each, chance, tallies.get(each) or everything[each], every.get(each))
                for each, chance in found.items()
            ),
            *(
                replace(_proposal(each, chances[each], tallies[each], every[each]), doubtful=True)
                for each in offered[:OFFERS]
            ),
        )

    def _not_implied(
        self, wider: dict[str, float], communes: Mapping[str, float], tallies: Tallies
    ) -> dict[str, float]:
        """Without the département or region of a town that is named more often than it."""
        named: defaultdict[str, float] = defaultdict(float)
        for commune in communes:
            for each in self._gazetteer.within(commune):
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
                communes.get(self._names.seat(place), 0.0),
                *(wider.get(each, 0.0) for each in self._gazetteer.within(place)),
                0.0,
            )
            for place in tallies
            if place.startswith("epci:")
            and (
                self._names.seat(place) in communes
                or any(each in wider for each in self._gazetteer.within(place))
            )
        }

    def _quarters(self, tallies: Tallies, communes: Mapping[str, float]) -> dict[str, float]:
        """Quarters named by their code, or by their name in a document about their commune."""
        found = {place: 0.9 for place in tallies if place.startswith("qpv:")}
        for identifier in list(tallies):
            if identifier.startswith(QUARTER):
                for code in self._names.quarters(identifier):
                    lying = [communes[place] for place in self._gazetteer.within(code) if place in communes]
                    if lying:
                        found[code] = lying[0]
                        tallies[code] = tallies[identifier]
        return dict(sorted(found.items(), key=lambda each: -tallies[each[0]].weight)[:MOST])


def _chances(question: str, candidates: Mapping[str, Candidate], weights: Weights) -> dict[str, float]:
    """How likely each candidate is, by the text and by where the document comes from."""
    base = {
        place: _chance(weights.probability(question, each.signs), each.signs) if each.signs else None
        for place, each in candidates.items()
    }
    others = rivals(base)
    return {
        place: chance_of(weights, question, base[place], each.origin, others[place])
        for place, each in candidates.items()
    }


def _chance(chance: float, signs: Mapping[str, float]) -> float:
    """How likely a place is, which no fact is where it is only met in, written to, or a word like others.

    Of a hundred such towns ten are what the document is about: too few for weights to hold to it where a
    text says nothing else.
    """
    return min(chance, BESIDE) if signs.get("aside") or signs.get("unsaid") else chance


def _lists(tallies: Tallies) -> set[str]:
    """The kinds of which so many places are named that they are a list, whatever each looks like."""
    named = Counter(place[:4] for place, tally in tallies.items())
    return {kind for kind, most in (("reg:", MANY), ("dep:", MOST), ("com:", MOST)) if named[kind] > most}


def _first(chances: Mapping[str, float], kind: str) -> dict[str, float]:
    """The likeliest places of a kind."""
    of_kind = [(place, chance) for place, chance in chances.items() if place.startswith(kind)]
    return dict(sorted(of_kind, key=lambda each: -each[1])[:MOST])


def _proposal(place: str, chance: float, tally: Tally, candidate: Candidate | None) -> Proposal:
    told = candidate.evidence if candidate else ()
    method = Method.ORIGIN if candidate and not candidate.signs else Method.GAZETTEER
    return Proposal(place, method, chance, (*tally.evidence, *told), tally.terms)
