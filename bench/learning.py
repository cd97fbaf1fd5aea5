"""Learns what each sign of a value is worth, from documents described by hand.

    python bench/learning.py dev.jsonl second.jsonl third.jsonl

writes `indexer/describe/weights.toml` and, of words (`word_learning`), `said_words.txt`, `said_themes.txt`
and `said_domain.txt`. The describer says what it sees of each candidate (`Describer.signs`), the set whether
it is right; what is acceptable and no more teaches nothing. Two models, one method (Newton on a ridge
penalty): values judged one by one (a document has several places and themes) are a logistic regression, a
question with one answer at most (date, type) a choice among its candidates and none, whose likelihood is
then held against how often such an answer was right in documents left out. Whole files teach what
is of the field and what it weighs not to be, nothing else: hardly one of them is. The same
documents give the same file.
`bench/description.py --folds` tells what they are worth on documents they have not seen.
"""

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.asked import BY_ORIGIN_QUESTIONS, DOMAIN_QUESTION, INFERRED_QUESTION, QUESTIONS, Question
from bench.gold import LANGUAGES, Document, is_right, read
from bench.word_learning import learn_words, written_words
from catalogue.settings import LibrarySettings
from catalogue.vocabulary import Vocabularies, load_vocabularies
from indexer.describe import Describer
from indexer.describe.author_types import beside_sorts, beside_sorts_by_origin, sorts_of
from indexer.describe.by_origin import BY_ORIGIN, INFERRED, beside, rivals
from indexer.describe.creator_signs import BODIES, PERSONS
from indexer.describe.domain import DOMAIN, OF_IT, OUTSIDE, doubts
from indexer.describe.kind import FIELD as TYPE
from indexer.describe.kind import likeliest
from indexer.describe.said_words import SAID, Words, told_by_words
from indexer.describe.said_words import SHIPPED as SHIPPED_WORDS
from indexer.describe.themes import FIELD as THEMES
from indexer.describe.weights import ALWAYS, LIKELIHOOD, SHIPPED, Signs, Weights, log_odds

STEPS = 30
#: Parts of the documents by which the surety of an answer is learnt.
PARTS = 5
#: Seen of what is asked of documents that rules were written on: answers are righter there than they seem, so
#: that how much is learnt beside their likelihood, and left behind: no document that is described has it.
WRITTEN = "rules were written on it"
#: Likelihood from which a value is held to account: how hopeless the hopeless are tells nothing of how right
#: the likely ones are.
ACCOUNTED = 0.1
#: How right a theme is that is acceptable and no more, in what words are taught.
ACCEPTABLE = 0.5

#: Questions of which the sort of document makes more signs.
_SORTED = {
    PERSONS: beside_sorts,
    BODIES: beside_sorts,
    INFERRED: beside_sorts,
    BY_ORIGIN[BODIES]: beside_sorts_by_origin,
}

#: A candidate: value, what is seen of it, whether it is right, whether that teaches.
Asked = tuple[str, Signs, bool, bool]


@dataclass(frozen=True, slots=True)
class Sight:
    """What the describer sees of one document: question → candidate → signs."""

    document: Document
    by_text: Mapping[str, Mapping[str, Signs]]
    #: What it sees when it is told where the document was found; empty where nobody asked.
    by_origin: Mapping[str, Mapping[str, Signs]]


def look(describer: Describer, documents: Iterable[Document], *, origins: bool = True) -> list[Sight]:
    """What the describer sees of documents, without their origin and, if asked for, with it."""
    return [
        Sight(
            document, _signs(describer, document), _signs(describer, document, origin=True) if origins else {}
        )
        for document in documents
    ]


def _signs(describer: Describer, document: Document, *, origin: bool = False) -> dict[str, dict[str, Signs]]:
    text, file = document.extracted(origin=origin), document.file(origin=origin)
    return describer.signs(text, file=file, media_type=document.media_type)


