"""Parser: what a person types in the search box → the tree of a query, and back.

All words by default; `ET OU SAUF` (`AND OR NOT`) in capitals, `-mot`, `+mot`, `"phrase"`, « phrase »,
`"deux mots"~3` for words at most so far apart, `début*`, `titre:mot`, `auteur:"…"`, parentheses. Nothing
typed is an error: what makes no sense as an operator is read as words or left out. One pass with a stack,
no recursion, no backtracking, on a text cut to a bounded length: any input costs the same few microseconds
per character.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from catalogue.fields import BY_NAME, PREFIXES
from search.query import And, Everything, Expanded, Node, Not, Nothing, Or, Phrase, Prefix, Term

#: What lies beyond is ignored, and said so: each word costs the engine work.
MAX_CHARACTERS = 500
MAX_WORDS = 32
#: Letters a prefix needs: a shorter one names too many words to mean anything.
MIN_PREFIX = 2

_OPERATORS = {"ET": "and", "AND": "and", "OU": "or", "OR": "or", "SAUF": "not", "NOT": "not"}
#: Whatever begins none of these (punctuation, a quote never closed) is passed over.
_TOKEN = re.compile(
    rf"""(?P<phrase>["“”„][^"“”„]*["“”„]|«[^»]*»)(?:~(?P<slop>\d{{1,2}}))?
    |(?P<open>\()|(?P<close>\))
    |(?P<minus>(?<![^\s(])-(?=[^\s)]))
    |(?P<field>{"|".join(PREFIXES)}):\s*(?=[^\s)])
    |(?P<word>[^\W_][^\s()"“”„«»]*)""",
    re.VERBOSE | re.IGNORECASE,
)
_QUOTES = re.compile(r'["“”„«»]')
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
#: Control characters and lone surrogates, which no index or address can hold.
_UNWRITABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
#: Feminine and plural endings of inclusive writing: a point, a hyphen, a slash or a parenthesis, then the
#: ending, and perhaps the plural once more.
_ENDINGS = (
    "(?:e|es|s|ne|nes|le|les|lle|lles|rice|rices|trice|trices|euse|euses|ère|ères|ière|ières|ve|ves|sse|sses|esse|esses"
    "|fe|fes|te|tes|se|ses|ienne|iennes|enne|ennes|ale|ales)"
)
_INCLUSIVE = re.compile(
    rf"(\bun|[^\W\d_]{{3,}})(?:[·•‧∙⋅・][^\W\d_]{{0,5}}(?:e|es|s)(?:[·•‧∙⋅・]s)?|\((?:{_ENDINGS}|s)\)(?:\(s\)|s)?"
    rf"|[./-](?:e|es|ne|nes|d?rices?|ices?|trices?|euse|euses|ères?|ières?|ve|ves|ives?|fe|fes|iennes?|ennes?|ales?|elles?)"
    rf"(?:[./-]s)?)(?![^\W_]|[·•‧∙⋅・./-][^\W_])",
    re.IGNORECASE,
)
#: An acronym whose last letters may be missing.
_OPTIONAL = re.compile(r"(?<![^\s(])([A-Z]{2,6})\(([a-z]{1,3})\)")
#: What the limit on words counts: "l'accès-au-droit" is four.
_RUN = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Parsed:
    """What was understood."""

    root: Node
    #: True when the text was too long and its end was left out.
    ignored: bool = False


@lru_cache(maxsize=256)
def parse(text: str) -> Parsed:
    """Read what a person typed; never raises. Nothing typed is `Everything`, no word in it `Nothing`.

    Remembered: one search asks three times.
    """
    typed = text.strip()
    clean = _UNWRITABLE.sub(" ", _INVISIBLE.sub("", typed[: 2 * MAX_CHARACTERS]))
    clean = unicodedata.normalize("NFC", clean).strip()
    ignored = len(clean) > MAX_CHARACTERS or len(typed) > 2 * MAX_CHARACTERS
    reader = _Reader()
    for token in _TOKEN.finditer(plainly(_cut(clean))):
        reader.read(token)
    root = reader.finish()
    if root == Everything() and typed:
        root = Nothing()
    return Parsed(root, ignored or reader.room < 0)


def plainly(text: str) -> str:
    """A query without endings no text is asked to hold: « habitant·e·s », « acteurs/trices », « PLU(i) »."""
    return _INCLUSIVE.sub(r"\1", _OPTIONAL.sub(r"(\1 OU \1\2)", text))


def unparse(node: Node) -> str:
    """Words that `parse` reads as the same tree, if they stay within its limits; synonyms are left out.

    For links that change one part of a search and keep the rest. The tree must be one that `parse` made or
    a part of it.
    """
    match node:
        case Expanded(child=child):
            return unparse(child)
        case And(children=children):
            return " ".join(_grouped(child, Or) for child in children)
        case Or(children=children):
            return " OU ".join(unparse(child) for child in children)
        case Not(child=child):
            return "-" + _grouped(child, And, Or)
        case Everything():
            return ""
        case Nothing():
            return "?"
    name = f"{BY_NAME[node.field].prefixes[0]}:" if node.field else ""
    match node:
        case Phrase(text=text, slop=slop):
            return f'{name}"{text}"' + (f"~{slop}" if slop else "")
        case Prefix(text=text):
            return f"{name}{text}*"
    return f"{name}{node.text}"


def _grouped(node: Node, *kinds: type[And | Or]) -> str:
    bare = node.child if isinstance(node, Expanded) else node
    return f"({unparse(bare)})" if isinstance(bare, kinds) else unparse(bare)


def _cut(text: str) -> str:
    """The text within the limit, without the word the limit falls in."""
    if len(text) <= MAX_CHARACTERS:
        return text
    kept = text[:MAX_CHARACTERS]
    head, _, _ = kept.rpartition(" ")
    return head or kept


@dataclass(slots=True)
class _Group:
    """What has been read since a parenthesis opened: lists of *and*, which are *or* to each other."""

    #: Field named before the parenthesis, for every word in it that names none.
    scope: str | None = None
    past: list[Node] = field(default_factory=list)
    current: list[Node] = field(default_factory=list)
    negated: bool = False

    def add(self, node: Node | None) -> None:
        negated, self.negated = self.negated, False
        if node is None:
            return
        if negated:
            node = node.child if isinstance(node, Not) else Not(node)
        self.current.extend(node.children if isinstance(node, And) else (node,))

    def end_alternative(self) -> None:
        node = _joined(self.current, And)
        if node is not None:
            self.past.extend(node.children if isinstance(node, Or) else (node,))
        self.current, self.negated = [], False

    def node(self) -> Node | None:
        self.end_alternative()
        return _joined(self.past, Or)


def _joined(nodes: Sequence[Node], kind: type[And | Or]) -> Node | None:
    return kind(tuple(nodes)) if len(nodes) > 1 else nodes[0] if nodes else None


class _Reader:
    """Builds the tree token by token."""

    def __init__(self) -> None:
        self._groups = [_Group()]
        #: Field just named, which the next word, phrase or parenthesis belongs to.
        self._named: str | None = None
        #: Words still admitted; below zero once one was refused.
        self.room = MAX_WORDS

    def read(self, token: re.Match[str]) -> None:
        group = self._groups[-1]
        if token["word"]:
            self._word(token["word"])
        elif token["phrase"]:
            words = " ".join(_QUOTES.sub(" ", token["phrase"]).split())
            self._add(Phrase(words, self._take_field(), int(token["slop"] or 0)))
        elif token["field"]:
            self._named = PREFIXES[token["field"].casefold()]
        elif token["open"]:
            self._groups.append(_Group(self._take_field()))
        elif token["close"]:
            self._close()
        else:
            group.negated = True

    def finish(self) -> Node:
        """The whole tree, whatever was left open."""
        while len(self._groups) > 1:
            self._close()
        return self._groups[0].node() or Everything()

    def _word(self, typed: str) -> None:
        word = _trimmed(typed)
        operator = None if self._named else _OPERATORS.get(word)
        if operator == "or":
            self._groups[-1].end_alternative()
        elif operator == "not":
            self._groups[-1].negated = True
        elif operator is None:
            starred = typed[len(word) :].startswith("*") and len(_RUN.findall(word)[-1]) >= MIN_PREFIX
            self._add((Prefix if starred else Term)(word, self._take_field()))

    def _add(self, node: Term | Phrase | Prefix) -> None:
        """Put a leaf in the tree, cut to the words still admitted."""
        runs = list(_RUN.finditer(node.text))
        kept: Node | None = node if runs else None
        if len(runs) > self.room:
            kept = Phrase(node.text[: runs[self.room - 1].end()], node.field) if self.room > 0 else None
            self.room = -1
        self.room -= len(runs) if kept is node else 0
        self._groups[-1].add(kept)

    def _take_field(self) -> str | None:
        named, self._named = self._named, None
        return named or self._groups[-1].scope

    def _close(self) -> None:
        self._named = None
        if len(self._groups) > 1:
            group = self._groups.pop()
            self._groups[-1].add(group.node())


def _trimmed(word: str) -> str:
    """A word without the punctuation after it; a plus belongs to it (REP+), and so do € and ° (13°)."""
    end = len(word)
    while unicodedata.category(word[end - 1])[0] in "PSZC" and word[end - 1] not in "+€°":
        end -= 1
    return word[:end]
