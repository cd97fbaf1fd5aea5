"""Mentions: how much a document speaks of each concept, where, and the best quotes that show it.

The document is read once, passage by passage, and nothing but the tallies is kept, whatever its length.
What one hit is worth is the affair of its field: a `Weigher` looks at the words around it.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import NamedTuple

from catalogue.corrections import NOTHING_LEARNT, Learnt
from catalogue.record import Evidence, Method, Page
from indexer.describe.folded_text import PASSAGE, Passage, passages
from indexer.describe.proposal import Proposal
from indexer.describe.quotes import quote
from indexer.describe.recogniser import Hit

#: Quotes kept for one concept, and sentences looked at to find them.
QUOTES, TRIES = 3, 15
#: Written forms told of one concept.
TERMS = 6
#: Characters of the first page that count as the head of the document.
HEAD = 800
#: Words of a text in which nothing is said in passing.
PAGE = 100


class Zone(IntEnum):
    """Where a hit stands; further on means more telling."""

    BODY = 0
    HEAD = 1
    HEADING = 2
    TITLE = 3


#: What one hit counts for in each zone, before the weigher's judgement.
ZONE_WEIGHTS = {Zone.BODY: 1.0, Zone.HEAD: 1.5, Zone.HEADING: 2.0, Zone.TITLE: 4.0}


class Weight(NamedTuple):
    """A weigher's judgement of one hit: 0 is no mention at all."""

    value: float
    #: False for a form that counts only if the concept is also named outright somewhere in the document.
    certain: bool = True
    #: Whether it is one of several concepts in a row: « emploi, santé, mobilité ».
    in_a_row: bool = False


#: Judges all hits of one field in a passage, in their order, by the words around them and by each other.
Weigher = Callable[[Passage, list[Hit]], list[Weight]]


#: All hits of a passage, of all fields, in reading order.
Finder = Callable[[Passage], list[Hit]]


