"""What one sign is worth, and whether that is more than the luck of a few documents.

    python bench/signs.py communes dev.jsonl second.jsonl third.jsonl [--try "spread" …] [--carry]

For one question (`asked`): by how much documents that weights have not seen become less likely to be
described right (log loss, natural) when a sign it is judged by is left out, and what a sign that the
describer sees and nobody weighs (`--try`, or all of them) would make of it. Beside each change stands its
error, **by document**: the towns of one list are right or wrong together, so that a change of eighteen told
by nine hundred candidates may be one and a half errors. Rules and signs are chosen on the half `built`;
`--carry` tells what weights of `built` make of the half `kept`, in sums alone: what does not carry, drop.
"""

import argparse
import math
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.asked import QUESTIONS, Question
from bench.fitting import fit
from bench.gold import LANGUAGES, Document, read
from bench.learning import with_words
from bench.sights import Asked, Sight, asked_of, look, saying
from bench.sureties import groups_of
from catalogue.settings import LibrarySettings
from catalogue.vocabulary import Vocabularies, load_vocabularies
from indexer.describe import Describer
from indexer.describe.said_words import SHIPPED as SHIPPED_WORDS
from indexer.describe.weights import Weights

FOLDS = 10
#: Chance below which an answer that came true is not held against weights any more.
LEAST = 1e-4

#: What is asked of each document.
Told = Sequence[tuple[Document, Sequence[Asked]]]
#: Document → how unlikely what is right of it was held to be, as the logarithm of the chance it was given.
Losses = Mapping[str, float]


def left_out(question: Question, told: Told) -> Losses:
    """Losses by weights that had not seen the document."""
    found: dict[str, float] = {}
    for part in range(FOLDS):
        others = [each for each in told if each[0].fold(FOLDS) != part]
        found |= carried(question, others, [each for each in told if each[0].fold(FOLDS) == part])
    return found


def carried(question: Question, taught: Told, told: Told) -> Losses:
    """Losses of documents by weights of others."""
    groups = groups_of(question, [each for _, each in taught])
    weights = Weights({"it": fit(groups, question.ridge, question.prior)})
    return {document.identifier: _loss(question, asked, weights) for document, asked in told}


def _loss(question: Question, asked: Sequence[Asked], weights: Weights) -> float:
    teaching = [(value, signs, right) for value, signs, right, teaches in asked if teaches]
    if question.single:
        chances = weights.choice("it", {value: signs for value, signs, _ in teaching})
        right = sum(chances[value] for value, _, right in teaching if right)
        told = any(right for *_, right in teaching)
        return -math.log(max(LEAST, right if told else 1 - sum(chances.values())))
    chance = [(weights.probability("it", signs), right) for _, signs, right in teaching]
    return -sum(math.log(max(LEAST, each if right else 1 - each)) for each, right in chance)


def change(before: Losses, after: Losses) -> tuple[float, float]:
    """By how much losses grow in all, and its error, each document being one draw."""
    differences = [after[each] - before[each] for each in before]
    mean = sum(differences) / len(differences)
    spread = sum((each - mean) ** 2 for each in differences)
    return sum(differences), math.sqrt(spread)


def judged_by(question: Question, signs: Iterable[str]) -> Question:
    """The question as it would be if these were its signs."""
    return replace(question, signs=tuple(signs))


def _table(
    name: str, tried: Sequence[str], built: Sequence[Sight], kept: Sequence[Sight], vocabularies: Vocabularies
) -> None:
    """One line a sign, of those it is judged by left out and of those tried."""
    question = QUESTIONS[name]

    def measured(signs: Iterable[str]) -> tuple[Losses, Losses]:
        other = judged_by(question, signs)
        taught = asked_of(name, other, built, vocabularies)
        return left_out(other, taught), carried(other, taught, asked_of(name, other, kept, vocabularies))

    base = measured(question.signs)
    print(f"{name}: {len(base[0])} documents, loss {sum(base[0].values()):.1f}")
    without = [
        ("without", sign, [each for each in question.signs if each != sign]) for sign in question.signs
    ]
    for word, sign, signs in (*without, *(("with", each, [*question.signs, each]) for each in tried)):
        changes = [change(*each) for each in zip(base, measured(signs), strict=True) if each[0]]
        print(f"{word:8}{sign:32}" + "".join(f"{by:+8.1f} ± {error:4.1f}" for by, error in changes))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("question", choices=sorted(QUESTIONS))
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--try", dest="tried", nargs="*", help="signs nobody weighs; none named: all")
    parser.add_argument("--carry", action="store_true", help="what weights of `built` make of `kept`")
    options = parser.parse_args()
    vocabularies = load_vocabularies()
    documents = [each for each in read(options.files) if options.carry or not each.kept]
    describer = Describer(vocabularies, LibrarySettings(languages=LANGUAGES))
    sights = look(describer, documents, origins=False)
    built, kept = ([each for each in sights if each.document.kept == half] for half in (False, True))
    if options.question in SHIPPED_WORDS:
        words, built = with_words(options.question, built, vocabularies)
        kept = [saying(options.question, each, words) for each in kept]
    seen = {sign for each in built for signs in each.by_text[options.question].values() for sign in signs}
    unweighed = sorted(seen - {*QUESTIONS[options.question].signs}) if options.tried == [] else options.tried
    _table(options.question, unweighed or [], built, kept, vocabularies)


if __name__ == "__main__":
    main()
