"""The places a document is about: regions past and present, départements, communes, groups, quarters.

Reading notes every place a text names and how (`regions` and `place_contexts` judge each mention by the
words around it); once all is read, `place_candidates` tells which places are meant and what is seen of each
(said in the title, how introduced, how often for the length of the document, among how many others, inside
or outside the other places named), `weights` weighs that, and `place_proposals` chooses. A region of before
2016 is kept as itself (`reg:54`); what it counts under today is the facets' affair.
"""

import re
from itertools import pairwise

from catalogue.vocabulary.gazetteer import Gazetteer
from indexer.describe.folded_text import Passage
from indexer.describe.listed_names import NAMED
from indexer.describe.mentions import Survey, Weight
from indexer.describe.place_candidates import Candidates, Told, candidates
from indexer.describe.place_contexts import TOWN, Judgement, Said, goes_on, is_also_a_word, judge
from indexer.describe.place_names import PlaceNames
from indexer.describe.place_proposals import PlaceProposals
from indexer.describe.proposal import Proposal
from indexer.describe.recogniser import Hit
from indexer.describe.regions import VALUES, Named, weigh_place
from indexer.describe.weights import Weights

#: An intercommunality is named as a body that acts more often than as a place.
GROUP_SHARE = 0.5
#: What stands between two places of a list.
_LISTED = re.compile(
    r"[\s,;/•·–—|-]*(?:(?:et|ou|puis|&)\s)?\s*(?:(?:à|de|du|des|au|aux|d['’]|l['’])\s?)?", re.I
)


class PlaceReader:
    """Reads the places of one document: a `Weigher` first, then proposals."""

    def __init__(self, names: PlaceNames, gazetteer: Gazetteer) -> None:
        self.names = names
        self.gazetteer = gazetteer
        self._told = Told()

    def __call__(self, passage: Passage, hits: list[Hit]) -> list[Weight]:
        """What each mention is worth, noting how it is made and beside which others."""
        for one, other in pairwise(hits):
            if _LISTED.fullmatch(passage.text, one.end, other.start):
                self._told.mentions[one.form.identifier].listed.add(other.form.identifier)
                self._told.mentions[other.form.identifier].listed.add(one.form.identifier)
        return [self._weight(hit, passage, hits[max(0, n - 1) : n + 2]) for n, hit in enumerate(hits)]

    def _weight(self, hit: Hit, passage: Passage, neighbours: list[Hit]) -> Weight:
        identifier = hit.form.identifier
        if identifier.startswith(NAMED):
            name = self.names.named(identifier)
            judgement = judge(hit, passage, name)
            if name.population < TOWN and is_also_a_word(name, passage):
                judgement = Judgement(Said.WORD)
            self._note(identifier, judgement.said, passage, hit)
            return self._town(identifier, judgement)
        named = weigh_place(hit, passage, neighbours)
        if named is not Named.NOTHING:
            self._note(identifier, named, passage, hit)
        if identifier.startswith("epci:"):
            return Weight(0 if goes_on(hit, passage) else VALUES[named] * GROUP_SHARE)
        return Weight(VALUES[named])

    def _note(self, identifier: str, kind: str, passage: Passage, hit: Hit) -> None:
        mentions = self._told.mentions[identifier]
        if passage.is_title:
            mentions.in_title[kind] += 1
            return
        mentions.said[kind] += 1
        if passage.page == 1:
            mentions.first = min(mentions.first, passage.start + hit.start)

    def _town(self, identifier: str, judgement: Judgement) -> Weight:
        if judgement.bracket:
            self._told.brackets[identifier][judgement.bracket] += 1
        if judgement.value > 1 or judgement.said is Said.AT:
            self._told.sure.add(identifier)
        return Weight(judgement.value, judgement.certain)

    def candidates(self, survey: Survey) -> Candidates:
        """Question → place → what is seen of it."""
        return candidates(survey, self._told, self.names, self.gazetteer)

    def propose(
        self, survey: Survey, weights: Weights, seen: Candidates | None = None
    ) -> tuple[Proposal, ...]:
        """Regions, départements, groups, communes and quarters the document is about."""
        chosen = PlaceProposals(self.names, self.gazetteer)
        return chosen.propose(survey, weights, seen or self.candidates(survey))
