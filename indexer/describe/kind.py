"""The type of document, by the words people give such documents: in the title, the file name, on the cover.

The words are those of the vocabulary `types` (labels, synonyms, cues), so a library that adds a type or a
word to it is served without code. The title says most, its beginning more than its end (« Rapport
d'activité du contrat de ville » is a report, not a contract); a line of the cover that says nothing else
comes next; cues of the first and last pages only confirm. The name of a programme hides the words it holds:
a page titled « Contrat local de santé » is hardly the contract itself. The shape of the document is
one more sign (`shapes`). Where all stay below LEAST nothing is claimed.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from catalogue.record import Evidence, Page
from catalogue.vocabulary.concepts import Concept, Vocabulary
from catalogue.vocabulary.labels import is_acronym
from indexer.describe.folded_text import WORD, Passage, normal
from indexer.describe.proposal import Proposal
from indexer.describe.quotes import quote
from indexer.describe.recogniser import Form, Hit, Recogniser, Writing
from indexer.describe.shapes import HEADLINE_VERBS, type_by_shape

FIELD = "type"
#: What the name of a programme is under, among the forms of types.
PROGRAMME = ""
LEAST = 2.0
#: What each shape is worth beside the words; a web page's is less than one cue, and enough by itself.
WEIGHT_OF_SHAPE = {"format": 4.0, "rubrics": 3.0, "shape": 0.55}
#: Characters of the first page read as a cover, and of each end of the document read for cues.
COVER, END = 700, 3000
_PIECES = re.compile(r"\s*[/(,)]\s*")
#: What parts a cover into lines and sentences.
_LINE = re.compile(r"\n|(?<=[.;:–|])\s")
_DONE_BEFORE = re.compile(rf"\b{HEADLINE_VERBS} (?:une?|la|les?|l['’]|leurs?|son|sa|ses|des|du) ?$")
_TITLE_PIECES = re.compile(r"\s*[():–—]\s*|\s+-\s+")


@dataclass(frozen=True, slots=True)
class _Sign:
    """One reason for one type."""

    identifier: str
    weight: float
    evidence: Evidence | None = None


class _Named:
    """A title, read once for all that it tells."""

    def __init__(self, title: Proposal, recogniser: Recogniser) -> None:
        self.title = title
        self.evidence = title.evidence[0] if title.evidence else None
        self.passage = Passage(1, title.value)
        self.hits = recogniser.find(self.passage)


class TypeRecogniser:
    """The words of all types, compiled once."""

    def __init__(self, types: Vocabulary, programmes: Vocabulary) -> None:
        self._known = types.concepts
        forms = [form for concept in types.concepts.values() for form in _forms(concept)]
        names = dict.fromkeys(name for concept in programmes.concepts.values() for name in _names(concept))
        self._recogniser = Recogniser(
            (*forms, *(Form(FIELD, PROGRAMME, name, _writing(name)) for name in names))
        )
        self._programmes = frozenset(normal(name) for name in names)
        self._words = tuple((normal(form.text), form.identifier) for form in forms if form.names)

    def propose(
        self,
        pages: tuple[Page, ...],
        title: Proposal,
        file: str,
        media_type: str,
        issued: Proposal | None = None,
        programmes: int = 0,
    ) -> Proposal | None:
        """The type with the most signs; None when they are too few or two types have as many."""
        totals: dict[str, list[_Sign]] = defaultdict(list)
        shape = type_by_shape(pages, media_type, issued, programmes)
        named = _Named(title, self._recogniser)
        for sign in self._signs(pages, named, file):
            if sign.identifier in self._known:
                totals[sign.identifier].append(sign)
        if shape is None or shape.method != "shape":
            for sign in self._implied(named):
                totals[sign.identifier].append(sign)
        if shape and shape.value in self._known:
            totals[shape.value].append(_Sign(shape.value, WEIGHT_OF_SHAPE[shape.method]))
        ranked = sorted(((sum(sign.weight for sign in totals[kind]), kind) for kind in totals), reverse=True)
        if not ranked or ranked[0][0] < (WEIGHT_OF_SHAPE[shape.method] if shape else LEAST):
            return None
        if len(ranked) > 1 and ranked[1][0] == ranked[0][0]:
            return None
        weight, kind = ranked[0]
        second = ranked[1][0] if len(ranked) > 1 else 0.0
        evidence = _evidence(totals[kind])
        method = shape.method if shape and shape.value == kind and not evidence else "words"
        return Proposal(kind, method, min(0.95, weight / (weight + second + 1.0)), evidence)

    def _signs(self, pages: tuple[Page, ...], named: _Named, file: str) -> Iterator[_Sign]:
        if named.title.method != "file name":
            yield from self._in_title(named)
        name = Passage(1, re.sub(r"[_-]", " ", PurePosixPath(file).stem))
        for hit in self._recogniser.find(name):
            begins = _begins(hit, name)
            yield _Sign(hit.form.identifier, (2.0 if begins else 1.0) if hit.form.names else 0.5)
        if pages:
            yield from self._on_cover(pages[0])
            yield from self._at_ends(pages)

    def _in_title(self, named: _Named) -> Iterator[_Sign]:
        title, evidence = named.title.value, named.evidence
        for hit in named.hits:
            weight = _weight_in_title(hit, named.passage) if hit.form.names else 1.5
            yield _Sign(hit.form.identifier, weight, evidence)
        pieces = [normal(piece) for piece in _TITLE_PIECES.split(title) if piece.strip()]
        if pieces and all(piece in self._programmes for piece in pieces):
            yield _Sign("fiche-repere", 2.5, evidence)
        if re.search(r"n°\s?\d+", title):
            yield _Sign("lettre", 2.0, evidence)

    def _implied(self, named: _Named) -> Iterator[_Sign]:
        """The type that begins the programme that begins the title: `contrat` for « Contrat de ville »."""
        for hit in named.hits:
            if hit.form.identifier == PROGRAMME and _begins(hit, named.passage):
                name = normal(hit.form.text)
                implied = next((identifier for word, identifier in self._words if name.startswith(word)), "")
                if implied:
                    yield _Sign(implied, 2.0, named.evidence)

    def _on_cover(self, page: Page) -> Iterator[_Sign]:
        """Names of types at the head of a line or of a sentence of the cover."""
        passage = Passage(page.number, page.text[:COVER])
        borders = [0, *(border.end() for border in _LINE.finditer(passage.text)), len(passage.text)]
        for hit in self._recogniser.find(passage):
            place = bisect_right(borders, hit.start)
            start, end = borders[place - 1], borders[place]
            if hit.form.names and not re.search(r"[^\W\d_]", passage.text[start : hit.start]):
                line = passage.text[start:end]
                alone = len(WORD.findall(line)) <= len(WORD.findall(hit.form.text)) + 4
                evidence = Evidence(page.number, line.strip()[:240])
                yield _Sign(hit.form.identifier, 3.0 if alone else 2.0, evidence)

    def _at_ends(self, pages: tuple[Page, ...]) -> Iterator[_Sign]:
        """Each cue once, from the first two pages and the last; a common word tells less."""
        seen: set[str] = set()
        for page in {page.number: page for page in (*pages[:2], pages[-1])}.values():
            passage = Passage(page.number, page.text[:END])
            for hit in self._recogniser.find(passage):
                if hit.form.text not in seen and not hit.form.names:
                    seen.add(hit.form.text)
                    evidence = Evidence(page.number, quote(passage.text, hit.start, hit.end))
                    telling = len(WORD.findall(hit.form.text)) > 1 or hit.form.writing is Writing.ACRONYM
                    yield _Sign(hit.form.identifier, 1.0 if telling else 0.6, evidence)


def _names(concept: Concept) -> Iterator[str]:
    """What a concept is called: a label of several pieces is several names."""
    for label in concept.labels.values():
        yield from (piece for piece in _PIECES.split(label) if piece)
    yield from (*concept.alternatives, *concept.acronyms)


def _forms(concept: Concept) -> Iterator[Form]:
    for name in dict.fromkeys(_names(concept)):
        yield Form(FIELD, concept.identifier, name, _writing(name))
    for cue in concept.cues:
        yield Form(FIELD, concept.identifier, cue, _writing(cue), names=False)


def _writing(text: str) -> Writing:
    return Writing.ACRONYM if is_acronym(text) else Writing.WORDS


def _begins(hit: Hit, passage: Passage) -> bool:
    """Whether nothing but an article, a number or a sign stands before."""
    return len(re.findall(r"[^\W\d_]{3,}", passage.text[: hit.start])) == 0


def _weight_in_title(hit: Hit, passage: Passage) -> float:
    """A word that begins the title, or a part of it, names the type; elsewhere it is the subject.

    What somebody does in the headline (« signent une convention ») is news, and no such document.
    """
    if _begins(hit, passage):
        return 6.0
    if _DONE_BEFORE.search(passage.text[: hit.start]):
        return 0.0
    before = passage.text[: hit.start].rstrip()
    return 4.0 if before.endswith((":", "–", "—", " -", "(")) else 0.8


def _evidence(signs: list[_Sign]) -> tuple[Evidence, ...]:
    found = {sign.evidence: None for sign in sorted(signs, key=lambda each: -each.weight) if sign.evidence}
    return tuple(found)[:3]
