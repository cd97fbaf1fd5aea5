"""Plan: a query put into analysed words, the same for every engine.

Stop words constrain nothing, so they vanish here, and so do the words that open a question as long as
others remain; a query of stop words alone asks for nothing. A hyphenated word is asked for whole or as its
parts side by side. Within quotes the very forms are asked for, and the little words that stand before,
between and behind them.
"""

from collections.abc import Callable, Mapping
from collections.abc import Sequence as Several
from dataclasses import replace
from functools import lru_cache
from itertools import takewhile

from search.analysis import (
    COMPOUNDS,
    DISTINCT,
    SMALL_NAMES,
    TELLING_PREFIXES,
    Chunk,
    constrains,
    find_chunks,
    fold,
    is_place,
    is_town,
    read_chunk,
    read_slots,
)
from search.query import And, Everything, Expanded, Node, Not, Nothing, Or, Phrase, Prefix, Term
from search.steps import CODES, EVERYTHING, NOTHING, WRITTEN, All, Any, Sequence, Start, Step, Without, Word
from search.typed_words import SHORTEST_HALF, together

#: Words may not be asked for further apart than this.
MAX_SLOP = 50


@lru_cache(maxsize=256)
def plan(root: Node) -> Step:
    """Put a query tree into analysed words; never fails, whatever the tree holds."""
    asked = And((root,)) if isinstance(root, Term) else root
    step = _plan(asked)
    if step is None:
        step = _plan(asked, questions=True) or _small(root)
    return NOTHING if step is None else step


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
