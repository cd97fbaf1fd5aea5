"""Plan: a query put into analysed words, the same for every engine.

Stop words constrain nothing, so they vanish here, and so do the words that open a question as long as
others remain; a query of stop words alone asks for nothing. A hyphenated word is asked for whole or as its
parts side by side. Within quotes the very forms are asked for.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from collections.abc import Sequence as Several
from dataclasses import dataclass
from itertools import islice, takewhile

from search.analysis import (
    AUXILIARIES,
    CAPITALS,
    COMPOUND_PREFIXES,
    COMPOUNDS,
    DISTINCT,
    TELLING_PREFIXES,
    Chunk,
    constrains,
    find_chunks,
    fold,
    is_place,
    is_town,
    read_chunk,
    stem,
)
from search.query import And, Everything, Expanded, Node, Not, Nothing, Or, Phrase, Prefix, Term

#: As a field, all that stands in words, what the codes of a notice are called left out: for quotes.
WRITTEN = "*"
#: Letters of a root; shorter words have none but their family.
ROOT = 5


@dataclass(frozen=True, slots=True)
class Word:
    """Documents that hold a form of one word."""

    #: Folded, as typed; ranked above the other forms of its family.
    exact: str
    field: str | None = None
    #: Whether only that very form answers (a place that is also a common word).
    strict: bool = False
    #: Acronym or place that its capitals announce, to rank the occurrences that have them too.
    name: str | None = None
    #: Whether its capital says a commune that bears a common word's name: occurrences with it count far more.
    town: bool = False

    @property
    def family(self) -> str:
        """The stem all its forms share."""
        return stem(self.exact)

    @property
    def root(self) -> str | None:
        """The letters it shares with other families that may be about the same (insertion, insérer).

        None for short words, numbers and names of places.
        """
        has = len(self.exact) > ROOT and self.exact.isalpha() and not (self.strict or self.town)
        return self.exact[:ROOT] if has else None

    def answers(self, exact: str) -> bool:
        """Whether a form found in a document is one of this word's."""
        return exact == self.exact if self.strict else stem(exact) == self.family


@dataclass(frozen=True, slots=True)
class Sequence:
    """Documents where words follow each other in one field."""

    #: Each with its place relative to the first.
    words: tuple[tuple[int, Word], ...]
    field: str | None = None
    #: How many other words may stand between two neighbours.
    slop: int = 0


@dataclass(frozen=True, slots=True)
class Start:
    """Documents that hold a word that begins so."""

    prefix: str
    field: str | None = None


@dataclass(frozen=True, slots=True)
class All:
    """Documents that all children answer; all documents when there are none."""

    children: tuple["Step", ...] = ()


@dataclass(frozen=True, slots=True)
class Any:
    """Documents that at least one child answers."""

    children: tuple["Step", ...]
    #: Synonyms as they are written, for the children after the first, which count for less.
    synonyms: tuple[str, ...] = ()

    @property
    def weights(self) -> tuple[float, ...]:
        """How much each child counts in ranking."""
        plain = len(self.children) - len(self.synonyms)
        return (1.0,) * plain + (SYNONYM_WEIGHT,) * len(self.synonyms)


@dataclass(frozen=True, slots=True)
class Without:
    """Documents the child does not answer."""

    child: "Step"


