"""Steps: what a query asks an engine for, in analysed words; `plan` makes them of what was typed.

A step is a word, words that follow each other, the beginning of words, or some of these together.
"""

from collections.abc import Iterator
from collections.abc import Sequence as Several
from dataclasses import dataclass
from typing import NamedTuple

from search.analysis import Slot, stem

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
#: How much a synonym counts beside the word typed.
SYNONYM_WEIGHT = 0.6


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
