"""Corrections: what is kept of a person's answers and what they change."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.corrections import (
    FILE_NAME,
    LEAST,
    Balance,
    Correction,
    Decision,
    append_corrections,
    learn,
    learnt_in,
    read_corrections,
)
from catalogue.errors import ConfigurationError


def answer(record: str, decision: Decision = Decision.REFUSED, terms: tuple[str, ...] = ("Insertion",)):
    return Correction("2026-01-05T10:00:00+01:00", record, "themes", "emploi", decision, terms, "claire")


def weight_after(*answers: Correction) -> float:
    return learn(answers).weight("themes", "emploi", "insertion")


def test_answers_come_back_as_they_were_given(tmp_path: Path) -> None:
    append_corrections(tmp_path, [answer("a")])
    append_corrections(tmp_path, [answer("b", Decision.ACCEPTED)])
    assert read_corrections(tmp_path) == (answer("a"), answer("b", Decision.ACCEPTED))


def test_a_library_without_answers_has_learnt_nothing(tmp_path: Path) -> None:
    assert learnt_in(tmp_path).weight("themes", "emploi", "insertion") == 1
    assert learnt_in(tmp_path).version == ""


def test_one_refusal_changes_nothing_and_two_halve() -> None:
    assert weight_after(answer("a")) == 1
    assert weight_after(answer("a"), answer("b")) == 0.5


def test_refusing_twice_in_one_record_counts_once() -> None:
    assert weight_after(answer("a"), answer("a")) == 1


def test_an_acceptance_elsewhere_makes_up_for_a_refusal() -> None:
    assert weight_after(answer("a"), answer("b"), answer("c", Decision.ACCEPTED)) == 1


def test_an_answer_taken_back_no_longer_counts() -> None:
    assert weight_after(answer("a"), answer("b"), answer("b", Decision.WITHDRAWN)) == 1


def test_only_the_terms_refused_lose_weight_for_that_value_alone() -> None:
    learnt = learn([answer("a"), answer("b")])
    assert learnt.weight("themes", "emploi", "chômage") == 1
    assert learnt.weight("themes", "logement", "insertion") == 1


def test_the_version_changes_only_with_a_weight() -> None:
    once, twice, thrice = (learn([answer(each) for each in names]) for names in ("a", "ab", "abc"))
    assert once.version == ""
    assert twice.version == thrice.version != ""


@given(st.integers(0, 50), st.integers(0, 50))
def test_a_weight_stays_between_its_bounds_and_falls_with_refusals(accepted: int, refused: int) -> None:
    weight = Balance(accepted, refused).weight
    assert LEAST <= weight <= 1
    assert Balance(accepted, refused + 1).weight <= weight


def test_a_line_cut_short_is_left_out_and_swallows_no_other(tmp_path: Path) -> None:
    append_corrections(tmp_path, [answer("a")])
    with (tmp_path / FILE_NAME).open("a") as file:
        file.write('{"date": "20')
    append_corrections(tmp_path, [answer("b")])
    assert read_corrections(tmp_path) == (answer("a"), answer("b"))


def test_a_line_that_is_no_correction_is_named(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text('\n{"absurde": true}\n')
    with pytest.raises(ConfigurationError, match="ligne 2"):
        read_corrections(tmp_path)
