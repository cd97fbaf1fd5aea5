"""The colours of `tokens.css` by WCAG's formula: text at 4.5:1, edges of controls at 3:1, in both schemes."""

import re
from pathlib import Path

import pytest

import search_app

TOKENS = (Path(search_app.__file__).parent / "static" / "tokens.css").read_text(encoding="utf-8")
TEXT = [
    ("ink", "paper"), ("ink", "surface"), ("ink", "tint"), ("ink", "tint-2"), ("ink-soft", "paper"),
    ("ink-soft", "surface"), ("accent", "paper"), ("accent", "surface"), ("accent-ink", "accent"),
    ("warm", "paper"), ("warm", "surface"), ("mark-ink", "mark"), ("band-ink", "band"), ("band-soft", "band"),
    ("ink-soft", "tint"), ("accent", "tint"), ("band", "band-ink"), ("warm", "tint"),
]  # fmt: skip
EDGES = [("line-strong", "paper"), ("line-strong", "surface"), ("focus", "paper"), ("band-focus", "band")]


def colours(text):
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", text))


LIGHT = colours(TOKENS.partition("@media")[0])
SCHEMES = {"light": LIGHT, "dark": LIGHT | colours(TOKENS.partition("@media")[2])}


def luminance(colour):
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("front", "back"), TEXT)
def test_text_can_be_read(scheme, front, back):
    assert contrast(SCHEMES[scheme][front], SCHEMES[scheme][back]) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("front", "back"), EDGES)
def test_edges_can_be_seen(scheme, front, back):
    assert contrast(SCHEMES[scheme][front], SCHEMES[scheme][back]) >= 3


def test_the_formula():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
