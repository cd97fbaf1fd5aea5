import pytest

from search_app.pages.reading import ZOOMS, Reading


@pytest.mark.parametrize(
    ("said", "understood"),
    [
        ({}, Reading()),
        ({"zoom": "200", "vue": "image"}, Reading(200, "image")),
        ({"zoom": "9999", "vue": "rien"}, Reading()),
        ({"zoom": "²", "vue": "texte"}, Reading(100, "texte")),
    ],
)
def test_the_address_says_how_a_page_is_shown(said: dict[str, str], understood: Reading) -> None:
    assert Reading.of(said) == understood
    assert Reading.of(dict(understood.pairs)) == understood


def test_one_zooms_step_by_step_to_the_ends() -> None:
    reading, seen = Reading(ZOOMS[0]), [ZOOMS[0]]
    assert reading.smaller() is None
    while (larger := reading.larger()) is not None:
        reading = larger
        seen.append(reading.zoom)
    assert tuple(seen) == ZOOMS
    assert reading.fitting().pairs == ()


def test_an_enlarged_image_asks_for_more_pixels() -> None:
    assert Reading(200).sizes() == "(max-width: 60rem) 200vw, 88rem"
    assert Reading(100, "image").sizes() == "(max-width: 60rem) 100vw, 72rem"