def learn(seen: Sequence[Sight], vocabularies: Vocabularies) -> Weights:
    """The weights of every question, from what was seen of these documents.

    What an origin tells is learnt after what texts tell, beside what that makes likely, so that it changes
    nothing where none is known.
    """
    words = {}
    for name in SHIPPED_WORDS:
        words[name], seen = with_words(name, seen, vocabularies)
    domain, far = _domain(seen, vocabularies)
    types = _left_out(TYPE, QUESTIONS[TYPE], asked_of(TYPE, QUESTIONS[TYPE], seen, vocabularies))
    seen = [_with_sorts(each, sorts_of(likely)) for each, likely in zip(seen, types, strict=True)]
    questions = {DOMAIN: domain}
    chances: list[dict[str, dict[str, float]]] = [{} for _ in seen]
    for name, question in QUESTIONS.items():
        asked = asked_of(name, question, seen, vocabularies)
        groups = groups_of(question, [each for _, each in asked])
        questions[name] = fit(groups, question.ridge, question.prior)
        left_out = types if name == TYPE else _left_out(name, question, asked)
        sure = surety_of(question, asked, left_out)
        if question.single:
            questions[question.surety] = sure
        else:
            questions[name] = _as_sure(questions[name], sure)
            left_out = [{each: _held(chance, sure) for each, chance in likely.items()} for likely in left_out]
        if question.doubted:
            told = _claims(name, question, seen, left_out, Weights(questions), vocabularies)
            away = [each[question.doubted] for each in far]
            questions[question.surety or name][OUTSIDE] = weight_of_doubt(told, away)
        for number, likely in enumerate(left_out):
            chances[number].setdefault(BY_ORIGIN.get(name, ""), {}).update(likely)
    questions[INFERRED] = _inferred(seen, chances, vocabularies)
    return Weights(questions | _by_origin(seen, chances, vocabularies), words)


def asked_of(
    name: str, question: Question, seen: Iterable[Sight], vocabularies: Vocabularies
) -> list[tuple[Document, list[Asked]]]:
    """What is asked of each document; nothing of a whole file that does not teach it."""
    return [
        (
            each.document,
            _asked(name, question, each.document, each.by_text.get(name, {}), vocabularies)
            if question.whole or not each.document.path
            else [],
        )
        for each in seen
    ]


def _domain(seen: Sequence[Sight], vocabularies: Vocabularies) -> tuple[dict[str, float], list[Signs]]:
    """What tells that a document is of the field, and how unlikely weights of others make it of each."""
    question = DOMAIN_QUESTION
    asked = asked_of(DOMAIN, question, seen, vocabularies)
    likely = _left_out(DOMAIN, question, asked)
    far = [
        doubts(each[OF_IT] if sight.by_text[SAID][SAID] else 1.0)
        for sight, each in zip(seen, likely, strict=True)
    ]
    return fit(groups_of(question, [each for _, each in asked]), question.ridge), far


#: What is claimed of a document: how likely, as log-odds, and whether it is right.
Claims = list[tuple[float, bool]]


def _claims(
    name: str,
    question: Question,
    seen: Sequence[Sight],
    left_out: Sequence[Mapping[str, float]],
    weights: Weights,
    vocabularies: Vocabularies,
) -> list[Claims]:
    """What weights that had not seen it claim of each document; whole files none has seen."""
    found = []
    for sight, likely in zip(seen, left_out, strict=True):
        candidates = _asked(name, question, sight.document, sight.by_text.get(name, {}), vocabularies)
        if sight.document.path:
            signs = {value: signs for value, signs, _, _ in candidates}
            likely = (
                weights.choice(name, signs)
                if question.single
                else {value: weights.probability(name, each) for value, each in signs.items()}
            )
        sure = weights.questions[question.surety] if question.single else {LIKELIHOOD: 1.0}
        held = _held_to_account(question, candidates, likely)
        found.append([(log_odds(_held(chance, sure)), right) for chance, right in held])
    return found


def weight_of_doubt(claims: Sequence[Claims], far: Sequence[float]) -> float:
    """What it weighs against a claim that its document is unlikely to be of the field; all else stays."""
    told = [(*claim, each) for each, made in zip(far, claims, strict=True) for claim in made]
    if not told:
        return 0.0
    base, right, away = (np.array(column, dtype=float) for column in zip(*told, strict=True))
    weight = 0.0
    for _ in range(STEPS):
        chances = 1 / (1 + np.exp(-(base + weight * away)))
        slope, bend = away @ (right - chances) - weight, 1 + (away * away) @ (chances * (1 - chances))
        weight += float(slope / bend)
    return round(weight, 3)


