"""The type of document, by the words people give such documents: in the title, the file name, on the cover.

The words are those of the vocabulary `types` (labels, synonyms, cues), so a library that adds a type or a
word to it is served without code. The title says most, its beginning more than its end (« Rapport
d'activité du contrat de ville » is a report, not a contract); a line of the cover that says nothing else
comes next; cues of the first and last pages only confirm. The name of a programme hides the words it holds:
a page titled « Contrat local de santé » is hardly the contract itself. The set phrases of a genre (`genres`)
and the shape of the document (`shapes`) are more signs, all the words of the text (`said_words`) one. What
each is worth is learnt (`weights`), and how often the likeliest is right when it seems so likely; where it is
more often wrong than right none is claimed.
"""

import math
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from catalogue.record import Evidence, Method, Page
from catalogue.vocabulary.concepts import Concept, Vocabulary
from catalogue.vocabulary.labels import is_acronym
from indexer.describe.domain import HARDLY, OUTSIDE
from indexer.describe.folded_text import WORD, Passage, fold, normal
from indexer.describe.genres import is_of_none, phrases_of_genres, types_said
from indexer.describe.kind_candidates import Candidate, add_up
from indexer.describe.manner import FAMILIES, has_manner, manner
from indexer.describe.proposal import Proposal
from indexer.describe.quotes import quote
from indexer.describe.recogniser import Form, Hit, Recogniser, Writing
from indexer.describe.said_words import SAID
from indexer.describe.shapes import HEADLINE_VERBS, type_by_shape
from indexer.describe.weights import LEAST, LIKELIHOOD, NO_SIGNS, OFFERED, Signs, Weights, log_odds

FIELD = "type"
#: What the name of a programme is under, among the forms of types.
PROGRAMME = ""
#: What a sign of all types is under.
EVERY = "*"
#: Characters of the first page read as a cover, and of each end of the document read for cues.
COVER, END = 700, 3000
#: Two types that librarians take for one another: sure to be one of them is sure enough.
ALIKE = frozenset(("presse", "article"))
#: The question how sure the likeliest type is.
SURETY = "type is right"
#: Characters of a page in which set phrases are looked for, and after its title, those where one tells most.
GENRE, EARLY = 4000, 300
_PIECES = re.compile(r"\s*[/(,)]\s*")
#: What parts a cover into lines and sentences.
_LINE = re.compile(r"\n|(?<=[.;:–|])\s")
_DONE_BEFORE = re.compile(rf"\b{HEADLINE_VERBS} (?:une?|la|les?|l['’]|leurs?|son|sa|ses|des|du) ?$")
_TITLE_PIECES = re.compile(r"\s*[():–—]\s*|\s+-\s+")


#: Type, sign, and the line that shows it.
_Sign = tuple[str, str, Evidence | None]


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
        forms = [form for concept in types.offered.values() for form in _forms(concept)]
        names = dict.fromkeys(name for concept in programmes.offered.values() for name in _names(concept))
        self._recogniser = Recogniser(
            (*forms, *(Form(FIELD, PROGRAMME, name, _writing(name)) for name in names))
        )
        self._programmes = frozenset(normal(name) for name in names)
        self._words = tuple((normal(form.text), form.identifier) for form in forms if form.names)

    def candidates(
        self,
        pages: tuple[Page, ...],
        title: Proposal,
        file: str,
        media_type: str,
        issued: Proposal | None = None,
        programmes: int = 0,
    ) -> dict[str, "Candidate"]:
        """Every known type with what speaks for it."""
        found = {kind: Candidate({f"is {kind}": 1.0}) for kind in self._known}
        named = _Named(title, self._recogniser)
        for kind, sign, evidence in (
            *self._in_words(pages, named, file),
            *_in_shape(pages, media_type, issued, programmes),
        ):
            if kind in found:
                found[kind].note(sign, evidence)
        for kind, sign, value, evidence in _in_genre(pages, title):
            for each in found.values() if kind == EVERY else filter(None, (found.get(kind),)):
                each.note(sign, evidence, value)
        add_up(found)
        seen = manner(pages, title.value) if has_manner(pages) else ()
        told = [(sign, value) for sign, value in seen if value]
        for kind in found.keys() & FAMILIES.keys():
            found[kind].signs.update({f"{FAMILIES[kind]}: {sign}": value for sign, value in told})
        return found

    def chances(
        self, candidates: Mapping[str, "Candidate"], said: Mapping[str, float], weights: Weights
    ) -> dict[str, float]:
        """How likely each type is; `said` are the words of the text (`said_words`)."""
        told = weights.told(FIELD, said)
        signs = {kind: {**each.signs, SAID: told.get(kind, 0.0)} for kind, each in candidates.items()}
        return weights.choice(FIELD, signs)

    def propose(
        self,
        candidates: Mapping[str, "Candidate"],
        chances: Mapping[str, float],
        weights: Weights,
        domain: Signs = NO_SIGNS,
    ) -> Proposal | None:
        """The likeliest type, doubtful where more often wrong than right; None where nothing speaks.

        `domain` is what the whole document tells against any (`domain`).
        """
        kinds, chance = likeliest(chances)
        doubt = {OUTSIDE: domain.get(HARDLY, 0.0)}
        sure = weights.probability(SURETY, {LIKELIHOOD: log_odds(chance), **doubt})
        if not kinds or sure < OFFERED:
            return None
        kind = kinds[0]
        evidence = candidates[kind].evidence[:3]
        return Proposal(
            kind,
            Method.WORDS if evidence else Method.SHAPE,
            min(0.97, sure * chances[kind] / chance),
            evidence,
            doubtful=sure < LEAST,
        )

    def _in_words(self, pages: tuple[Page, ...], named: _Named, file: str) -> Iterator[_Sign]:
        """The words people give such documents."""
        if named.title.method != Method.FILE_NAME:
            yield from self._in_title(named)
        name = Passage(1, re.sub(r"[_-]", " ", PurePosixPath(file).stem))
        for hit in self._recogniser.find(name):
            if hit.form.names:
                yield (
                    hit.form.identifier,
                    "begins the file's name" if _begins(hit, name) else "in the file's name",
                    None,
                )
        if pages:
            yield from self._on_cover(pages[0])
            yield from self._at_ends(pages)

    def _in_title(self, named: _Named) -> Iterator[_Sign]:
        title, evidence = named.title.value, named.evidence
        for hit in named.hits:
            if hit.form.identifier != PROGRAMME:
                yield hit.form.identifier, _place_in_title(hit, named.passage), evidence
        pieces = [normal(piece) for piece in _TITLE_PIECES.split(title) if piece.strip()]
        if pieces and all(piece in self._programmes for piece in pieces):
            yield "fiche-repere", "the title is a programme", evidence
        if re.search(r"n°\s?\d+", title):
            yield "lettre", "numbered", evidence
        for hit in named.hits:
            if hit.form.identifier == PROGRAMME and _begins(hit, named.passage):
                name = normal(hit.form.text)
                implied = next((identifier for word, identifier in self._words if name.startswith(word)), "")
                if implied:
                    yield implied, "implied by a programme", evidence

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
                yield (
                    hit.form.identifier,
                    "a line of the cover" if alone else "begins a line of the cover",
                    evidence,
                )

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
                    yield hit.form.identifier, "cue" if telling else "common cue", evidence


