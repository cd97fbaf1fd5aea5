"""Proven: an exact phrase of which it is known which records say it, little words included."""

from dataclasses import dataclass, field

from search.steps import Sequence


@dataclass(frozen=True, slots=True)
class Proven(Sequence):
    """A phrase, and the records that say it; whoever looks at one document reads it as any phrase."""

    #: Their sequence numbers, growing.
    records: tuple[int, ...] = field(default=(), compare=False)
