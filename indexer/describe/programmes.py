"""The programmes (dispositifs) a document speaks of, each with the pages and sentences that say so.

A programme is a fact: it is kept when the document says something of it, not when it stands once in a long
list or only in the date of a decision (« le CIV du 9 mars 2006 »); what each sign of that is worth is learnt.
Programmes that share a name or an acronym are told apart by what the document writes the acronym out as, by
the words near it, by the years written next to it, then by the year of the document; and no document speaks
of a programme before there was one.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Set

from catalogue.record import Method
from catalogue.vocabulary.concepts import Concept, Vocabulary
from indexer.describe.acronyms import is_called, written_out
from indexer.describe.bodies import is_body
from indexer.describe.concept_forms import CONTEXT, in_context
from indexer.describe.folded_text import Passage, fold
from indexer.describe.mentions import Survey, Weight, Zone, longer
from indexer.describe.proposal import Proposal
from indexer.describe.recogniser import Hit
from indexer.describe.weights import LEAST, NO_SIGNS, OFFERED, Signs, Weights, shipped
from indexer.describe.written_dates import years_near

FIELD = "programmes"
#: Start and end of a hit in its passage.
Span = tuple[int, int]
MOST = 15
#: Words of a text in which one mention is enough.
SHORT = 1500
#: How sure it is that a document is about a programme of its title, however long it is.
ENTITLED = 0.75
#: What a programme weighs at least of which something is said, and how likely one is at most that is cited.
SAID, CITED = 0.5, 0.45
#: Years by which a programme may be spoken of before it begins.
AHEAD = 1
#: Characters on each side in which the contexts of programmes that share an acronym are looked for, in turn.
NEARER = (30, 70, CONTEXT)
#: Letters of an acronym that no programme is sure of (ML, CC).
LONE_LETTERS = 2
_LAW = re.compile(r"(?:Loi|Pacte|Plan)(?!\w)")
_DATED = re.compile(r"\bd[ue] .*\d{4}|n°")
_DECISION_AFTER = re.compile(r"\s*(?:du|en date du)\s+(?:\d{1,2}(?:er)?\s+)?(?:\w+\s+)?(?:19|20)\d\d")
#: What is said of the programme that another took the place of.
_REPLACED_BEFORE = re.compile(
    r"(a la place|remplace(nt|r)?|succede(nt)?|suite|ancien(ne)?s?|avant|ex-)"
    r"( aux?| de| des| du| l[ea]s?| un)* ?$"
)
_EXAMPLES = re.compile(r"\([^()]*(?:…|\.\.\.|etc|,[^()]*,)[^()]*\)")
_BETWEEN_LISTED = re.compile(r"[\s,;/()«»…-]*(?:(?:et|ou|les?|la|l['’]|des?|du)[\s(«]*){0,2}")
#: Programmes in one breath that make a list.
LISTED = 4


class ProgrammeWeigher:
    """Judges hits of one document of a known year (None: undated), the last year it writes being `era`."""

    def __init__(self, programmes: Vocabulary, year: int | None, era: int | None) -> None:
        self._programmes: Mapping[str, Concept] = programmes.concepts
        first = min((each.start for each in self._programmes.values() if each.start), default=0)
        # A year in which there was no programme at all was read from something else.
        self._year = year if year and year + AHEAD >= first else None
        self._era = self._year or era
        #: Beginning of the youngest programme whose name no other bears.
        self._youngest = 0
        #: (programme, acronym) → whether the document writes it out as this programme's name.
        self._told: dict[tuple[str, str], bool] = {}

    def __call__(self, passage: Passage, hits: list[Hit]) -> list[Weight]:
        """0 for another programme's name or another time's, little where it is only cited, else 1."""
        rivals: dict[Span, list[Hit]] = defaultdict(list)
        for hit in hits:
            rivals[hit.start, hit.end].append(hit)
        self._date(passage, rivals.values())
        listed = _listed(passage.text, sorted(rivals))
        return [self._weight(hit, passage, rivals[hit.start, hit.end], listed) for hit in hits]

    def _weight(self, hit: Hit, passage: Passage, rivals: list[Hit], listed: Set[Span]) -> Weight:
        if not self._exists(hit):
            return Weight(0)
        meant = self._meant(hit, passage, rivals)
        if meant is None:
            return Weight(0)
        value = 1.0 if hit.form.names else 0.5
        cited = (hit.start, hit.end) in listed or _is_cited(hit, passage.text)
        return Weight(value * (0.3 if cited else 1.0), meant and len(hit.form.text) > LONE_LETTERS)

    def _date(self, passage: Passage, named: Iterable[list[Hit]]) -> None:
        """What programmes named tell of the time: the youngest whose name is its own, one the year belies.

        A year in which there was not yet what the title names, or what bears its own years (« contrat de
        ville 2024-2030 »), was read from something else.
        """
        for rivals in named:
            start = self._programmes[rivals[0].form.identifier].start
            if len(rivals) == 1 and rivals[0].form.names and start:
                self._youngest = max(self._youngest, start)
            if (passage.is_title or str(start) in rivals[0].form.text) and not any(
                self._exists(each) for each in rivals
            ):
                self._year = self._era = None

    def _exists(self, hit: Hit) -> bool:
        start = self._programmes[hit.form.identifier].start
        return start is None or self._year is None or start <= self._year + AHEAD

    def _meant(self, hit: Hit, passage: Passage, rivals: list[Hit]) -> bool | None:
        """Whether the words mean this programme of those that bear the name; None: no, False: they may."""
        if not hit.form.contexts:
            latest = self._in_force(passage, hit, rivals)[-1:] if len(rivals) > 1 else rivals
            return True if hit in (latest or self._longest(rivals)) else None
        explained = self._explained(hit, passage)
        return self._by_context(hit, passage, rivals) if explained is None else explained or None

    def _explained(self, hit: Hit, passage: Passage) -> bool | None:
        """What the document says the acronym stands for, here or before: this programme, another thing."""
        told = (hit.form.identifier, hit.form.text)
        words = written_out(passage.text, hit.start, hit.end)
        if words:
            self._told[told] = is_called(self._programmes[hit.form.identifier], words)
            return self._told[told]
        return None if self._told.get(told, True) else False

    def _by_context(self, hit: Hit, passage: Passage, rivals: list[Hit]) -> bool | None:
        """The programme whose context stands nearest, else the only one of its years."""
        if len(rivals) == 1:
            return in_context(hit, passage)
        rivals = [rival for rival in rivals if self._exists(rival)]
        near: list[Hit] = []
        for reach in NEARER:
            near = near or [rival for rival in rivals if in_context(rival, passage, reach)]
        if len(near) == 1:
            return True if hit in near else None
        current = self._in_force(passage, hit, near or rivals)
        if len(current) == 1:
            return True if hit in current else None
        return (hit in (current or near) or None) if near else False

    def _longest(self, rivals: list[Hit]) -> list[Hit]:
        """Of programmes that no year dates, that of the time of another named, else the one of longest."""
        known = [self._programmes[each.form.identifier] for each in rivals]
        then = [each for each, one in zip(rivals, known, strict=True) if _in_force(one, self._youngest)]
        if then and self._era is None:
            return then[-1:]
        lasted = [(each.end or each.start or 0) - (each.start or 0) for each in known]
        return [rivals[lasted.index(max(lasted))]] if any(lasted) and self._era is None else []

    def _in_force(self, passage: Passage, hit: Hit, rivals: list[Hit]) -> list[Hit]:
        """Of several programmes, those in force in the nearest year written, else in the document's."""
        known = self._programmes
        years = (*years_near(passage.text, hit.start, hit.end), *((self._era,) if self._era else ()))
        # The year before it begins a programme is already spoken of, unless another then is in force.
        for ahead in (0, AHEAD):
            for year in years:
                found = [each for each in rivals if _in_force(known[each.form.identifier], year, ahead)]
                if found:
                    return sorted(found, key=lambda rival: known[rival.form.identifier].start or 0)
        return []


