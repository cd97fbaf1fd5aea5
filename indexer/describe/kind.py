"""The type of document, by the words people give such documents: in the title, the file name, on the cover.

The words are those of the vocabulary `types` (labels, synonyms, cues), so a library that adds a type or a
word to it is served without code. The title says most, its beginning more than its end (« Rapport
d'activité du contrat de ville » is a report, not a contract); a line of the cover that says nothing else
comes next; cues of the first and last pages only confirm. Slides and spreadsheets say their type by their
format. Where all this stays below LEAST nothing is claimed.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from catalogue.record import Evidence, Page
from catalogue.vocabulary.concepts import Concept, Vocabulary
from catalogue.vocabulary.labels import is_acronym
from indexer.describe.proposal import Proposal
from indexer.describe.quotes import quote
from indexer.describe.reading import WORD, Passage
from indexer.describe.recogniser import Form, Hit, Recogniser, Writing

FIELD = "type"
LEAST = 2.0
#: Characters of the first page read as a cover, and of each end of the document read for cues.
COVER, END = 700, 3000
_BY_FORMAT = {
    "presentation": re.compile(r"presentationml|opendocument\.presentation|ms-powerpoint"),
    "donnees": re.compile(r"spreadsheetml|opendocument\.spreadsheet|ms-excel|text/csv"),
}
_PIECES = re.compile(r"\s*[/(,)]\s*")


@dataclass(frozen=True, slots=True)
class _Sign:
    """One reason for one type."""

    identifier: str
    weight: float
    evidence: Evidence | None


class TypeRecogniser:
    """The words of all types, compiled once."""

    def __init__(self, types: Vocabulary) -> None:
        self._known = types.concepts
        self._recogniser = Recogniser(form for concept in types.concepts.values() for form in _forms(concept))

    def propose(
        self, pages: tuple[Page, ...], title: Proposal, file: str, media_type: str
    ) -> Proposal | None:
        """The type with the most signs; None when they are too few or two types have as many."""
        by_format = next((kind for kind, pattern in _BY_FORMAT.items() if pattern.search(media_type)), "")
        totals: dict[str, list[_Sign]] = defaultdict(list)
        for sign in self._signs(pages, title, file):
            totals[sign.identifier].append(sign)
        if by_format in self._known:
            totals[by_format].append(_Sign(by_format, 4.0, None))
        ranked = sorted(
            ((sum(sign.weight for sign in signs), kind) for kind, signs in totals.items()), reverse=True
        )
        if not ranked or ranked[0][0] < LEAST or (len(ranked) > 1 and ranked[1][0] == ranked[0][0]):
            return None
        weight, kind = ranked[0]
        second = ranked[1][0] if len(ranked) > 1 else 0.0
        return Proposal(kind, "words", min(0.95, weight / (weight + second + 1.0)), _evidence(totals[kind]))

    def _signs(self, pages: tuple[Page, ...], title: Proposal, file: str) -> Iterator[_Sign]:
        yield from self._in_title(title)
        name = re.sub(r"[_-]", " ", PurePosixPath(file).stem)
        for hit in self._recogniser.find(Passage(1, name)):
            yield _Sign(hit.form.identifier, 2.0 if hit.form.names else 0.5, None)
        if pages:
            yield from self._on_cover(pages[0])
            yield from self._at_ends(pages)

    def _in_title(self, title: Proposal) -> Iterator[_Sign]:
        if title.method == "file name":
            return
        passage = Passage(1, title.value)
        for hit in self._recogniser.find(passage):
            place = hit.start / len(title.value)
            weight = (4.0 if hit.form.names else 1.5) * (1 - 0.6 * place) + (
                2.0 if _begins(hit, passage) else 0.0
            )
            yield _Sign(hit.form.identifier, weight, title.evidence[0] if title.evidence else None)

    def _on_cover(self, page: Page) -> Iterator[_Sign]:
        """Names of types at the head of a line or of a sentence of the cover."""
        for line in re.split(r"\n|(?<=[.;:–|])\s", page.text[:COVER]):
            passage = Passage(page.number, line)
            for hit in self._recogniser.find(passage):
                if hit.form.names and _begins(hit, passage):
                    alone = len(WORD.findall(line)) <= len(WORD.findall(hit.form.text)) + 4
                    yield _Sign(
                        hit.form.identifier, 3.0 if alone else 1.5, Evidence(page.number, line.strip()[:240])
                    )

    def _at_ends(self, pages: tuple[Page, ...]) -> Iterator[_Sign]:
        """Each cue once, from the first and the last pages."""
        seen: set[str] = set()
        ends = {page.number: page for page in (*pages[:2], pages[-1])}
        for page in ends.values():
            passage = Passage(page.number, page.text[:END])
            for hit in self._recogniser.find(passage):
                if hit.form.text not in seen and not hit.form.names:
                    seen.add(hit.form.text)
                    yield _Sign(
                        hit.form.identifier,
                        0.8,
                        Evidence(page.number, quote(passage.text, hit.start, hit.end)),
                    )


def _forms(concept: Concept) -> Iterator[Form]:
    names = dict.fromkeys((*_PIECES.split(concept.label()), *concept.alternatives, *concept.acronyms))
    for name in names:
        if name:
            yield Form(FIELD, concept.identifier, name, _writing(name))
    for cue in concept.cues:
        yield Form(FIELD, concept.identifier, cue, _writing(cue), names=False)


def _writing(text: str) -> Writing:
    return Writing.ACRONYM if is_acronym(text) else Writing.WORDS


def _begins(hit: Hit, passage: Passage) -> bool:
    """Whether nothing but an article, a number or a sign stands before."""
    return len(re.findall(r"[^\W\d_]{3,}", passage.text[: hit.start])) == 0


def _evidence(signs: list[_Sign]) -> tuple[Evidence, ...]:
    found = {sign.evidence: None for sign in sorted(signs, key=lambda each: -each.weight) if sign.evidence}
    return tuple(found)[:3]
