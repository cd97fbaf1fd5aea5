"""The in-memory engine: what an answer is, said as plainly as code can; slow and without ranking."""

from collections import Counter
from collections.abc import Iterable, Iterator

from catalogue.change import Change
from catalogue.fields import TEXT_FIELDS
from catalogue.record import Page, Record
from catalogue.rights import Reader
from search.analysis import Slot, Token, fold, iterate_chunks, read_slots, tokens
from search.engine import EngineInfo, FacetRules
from search.engines.extracts import extract
from search.engines.matching import Matcher
from search.plan import plan
from search.query import Query, Sort
from search.questions import is_question
from search.results import FacetValue, Hit, Mark, PageHits, Reason, Results, Suggestion
from search.steps import WRITTEN, All, Any, Sequence, Start, Step, Without, Word, least, leaves, relaxable
from search.titles import filing_start

#: Keeps the words of two values apart.
GAP = 1000


class Document:
    """One record with the words of its fields, and the page of each word of its body."""

    def __init__(self, change: Change, facets: FacetRules) -> None:
        assert change.record is not None
        self.record, self.pages, self.sequence = change.record, change.pages, change.sequence
        self.facets = facets.values(change.record)
        self.words = {field.name: list(_words(self._values(field.name), GAP)) for field in TEXT_FIELDS}
        self.words["descriptors"] = list(_words(facets.descriptors(change.record), GAP))
        self.said = {field.name: list(_said(self._values(field.name), GAP)) for field in TEXT_FIELDS}
        self.said["body"] = list(_said(page.text for page in change.pages))
        self.words["body"], self.page_of = [], {}
        position = 0
        for page in change.pages:
            for token in tokens(f"{page.text} fin", position):
                if token.end <= len(page.text):
                    self.words["body"].append(token)
                    self.page_of[token.position] = page.number
                position = token.position

    def _values(self, name: str) -> Iterable[str]:
        if name == "headings":
            return [heading for page in self.pages for heading in page.headings]
        value = getattr(self.record, name, ())
        return (value,) if isinstance(value, str) else value

    def positions(self, leaf: Word | Sequence | Start, field: str) -> set[int]:
        """Where a leaf stands in one field; a sequence stands where its last word does."""
        wanted = (None, field) if field == "descriptors" else (None, WRITTEN, field)
        words = self.words[field] if leaf.field in wanted else []
        match leaf:
            case Word():
                return {word.position for word in words if leaf.answers(word.exact)}
            case Start():
                return {word.position for word in words if word.exact.startswith(leaf.prefix)}
            case Sequence(little=()):
                return _ends(words, leaf)
            case Sequence():
                return _said_ends(self.said[field] if words else [], leaf)

    def answers(self, step: Step) -> bool:
        """Whether the record answers a plan."""
        match step:
            case All():
                return all(self.answers(child) for child in step.children)
            case Any():
                return any(self.answers(child) for child in step.children)
            case Without():
                return not self.answers(step.child)
        return any(self.positions(step, field.name) for field in TEXT_FIELDS)

    def keeps(self, query: Query, besides: str = "") -> bool:
        """Whether the record passes all filters, but for one facet's."""
        if any(
            each.field != besides and not set(each.values) & set(self.facets.get(each.field, ()))
            for each in query.filters
        ):
            return False
        if query.years is None or besides == "year":
            return True
        year, years = self.record.year, query.years
        return year is not None and (years.start or year) <= year <= (years.end or year)

    def hits(self, step: Step) -> Counter[int]:
        """Page → occurrences."""
        found = {place for leaf in leaves(step) for place in self.positions(leaf, "body")}
        return Counter(self.page_of[place] for place in sorted(found))