def _with_sorts(sight: Sight, sorts: Mapping[str, float]) -> Sight:
    """The same, with what its sort, told by weights that had not seen it, makes of its authors."""

    def beside(seen: Mapping[str, Mapping[str, Signs]]) -> dict[str, Mapping[str, Signs]]:
        found = dict(seen)
        for name, add in _SORTED.items():
            if name in found:
                found[name] = {value: add(signs, sorts) for value, signs in found[name].items()}
        return found

    return replace(sight, by_text=beside(sight.by_text), by_origin=beside(sight.by_origin))


def _inferred(
    seen: Sequence[Sight], chances: Sequence[dict[str, dict[str, float]]], vocabularies: Vocabularies
) -> dict[str, float]:
    """The weights of who stands for a document's places or has its address, beside what texts made likely.

    What is learnt makes the authors that texts name likelier or less so, for what is learnt after it.
    """
    question, creators = INFERRED_QUESTION, BY_ORIGIN[BODIES]
    asked = []
    for sight, likely in zip(seen, chances, strict=True):
        silent = sight.document.blind or sight.document.path
        found = {} if silent else sight.by_text.get(INFERRED, {})
        base = {each: likely.get(creators, {}).get(each) for each in {**found, **likely.get(creators, {})}}
        others = rivals(base)
        signs = {each: beside(base[each], inferred, others[each]) for each, inferred in found.items()}
        asked.append((sight.document, _asked(INFERRED, question, sight.document, signs, vocabularies)))
    for likely, known in zip(_left_out(INFERRED, question, asked), chances, strict=True):
        told = known.setdefault(creators, {})
        told.update({each: chance for each, chance in likely.items() if each in told})
    groups = groups_of(question, [each for _, each in asked])
    return fit(groups, question.ridge, question.prior, always=question.ridge)


def with_words(name: str, seen: Sequence[Sight], vocabularies: Vocabularies) -> tuple[Words, list[Sight]]:
    """What words tell of a question's values, and among their signs what those learnt from others tell."""
    whole = name == DOMAIN
    taught = [
        (each.by_text[SAID][SAID], _right_values(each, name, vocabularies), each.document.fold(PARTS))
        for each in seen
        if whole or not each.document.path
    ]
    parts = [each.document.fold(PARTS) for each in seen]
    words = [
        learn_words([(said, right) for said, right, where in taught if where != part])
        for part in range(PARTS)
    ]
    found = [saying(name, sight, words[part]) for sight, part in zip(seen, parts, strict=True)]
    return learn_words([(said, right) for said, right, _ in taught]), found


def saying(name: str, sight: Sight, words: Words) -> Sight:
    """The same, with what its words tell of the values of a question among their signs."""
    told = told_by_words(sight.by_text[SAID][SAID], words)
    values = {each: {**signs, SAID: told.get(each, 0.0)} for each, signs in sight.by_text[name].items()}
    return replace(sight, by_text={**sight.by_text, name: values})


def _right_values(sight: Sight, name: str, vocabularies: Vocabularies) -> dict[str, float]:
    """How right values are: of types, the one a librarian would choose, else those that are acceptable."""
    single = name in QUESTIONS and QUESTIONS[name].single
    values = vocabularies.themes.concepts if name == THEMES else sight.by_text[name]
    degrees = {}
    for each in values:
        if is_right(name, each, sight.document, vocabularies):
            strict = is_right(name, each, sight.document, vocabularies, strict=True)
            degrees[each] = 1.0 if strict else ACCEPTABLE
    best = max(degrees.values(), default=0.0)
    return {each: 1.0 for each, how in degrees.items() if how == best} if single else degrees


