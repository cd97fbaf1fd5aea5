"""The words of a query as they were typed, put together as they belong: numbers, references, compounds.

In come the nodes of one conjunction, out go the same with those joined that make one word and those left out
that tell nothing beside their neighbours. Knows no engine and no plan.
"""

import re
from collections.abc import Iterator
from collections.abc import Sequence as Several
from itertools import takewhile

from search.analysis import (
    AUXILIARIES,
    CAPITALS,
    COMPOUND_PREFIXES,
    FREE_PREFIXES,
    PARTED,
    STOP_WORDS,
    constrains,
    find_chunks,
    fold,
    is_town,
    read_chunk,
)
from search.analysis.figures import MONTHS
from search.asking_words import without_asking
from search.query import Node, Or, Phrase, Term

#: Words that one number may be typed in, and letters typed one by one that make an acronym.
_LONGEST_RUN = 6
_SPELLED = 3
#: Longer words in capitals are no acronyms.
_LONGEST_ACRONYM = 6
#: Letters of the second half of a compound written in two words.
SHORTEST_HALF = 4
#: What announces an article of a code, and how one begins.
_ARTICLES = frozenset(("article", "articles", "art", "art."))
_ARTICLE = re.compile(r"[LRDAlrda]\.?\s?\*?\s?\d")
#: A decade of the last century.
_DECADE = re.compile(r"(?:19)?([3-9]0)")
#: « été » folded: a participle behind an auxiliary.
_SEASON = frozenset(("ete",))
_BARE_SEASON = re.compile(r"(?:[^\W_]{1,2}['’])?ete")
#: What says that a number follows; in texts it is often a sign (n°), which is no word.
_NUMBERED = frozenset(("numero", "numeros", "no", "n"))
#: A day that is written otherwise than as its number alone.
_DAY = re.compile(r"(1)er|0([1-9])", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
#: A telephone of four figures, said two by two (39 19).
_SHORT_NUMBER = re.compile(r"3\d\d\d")
#: Possessives that are nouns where no noun follows them, and what stands before a noun.
_POSSESSIVES = frozenset(("son", "ton"))
_ARTICLES_BEFORE = frozenset(("de", "du", "le", "au", "un"))
#: Prepositions about which an expression says a word twice (« pas à pas », « côte à côte »); « A » may be a
#: verb.
_TURNS = frozenset(("a", "par", "en", "pour", "contre", "sur"))


def together(nodes: Several[Node]) -> list[Node]:
    """The words of a query as they belong together.

    « 1 500 », « L. 5211-1 » and « c l s p d » are one; « micro crèche » is the compound too; « a été » is no
    summer; in a query all in capitals these tell nothing.
    """
    terms = [node.text for node in nodes if isinstance(node, Term)]
    shouted = any(len(text) > _LONGEST_ACRONYM for text in terms)
    if shouted and all(text.isupper() or not text.isalpha() for text in terms):
        nodes = [_lowered(node) for node in nodes]
    elif terms[1:] and is_town(terms[0]) and nodes[0] == Term(terms[0], getattr(nodes[0], "field", None)):
        # The capital that opens a sentence makes no town of a word.
        nodes = [_small(nodes[0]), *nodes[1:]]
    kept: list[Node] = []
    for node in _figures(_twice(_nouns(without_asking(nodes)))):
        last = kept[-1] if kept else None
        if not (isinstance(node, Term) and isinstance(last, Term) and last.field == node.field):
            kept.append(node)
        elif (decade := _decade(last.text, node)) is not None:
            kept.append(decade)
        elif (dated := _dated(last, node)) is not None:
            kept[-1:] = dated
        elif not _is_participle(last.text, node.text):
            if _is_currency(last.text, node.text):
                continue
            compound = _compound(last, node)
            if compound is not None or _is_announced(last.text, node.text):
                kept.pop()
            kept.append(_east(last.text, node) if compound is None else compound)
    return kept


def _east(before: str, node: Term) -> Term:
    """« grand est » however it is written: the region, whose second word is no verb."""
    return Term("Est", node.field) if (fold(before), fold(node.text)) == ("grand", "est") else node


def _decade(before: str, node: Term) -> Node | None:
    """« années 90 » and « années 1990 » however either is written."""
    found = _DECADE.fullmatch(node.text)
    if found is None or fold(before) not in ("annees", "annee"):
        return None
    return Or((Term(found[1], node.field), Term(f"19{found[1]}", node.field)))


def _is_participle(before: str, word: str) -> bool:
    """Whether « été » is that of « a été »."""
    return fold(word) in _SEASON and re.split("['’]", fold(before))[-1] in AUXILIARIES


def _compound(first: Term, second: Term) -> Node | None:
    """What two words make that are also written joined (« micro crèche », « bien être »), if they do.

    A first half that is a word by itself asks for both readings: « sous location » is « sous-location », but
    « vidéo jeunes » may be a video by the young, and « sur quelle île » never was a compound.
    """
    before, word = fold(first.text), fold(second.text)
    joined = Term(f"{first.text}-{second.text}", second.field)
    if before + word in PARTED:
        return joined
    if before not in COMPOUND_PREFIXES or len(word) < SHORTEST_HALF or not word.isalpha() or _is_tool(word):
        return None
    apart = Term(f"{first.text} {second.text}", second.field)
    return Or((apart, joined)) if before in FREE_PREFIXES else joined


def _is_tool(word: str) -> bool:
    """Whether a folded word only carries a sentence."""
    return word in STOP_WORDS or not constrains(word)


def _is_currency(before: str, word: str) -> bool:
    """Whether « euros » stands behind its number: texts write it by a sign, which is no word."""
    is_number = before[-1:].isdigit() or fold(before) in ("million", "millions", "milliard", "milliards")
    return re.split("['’]", fold(word))[-1] in ("euro", "euros") and is_number


def _dated(before: Term, node: Term) -> list[Node] | None:
    """The day of a month as its number alone, and September as letters shorten it, where either is meant."""
    if fold(node.text) in MONTHS and (day := _DAY.fullmatch(before.text)):
        return [Term(day[1] or day[2], before.field), node]
    if fold(before.text) in ("sept", "septembre") and _YEAR.fullmatch(node.text):
        short = Phrase(f"sept {node.text}", before.field, exact=False)
        return [Or((Term("septembre", before.field), short)), node]
    return None


def _nouns(nodes: Several[Node]) -> list[Node]:
    """The words with those told that are nouns although stop words are spelled so.

    « ete » without its accent, but behind an auxiliary; « son » at the end of « prise de son ».
    """
    found = list(nodes)
    for at, node in enumerate(found):
        before = found[at - 1] if at else None
        text = node.text if isinstance(node, Term) else ""
        participle = isinstance(before, Term) and _is_participle(before.text, "ete")
        if _BARE_SEASON.fullmatch(text) and not participle:
            found[at] = Term(f"{text[:-3]}été", getattr(node, "field", None))
    last = [each.text for each in found[-3:] if isinstance(each, Term)]
    if len(last) == 3 and last[2] in _POSSESSIVES and fold(last[1]) in _ARTICLES_BEFORE:
        found[-3:] = [Phrase(" ".join(last), getattr(found[-1], "field", None))]
    return found


def _twice(nodes: Several[Node]) -> list[Node]:
    """The words with expressions that say one twice as the compounds they are (« pas à pas »)."""
    found: list[Node] = []
    for node in nodes:
        match found[-2:], node:
            case [Term(text=first), Term(text=turn)], Term(text=again) if (
                fold(first) == fold(again) and fold(turn) in _TURNS and not turn.isupper() and first.isalpha()
            ):
                found[-2:] = [Term(f"{first}-{turn}-{again}", node.field)]
            case _:
                found.append(node)
    return found


def _is_announced(before: str, word: str) -> bool:
    """Whether a word says of a figure what texts say by a sign (« article L. 300-6 », « numéro 12 »)."""
    if fold(before) in _NUMBERED:
        return word[:1].isdigit()
    return fold(before) in _ARTICLES and _ARTICLE.match(word) is not None


def _figures(nodes: Several[Node]) -> Iterator[Node]:
    """The same with neighbours that one number, reference or acronym is typed in, as one word."""
    at = 0
    while at < len(nodes):
        run = list(takewhile(lambda node: isinstance(node, Term), nodes[at : at + _LONGEST_RUN]))
        joined, taken = _short_number(nodes[at], run)
        for length in range(len(run), 1, -1):
            words = [node.text for node in run[:length] if isinstance(node, Term)]
            if (one := _as_one(words)) is not None:
                joined, taken = Term(one, getattr(run[0], "field", None)), length
                break
        yield joined
        at += taken


def _short_number(node: Node, run: Several[Node]) -> tuple[Node, int]:
    """A telephone of four figures, typed in one word or two, and how many words that took."""
    words = [each.text for each in run[:2] if isinstance(each, Term)]
    taken = 2 if [len(word) for word in words] == [2, 2] else 1
    one = "".join(words[:taken])
    if not _SHORT_NUMBER.fullmatch(one):
        return node, 1
    field = getattr(node, "field", None)
    return Or((Term(one, field), Phrase(f"{one[:2]} {one[2:]}", field, exact=False))), taken


def _as_one(words: list[str]) -> str | None:
    """What words typed apart are when they are one: figures, or at least three single letters."""
    text = " ".join(words)
    if any(map(str.isdigit, text)):
        return text if find_chunks(text) == [text] else None
    letters = len(words) >= _SPELLED and all(len(word) == 1 and word.isalpha() for word in words)
    telling = letters and (len(words) > _SPELLED or any(read_chunk(word).parts for word in words))
    return "".join(words).upper() if telling else None


def _lowered(node: Node) -> Node:
    return _small(node) if isinstance(node, Term) and node.text in CAPITALS else node


def _small(node: Node) -> Node:
    return Term(node.text.lower(), node.field) if isinstance(node, Term) else node
