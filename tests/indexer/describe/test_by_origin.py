from indexer.describe.by_origin import ALONE, OWN, RIVAL, beside, chance_of, rivals
from indexer.describe.weights import LIKELIHOOD, Weights

WEIGHTS = Weights(
    {"communes, by origin": {LIKELIHOOD: 1.0, "is: site": 2.0, ALONE: -3.0, f"{ALONE}, is: site": 4.0}}
)


def test_without_an_origin_a_chance_is_the_text_s() -> None:
    assert chance_of(WEIGHTS, "communes", 0.37, {}, 0.9) == 0.37


def test_an_origin_moves_what_the_text_made_likely() -> None:
    assert chance_of(WEIGHTS, "communes", 0.4, {"is: site": 1.0}, 0.0) > 0.8
    assert chance_of(WEIGHTS, "communes", None, {"is: site": 1.0}, 0.0) > 0.7
    assert chance_of(WEIGHTS, "communes", None, {"is: folder": 1.0}, 0.0) < 0.1


def test_weights_that_never_saw_an_origin_leave_the_text_s_word() -> None:
    assert chance_of(Weights(), "communes", 0.37, {"is: site": 1.0}, 0.0) == 0.37
    assert chance_of(Weights(), "communes", None, {"is: site": 1.0}, 0.0) == 0.0


def test_a_folder_never_decides() -> None:
    sure = Weights({"communes, by origin": {f"{ALONE}, is: folder": 9.0, "is: folder": 9.0, LIKELIHOOD: 1.0}})
    assert chance_of(sure, "communes", None, {"is: folder": 1.0}, 0.0) < 0.5
    assert chance_of(sure, "communes", 0.4, {"is: folder": 1.0}, 0.0) > 0.9


def test_to_be_named_in_passing_is_no_worse_than_not_to_be() -> None:
    told = {OWN: 1.0, "is: site": 1.0}
    assert beside(0.001, told, 0.0)[LIKELIHOOD] == beside(0.1, told, 0.0)[LIKELIHOOD]
    assert beside(0.001, {}, 0.0)[LIKELIHOOD] < beside(0.1, {}, 0.0)[LIKELIHOOD]


def test_what_no_text_names_has_no_likelihood_and_signs_of_its_own() -> None:
    assert beside(None, {"is: site": 1.0}, 0.3) == {f"{ALONE}, is: site": 1.0, ALONE: 1.0, RIVAL: 0.3}


def test_rivals_are_the_others() -> None:
    assert rivals({"a": 0.9, "b": 0.2, "c": None}) == {"a": 0.2, "b": 0.9, "c": 0.9}
    assert rivals({"a": 0.9}) == {"a": 0.0}
    assert rivals({}) == {}
