"""Who owns each identifier in one run.

Two files of one content are one record, a copy takes over when the first file goes, and a record is withdrawn
only when nobody owns it. All of it is made again from the ledger by the next run, so nothing is lost with it.
"""

from catalogue.log import FileStatus
from indexer.run_plan import Plan


class Claims:
    """The path that owns each identifier, and the identifiers that a copy waits for."""

    def __init__(self) -> None:
        self._owners: dict[str, str] = {}
        self._awaited: frozenset[str] = frozenset()

    def expect(self, plan: Plan) -> None:
        """Note who owns which record before anything is read, and which ones copies will take over."""
        for line in (*plan.unchanged, *plan.hidden):
            if line.identifier and line.status is not FileStatus.DUPLICATE:
                self._owners[line.identifier] = line.path
        lines = (job.line for job in plan.jobs if job.line is not None)
        self._awaited = frozenset(line.identifier for line in lines if line.status is FileStatus.DUPLICATE)

    def claim(self, identifier: str, path: str) -> str:
        """The owner of an identifier: the path that asks, unless another one came first."""
        return self._owners.setdefault(identifier, path)

    def owns(self, path: str, identifier: str) -> bool:
        """Whether that path is the owner."""
        return self._owners.get(identifier) == path

    def stands(self, identifier: str) -> bool:
        """Whether a file has that identifier, or a copy will have it before the run ends."""
        return identifier in self._owners or identifier in self._awaited