class MemoryEngine:
    """Keeps everything in a dictionary."""

    def __init__(self, facets: FacetRules) -> None:
        self._facets = facets
        self._documents: dict[str, Document] = {}
        self._position = 0

    def position(self) -> int:
        return self._position

    def generation(self) -> str:
        return str(self._position)

    def apply(self, changes: Iterable[Change]) -> None:
        documents, position = dict(self._documents), self._position
        for change in changes:
            documents.pop(change.identifier, None)
            if change.record is not None:
                documents[change.identifier] = Document(change, self._facets)
            position = max(position, change.sequence)
        self._documents, self._position = documents, position

    def expunge(self) -> bool:
        return True  # what was withdrawn is gone already

    def search(self, query: Query) -> Results:
        step = plan(query.root)
        seen = [each for each in self._documents.values() if query.reader.may_see(each.record)]
        found = [each for each in seen if each.answers(step)]
        none = not any(each.keeps(query) for each in found)
        relaxed = _relaxed(step, seen, query) if none or is_question(query.text) else None
        kept = [each for each in relaxed or found if each.keeps(query)]
        first = (query.page - 1) * query.size
        chosen = _ordered(kept, query.sort)[first : first + query.size]
        return Results(
            total=len(kept),
            hits=tuple(Hit(each.record, 0.0, _passages(each, step, query.passages)) for each in chosen),
            facets={facet: _counts(relaxed or found, query, facet) for facet in query.facets},
            relaxed=none and relaxed is not None,
        )

    def page_hits(self, identifier: str, query: Query) -> PageHits:
        document = self._documents.get(identifier)
        seen = document is not None and query.reader.may_see(document.record)
        return PageHits(identifier, dict(document.hits(plan(query.root))) if document and seen else {})

    def mark(self, text: str, query: Query) -> tuple[Mark, ...]:
        return Matcher(plan(query.root)).marks(text)

    def explain(self, identifier: str, query: Query) -> list[Reason]:
        raise NotImplementedError

    def complete(self, prefix: str, *, reader: Reader, size: int = 8) -> list[Suggestion]:
        raise NotImplementedError

    def similar(self, identifier: str, *, reader: Reader, size: int = 5) -> list[Hit]:
        raise NotImplementedError

    def describe(self) -> EngineInfo:
        reason = "spécification des résultats, pas de leur ordre ni des suggestions"
        lacks = dict.fromkeys(("ranking", "completion", "similarity", "suggestion", "durability"), reason)
        return EngineInfo("memory", {}, len(self._documents), self._position, lacks)

    def close(self) -> None:
        pass


def _words(values: Iterable[str], gap: int) -> Iterator[Token]:
    for number, value in enumerate(values):
        yield from tokens(value, number * gap)


def _ends(words: list[Token], sequence: Sequence) -> set[int]:
    (before, first), *others = sequence.words
    ends = {word.position for word in words if first.answers(word.exact)}
    for offset, wanted in others:
        allowed = {end + offset - before + extra for end in ends for extra in range(sequence.slop + 1)}
        ends = {word.position for word in words if wanted.answers(word.exact)} & allowed
        before = offset
    return ends


def _said(values: Iterable[str], gap: int = 0) -> Iterator[tuple[Slot, int]]:
    """All words, little ones included, and their positions."""
    position = 0
    for number, value in enumerate(values):
        if gap:
            position = number * gap
            yield Slot((), "", placed=False), -1
        for match in iterate_chunks(value):
            for slot in read_slots(match[0]):
                yield slot, position
                position += slot.placed


def _said_ends(said: list[tuple[Slot, int]], phrase: Sequence) -> set[int]:
    slots = [slot for slot, _ in said]
    return {position for at, (_, position) in enumerate(said) if phrase.said.stands(slots, at)}


def _relaxed(step: Step, seen: list[Document], query: Query) -> list[Document] | None:
    parts = relaxable(step)
    if parts is None:
        return None
    wanted, excluded = parts
    held = {
        each: sum(each.answers(child) for child in wanted)
        for each in seen
        if all(each.answers(child) for child in excluded)
    }
    best = max((count for each, count in held.items() if each.keeps(query)), default=0)
    return (
        [each for each, count in held.items() if count >= least(best, question=is_question(query.text))]
        if best
        else None
    )


def _counts(found: list[Document], query: Query, facet: str) -> tuple[FacetValue, ...]:
    counts = Counter(
        value for each in found if each.keeps(query, facet) for value in each.facets.get(facet, ())
    )
    selected = query.filter(facet)
    values = [FacetValue(value, counts[value], value in selected) for value in {*counts, *selected}]
    if facet == "year":
        return tuple(sorted(values, key=lambda each: each.value))
    return tuple(sorted(values, key=lambda each: (-each.count, each.value)))


def _ordered(found: list[Document], sort: Sort) -> list[Document]:
    """By date, title or arrival; relevance is left to engines."""
    if sort is Sort.TITLE:
        return sorted(found, key=lambda each: _filed(each.record))
    if sort is Sort.LATEST:
        return sorted(found, key=lambda each: each.sequence, reverse=True)
    newest = sort is not Sort.OLDEST
    dated = sorted(
        (each for each in found if each.record.dated), key=lambda each: each.record.dated, reverse=newest
    )
    return dated + [each for each in found if not each.record.dated]


def _filed(record: Record) -> str:
    return fold(record.title)[filing_start(record.title, record.article, record.language) :]


def _passages(document: Document, step: Step, size: int) -> tuple:
    matcher, passages = Matcher(step), []
    pages: dict[int, Page] = {page.number: page for page in document.pages}
    for number, occurrences in document.hits(step).most_common(size):
        first = next((mark.start for mark in matcher.marks(pages[number].text)), 0)
        passages.append(extract(pages[number], first, matcher, occurrences))
    return tuple(passages)
