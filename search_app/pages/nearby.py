"""Nearby: documents of a page of results that hardly answer, behind one link that counts and names them.

Results stand apart from what is no result, so that what one sees adds up to what the page counts.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from search_app.language import counted
from search_app.pages.hits import Card


@dataclass(frozen=True, slots=True)
class Nearby:
    """Some documents, and what leads to them."""

    text: str
    cards: tuple[Card, ...]
    #: Whether they are shown at once, as nothing else stands on the page.
    open: bool


def nearby(results: Sequence[Card], partly: Sequence[Card], *, relaxed: bool) -> Iterator[Nearby]:
    """What is set aside of the results of a page, and of the documents below them.

    `relaxed` where no document holds all words, so that results are those that hold most.
    """
    alone = all(each.aside for each in (*results, *partly))
    for cards, text in ((_aside(results), _part if relaxed else _apart), (_aside(partly), _beside)):
        if cards:
            yield Nearby(text(len(cards)), cards, alone)


def _aside(cards: Sequence[Card]) -> tuple[Card, ...]:
    return tuple(each for each in cards if each.aside)


def _apart(count: int) -> str:
    return counted(
        "%(num)s résultat où vos mots sont séparés, dans un autre ordre ou en passant",
        "%(num)s résultats où vos mots sont séparés, dans un autre ordre ou en passant",
        count,
    )


def _part(count: int) -> str:
    return counted(
        "%(num)s résultat qui n'a qu'une partie de vos mots",
        "%(num)s résultats qui n'ont qu'une partie de vos mots",
        count,
    )


def _beside(count: int) -> str:
    return counted(
        "%(num)s document qui en parle en partie, non compté",
        "%(num)s documents qui en parlent en partie, non comptés",
        count,
    )