def likeliest(chances: Mapping[str, float]) -> tuple[tuple[str, ...], float]:
    """The likeliest type, with the one librarians take for it, and the probability of either."""
    alike = tuple(sorted(ALIKE & chances.keys(), key=lambda each: -chances[each]))
    groups = [*([alike] if alike else []), *((each,) for each in chances if each not in ALIKE)]
    return max(
        ((kinds, sum(chances[each] for each in kinds)) for kinds in groups),
        key=lambda group: group[1],
        default=((), 0.0),
    )


def _in_shape(
    pages: tuple[Page, ...], media_type: str, issued: Proposal | None, programmes: int
) -> Iterator[_Sign]:
    shape = type_by_shape(pages, media_type, issued, programmes)
    if shape:
        yield shape.value, f"shape: {shape.method}", None


def _in_genre(pages: tuple[Page, ...], title: Proposal) -> Iterator[tuple[str, str, float, Evidence | None]]:
    """Set phrases of genres, on the first two pages and at the end."""
    ends = {page.number: page for page in (*pages[:2], *pages[-1:])}.values()
    texts = [title.value, *(page.text[:GENRE] if page in pages[:2] else page.text[-COVER:] for page in ends)]
    whole = fold("\n".join(texts))
    if is_of_none(whole):
        yield EVERY, "of no genre", 1.0, None
    for kind in types_said(whole):
        yield kind, "says it is", 1.0, None
    for kind, (told, suggested) in phrases_of_genres(whole).items():
        starts = [phrase.start() for phrase in told]
        if told and min(starts) < len(title.value):
            yield kind, "told in the title", 1.0, title.evidence[0] if title.evidence else None
        if early := sum(start < 2 * len(title.value) + EARLY for start in starts):
            yield kind, "told early", math.log1p(early), None
        if told:
            yield kind, "told", math.log1p(len(told)), _shown(told[0], texts, list(ends))
        if suggested:
            yield kind, "suggested", math.log1p(suggested), None


def _shown(found: re.Match[str], texts: list[str], pages: list[Page]) -> Evidence | None:
    """The sentence that holds a phrase, on its page; none for the title, which `texts` begin with."""
    start = len(texts[0]) + 1
    for page, text in zip(pages, texts[1:], strict=True):
        if start <= found.start() < start + len(text):
            return Evidence(
                page.number, quote(text, found.start() - start, min(found.end() - start, len(text)))
            )
        start += len(text) + 1
    return None


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


def _place_in_title(hit: Hit, passage: Passage) -> str:
    """A word that begins the title, or a part of it, names the type; elsewhere it is the subject.

    What somebody does in the headline (« signent une convention ») is news, and no such document.
    """
    if not hit.form.names:
        return "cue in the title"
    if _begins(hit, passage):
        return "begins the title"
    if _DONE_BEFORE.search(passage.text[: hit.start]):
        return "done in the title"
    before = passage.text[: hit.start].rstrip()
    return (
        "begins a part of the title" if before.endswith((":", "–", "—", " -", "(", "|")) else "in the title"
    )
