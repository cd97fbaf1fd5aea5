"""Counted things: a number with its word, as each language agrees them."""

from catalogue.wording import FRENCH, spoken
from catalogue.wording import translated as _


def counted(count: int, one: str, many: str) -> str:
    """« 1 notice », « 2 notices »: the message for one or for several, each with `{count}` in it.

    French counts nought as one, English as several.
    """
    several = count > 1 or (count == 0 and spoken() != FRENCH)
    return _(many if several else one, count=count)
