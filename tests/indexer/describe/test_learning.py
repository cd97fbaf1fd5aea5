"""What is learnt with the bench's learning, of documents made up here."""

from pathlib import Path

import pytest

from bench.asked import QUESTIONS
from bench.gold import Document
from bench.sureties import surety_of, weight_of_doubt
from bench.word_learning import learn_words, written_words
from indexer.describe.weights import LIKELIHOOD, Weights, log_odds

DOCUMENTS = [Document("made up", str(number), "", "", {}, {}) for number in range(600)]


def right_of(documents: list[Document], one_wrong_in: dict[bool, int]) -> float:
    """How sure what seems right seven times in ten is, where one in so many is wrong, kept aside or not."""
    seen = {True: 0, False: 0}
    asked = []
    for document in documents:
        seen[document.kept] += 1
        right = seen[document.kept] % one_wrong_in[document.kept] != 0
        asked.append((document, [("guide", {}, right, True)]))
    surety = surety_of(QUESTIONS["type"], asked, [{"guide": 0.7}] * len(asked))
    return Weights({"it": surety}).probability("it", {LIKELIHOOD: log_odds(0.7)})


def test_a_stranger_is_told_as_sure_as_answers_were_right_where_no_rule_was_written() -> None:
    assert right_of(DOCUMENTS, {True: 2, False: 10}) == pytest.approx(0.5, abs=0.05)


def test_where_rules_were_written_on_all_there_is_nothing_to_hold_them_to() -> None:
    written = [each for each in DOCUMENTS if not each.kept]
    assert right_of(written, {True: 1, False: 10}) == pytest.approx(0.9, abs=0.03)


def test_words_of_one_type_tell_for_it_and_against_the_other() -> None:
    taught = [({"hier": 1.0}, {"presse": 1.0})] * 6 + [({"il faut": 1.0}, {"guide": 1.0})] * 6
    words = learn_words(taught)
    assert words["hier"]["presse"] > 0 > words["hier"]["guide"]
    assert "hier\tguide=-" in written_words(words, len(taught), "type")


def test_a_word_that_few_documents_say_tells_nothing() -> None:
    assert "rare" not in learn_words(
        [({"rare": 1.0}, {"presse": 1.0}), *[({"hier": 1.0}, {"guide": 1.0})] * 6]
    )


def test_whole_files_of_one_source_are_left_out_together() -> None:
    files = [
        Document("made up", str(number), "", "", {}, {}, f"norme/{number}.pdf", path=Path(f"{number}.pdf"))
        for number in range(20)
    ]
    assert len({each.fold(5) for each in files}) == 1
    assert len({each.fold(5) for each in DOCUMENTS}) == 5


def test_what_is_claimed_outside_the_field_weighs_as_it_was_wrong_there_and_nowhere_else() -> None:
    claims = [[(0.8, True)], [(0.8, False)]] * 50
    assert weight_of_doubt(claims, [0.0, 2.0] * 50) < -1
    assert weight_of_doubt(claims, [0.0] * 100) == 0
