"""What the desk reads of the catalogue, also before anything was ever indexed."""

from catalogue.errors import TOLD, IndexMissingError
from catalogue.log import Files, LedgerLine, LogEntry
from catalogue.record import Record
from search.door import Catalogue
from search_app.site_library import catalogue, reader


def open_catalogue() -> Catalogue | None:
    """The catalogue, None while nothing has been indexed."""
    try:
        found = catalogue()
        found.log.position()
    except IndexMissingError:
        return None
    return found


def file_states(paths: list[str]) -> dict[str, LedgerLine]:
    """What became of those files of the corpus."""
    catalogue = open_catalogue()
    return Files(catalogue.log).at(paths) if catalogue else {}


def troubled_files() -> list[LedgerLine]:
    """Files that could not be read, and those whose notice cannot be used."""
    catalogue = open_catalogue()
    return Files(catalogue.log).troubled() if catalogue else []


def entry_of(identifier: str) -> LogEntry | None:
    """The row of a record, whoever asks; None when there is none."""
    catalogue = open_catalogue()
    return catalogue.log.entry(identifier) if catalogue and identifier else None


def visible(identifier: str) -> Record | None:
    """A record that stands and that the person may see."""
    entry = entry_of(identifier)
    record = entry.record if entry else None
    return record if record is not None and reader().may_see(record) else None


def found_by_search(entry: LogEntry) -> bool:
    """Whether a search finds the record as it stands now."""
    catalogue = open_catalogue()
    try:
        return catalogue is not None and catalogue.position() >= entry.sequence
    except TOLD:
        return False