Step = Word | Sequence | Start | All | Any | Without
EVERYTHING = All()
#: What was typed holds no word to look for, stop words at most.
NOTHING = Any(())
#: Words that only a question begins with.
INTERROGATIVES = frozenset(
    (
        "auquel",
        "combien",
        "comment",
        "duquel",
        "laquelle",
        "lequel",
        "lesquelles",
        "lesquels",
        "pourquoi",
        "quand",
        "quel",
        "quelle",
        "quelles",
        "quels",
        "qui",
        "que",
        "qu",
        "quoi",
    )
)
#: Those of them that join clauses as well.
RELATIVES = frozenset(("qui", "que", "qu", "quoi"))
#: What may stand before these for them to ask: nothing, or a preposition (« À quoi sert… », « Pour qui… »).
_BEFORE_RELATIVES = (
    [],
    *([each] for each in ("a", "avec", "chez", "contre", "dans", "de", "en", "par", "pour", "sur", "vers")),
)
#: A verb before its subject asks (est-ce, a-t-il, doit-on); « rendez-vous » and « vis-à-vis » do not.
_INVERTED = re.compile(r"[^\W\d]+-(?:t-)?(?:ce|il|elle|on|ils|elles)$")
#: Words may not be asked for further apart than this.
MAX_SLOP = 50
#: Words that one number may be typed in, and letters typed one by one that make an acronym.
_LONGEST_RUN = 6
_SPELLED = 3
#: Longer words in capitals are no acronyms.
_LONGEST_ACRONYM = 6
#: Letters of the second half of a compound written in two words.
_SHORTEST_HALF = 4
#: What announces an article of a code, and how one begins.
_ARTICLES = frozenset(("article", "articles", "art", "art."))
_ARTICLE = re.compile(r"[LRDAlrda]\.?\s?\*?\s?\d")
#: « été » folded: a participle behind an auxiliary.
_SEASON = frozenset(("ete",))
#: How much a synonym counts beside the word typed.
SYNONYM_WEIGHT = 0.6


def plan(root: Node) -> Step:
    """Put a query tree into analysed words; never fails, whatever the tree holds."""
    step = _plan(root)
    if step is None:
        step = _plan(root, questions=True)
    return NOTHING if step is None else step


def words_of(step: Step) -> tuple[Word, ...]:
    """All words asked for, each once, in order, those only excluded left out."""
    return tuple(dict.fromkeys(_words(step)))


def synonyms_of(step: Step) -> Iterator[tuple[str, Step]]:
    """Synonyms searched as well: how each is written, and its step."""
    if isinstance(step, Any) and step.synonyms:
        yield from zip(step.synonyms, step.children[-len(step.synonyms) :], strict=True)
    if isinstance(step, All | Any):
        for child in step.children:
            yield from synonyms_of(child)


def leaves(step: Step) -> Iterator[Word | Sequence | Start]:
    """What passages are cut around: every leaf that makes a document answer."""
    match step:
        case Word() | Sequence() | Start():
            yield step
        case All() | Any():
            for child in step.children:
                yield from leaves(child)


def relaxable(step: Step) -> tuple[tuple[Step, ...], tuple[Without, ...]] | None:
    """What may be relaxed and what stays excluded when no document answers all; None when nothing may."""
    if not isinstance(step, All):
        return None
    wanted = tuple(child for child in step.children if not isinstance(child, Without))
    excluded = tuple(child for child in step.children if isinstance(child, Without))
    return (wanted, excluded) if len(wanted) > 1 else None


def is_question(text: str) -> bool:
    """Whether somebody asks in plain French, hence for what answers best, not for all the words at once.

    A preposition may come before the interrogative (« En quelle année… », « À partir de quand… »), but `qui`
    and `que` further on are relative pronouns, found in any description.
    """
    chunks = list(islice(find_chunks(text), 4))
    opening = [re.split("['’-]", fold(chunk))[0] for chunk in chunks]
    return (
        "?" in text
        or any(chunk.lower() == "où" or _INVERTED.search(chunk.lower()) for chunk in chunks)
        or any(
            word in INTERROGATIVES and (word not in RELATIVES or opening[:number] in _BEFORE_RELATIVES)
            for number, word in enumerate(opening)
        )
    )


