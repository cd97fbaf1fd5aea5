"""Which records resemble each other, by the sketches beside the log: versions of one text, other centres'."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from catalogue.library import Library
from catalogue.record import Record

if TYPE_CHECKING:
    from catalogue.likeness import Neighbours, SketchStore


class Resembling:
    """Asked of one library; the stores are opened at the first question and kept for their connections."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._opened: tuple[SketchStore, Neighbours] | None = None

    def versions(self, records: Sequence[Record]) -> Mapping[str, str]:
        """Of some records those that say nearly the same as one before them, and which."""
        names = [each.identifier for each in records if not each.received]
        alike = {(pair.first, pair.second) for pair in self._stores()[0].among(names)}
        kept: list[str] = []
        first: dict[str, str] = {}
        for name in names:
            like = (other for other in kept if (name, other) in alike or (other, name) in alike)
            if head := next(like, ""):
                first[name] = head
            else:
                kept.append(name)
        return first

    def elsewhere(self, records: Iterable[Record]) -> Mapping[str, Sequence[str]]:
        """Of each record those of other centres, or of ours for one of theirs, that are very alike."""
        return self._stores()[1].of(each.identifier for each in records)

    def close(self) -> None:
        """Let go of files."""
        for store in self._opened or ():
            store.close()

    def _stores(self) -> "tuple[SketchStore, Neighbours]":
        if self._opened is None:
            from catalogue.likeness import (  # numpy, which the engine has loaded by then
                Neighbours,
                SketchStore,
            )

            self._opened = SketchStore(self._library), Neighbours(self._library)
        return self._opened
