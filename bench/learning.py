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
from collections.abc import Mapping, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.asked import BY_ORIGIN_QUESTIONS, DOMAIN_QUESTION, INFERRED_QUESTION, QUESTIONS
from bench.fitting import fit
from bench.gold import LANGUAGES, is_right, read
from bench.sights import Sight, asked_of, candidates_of, look, saying, with_sorts
from bench.sureties import (
    PARTS,
    as_sure,
    chances_left_out,
    claims_of,
    groups_of,
    stretched,
    surety_of,
    weight_of_doubt,
)
from bench.word_learning import learn_words, written_words
from catalogue.settings import LibrarySettings
from catalogue.vocabulary import Vocabularies, load_vocabularies
from indexer.describe import Describer
from indexer.describe.author_types import sorts_of
from indexer.describe.by_origin import BY_ORIGIN, INFERRED, beside, rivals
from indexer.describe.creator_signs import BODIES
from indexer.describe.domain import DOMAIN, OF_IT, OUTSIDE, doubts
from indexer.describe.kind import FIELD as TYPE
from indexer.describe.said_words import SAID, Words
from indexer.describe.said_words import SHIPPED as SHIPPED_WORDS
from indexer.describe.themes import FIELD as THEMES
from indexer.describe.weights import SHIPPED, Signs, Weights

#: How right a theme is that is acceptable and no more, in what words are taught.
ACCEPTABLE = 0.5


def learn(seen: Sequence[Sight], vocabularies: Vocabularies) -> Weights:
    """The weights of every question, from what was seen of these documents.

    What an origin tells is learnt after what texts tell, beside what that makes likely, so that it changes
    nothing where none is known.
    """
    words = {}
    for name in SHIPPED_WORDS:
        words[name], seen = with_words(name, seen, vocabularies)
    domain, far = _domain(seen, vocabularies)
    types = chances_left_out(TYPE, QUESTIONS[TYPE], asked_of(TYPE, QUESTIONS[TYPE], seen, vocabularies))
    seen = [with_sorts(each, sorts_of(likely)) for each, likely in zip(seen, types, strict=True)]
    questions = {DOMAIN: domain}
    chances: list[dict[str, dict[str, float]]] = [{} for _ in seen]
    for name, question in QUESTIONS.items():
        asked = asked_of(name, question, seen, vocabularies)
        groups = groups_of(question, [each for _, each in asked])
        questions[name] = fit(groups, question.ridge, question.prior)
        left_out = types if name == TYPE else chances_left_out(name, question, asked)
        sure = surety_of(question, asked, left_out)
        if question.single:
            questions[question.surety] = sure
        else:
            questions[name] = as_sure(questions[name], sure)
            left_out = [
                {each: stretched(chance, sure) for each, chance in likely.items()} for likely in left_out
            ]
        if question.doubted:
            told = claims_of(name, question, seen, left_out, Weights(questions), vocabularies)
            away = [each[question.doubted] for each in far]
            questions[question.surety or name][OUTSIDE] = weight_of_doubt(told, away)
        for number, likely in enumerate(left_out):
            chances[number].setdefault(BY_ORIGIN.get(name, ""), {}).update(likely)
    questions[INFERRED] = _inferred(seen, chances, vocabularies)
    return Weights(questions | _by_origin(seen, chances, vocabularies), words)


def _domain(seen: Sequence[Sight], vocabularies: Vocabularies) -> tuple[dict[str, float], list[Signs]]:
    """What tells that a document is of the field, and how unlikely weights of others make it of each."""
    question = DOMAIN_QUESTION
    asked = asked_of(DOMAIN, question, seen, vocabularies)
    likely = chances_left_out(DOMAIN, question, asked)
    far = [
        doubts(each[OF_IT] if sight.by_text[SAID][SAID] else 1.0)
        for sight, each in zip(seen, likely, strict=True)
    ]
    return fit(groups_of(question, [each for _, each in asked]), question.ridge), far


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
        asked.append((sight.document, candidates_of(INFERRED, question, sight.document, signs, vocabularies)))
    for likely, known in zip(chances_left_out(INFERRED, question, asked), chances, strict=True):
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
            groups += groups_of(
                question, [candidates_of(name, question, sight.document, signs, vocabularies)]
            )
        if groups:
            questions[name] = fit(groups, question.ridge, question.prior, always=question.ridge)
    return questions


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