def _by_origin(
    seen: Sequence[Sight],
    chances: Sequence[Mapping[str, Mapping[str, float]]],
    vocabularies: Vocabularies,
) -> dict[str, dict[str, float]]:
    """The weights of what origins tell, beside how likely others' weights made what the text says."""
    questions = {}
    for name, question in BY_ORIGIN_QUESTIONS.items():
        groups: list[list[tuple[Signs, bool]]] = []
        for sight, likely in zip(seen, chances, strict=True):
            if sight.document.path or (sight.document.blind and question.field == "creators"):
                continue
            found, told = sight.by_origin.get(name, {}), likely.get(name, {})
            base = {each: told.get(each) for each in {**found, **told}}
            others = rivals(base)
            signs = {each: beside(base[each], origin, others[each]) for each, origin in found.items()}
            groups += groups_of(question, [_asked(name, question, sight.document, signs, vocabularies)])
        if groups:
            questions[name] = fit(groups, question.ridge, question.prior, always=question.ridge)
    return questions


def _asked(
    name: str, question: Question, document: Document, signs: Mapping[str, Signs], vocabularies: Vocabularies
) -> list[Asked]:
    """What is seen of each candidate of one document and whether it is right, told ones only."""
    found = []
    for value, candidate in signs.items():
        right = is_right(question.field, value, document, vocabularies)
        if right is not None:
            strict = is_right(question.field, value, document, vocabularies, strict=True)
            found.append((value, _weighed(candidate, question), right, right == strict))
    return found


def groups_of(question: Question, documents: Sequence[Sequence[Asked]]) -> list[list[tuple[Signs, bool]]]:
    """Candidates that are judged together; what is acceptable and no more teaches nothing."""
    groups: list[list[tuple[Signs, bool]]] = []
    for asked in documents:
        told = [(signs, right) for _, signs, right, teaches in asked if teaches]
        groups += [told] if question.single and told else [[each] for each in told]
    return groups


def _left_out(
    name: str, question: Question, asked: Sequence[tuple[Document, Sequence[Asked]]]
) -> list[dict[str, float]]:
    """For each document, how likely weights that had not seen it make its values."""
    found: list[dict[str, float]] = [{} for _ in asked]
    for part in range(PARTS):
        others = groups_of(question, [each for document, each in asked if document.fold(PARTS) != part])
        weights = Weights({name: fit(others, question.ridge, question.prior)})
        for place, (document, candidates) in enumerate(asked):
            if document.fold(PARTS) == part:
                signs = {value: signs for value, signs, _, _ in candidates}
                found[place] = (
                    weights.choice(name, signs)
                    if question.single
                    else {value: weights.probability(name, each) for value, each in signs.items()}
                )
    return found


def surety_of(
    question: Question,
    asked: Sequence[tuple[Document, Sequence[Asked]]],
    left_out: Sequence[Mapping[str, float]],
) -> dict[str, float]:
    """How often what is proposed is right of documents that neither weights nor who wrote rules had seen."""
    groups: list[list[tuple[Signs, bool]]] = []
    for (document, candidates), chances in zip(asked, left_out, strict=True):
        written = float(question.written and not document.unread)
        groups += (
            [({LIKELIHOOD: log_odds(chance), WRITTEN: written}, right)]
            for chance, right in _held_to_account(question, candidates, chances)
        )
    return {sign: weight for sign, weight in fit(groups, 1.0).items() if sign != WRITTEN}


def _held_to_account(
    question: Question, candidates: Sequence[Asked], chances: Mapping[str, float]
) -> Iterator[tuple[float, bool]]:
    """How likely the answers to one question seemed, and whether they are right."""
    if question.single:
        kinds, chance = likeliest(chances)
        if kinds:
            yield chance, any(right for value, _, right, _ in candidates if value in kinds)
        return
    for value, _, right, _ in candidates:
        if chances[value] >= ACCOUNTED:
            yield chances[value], right


def _held(chance: float, surety: Mapping[str, float]) -> float:
    """A probability stretched and moved as its question's weights are."""
    return Weights({"": surety}).probability("", {LIKELIHOOD: log_odds(chance)})


def _as_sure(weights: Mapping[str, float], surety: Mapping[str, float]) -> dict[str, float]:
    """The same weights, stretched and moved so that they claim no more than what held elsewhere."""
    stretch = surety.get(LIKELIHOOD, 0.0)
    moved = {sign: weight * stretch for sign, weight in weights.items()}
    moved[ALWAYS] = moved.get(ALWAYS, 0.0) + surety.get(ALWAYS, 0.0)
    return {sign: round(weight, 3) for sign, weight in moved.items()}


