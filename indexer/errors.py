"""What can go wrong while documents become records, named by what the documentalist can do about it."""

from enum import StrEnum

from catalogue.errors import CatalogueError


class Reason(StrEnum):
    """Why a document could not be read; stands in the log and in `--json`."""

    EMPTY = "empty"
    ENCRYPTED = "encrypted"
    UNSUPPORTED = "unsupported"
    DAMAGED = "damaged"
    TOO_LARGE = "too-large"
    TOO_SLOW = "too-slow"
    TOO_MUCH_MEMORY = "too-much-memory"
    CRASHED = "crashed"
    NEEDS_OFFICE = "needs-office"
    UNREADABLE = "unreadable"
    CHANGED = "changed"


class IndexerError(CatalogueError):
    """Base of the errors of the indexer."""


class ExtractionError(IndexerError):
    """One document gave no text; the message says in French why and what to do."""

    def __init__(self, reason: Reason, message: str) -> None:
        super().__init__(message)
        self.reason = reason
