"""Asking: a plan, and a whole query, in OpenSearch's own words.

Who answers and who comes first are asked apart: `matching` is a filter and decides exactly; `scoring` only
chooses the documents that are looked at again here, by the same weights.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise, product

from catalogue.record import Access
from catalogue.rights import Reader, today
from search.engines.opensearch import forms
from search.engines.opensearch.documents import NOTICE
from search.engines.opensearch.mapping import Body
from search.engines.opensearch.proven import Proven
from search.query import Query
from search.ranking.phrases import codes_before
from search.ranking.state import Alike, Behind, Counted, Named, Relatives
from search.ranking.weights import Ranking
from search.ranking.word_fields import DESCRIPTORS, FIELDS
from search.steps import WRITTEN, All, Start, Step, Without, Word, leaves
from search.steps import Any as Either
from search.steps import Sequence as WordSequence

#: Ways in which words may stand apart that are looked for one by one; of more, minimal spans are.
_MOST_WAYS = 81
#: Words that count in choosing documents; all of them count in deciding which answer.
MOST_SCORED = 40
#: How much a phrase counts in a notice, about, and in what its codes are called.
_WEIGHTS = {NOTICE: 1.6, DESCRIPTORS: 0.3}
#: Values that one clause of the cluster takes.
_MOST_TERMS = 50_000
#: Clauses that decide which documents answer; the cluster takes 1,024 in all.
MOST_CLAUSES = 700
_ALL: Body = {"match_all": {}}
_NONE: Body = {"match_none": {}}


def matching(step: Step) -> Body:
    """Which documents answer a plan."""
    match step:
        case Word():
            return _word(step)
        case Start():
            return _start(step)
        case Proven():
            return _records(step.records)
        case WordSequence():
            return either([_phrase(step, name) for name in _phrase_fields(step.field)])
        case All():
            wanted = [matching(each) for each in step.children if not isinstance(each, Without)]
            return _bool(filter=wanted or [_ALL], must_not=[
                matching(each.child) for each in step.children if isinstance(each, Without)
            ])  # fmt: skip
        case Either():
            return either([matching(each) for each in step.children])
        case Without():
            return _bool(filter=[_ALL], must_not=[matching(step.child)])


def _records(numbers: Sequence[int]) -> Body:
    begins = range(0, len(numbers), _MOST_TERMS)
    return either([{"terms": {"sequence": list(numbers[at : at + _MOST_TERMS])}} for at in begins])


def nearly(phrase: WordSequence) -> Body:
    """Documents of which some may hold a phrase with its little words: its other words in a row."""
    held = [
        either([{"term": {"held": forms.behind(word.exact, code)}} for code in codes])
        for number, (_, word) in enumerate(phrase.words)
        if (codes := codes_before(phrase, number)) and 0 not in codes
    ]
    return _bool(filter=[either([_phrase(phrase, name) for name in _phrase_fields(phrase.field)]), *held])


def _phrase_fields(name: str | None) -> tuple[str, ...]:
    """The fields in which words are looked for in a row: those of a notice as one."""
    written = ("body", NOTICE)
    return written if name == WRITTEN else (*written, DESCRIPTORS) if name is None else fields_of(name)


def fields_of(name: str | None) -> tuple[str, ...]:
    """The text fields a leaf looks into."""
    if name == WRITTEN:
        return tuple(each for each in FIELDS if each != DESCRIPTORS)
    return FIELDS if name is None else (name,) if name in FIELDS else ()


def either(queries: Sequence[Body]) -> Body:
    """Documents that any of these finds."""
    if not queries:
        return _NONE
    return queries[0] if len(queries) == 1 else _bool(should=queries, minimum_should_match=1)


def _bool(**parts: object) -> Body:
    return {"bool": {name: part for name, part in parts.items() if part}}


def form_of(word: Word) -> str:
    """The form in which a word is looked for."""
    return word.exact if word.strict else forms.family(word.family)


def _word(word: Word) -> Body:
    form = form_of(word)
    if word.field is None:
        return {"term": {"held": form}}
    if word.field == WRITTEN:
        return _bool(filter=[{"term": {"held": form}}], must_not=[{"term": {"held": forms.unwritten(form)}}])
    return {"term": {word.field: form}} if word.field in FIELDS else _NONE


def _start(start: Start) -> Body:
    if start.field is None:
        # What begins with a sign is another form than a word.
        return {"prefix": {"held": start.prefix}} if start.prefix[:1].isalnum() else _NONE
    return either([{"prefix": {name: start.prefix}} for name in fields_of(start.field)])


def _phrase(sequence: WordSequence, name: str) -> Body:
    words = [form_of(word) for _, word in sequence.words]
    steps = [after - before for (before, _), (after, _) in pairwise(sequence.words)]
    if (sequence.slop + 1) ** len(steps) > _MOST_WAYS:
        return {"intervals": {name: _spans(words, steps, sequence.slop)}}
    ways = product(range(sequence.slop + 1), repeat=len(steps))
    return either([{"match_phrase": {name: _said(words, steps, way)}} for way in ways])


def _said(words: Sequence[str], steps: Sequence[int], extra: Sequence[int]) -> str:
    """Words with as many holes between them."""
    said = [words[0]]
    for step, more, word in zip(steps, extra, words[1:], strict=True):
        said += [forms.HOLE] * (step + more - 1)
        said.append(word)
    return " ".join(said)


def _spans(words: Sequence[str], steps: Sequence[int], slop: int) -> Body:
    spans: Body = {"match": {"query": words[0], "analyzer": "terms"}}
    for step, word in zip(steps, words[1:], strict=True):
        next_word: Body = {"match": {"query": word, "analyzer": "terms"}}
        gaps = step - 1 + slop
        spans = {"all_of": {"ordered": True, "max_gaps": gaps, "intervals": [spans, next_word]}}
    return spans


def within_bounds(step: Step) -> Step:
    """A plan the cluster takes: without its last words where there are many hundreds."""
    left = MOST_CLAUSES
    for before, leaf in enumerate(_all_leaves(step)):
        left -= _clauses(leaf)
        if left < 0:
            return shortened(step, before)
    return step


def _all_leaves(step: Step) -> Iterator[Word | WordSequence | Start]:
    match step:
        case All() | Either():
            for child in step.children:
                yield from _all_leaves(child)
        case Without():
            yield from _all_leaves(step.child)
        case _:
            yield step


def _clauses(leaf: Word | WordSequence | Start) -> int:
    if isinstance(leaf, WordSequence):
        ways = (leaf.slop + 1) ** (len(leaf.words) - 1)
        return len(_phrase_fields(leaf.field)) * (ways if ways <= _MOST_WAYS else len(leaf.words))
    return (
        2
        if leaf.field == WRITTEN
        else len(fields_of(leaf.field))
        if leaf.field and isinstance(leaf, Start)
        else 1
    )


def shortened(step: Step, most: int = MOST_SCORED) -> Step:
    """A plan without the words beyond so many, for ranking; the plan itself when it has no more."""
    return step if sum(1 for _ in leaves(step)) <= most else _shortened(step, [most])


def _shortened(step: Step, left: list[int]) -> Step:
    match step:
        case All() | Either():
            kept: list[Step] = []
            synonyms = 0
            plain = len(step.children) - len(getattr(step, "synonyms", ()))
            for number, child in enumerate(step.children):
                if left[0] > 0 or isinstance(child, Without):
                    kept.append(_shortened(child, left))
                    synonyms += number >= plain
            if isinstance(step, Either):
                return Either(tuple(kept), step.synonyms[:synonyms])
            return All(tuple(kept))
        case Without():
            return step
    left[0] -= 1
    return step


def scoring(step: Step, ranking: Ranking, alike: Mapping[str, Sequence[tuple[str, float]]]) -> list[Body]:
    """What adds to the score of documents that answer a plan.

    `alike`: word (folded) → words spelled like it and how much each tells of it.
    """
    return list(_scoring(shortened(step), ranking, alike))


def _scoring(
    step: Step, ranking: Ranking, alike: Mapping[str, Sequence[tuple[str, float]]]
) -> Iterator[Body]:
    match step:
        case Word():
            yield from _of_word(step, ranking, alike.get(step.exact, ()))
        case Start():
            letters = step.prefix[: max(forms.STARTS)]
            weight = ranking.k1 + 1
            yield _term("joined", forms.start(letters), weight)
        case WordSequence():
            said = " ".join(form_of(word) for _, word in step.words)
            for name in _phrase_fields(step.field):
                weight = _WEIGHTS.get(name, 1.0) * (ranking.family + ranking.exact)
                asked = {"query": said, "slop": step.slop * len(step.words), "boost": weight}
                yield {"match_phrase": {name: asked}}
        case All():
            for child in step.children:
                yield from _scoring(child, ranking, alike)
        case Either():
            for child, weight in zip(step.children, step.weights, strict=True):
                inside = list(_scoring(child, ranking, alike))
                if inside:
                    yield _bool(filter=[matching(child)], should=inside, boost=weight)


def _of_word(word: Word, ranking: Ranking, alike: Sequence[tuple[str, float]]) -> Iterator[Body]:
    full = ranking.k1 + 1
    own = form_of(word)
    yield _term("joined", own, ranking.family * full)
    yield _term("joined", word.exact, ranking.exact * full)
    yield _term("title", own, ranking.title * (ranking.title_k1 + 1))
    if word.root:
        yield _term("joined", forms.start(word.root), ranking.root * full)
    holders = {"bool": {"must_not": [{"term": {"held": own}}]}}
    yield _term("held", own, ranking.similar)
    if alike:
        each = [
            {"constant_score": {"filter": {"term": {"held": other}}, "boost": ranking.similar * told}}
            for other, told in alike
        ]
        yield {"bool": {"must": [{"dis_max": {"queries": each}}], "filter": [holders]}}
    weight = ranking.place if word.strict or word.town else ranking.name
    if word.name and word.field is None:
        yield _term("held", forms.named(word.exact), weight * full)


def _term(field: str, form: str, weight: float) -> Body:
    return {"term": {field: {"value": form, "boost": weight}}}


def counted(what: Counted, alike: Sequence[str] = ()) -> Body:
    """Which documents are counted by something; `alike` are the words spelled like one that none holds."""
    match what:
        case Behind():
            behind = forms.behind(what.exact, what.little) if what.exact else forms.little(what.little)
            return {"term": {"held": behind}}
        case Named():
            return {"term": {"held": forms.named(what.exact)}}
        case Alike():
            return _any_of(alike, what.word.field)
        case Relatives():
            root = [matching(Start(what.word.root, what.word.field))] if what.word.root else []
            return either([*root, _any_of(alike, what.word.field)])
        case Start() if what.field is None and len(what.prefix) == max(forms.STARTS):
            return {"term": {"held": forms.start(what.prefix)}}
    return matching(what)


def _any_of(words: Iterable[str], field: str | None) -> Body:
    return either([matching(Word(word, field, strict=True)) for word in words])


def seen(reader: Reader) -> list[Body]:
    """What a reader may see today."""
    found: list[Body] = [{"terms": {"access": sorted(reader.access)}}]
    if Access.INTERNAL not in reader.access:
        found.append({"range": {"opens": {"lte": today().toordinal()}}})
    return found


def as_seen(query: Body, reader: Reader) -> Body:
    """A query of which a reader sees what they may."""
    return {"bool": {"filter": [query, *seen(reader)]}}


def filters(query: Query) -> dict[str, Body]:
    """Facet → what its filter keeps, for the facets that are filtered."""
    found: dict[str, list[Body]] = {}
    for each in query.filters:
        found.setdefault(each.field, []).append({"terms": {f"facet.{each.field}": list(each.values)}})
    if query.years is not None:
        bounds = {}
        if query.years.start is not None:
            bounds["gte"] = query.years.start * 10000
        if query.years.end is not None:
            bounds["lt"] = (query.years.end + 1) * 10000
        held: Body = {"range": {"date": bounds}} if bounds else {"exists": {"field": "date"}}
        found.setdefault("year", []).append(held)
    return {name: _bool(filter=each) for name, each in found.items()}
