"""Services of the State in a territory."""

import pytest

from indexer.describe.state_services import is_state_service


@pytest.mark.parametrize(
    "name",
    [
        "dreal normandie", "prefecture de l'yonne", "services de l'etat dans l'aude", "ddt de la nievre",
        "direction regionale de l'environnement", "direction departementale des territoires",
        "academie d'amiens",
    ],
)  # fmt: skip
def test_what_speaks_for_the_state_in_a_place_is_one(name: str) -> None:
    assert is_state_service(name)


@pytest.mark.parametrize(
    "name", ["dreal", "drachenfels", "ville de tours", "prefectures", "academie des sciences"]
)
def test_an_acronym_alone_or_a_longer_word_is_none(name: str) -> None:
    assert not is_state_service(name)
