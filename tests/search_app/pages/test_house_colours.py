from hypothesis import given
from hypothesis import strategies as st

from search_app.pages.house_colours import contrast, house_colours, standing_tokens
from tests.search_app.test_contrast import TEXT

COLOURS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


@given(COLOURS)
def test_whatever_the_colour_text_can_be_read(colour):
    made = house_colours(colour)
    for tokens, shades in zip(standing_tokens(), (made.light, made.dark), strict=True):
        every = {**tokens, **shades}
        low = {(front, back) for front, back in TEXT if contrast(every[front], every[back]) < 4.5}
        # Light text of the band stands on it, and the button in it is the reverse.
        assert not low, (colour, low)


def test_a_colour_that_can_be_read_is_kept():
    assert house_colours("#123456").light["accent"] == "#123456"
    assert house_colours("#ffd700").light["accent"] != "#ffd700"


def test_the_sheet_says_both_schemes():
    assert "--accent: #123456;" in house_colours("#123456").css
    assert "prefers-color-scheme: dark" in house_colours("#123456").css
