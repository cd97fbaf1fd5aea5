"""Who owns each identifier in one run.

Two files of one content are one record, a copy takes over when the first file goes, and a record is withdrawn
only when nobody owns it at the end.
"""

from collections.abc import Iterator

from indexer.ledger import Status
from indexer.run_plan import Plan


class Claims:
    """The path that owns each identifier, and the identifiers that lost theirs."""

    def __init__(self) -> None:
        self._owners: dict[str, str] = {}
        self._released: dict[str, str] = {}

    def expect(self, plan: Plan) -> None:
        """Note who owns which record before anything is read."""
        for line in (*plan.unchanged, *plan.hidden):
            if line.identifier and line.status is not Status.DUPLICATE:
                self._owners[line.identifier] = line.path

    def claim(self, identifier: str, path: str) -> str:
        """The owner of an identifier: the path that asks, unless another one came first."""
        return self._owners.setdefault(identifier, path)

    def owns(self, path: str, identifier: str) -> bool:
        """Whether that path is the owner."""
        return self._owners.get(identifier) == path

    def release(self, identifier: str, replaced_by: str = "") -> None:
        """Say that a path no longer stands for an identifier, and for which it stands now."""
        self._released[identifier] = replaced_by or self._released.get(identifier, "")

    def orphans(self) -> Iterator[tuple[str, str]]:
        """Identifiers that nobody owns any more, each with the one that took its place, if any."""
        return ((each, heir) for each, heir in self._released.items() if each not in self._owners)
