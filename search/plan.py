"""Plan: a query put into analysed words, the same for every engine.

Stop words constrain nothing, so they vanish here, and so do the words that open a question as long as
others remain; a query of stop words alone asks for nothing. A hyphenated word is asked for whole or as its
parts side by side. Within quotes the very forms are asked for, and the little words that stand before,
between and behind them.
"""

from collections.abc import Callable, Iterator, Mapping
from collections.abc import Sequence as Several
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

from search.analysis import (
    COMPOUNDS,
    DISTINCT,
    SMALL_NAMES,
    TELLING_PREFIXES,
    Chunk,
    Slot,
    constrains,
    find_chunks,
    fold,
    is_place,
    is_town,
    read_chunk,
    read_slots,
    stem,
)
from search.query import And, Everything, Expanded, Node, Not, Nothing, Or, Phrase, Prefix, Term
from search.typed_words import SHORTEST_HALF, together

#: As a field, all that stands in words, what the codes of a notice are called left out: for quotes.
WRITTEN = "*"
#: What the codes of a notice are called: no text that anybody wrote, so little words are not asked for there.
CODES = "descriptors"
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
    #: Acronym or place that its capitals announce, or a word with the accents that tell it from another (mûr,
    #: jeûne): occurrences written so rank higher.
    name: str | None = None
    #: Whether its capital says a commune that bears a common word's name: occurrences with it count far more.
    town: bool = False

    def __hash__(self) -> int:
        """Words are looked up many times a search, and few are spelled alike: hashing all costs more."""
        return hash(self.exact)

    @property
    def plain(self) -> "Word":
        """The same without capitals, which do not count where documents are counted."""
        return Word(self.exact, self.field, self.strict) if self.name or self.town else self

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

    @property
    def accented(self) -> bool:
        """Whether it was typed with accents that tell it from another word."""
        return self.name is not None and not self.name.isascii()

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
    #: The little words before each word, then those behind the last, when these are asked for too: only in an
    #: exact phrase that holds some. Empty when whatever stands between words will do.
    little: tuple[tuple[str, ...], ...] = ()

    @property
    def said(self) -> "Said":
        """All words in order, where little ones are asked for."""
        words: list[tuple[str, bool]] = []
        for number, little in enumerate(self.little):
            words += ((each, True) for each in little)
            words += ((word.exact, False) for _, word in self.words[number : number + 1])
        return Said(tuple(words), len(words) - len(self.little[-1]) - 1)


class Said(NamedTuple):
    """An exact phrase, little words included."""

    #: Each with whether it is a little one.
    words: tuple[tuple[str, bool], ...]
    #: Which of them is the last that is no little one.
    last: int

    def stands(self, slots: Several[Slot], at: int) -> bool:
        """Whether words of a text follow each other so, the last that is no little one standing at `at`."""
        begin = at - self.last
        if begin < 0 or begin + len(self.words) > len(slots):
            return False
        if not slots[at].says(self.words[self.last][0], little=False):
            return False
        here = slots[begin : begin + len(self.words)]
        return all(
            slot.says(word, little=little) for slot, (word, little) in zip(here, self.words, strict=True)
        )


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
    def typed(self) -> tuple["Step", ...]:
        """The children that are no synonyms."""
        return self.children[: len(self.children) - len(self.synonyms)]

    @property
    def weights(self) -> tuple[float, ...]:
        """How much each child counts in ranking."""
        plain = len(self.typed)
        return (1.0,) * plain + (SYNONYM_WEIGHT,) * len(self.synonyms)


@dataclass(frozen=True, slots=True)
class Without:
    """Documents the child does not answer."""

    child: "Step"


Step = Word | Sequence | Start | All | Any | Without
EVERYTHING = All()
#: What was typed holds no word to look for, stop words at most.
NOTHING = Any(())
#: Words may not be asked for further apart than this.
MAX_SLOP = 50
#: How much a synonym counts beside the word typed.
SYNONYM_WEIGHT = 0.6


@lru_cache(maxsize=256)
def plan(root: Node) -> Step:
    """Put a query tree into analysed words; never fails, whatever the tree holds."""
    asked = And((root,)) if isinstance(root, Term) else root
    step = _plan(asked)
    if step is None:
        step = _plan(asked, questions=True) or _small(root)
    return NOTHING if step is None else step


