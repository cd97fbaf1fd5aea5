import pytest

from indexer.describe.weights import ALWAYS, Weights, log_odds, shipped

WEIGHTS = Weights({"place": {ALWAYS: -1.0, "title": 3.0, "street": -4.0}})


def test_signs_add_up_to_a_probability() -> None:
    assert WEIGHTS.probability("place", {"title": 1.0}) == pytest.approx(0.881, abs=0.001)
    assert WEIGHTS.probability("place", {"title": 1.0, "street": 1.0}) < 0.5
    assert WEIGHTS.probability("place", {"never met": 9.0}) == WEIGHTS.probability("place", {})


def test_one_answer_is_chosen_among_candidates_and_none() -> None:
    chances = WEIGHTS.choice("place", {"a": {"title": 1.0}, "b": {}})
    assert chances["a"] > chances["b"]
    assert sum(chances.values()) < 1


def test_no_sum_of_signs_overflows() -> None:
    assert WEIGHTS.probability("place", {"title": 1e6}) <= 1
    assert WEIGHTS.choice("place", {"a": {"title": 1e6}})["a"] <= 1


def test_every_question_has_shipped_weights() -> None:
    assert {"communes", "departements", "regions", "themes", "type"} <= shipped().questions.keys()
    assert all(ALWAYS in signs for signs in shipped().questions.values())


def test_log_odds_lead_back_to_the_probability() -> None:
    assert Weights({"q": {"it": 1.0}}).probability("q", {"it": log_odds(0.7)}) == pytest.approx(0.7)
    assert log_odds(0.0) < log_odds(0.5) == 0 < log_odds(1.0)
