"""LibreOffice as extraction asks it: what it refuses is told to the documentalist with a remedy."""

from pathlib import Path

from confined.office import (
    TIMEOUT_S,
    OfficeBrokenError,
    OfficeMissingError,
    OfficeSlowError,
    find_office,
    find_part,
    office_version,
    temporary_folder,
)
from confined.office import convert as _convert
from indexer.errors import ExtractionError, Reason
from indexer.extract import refusals

__all__ = ["convert", "find_office", "find_part", "office_version", "temporary_folder"]


def convert(path: Path, *, source: str, target: str, folder: Path) -> Path | None:
    """Convert a file, of the kind `source` (`doc`), to the kind `target` (`pdf`) within a temporary folder.

    Returns the new file, None when LibreOffice could not read the old one; raises ExtractionError when it, or
    its part that reads such files, is not installed, when it needs too long, or when it works for no file.
    """
    try:
        return _convert(path, source=source, target=target, folder=folder)
    except OfficeMissingError as error:
        raise refusals.needs_office(path, error.part) from error
    except OfficeBrokenError as error:
        raise refusals.office_fails(path) from error
    except OfficeSlowError as error:
        raise ExtractionError(
            Reason.TOO_SLOW,
            f"« {path.name} » demande plus de {TIMEOUT_S} secondes à LibreOffice : "
            "enregistrez-le en DOCX ou en PDF et déposez cette version.",
        ) from error