@dataclass(slots=True)
class Tally:
    """What a document says of one concept."""

    #: Weight by written form, so that one word said a hundred times is told from ten words.
    forms: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    doubtful: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    zones: Counter[Zone] = field(default_factory=Counter)
    pages: set[int] = field(default_factory=set)
    #: How often it is one of several in a row.
    in_a_row: int = 0
    #: How much of what was refused elsewhere its forms have left: 1 where nobody refused any.
    trust: float = 1.0
    #: Characters of the text before its first and its last mention, title and headings apart.
    first: int | None = None
    last: int = 0
    #: Sentences looked at so far.
    tries: int = 0
    #: Best first: rank, then evidence.
    quotes: list[tuple[float, Evidence]] = field(default_factory=list)
    #: Where it may be quoted besides (rank, page, text, hit), in reading order: a sentence is cut out once
    #: somebody asks for it, and of most concepts nobody does.
    quotable: list[tuple[float, int, str, Hit]] = field(default_factory=list)

    @property
    def weight(self) -> float:
        """All that counts: doubtful forms only beside certain ones."""
        return sum(self.forms.values()) + (sum(self.doubtful.values()) if self.forms else 0.0)

    @property
    def upfront(self) -> bool:
        """Whether it stands where a text says what it is about: title, headings, head."""
        return any(self.zones[zone] for zone in (Zone.HEAD, Zone.HEADING, Zone.TITLE))

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The best quotes, best first."""
        self._look()
        return tuple(evidence for _, evidence in self.quotes)

    @property
    def terms(self) -> tuple[str, ...]:
        """The forms that counted most, certain ones before doubtful ones."""
        ranked = (sorted(each, key=lambda form: -each[form]) for each in (self.forms, self.doubtful))
        return tuple(dict.fromkeys(form for forms in ranked for form in forms))[:TERMS]

    def add(self, hit: Hit, passage: Passage, zone: Zone, weight: Weight, *, quotable: bool) -> None:
        """Count one hit and keep its sentence if it is among the best."""
        value = weight.value * ZONE_WEIGHTS[zone]
        form = hit.form.text
        (self.forms if weight.certain else self.doubtful)[form] += value
        self.zones[zone] += 1
        self.pages.add(passage.page)
        self.in_a_row += weight.in_a_row
        rank = value + (0.5 if hit.form.names else 0.0)
        if quotable and self.tries < TRIES:
            self.quotable.append((rank, passage.page, passage.text, hit))
            if len(self.quotable) == TRIES:  # so that no more is kept of a long text
                self._look()

    def stands(self, place: int) -> None:
        """Note where a mention stands in the text, in reading order."""
        self.first = place if self.first is None else self.first
        self.last = place

    def _look(self) -> None:
        """Cut out the sentences that may be among the best."""
        for rank, page, text, hit in self.quotable:
            if self.tries < TRIES and (len(self.quotes) < QUOTES or rank > self.quotes[-1][0]):
                self.tries += 1
                self._keep(rank, Evidence(page, quote(text, hit.start, hit.end)))
        self.quotable.clear()

    def _keep(self, rank: float, evidence: Evidence) -> None:
        if any(evidence.quote in kept.quote or kept.quote in evidence.quote for _, kept in self.quotes):
            return
        self.quotes = sorted([*self.quotes, (rank, evidence)], key=lambda each: -each[0])[:QUOTES]


@dataclass(slots=True)
class Survey:
    """Tallies of one document by field and identifier, and its length in words."""

    tallies: dict[str, dict[str, Tally]]
    words: int = 0
    #: Its length in characters.
    length: int = 0

    def of(self, name: str) -> dict[str, Tally]:
        """Tallies of one field that hold at least one certain mention."""
        found = self.tallies.get(name, {})
        return {identifier: tally for identifier, tally in found.items() if tally.forms}

    def all(self, name: str) -> dict[str, Tally]:
        """Tallies of one field, those of doubtful mentions alone included."""
        return dict(self.tallies.get(name, {}))


def longer(words: int) -> float:
    """How many times over a text is twice a page: what it says once, or late, tells less by so much."""
    return math.log2(max(1.0, words / PAGE))


def survey(
    pages: tuple[Page, ...],
    title: Proposal,
    find: Finder,
    weighers: Mapping[str, Weigher],
    learnt: Learnt = NOTHING_LEARNT,
) -> Survey:
    """Read the whole document once and tally every concept that `find` finds in it.

    A form that documentalists often refused for a concept counts for less, as `learnt` says.
    """
    result = Survey({name: {} for name in weighers})
    for zone, passage in _zoned(pages, title):
        if zone is Zone.BODY:
            result.words += len(passage.folded_words)
        found = find(passage)
        quotable = zone in (Zone.BODY, Zone.HEADING) or bool(title.evidence)
        for name, weigh in weighers.items() if found else ():
            tallies = result.tallies[name]
            hits = [hit for hit in found if hit.form.field == name]
            for hit, weight in zip(hits, weigh(passage, hits), strict=True):
                if weight.value > 0:
                    form = hit.form
                    known = learnt.weight(name, form.identifier, form.text)
                    told = weight if known == 1 else weight._replace(value=weight.value * known)
                    tally = tallies.get(form.identifier)
                    if tally is None:
                        tally = tallies[form.identifier] = Tally()
                    tally.trust = min(tally.trust, known)
                    tally.add(hit, passage, _zone(zone, passage, hit, pages), told, quotable=quotable)
                    if zone is Zone.BODY:
                        tally.stands(result.length + hit.start)
        result.length += len(passage.text) if zone is Zone.BODY else 0
    return result


def _zoned(pages: tuple[Page, ...], title: Proposal) -> Iterator[tuple[Zone, Passage]]:
    zone = Zone.HEAD if title.method == Method.FILE_NAME else Zone.TITLE
    said_on = title.evidence[0].page if title.evidence else 1
    yield zone, Passage(said_on, title.value, is_title=zone is Zone.TITLE)
    for page in pages:
        if page.headings:
            yield Zone.HEADING, Passage(page.number, "\n".join(page.headings)[:PASSAGE])
    yield from ((Zone.BODY, passage) for passage in passages(pages))


def _zone(zone: Zone, passage: Passage, hit: Hit, pages: tuple[Page, ...]) -> Zone:
    """The body of the first page begins with the head."""
    first = zone is Zone.BODY and passage.page == pages[0].number and passage.start + hit.start < HEAD
    return Zone.HEAD if first else zone
