"""Words of a query that name something."""

import pytest

from search.names import names_in, place_names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("rénovation urbaine dijon", {"dijon"}),
        ("roubaix écoles", {"roubaix"}),
        ("logement à saint-étienne", {"saintetienne"}),
        ("insertion Metz", {"metz"}),
        ("Rapport 2007", {"2007"}),
        ("réhabilitation des tours", set()),
        ("jardin du nord", set()),
        ("cours de français", set()),
    ],
)
def test_a_place_is_a_name_in_small_letters_unless_a_word_is_spelled_so(text: str, names: set[str]) -> None:
    assert names_in(text) == names


def test_few_names_of_places_are_left_out_for_being_words() -> None:
    assert len(place_names()) > 4000
