"""The words of a query that ask, and not what is asked about: they find nothing and hide what answers.

« Que signifie ANRU », « je cherche des documents sur la santé », « le pédibus, comment ça marche » ask for
ANRU, la santé and le pédibus. In come the nodes of one conjunction, out go the same without the others.
"""

import re
from collections.abc import Sequence
from itertools import takewhile

from search.analysis import ABOUT, HOLDINGS, STOP_WORDS, WISHES, find_chunks, fold
from search.query import Node, Term

#: Who speaks.
_SPEAKERS = frozenset(("je", "j", "nous", "on"))
#: Words in which such an opening is looked for.
_OPENING = 8


def without_asking(nodes: Sequence[Node]) -> Sequence[Node]:
    """The words asked about; all of them where nothing else would be left."""
    kept = _without_closing(_without_meaning(_without_opening(nodes)))
    return kept if any(_words(node) for node in kept) else nodes


def _words(node: Node) -> list[str]:
    """The folded words of a node typed plainly; of any other a word that is none."""
    if not isinstance(node, Term):
        return [""]
    return [word for chunk in find_chunks(node.text) for word in re.split("['’]", fold(chunk))]


def _without_opening(nodes: Sequence[Node]) -> Sequence[Node]:
    """The words behind « je cherche des documents sur… », « documents sur… », « je voudrais… »."""
    opening = [_words(node) for node in nodes[:_OPENING]]
    spoken = opening[0][0] in _SPEAKERS if opening and opening[0] else False
    small = (STOP_WORDS - ABOUT) | (_SPEAKERS | WISHES if spoken else frozenset())
    wishes = _length(opening, small) if spoken else 0
    holdings = _length(opening, small | HOLDINGS)
    named = any(HOLDINGS & set(each) for each in opening[:holdings])
    about = named and holdings < len(opening) and opening[holdings][0] in ABOUT
    return nodes[holdings + 1 if about else wishes :]


def _length(opening: list[list[str]], among: frozenset[str]) -> int:
    """How many of the first nodes hold such words alone."""
    return len(list(takewhile(among.issuperset, opening)))


def _without_meaning(nodes: Sequence[Node]) -> Sequence[Node]:
    """The words without the verb that asks for a meaning (« que signifie… », « que veut dire… »)."""
    opening = [fold(node.text) if isinstance(node, Term) else "" for node in nodes[:_OPENING]]
    for at, word in enumerate(opening):
        asked = at and opening[at - 1].endswith("que")
        if asked and word in ("signifie", "signifient", "designe"):
            return [*nodes[:at], *nodes[at + 1 :]]
        if asked and word in ("veut", "veulent") and opening[at + 1 : at + 2] == ["dire"]:
            return [*nodes[: at + 1], *nodes[at + 2 :]]
    return nodes


def _without_closing(nodes: Sequence[Node]) -> Sequence[Node]:
    """The words before « comment ça marche »."""
    closing = [_words(node) for node in nodes[-3:]]
    asks = closing[:2] in ([["comment"], ["ca"]], [["comment"], ["cela"]])
    return nodes[:-3] if asks and closing[2:] in ([["marche"]], [["fonctionne"]]) else nodes
