"""What the bench says a sign is worth, of documents made up here."""

import math

import pytest

from bench.asked import QUESTIONS, Question
from bench.gold import Document
from bench.sights import Asked
from bench.signs import carried, change, judged_by, left_out

QUESTION = judged_by(QUESTIONS["communes"], ["title", "luck"])
CHOICE = Question("type", ("title",), single=True)


def documents(number: int, title: float) -> list[tuple[Document, list[Asked]]]:
    """Documents of which the first of two candidates is right, which the title names in so many."""
    return [
        (
            Document("made up", f"{place}", "", "", {}, {}),
            [("one", {"title": float(place < title * number)}, True, True), ("other", {}, False, True)],
        )
        for place in range(number)
    ]


@pytest.mark.parametrize("question", [QUESTION, CHOICE])
def test_a_sign_that_tells_makes_documents_not_seen_likelier(question: Question) -> None:
    silent, telling = (left_out(question, documents(60, title)) for title in (0.0, 1.0))
    by, error = change(silent, telling)
    assert by < -2 * error


def test_candidates_of_one_document_are_one_draw() -> None:
    many = {str(number): 0.0 for number in range(100)}
    spread, (alone, error) = dict.fromkeys(many, -0.2), change(many, many | {"7": -20.0})
    assert change(many, spread) == (pytest.approx(-20.0), pytest.approx(0.0, abs=1e-6))
    assert (alone, error) == (-20.0, pytest.approx(math.sqrt(20**2 * 0.99)))


def test_weights_of_others_tell_of_documents_that_teach_nothing() -> None:
    asked = documents(40, 1.0)
    told = carried(QUESTION, asked[:30], asked[30:])
    assert set(told) == {document.identifier for document, _ in asked[30:]}


def test_what_is_acceptable_and_no_more_is_no_loss() -> None:
    acceptable = [(document, [*asked, ("third", {}, True, False)]) for document, asked in documents(40, 1.0)]
    assert left_out(QUESTION, acceptable) == left_out(QUESTION, documents(40, 1.0))
