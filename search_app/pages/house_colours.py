"""House colours: from the one colour a centre chooses, shades that can be read in the light and in the dark.

The colour is kept where its contrast suffices; where not, it is darkened (or lightened, on the dark scheme)
until it does. All other colours are those of `tokens.css`.
"""

import colorsys
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from search_app.language import _

TOKENS = Path(__file__).parent.parent / "static" / "tokens.css"
#: Contrast of text on its ground, and of edges (WCAG 1.4.3 and 1.4.11).
TEXT, EDGE = 4.5, 3.0
#: Steps from the colour chosen to black or white.
_STEPS = 60
_TOKEN = re.compile(r"--([\w-]+): (#[0-9a-f]{6});")
_PAIRS = (
    ("accent", "paper"), ("accent", "surface"), ("accent", "tint"), ("accent-ink", "accent"),
    ("accent-ink", "shade"), ("ink", "tint"), ("ink", "tint-2"), ("ink-soft", "tint"), ("warm", "tint"),
    ("band-ink", "band"), ("band-soft", "band"),
)  # fmt: skip

Shades = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class HouseColours:
    """The shades of one colour that replace those of `tokens.css`, by scheme."""

    light: Shades
    dark: Shades

    @property
    def css(self) -> str:
        """As a style sheet."""
        return (
            f":root {{ {_declared(self.light)} }}\n"
            f"@media (prefers-color-scheme: dark) {{ :root {{ {_declared(self.dark)} }} }}\n"
        )


@lru_cache(maxsize=32)
def house_colours(colour: str) -> HouseColours:
    """The shades made of `#rrggbb`."""
    light, dark = standing_tokens()
    return HouseColours(_first(colour, light, towards=0.0), _first(colour, dark, towards=1.0))


def adjusted(colour: str) -> str:
    """What becomes of the colour, in a sentence; empty when it is used as it is."""
    shades = house_colours(colour)
    if shades.light["accent"] == colour:
        return ""
    return _("Cette couleur serait trop claire pour être lue ; sur fond clair, le site prend %(used)s.") % {
        "used": shades.light["accent"]
    }


@lru_cache
def standing_tokens() -> tuple[Shades, Shades]:
    """The colours of `tokens.css`, light and dark."""
    light, _between, dark = TOKENS.read_text(encoding="utf-8").partition("@media")
    ours = dict(_TOKEN.findall(light))
    return ours, ours | dict(_TOKEN.findall(dark))


def contrast(one: str, other: str) -> float:
    """Contrast of two colours by WCAG's formula, 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _first(colour: str, tokens: Shades, *, towards: float) -> Shades:
    """The shades of the first colour on the way to black (0) or white (1) with which all can be read."""
    made: Shades = {}
    for candidate in _on_the_way(colour, towards):
        made = _shades(candidate, tokens, colour)
        every = {**tokens, **made, "shade": _mixed(made["accent"], tokens["paper"], 0.82)}
        if all(contrast(every[front], every[back]) >= TEXT for front, back in _PAIRS):
            break
    return made


def _shades(accent: str, tokens: Shades, colour: str) -> Shades:
    band = next(
        (
            each for each in _on_the_way(colour, 0.0)
            if contrast(tokens["band-soft"], each) >= TEXT and contrast(tokens["band-focus"], each) >= EDGE
        ),
        "#000000",
    )  # fmt: skip
    dark = _luminance(tokens["paper"]) < 0.5
    return {
        "accent": accent,
        "tint": _mixed(accent, tokens["paper"], 0.12 if dark else 0.1),
        "tint-2": _mixed(accent, tokens["paper"], 0.3),
        "band": _mixed(band, "#000000", 0.7) if dark else band,
    }


def _on_the_way(colour: str, towards: float) -> Iterator[str]:
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(colour))
    for step in range(_STEPS + 1):
        share = step / _STEPS
        mixed = colorsys.hls_to_rgb(hue, lightness + (towards - lightness) * share, saturation)
        yield colour if not step else _written(mixed)


def _mixed(front: str, back: str, share: float) -> str:
    pairs = zip(_channels(front), _channels(back), strict=True)
    return _written(tuple(one * share + other * (1 - share) for one, other in pairs))


def _channels(colour: str) -> tuple[float, ...]:
    return tuple(int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))


def _written(channels: tuple[float, ...]) -> str:
    return "#" + "".join(f"{round(each * 255):02x}" for each in channels)


def _luminance(colour: str) -> float:
    linear = [
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in _channels(colour)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _declared(shades: Shades) -> str:
    return " ".join(f"--{name}: {value};" for name, value in shades.items())
