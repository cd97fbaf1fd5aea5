"""Records of the log as one reader may see them, and in which words it is told that one is no more.

Every identifier that a reader names passes here, so that what is hidden is as unknown as what never was.
"""

from collections.abc import Collection, Iterator

from catalogue.errors import UnknownRecordError, WithdrawnRecordError
from catalogue.log import Log, LogEntry
from catalogue.record import Record
from catalogue.rights import Reader


class SeenRecords:
    """Reads one log, for whichever reader asks."""

    def __init__(self, log: Log) -> None:
        self._log = log

    def entry(self, identifier: str, reader: Reader) -> LogEntry:
        """The row of a record that stands and that this reader may see.

        Raises WithdrawnRecordError for a record that is no more, or no longer for this reader who could see
        it once; UnknownRecordError for all others.
        """
        entry = self._log.entry(identifier)
        if entry is not None and entry.record is not None and reader.may_see(entry.record):
            return entry
        if entry is None or not reader.knew(entry.known):
            raise UnknownRecordError(
                f"Aucune notice ne porte l'identifiant « {identifier} ». "
                "Vérifiez-le, ou cherchez par son titre."
            )
        raise WithdrawnRecordError(
            "Ce document a été retiré du fonds. Cherchez-en un autre par son titre.",
            replaced_by=self._seen(entry.replaced_by, reader),
        )

    def _seen(self, identifier: str, reader: Reader) -> str:
        """The identifier if this reader may see its record, else nothing."""
        entry = self._log.entry(identifier) if identifier else None
        return identifier if entry and entry.record and reader.may_see(entry.record) else ""

    def record(self, identifier: str, reader: Reader) -> Record:
        """One record that this reader may see, with the files that hold the same; raises as `entry` does."""
        record = self.entry(identifier, reader).record
        assert record is not None  # noqa: S101 - `entry` raised otherwise
        return self._log.with_copies(record)

    def standing(self, identifiers: Collection[str], reader: Reader) -> dict[str, Record]:
        """Of some records those that this reader may see, but such as another is shown for."""
        found = self._log.standing(identifiers) if identifiers else {}
        return {identifier: record for identifier, record in found.items() if reader.may_see(record)}

    def own(self, reader: Reader) -> Iterator[Record]:
        """All records of this library's own that this reader may see, in order of change."""
        for entry in self._log.entries():
            if entry.record and not entry.record.received and reader.may_see(entry.record):
                yield entry.record
