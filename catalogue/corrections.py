"""Corrections: what a documentalist answered to proposed values, and what describing learns from it.

`state/corrections.jsonl` holds one line per answer and is only ever appended to, unless a record is erased
by right: it cannot be derived, so it is part of a backup. In come answers (accepted, refused, taken back);
out comes `Learnt`, which says how much a word still counts for a value. The rule is simple enough to be said
to the person who taught it:

    an answer counts once per record, the last one given; a term weighs 1 for a value until it was refused
    twice more often than accepted, then a half, from four a quarter, from eight an eighth, never less.

So a single slip changes nothing, and taking answers back restores the weight.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import msgspec
from filelock import FileLock

from catalogue import disk
from catalogue.errors import ConfigurationError
from catalogue.vocabulary.labels import fold

FILE_NAME = "corrections.jsonl"
#: Refusals beyond acceptances from which a term weighs half; each doubling halves again, down to LEAST.
FIRST_STEP = 2
LEAST = 0.125


class Decision(StrEnum):
    """What a person answered."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    #: The earlier answer no longer counts.
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Correction:
    """One answer to one proposed value; `terms` are those of the `Provenance` it was proposed with."""

    #: ISO 8601, with the zone.
    date: str
    #: Identifier of the record.
    record: str
    field: str
    value: str
    decision: Decision
    #: The words by which the value was found; empty teaches nothing but is kept.
    terms: tuple[str, ...] = ()
    #: Account of whoever answered.
    by: str = ""


@dataclass(frozen=True, slots=True)
class Balance:
    """How often a term was right and wrong for a value."""

    accepted: int = 0
    refused: int = 0

    @property
    def weight(self) -> float:
        """What the term still counts for, LEAST to 1."""
        weight, step = 1.0, FIRST_STEP
        while self.refused - self.accepted >= step and weight > LEAST:
            weight, step = weight / 2, step * 2
        return weight


class Learnt:
    """What all answers together say: (field, value, term) → balance."""

    def __init__(self, balances: Mapping[tuple[str, str, str], Balance] | None = None) -> None:
        self._balances = dict(balances or {})

    def weight(self, field: str, value: str, term: str) -> float:
        """1 for a term nobody objected to often enough."""
        return self.balance(field, value, term).weight if self._balances else 1.0

    def balance(self, field: str, value: str, term: str) -> Balance:
        """The answers given to one term for one value, however it is written."""
        return self._balances.get((field, value, fold(term)), _NONE) if self._balances else _NONE

    @property
    def version(self) -> str:
        """Changes when a weight does: the same documents are then described otherwise."""
        less = {each: balance.weight for each, balance in self._balances.items() if balance.weight < 1}
        return ";".join(f"{'/'.join(each)}={weight:g}" for each, weight in sorted(less.items()))


_NONE = Balance()
NOTHING_LEARNT = Learnt()


def append_corrections(state: Path, corrections: Iterable[Correction]) -> None:
    """Write answers at the end of the file of `state`, on disk before this returns."""
    lines = b"".join(msgspec.json.encode(each) + b"\n" for each in corrections)
    state.mkdir(exist_ok=True)
    with _alone(state):
        disk.append(state / FILE_NAME, lines, private=True)


def forget_corrections(state: Path, record: str) -> None:
    """Leave no answer about a record that somebody had a right to have erased; what it taught is unlearnt.

    Raises ConfigurationError as `read_corrections` does.
    """
    path = state / FILE_NAME
    if not path.is_file():
        return
    with _alone(state):
        kept = [each for each in read_corrections(state) if each.record != record]
        disk.replace(path, b"".join(msgspec.json.encode(each) + b"\n" for each in kept))


def _alone(state: Path) -> FileLock:
    """One at a time writes: lines are not mixed, and none goes to a file that is being replaced."""
    return FileLock(state / "corrections.lock", timeout=30)


def read_corrections(state: Path) -> tuple[Correction, ...]:
    """All answers, oldest first; a line cut short by a power failure is left out.

    Raises ConfigurationError naming file and line when a whole line cannot be read.
    """
    path = state / FILE_NAME
    lines = path.read_bytes().split(b"\n") if path.is_file() else []
    whole = ((number, line) for number, line in enumerate(lines, 1) if line.endswith(b"}"))
    return tuple(_correction(path, number, line) for number, line in whole)


def _correction(path: Path, number: int, line: bytes) -> Correction:
    try:
        return msgspec.json.decode(line, type=Correction)
    except msgspec.DecodeError as error:
        raise ConfigurationError(
            f"{path.name}, ligne {number} : ce n'est pas une correction ({error}). Corrigez ou ôtez la ligne."
        ) from error


def learn(corrections: Iterable[Correction]) -> Learnt:
    """What a list of answers teaches: of several to one value of one record, the last one."""
    last = {(each.record, each.field, each.value): each for each in corrections}
    accepted: Counter[tuple[str, str, str]] = Counter()
    refused: Counter[tuple[str, str, str]] = Counter()
    counted = {Decision.ACCEPTED: accepted, Decision.REFUSED: refused}
    for answer in last.values():
        if answer.decision in counted:
            terms = {fold(term) for term in answer.terms}
            counted[answer.decision].update((answer.field, answer.value, term) for term in terms)
    return Learnt({each: Balance(accepted[each], refused[each]) for each in accepted.keys() | refused.keys()})


def learnt_in(state: Path) -> Learnt:
    """What the documentalists of a library have taught it so far."""
    return learn(read_corrections(state))
