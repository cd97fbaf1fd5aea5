"""Expansion: adds to a query the acronyms and full names that its words also go by.

The tree comes from the parser and goes to an engine; words that the vocabularies know by another name
(ASV, « atelier santé ville »), or that the library's own documents define, become `Expanded`, whose
alternatives count for less and are shown to the reader. What is excluded (`SAUF`) or stands in quotes is left
as typed.
"""

from collections.abc import Sequence

from catalogue.defined_acronyms import DefinedAcronyms
from catalogue.vocabulary import Vocabularies
from catalogue.vocabulary.labels import LINKING_WORDS, fold, key
from catalogue.vocabulary.synonyms import Synonyms, synonyms_of
from search.query import And, Expanded, Node, Or, Phrase, Term

#: Fields whose words are prose; an author's name has no synonyms.
_PROSE = frozenset((None, "title", "abstract", "body"))
#: The most alternatives in one query: each costs the engine as much as a word typed.
MAX_ALTERNATIVES = 12


#: What a library has that defines nothing.
NONE_DEFINED = DefinedAcronyms()


def expand(
    node: Node, vocabularies: Vocabularies, defined: DefinedAcronyms = NONE_DEFINED
) -> tuple[Node, tuple[str, ...]]:
    """Return the query with its synonyms, and their texts as the vocabularies write them, each once.

    `defined` is what documents define; the vocabularies' word goes before it.
    """
    expander = _Expander(synonyms_of(vocabularies), defined)
    return expander.visit(node), tuple(expander.added)


def doubtful(node: Node, vocabularies: Vocabularies, defined: DefinedAcronyms) -> tuple[str, ...]:
    """The full forms of an acronym typed alone that documents define differently, for a person to choose."""
    if not isinstance(node, Term) or synonyms_of(vocabularies).of(node.text):
        return ()
    return defined.doubtful(node.text)


class _Expander:
    """One walk over one tree."""

    def __init__(self, synonyms: Synonyms, defined: DefinedAcronyms) -> None:
        self._synonyms = synonyms
        self._defined = defined
        self._longest = max(synonyms.longest, defined.longest)
        self._openings = synonyms.openings | defined.openings
        self.added: dict[str, None] = {}

    def visit(self, node: Node) -> Node:
        if isinstance(node, And):
            return self._in_sequence(node)
        if isinstance(node, Or):
            return Or(tuple(self.visit(child) for child in node.children))
        if isinstance(node, Term):
            return self._expanded(node, node.text, node.field, frozenset())
        return node

    def _in_sequence(self, node: And) -> Node:
        """Expand words one by one, and words that together spell a label as one."""
        children: list[Node] = []
        rest = node.children
        while rest:
            found, length = self._longest_label(rest, node)
            children.append(found)
            rest = rest[length:]
        return children[0] if len(children) == 1 else And(tuple(children))

    def _longest_label(self, rest: Sequence[Node], node: And) -> tuple[Node, int]:
        """The longest run of words `rest` begins with that has synonyms, and its length; else one child."""
        run = _run_of_words(rest)[: self._longest]
        if run and key(run[0].text).partition(" ")[0] not in self._openings:
            return rest[0], 1
        for length in range(len(run), 0, -1):
            words = run[:length]
            if length > 1 and LINKING_WORDS & {fold(words[0].text), fold(words[-1].text)}:
                continue
            child: Node = And(tuple(words)) if length > 1 else words[0]
            found = self._expanded(
                child, " ".join(word.text for word in words), words[0].field, _around(words, node)
            )
            if found is not child:
                return found, length
        return (rest[0] if run else self.visit(rest[0])), 1

    def _expanded(self, child: Node, text: str, field: str | None, around: frozenset[str]) -> Node:
        room = MAX_ALTERNATIVES - len(self.added)
        names = self._names(text, around)[:room] if field in _PROSE else ()
        self.added.update(dict.fromkeys(names))
        alternatives = tuple(
            Phrase(name, field, exact=False) if " " in name else Term(name, field) for name in names
        )
        return Expanded(child, alternatives) if alternatives else child

    def _names(self, text: str, around: frozenset[str]) -> tuple[str, ...]:
        return self._synonyms.of(text, around) or self._defined.of(text)


def _run_of_words(nodes: Sequence[Node]) -> list[Term]:
    """The plain words that `nodes` begins with, all asked for in the same field."""
    run: list[Term] = []
    for node in nodes:
        if not isinstance(node, Term) or (run and node.field != run[0].field):
            break
        run.append(node)
    return run


def _around(words: Sequence[Term], node: And) -> frozenset[str]:
    """Keys of the other words typed, which tell what an acronym means."""
    others = (
        child.text for child in node.children if isinstance(child, Term | Phrase) and child not in words
    )
    return frozenset(word for text in others for word in key(text).split())