def _in_force(concept: Concept, year: int, ahead: int = 0) -> bool:
    return (concept.start is None or concept.start - ahead <= year) and (
        concept.end is None or year <= concept.end
    )


def _is_cited(hit: Hit, text: str) -> bool:
    """A law named by its date, a decision of a committee, what was replaced, an example in brackets."""
    if _DATED.search(hit.form.text) or _DECISION_AFTER.match(text, hit.end):
        return True
    low = max(0, hit.start - 120)
    examples = _EXAMPLES.finditer(text, low, hit.end + 120)
    replaced = _REPLACED_BEFORE.search(fold(text[max(0, hit.start - 30) : hit.start]))
    return bool(replaced) or any(each.start() < hit.start and hit.end < each.end() for each in examples)


def _listed(text: str, spans: list[Span]) -> Set[Span]:
    """Hits that are among several programmes with hardly anything between them."""
    chains: list[list[Span]] = []
    for span in spans:
        if chains and _BETWEEN_LISTED.fullmatch(text, chains[-1][-1][1], span[0]):
            chains[-1].append(span)
        else:
            chains.append([span])
    long = (chain for chain in chains if len({fold(text[start:end]) for start, end in chain}) >= LISTED)
    return {span for chain in long for span in chain}


def programme_signs(survey: Survey, programmes: Vocabulary) -> dict[str, dict[str, float]]:
    """Programme → what is seen of it: where, how often and in how many words it is named.

    One that a long text names late, and hardly another, is said in passing; among many others it is not.
    """
    enough = max(1.0, (survey.words / SHORT) ** 0.5)
    passing = longer(survey.words) / max(1, len(survey.of(FIELD)))
    return {
        programme: {
            "weight": math.log1p(tally.weight / enough),
            "enough": float(tally.weight >= enough),
            "heading": float(bool(tally.zones[Zone.HEADING])),
            "head": float(bool(tally.zones[Zone.HEAD])),
            "several words": math.log1p(len(tally.forms) - 1),
            "once": float(tally.zones.total() == 1),
            "late, alone, long": 0.0 if tally.upfront else passing,
            "a body": float(is_body(programmes.concepts[programme].label())),
            "a law": float(bool(_LAW.match(programmes.concepts[programme].label()))),
        }
        for programme, tally in survey.of(FIELD).items()
    }


def propose_programmes(
    survey: Survey, programmes: Vocabulary, weights: Weights | None = None, domain: Signs = NO_SIGNS
) -> tuple[Proposal, ...]:
    """Programmes of which something is said, the likeliest first; the number is bounded by MOST.

    The weights are those shipped unless others are given; `domain` is what tells against all (`domain`).
    """
    weights, tallies = weights or shipped(), survey.of(FIELD)
    chances = {
        programme: max(
            min(
                weights.probability(FIELD, {**signs, **domain}),
                CITED if tallies[programme].weight < SAID else 1.0,
            ),
            ENTITLED if tallies[programme].zones[Zone.TITLE] else 0.0,
        )
        for programme, signs in programme_signs(survey, programmes).items()
    }
    kept = sorted((each for each in chances if chances[each] >= OFFERED), key=lambda each: -chances[each])
    return tuple(
        Proposal(
            each,
            Method.VOCABULARY,
            min(0.97, chances[each]),
            tallies[each].evidence,
            tallies[each].terms,
            doubtful=chances[each] < LEAST,
        )
        for each in kept[:MOST]
    )