def least(best: int, *, question: bool = False) -> int:
    """How many words a document must hold to be among those that hold most, when the best holds `best`.

    Half of them, or a third for a question, whose words are many and seldom all the answer's own.
    """
    return -(-best // (3 if question else 2))


def _words(step: Step) -> Iterator[Word]:
    for leaf in leaves(step):
        match leaf:
            case Word():
                yield leaf
            case Sequence():
                yield from (word for _, word in leaf.words)


def _plan(node: Node, *, questions: bool = False) -> Step | None:
    """The step for a node, None when it constrains nothing. `questions` keeps the words that open one."""
    match node:
        case Term():
            return _term(node, questions=questions)
        case Phrase():
            return _phrase(node)
        case Prefix():
            prefix = fold(node.text).strip()
            return Start(prefix, node.field) if prefix else None
        case And():
            return _joined(node.children, All, questions=questions)
        case Or():
            return _joined(node.children, Any, questions=questions)
        case Not():
            child = _plan(node.child, questions=True)
            return None if child is None else Without(child)
        case Expanded():
            return _expanded(node, questions=questions)
        case Everything():
            return EVERYTHING
        case Nothing():
            return None


def _joined(
    nodes: Several[Node], kind: Callable[[tuple[Step, ...]], Step], *, questions: bool
) -> Step | None:
    steps: list[Step] = []
    if kind is All:
        nodes = together(nodes)
    for node in nodes:
        step = _plan(node, questions=questions)
        # `All` within `All` is one `All`: relaxing counts how many of its children a document answers.
        steps += step.children if kind is All and isinstance(step, All) else [] if step is None else [step]
    if not steps:
        return None if kind is Any or all(_plan(node) is None for node in nodes) else EVERYTHING
    return steps[0] if len(steps) == 1 else kind(tuple(steps))


def _expanded(node: Expanded, *, questions: bool) -> Step | None:
    child = _plan(node.child, questions=questions)
    others = [(step, each.text) for each in node.alternatives if (step := _plan(each)) is not None]
    if child is None or not others:
        return child
    return Any((child, *(step for step, _ in others)), tuple(text for _, text in others))


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
    for node in _figures(_without_asking(nodes)):
        last = kept[-1] if kept else None
        if not (isinstance(node, Term) and isinstance(last, Term) and last.field == node.field):
            kept.append(node)
        elif not _is_participle(last.text, node.text):
            if _is_currency(last.text, node.text):
                continue
            compound = _is_compound(last.text, node.text)
            if compound or _is_announced(last.text, node.text):
                kept.pop()
            kept.append(Term(f"{last.text}-{node.text}", node.field) if compound else _east(last.text, node))
    return kept


def _without_asking(nodes: Several[Node]) -> Several[Node]:
    """The words without the verb that asks for a meaning (« que signifie… », « que veut dire… »)."""
    opening = [fold(node.text) if isinstance(node, Term) else "" for node in nodes[:_LONGEST_RUN]]
    for at, word in enumerate(opening):
        asked = at and opening[at - 1].endswith("que")
        if asked and word in ("signifie", "signifient", "designe"):
            return [*nodes[:at], *nodes[at + 1 :]]
        if asked and word in ("veut", "veulent") and opening[at + 1 : at + 2] == ["dire"]:
            return [*nodes[: at + 1], *nodes[at + 2 :]]
    return nodes


def _east(before: str, node: Term) -> Term:
    """« grand est » however it is written: the region, whose second word is no verb."""
    return Term("Est", node.field) if (fold(before), fold(node.text)) == ("grand", "est") else node


def _is_participle(before: str, word: str) -> bool:
    """Whether « été » is that of « a été »."""
    return fold(word) in _SEASON and re.split("['’]", fold(before))[-1] in AUXILIARIES


def _is_compound(before: str, word: str) -> bool:
    """Whether two words make a compound (« micro crèche », « bien être »)."""
    first, second = fold(before), fold(word)
    return (first in COMPOUND_PREFIXES and len(second) >= _SHORTEST_HALF) or first + second in COMPOUNDS


def _is_currency(before: str, word: str) -> bool:
    """Whether « euros » stands behind its number: texts write it by a sign, which is no word."""
    return fold(word) in ("euro", "euros") and before[-1:].isdigit()


def _is_announced(before: str, word: str) -> bool:
    """Whether « article » says of a reference what its letter says already (« article L. 300-6 »)."""
    return fold(before) in _ARTICLES and _ARTICLE.match(word) is not None


def _figures(nodes: Several[Node]) -> Iterator[Node]:
    """The same with neighbours that one number, reference or acronym is typed in, as one word."""
    at = 0
    while at < len(nodes):
        run = list(takewhile(lambda node: isinstance(node, Term), nodes[at : at + _LONGEST_RUN]))
        joined, taken = nodes[at], 1
        for length in range(len(run), 1, -1):
            words = [node.text for node in run[:length] if isinstance(node, Term)]
            if (one := _as_one(words)) is not None:
                joined, taken = Term(one, getattr(run[0], "field", None)), length
                break
        yield joined
        at += taken


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


def _term(node: Term, *, questions: bool) -> Step | None:
    steps: list[Step] = []
    for chunk in find_chunks(node.text):
        step = _chunk(chunk, read_chunk(chunk), node.field)
        if step is not None and (questions or not isinstance(step, Word) or constrains(step.exact)):
            steps.append(step)
    return None if not steps else steps[0] if len(steps) == 1 else All(tuple(steps))


def _chunk(surface: str, chunk: Chunk, field: str | None) -> Step | None:
    if not chunk.parts:
        return None
    if chunk.whole is None:
        words = [_either(surface, _word(surface, chunk, part.exact, field)) for part in chunk.parts]
        return words[0] if len(words) == 1 else All(tuple(words))
    whole = Word(chunk.whole.exact, field)
    if len(chunk.parts) < chunk.span and (len(chunk.parts) < 2 or whole.exact in COMPOUNDS):
        # Half of it is a stop word: « bien-être » is not « bien ».
        return whole
    first = chunk.parts[0].offset
    parts = tuple((part.offset - first, Word(part.exact, field)) for part in chunk.parts)
    return Any((whole, parts[0][1] if len(parts) == 1 else Sequence(parts, field)))


def _either(surface: str, word: Word) -> Step:
    """A word; without accents also the one that only they tell from it; a compound also in two words."""
    if word.exact in DISTINCT:
        return Any((word, Word(DISTINCT[word.exact], word.field)))
    for prefix in TELLING_PREFIXES if word.root else ():
        rest = word.exact.removeprefix(prefix)
        if rest != word.exact and len(rest) >= _SHORTEST_HALF:
            halves = ((0, Word(prefix, word.field)), (1, Word(rest, word.field)))
            return Any((word, Sequence(halves, word.field)))
    return word


def _word(surface: str, chunk: Chunk, exact: str, field: str | None) -> Word:
    strict = chunk.name is not None and is_place(surface[chunk.parts[0].start :])
    return Word(exact, field, strict, chunk.name, chunk.name is not None and is_town(surface))


def _phrase(node: Phrase) -> Step | None:
    words: list[tuple[int, Word]] = []
    position = 0
    field = node.field or (WRITTEN if node.exact else None)
    surfaces = find_chunks(node.text)
    for surface in surfaces:
        chunk = read_chunk(surface)
        words += [(position + part.offset, Word(part.exact, field, node.exact)) for part in chunk.parts]
        position += chunk.span
    if not words:
        return None
    first = words[0][0]
    placed = tuple((at - first, word) for at, word in words)
    slop = min(max(node.slop, 0), MAX_SLOP)
    together = placed[0][1] if len(placed) == 1 else Sequence(placed, field, slop)
    whole = read_chunk(surfaces[0]).whole if len(surfaces) == 1 else None
    return Any((Word(whole.exact, field, node.exact), together)) if whole else together


def respelled(step: Step, instead: Mapping[str, str]) -> Step:
    """The same plan with some words (folded) written otherwise."""
    match step:
        case Word() if step.exact in instead:
            return Word(instead[step.exact], step.field)
        case Sequence():
            words = tuple(
                (at, Word(instead.get(word.exact, word.exact), word.field)) for at, word in step.words
            )
            return Sequence(words, step.field, step.slop)
        case All():
            return All(tuple(respelled(child, instead) for child in step.children))
        case Any():
            return Any(tuple(respelled(child, instead) for child in step.children), step.synonyms)
        case Without():
            return Without(respelled(step.child, instead))
    return step