def _weighed(signs: Signs, question: Question) -> Signs:
    return {
        sign: value
        for sign, value in signs.items()
        if any(fnmatchcase(sign, wanted) for wanted in question.signs) and not sign.startswith("shape: ")
    }


def fit(
    groups: Sequence[Sequence[tuple[Signs, bool]]],
    ridge: float,
    prior: Mapping[str, float] | None = None,
    always: float = 0.01,
) -> dict[str, float]:
    """Sign → weight; each group has one right candidate or none, none being worth 0.

    `prior` is what weights are held to, 0 for the signs it does not name; `always` what the one costs that
    every candidate has.
    """
    prior = prior or {}
    seen = {name for group in groups for signs, _ in group for name in signs}
    names = [ALWAYS, *sorted((seen | prior.keys()) - {ALWAYS})]
    place = {name: number for number, name in enumerate(names)}
    rows, answers = _numbered([group for group in groups if group], place)
    starts = np.cumsum([0, *(len(group) for group in groups if group)])[:-1]
    sizes = np.array([len(group) for group in groups if group])
    held = np.array([prior.get(name, 0.0) for name in names])
    weights = held.copy()
    penalty = np.full(len(names), ridge)
    penalty[0] = always
    for _ in range(STEPS):
        powers = np.exp(np.clip(rows @ weights, -30, 30))
        chances = powers / np.repeat(1 + np.add.reduceat(powers, starts), sizes)
        weighed = rows * chances[:, None]
        sums = np.add.reduceat(weighed, starts)
        gradient = rows.T @ (answers - chances) - penalty * (weights - held)
        hessian = rows.T @ weighed - sums.T @ sums + np.diag(penalty)
        step = np.linalg.solve(hessian, gradient)
        weights += step * min(1.0, 3.0 / max(1e-9, float(np.abs(step).max())))
        if np.abs(step).max() < 1e-6:
            break
    return {
        name: round(float(weights[number]), 3)
        for name, number in place.items()
        if abs(weights[number]) >= 0.001
    }


def _numbered(
    groups: Sequence[Sequence[tuple[Signs, bool]]], place: dict[str, int]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Signs as rows, and what the answer is: 1 for the right candidate, shared when several are."""
    rows = np.zeros((sum(map(len, groups)), len(place)))
    rows[:, 0] = 1
    answers: list[float] = []
    for group in groups:
        right = sum(each for _, each in group)
        for signs, each in group:
            for name, value in signs.items():
                rows[len(answers), place[name]] = value
            answers.append(each / max(1, right))
    return rows, np.array(answers)


def written(weights: Weights, documents: int) -> str:
    """The file, signs in order of weight so that a reader sees what counts."""
    lines = [
        "# How much each sign tells for or against a value. Made by bench/learning.py from",
        f"# {documents} documents described by hand; do not edit.",
    ]
    for question, signs in weights.questions.items():
        lines += ["", f'["{question}"]']
        lines += [
            f'"{sign}" = {value}'
            for sign, value in sorted(signs.items(), key=lambda each: (-each[1], each[0]))
        ]
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--half", choices=("built", "kept"), help="one half of the documents only")
    options = parser.parse_args()
    vocabularies = load_vocabularies()
    documents = [
        each for each in read(options.files) if options.half is None or each.kept == (options.half == "kept")
    ]
    describer = Describer(vocabularies, LibrarySettings(languages=LANGUAGES), weights=Weights())
    # Twice: whose council sat is told by the places, which are learnt as well.
    weights = learn(look(describer, documents, origins=False), vocabularies)
    weights = learn(look(describer.weighing(weights), documents), vocabularies)
    SHIPPED.write_text(written(weights, len(documents)), encoding="utf-8")
    for name, file in SHIPPED_WORDS.items():
        taught = sum(name == DOMAIN or not each.path for each in documents)
        file.write_text(written_words(weights.words[name], taught, name), encoding="utf-8")


if __name__ == "__main__":
    main()