def words_of(step: Step) -> tuple[Word, ...]:
    """All words asked for, each once, in order, those only excluded left out."""
    return tuple(dict.fromkeys(_words(step)))


def synonyms_of(step: Step) -> Iterator[tuple[str, Step]]:
    """Synonyms searched as well: how each is written, and its step."""
    for group in expanded_of(step):
        yield from zip(group.synonyms, group.children[-len(group.synonyms) :], strict=True)


def expanded_of(step: Step) -> Iterator[Any]:
    """What was typed together with its synonyms, wherever there are some."""
    if isinstance(step, Any) and step.synonyms:
        yield step
    if isinstance(step, All | Any):
        for child in step.children:
            yield from expanded_of(child)


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


def _term(node: Term, *, questions: bool) -> Step | None:
    steps: list[Step] = []
    for chunk in find_chunks(node.text):
        step = _chunk(chunk, read_chunk(chunk), node.field)
        if step is not None and (questions or not isinstance(step, Word) or constrains(step.exact)):
            steps.append(step)
    return None if not steps else steps[0] if len(steps) == 1 else All(tuple(steps))


def _small(root: Node) -> Step | None:
    """What stop words alone ask for when spelled like names (« PAR », « que signifie SI », « ce »)."""
    nodes = root.children if isinstance(root, And) else (root,)
    terms = [(node, chunk) for node in nodes if isinstance(node, Term) for chunk in find_chunks(node.text)]
    found: list[Step] = [
        Word(also.exact, node.field, name=also.exact)
        for node, chunk in terms
        for also in read_chunk(chunk).also
    ]
    if not found and isinstance(root, Term) and fold(root.text) in SMALL_NAMES:
        found.append(Word(fold(root.text), root.field))
    return None if not found else found[0] if len(found) == 1 else All(tuple(found))


def _chunk(surface: str, chunk: Chunk, field: str | None) -> Step | None:
    if not chunk.parts:
        return None
    if chunk.whole is None:
        words = [
            _either(surface[part.start : part.end], _word(surface, chunk, part.exact, field))
            for part in chunk.parts
        ]
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
    if word.exact in DISTINCT and surface.isascii():
        return Any((word, Word(DISTINCT[word.exact], word.field)))
    for prefix in TELLING_PREFIXES if word.root else ():
        rest = word.exact.removeprefix(prefix)
        if rest != word.exact and len(rest) >= SHORTEST_HALF:
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
    little = _little(surfaces) if node.exact and not slop and field != CODES else ()
    together = placed[0][1] if len(placed) == 1 and not little else Sequence(placed, field, slop, little)
    whole = read_chunk(surfaces[0]).whole if len(surfaces) == 1 else None
    if whole is None:
        return together
    one, elided = Word(whole.exact, field, node.exact), _elided(surfaces[0]) if little else ()
    return Any((Sequence(((0, one),), field, 0, (elided, ())) if elided else one, together))


def _little(surfaces: Several[str]) -> tuple[tuple[str, ...], ...]:
    """The little words before each word and behind the last; nothing when there is none."""
    found: list[list[str]] = [[]]
    for surface in surfaces:
        for slot in read_slots(surface):
            if slot.little:
                found[-1].append(slot.little)
            else:
                found.append([])
    return tuple(map(tuple, found)) if any(found) else ()


def _elided(surface: str) -> tuple[str, ...]:
    return tuple(slot.little for slot in takewhile(lambda slot: not slot.placed, read_slots(surface)))


def respelled(step: Step, instead: Mapping[str, str]) -> Step:
    """The same plan with some words (folded) written otherwise, or as two, which a phrase has no room for."""
    match step:
        case Word() if step.exact in instead:
            new = [Word(each, step.field) for each in instead[step.exact].split()]
            return Sequence(tuple(enumerate(new)), step.field) if len(new) > 1 else new[0]
        case Sequence():
            whole = {word: new for word, new in instead.items() if " " not in new}
            words = tuple(
                (at, replace(word, exact=whole[word.exact], name=None, town=False))
                if word.exact in whole
                else (at, word)
                for at, word in step.words
            )
            return Sequence(words, step.field, step.slop, step.little)
        case All():
            return All(tuple(respelled(child, instead) for child in step.children))
        case Any():
            return Any(tuple(respelled(child, instead) for child in step.children), step.synonyms)
        case Without():
            return Without(respelled(step.child, instead))
    return step
