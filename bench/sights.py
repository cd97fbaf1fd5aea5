"""Sights: what the describer sees of documents described by hand, and what that asks of each question.

In come documents and a describer; out come candidates with their signs and whether each is right. Nothing is
learnt here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase

from bench.asked import Question
from bench.gold import Document, is_right
from catalogue.vocabulary import Vocabularies
from indexer.describe import Describer
from indexer.describe.author_types import beside_sorts, beside_sorts_by_origin
from indexer.describe.by_origin import BY_ORIGIN, INFERRED
from indexer.describe.creator_signs import BODIES, PERSONS
from indexer.describe.said_words import SAID, Words, told_by_words
from indexer.describe.weights import Signs

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


def asked_of(
    name: str, question: Question, seen: Iterable[Sight], vocabularies: Vocabularies
) -> list[tuple[Document, list[Asked]]]:
    """What is asked of each document; nothing of a whole file that does not teach it."""
    return [
        (
            each.document,
            candidates_of(name, question, each.document, each.by_text.get(name, {}), vocabularies)
            if question.whole or not each.document.path
            else [],
        )
        for each in seen
    ]


def candidates_of(
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


def _weighed(signs: Signs, question: Question) -> Signs:
    return {
        sign: value
        for sign, value in signs.items()
        if any(fnmatchcase(sign, wanted) for wanted in question.signs) and not sign.startswith("shape: ")
    }


def with_sorts(sight: Sight, sorts: Mapping[str, float]) -> Sight:
    """The same, with what its sort, told by weights that had not seen it, makes of its authors."""

    def beside(seen: Mapping[str, Mapping[str, Signs]]) -> dict[str, Mapping[str, Signs]]:
        found = dict(seen)
        for name, add in _SORTED.items():
            if name in found:
                found[name] = {value: add(signs, sorts) for value, signs in found[name].items()}
        return found

    return replace(sight, by_text=beside(sight.by_text), by_origin=beside(sight.by_origin))


def saying(name: str, sight: Sight, words: Words) -> Sight:
    """The same, with what its words tell of the values of a question among their signs."""
    told = told_by_words(sight.by_text[SAID][SAID], words)
    values = {each: {**signs, SAID: told.get(each, 0.0)} for each, signs in sight.by_text[name].items()}
    return replace(sight, by_text={**sight.by_text, name: values})
