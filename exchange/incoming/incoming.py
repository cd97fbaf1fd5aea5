"""What every format is read into: a record's words under the names of our fields, nothing looked up yet."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from catalogue.intake import Rejection

#: Names beside those of our fields: words that may be themes, programmes or places, and files or addresses
#: where the document may be.
SUBJECTS = "subjects"
FILES = "files"


@dataclass(frozen=True, slots=True)
class Incoming:
    """One record of a file."""

    #: Its place in the file, counted from 1.
    number: int
    #: The line it begins on; None where the format has none.
    line: int | None
    #: Its identifier in the catalogue it comes from; empty when it has none.
    own: str = ""
    #: Name of one of our fields, SUBJECTS or FILES → what the record says, in its order.
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def first(self, name: str) -> str:
        """The first value of a field, empty when there is none."""
        return next(iter(self.values.get(name, ())), "")


Parsed = Incoming | Rejection


def gathered(pairs: "list[tuple[str, str]]") -> dict[str, tuple[str, ...]]:
    """Field → its values, spaces made single, repeats and empty ones left out."""
    found: dict[str, dict[str, None]] = {}
    for name, value in pairs:
        plain = " ".join(value.split())
        if plain:
            found.setdefault(name, {})[plain] = None
    return {name: tuple(values) for name, values in found.items()}
