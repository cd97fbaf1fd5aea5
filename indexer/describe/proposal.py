"""Proposal: one value a describer offers for a field, with the reason to believe it."""

from collections.abc import Iterable
from dataclasses import dataclass

from catalogue.record import Evidence, Method, Provenance


@dataclass(frozen=True, slots=True)
class Proposal:
    """A value, how it was found, how sure that is (0 to 1) and where it was read."""

    value: str
    method: Method
    confidence: float
    evidence: tuple[Evidence, ...] = ()
    #: The written forms it was found by, those that counted most first.
    terms: tuple[str, ...] = ()
    #: Whether it is more likely wrong than right: offered to a documentalist, never a value of the record.
    doubtful: bool = False

    def provenance(self, field: str) -> Provenance:
        """The same, as the record keeps it; confidence to two decimals so that rebuilds compare equal."""
        return Provenance(
            field, self.value, self.method, round(self.confidence, 2), self.evidence, self.terms
        )


def settled(proposals: Iterable[Proposal]) -> tuple[Proposal, ...]:
    """Those that are values of the record, the doubtful left out."""
    return tuple(each for each in proposals if not each.doubtful)
