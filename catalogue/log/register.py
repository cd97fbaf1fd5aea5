"""What the corpus cannot tell again: the last sequence number and the records that were withdrawn.

Written to `state/` before the log commits, so that a rebuild from nothing goes on counting and keeps every
tombstone. A line too many, left by a crash between the two, is harmless: a record that stands in the corpus
is never held for withdrawn.
"""

from dataclasses import dataclass
from pathlib import Path

import msgspec

from catalogue import disk
from catalogue.log.arrivals import Arrival, Arrivals
from catalogue.record import Access, Withdrawing


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """One record that was withdrawn."""

    identifier: str
    sequence: int
    datestamp: str
    reason: Withdrawing
    replaced_by: str = ""
    #: The widest access it ever had: who must be told.
    known: Access = Access.PUBLIC


_read = msgspec.json.Decoder(Withdrawal)


class Register:
    """The small files of `state/` that the log cannot do without."""

    def __init__(self, state: Path) -> None:
        self.arrivals = Arrivals(state)
        self._numbers = state / "sequence"
        self._withdrawn = state / "withdrawn.jsonl"
        state.mkdir(exist_ok=True)

    def last_sequence(self) -> int:
        """The highest number ever given; 0 in a new library."""
        try:
            return int(self._numbers.read_text(encoding="ascii"))
        except (FileNotFoundError, ValueError):
            withdrawn = [each.sequence for each in self.withdrawals().values()]
            return max(withdrawn + [each.sequence for each in self.arrivals.all().values()], default=0)

    def withdrawals(self) -> dict[str, Withdrawal]:
        """The latest withdrawal of each record; a line cut short by a crash is passed over."""
        found = {}
        lines = self._withdrawn.read_bytes().splitlines() if self._withdrawn.exists() else []
        for line in lines:
            try:
                withdrawal = _read.decode(line)
            except msgspec.DecodeError:
                continue
            found[withdrawal.identifier] = withdrawal
        return found

    def keep(self, last_sequence: int, withdrawals: list[Withdrawal], arrivals: list[Arrival]) -> None:
        """Make durable what is about to be committed."""
        self.arrivals.add(arrivals)
        if withdrawals:
            disk.append(self._withdrawn, b"".join(msgspec.json.encode(each) + b"\n" for each in withdrawals))
        disk.replace(self._numbers, str(last_sequence).encode())
