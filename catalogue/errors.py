"""What can go wrong with a library, named by what the reader of the message can do about it.

Every message is one French sentence or two: which file or field, why, and the next step. The command line
prints it and exits with `exit_code`; the site shows it on a page of status `http_status`.
"""

from pathlib import Path

from confined import ConfinementError


class CatalogueError(Exception):
    """Base of all errors the catalogue raises on purpose."""

    #: Exit code of the command line (docs/commandes.md): 3 correct it, 4 locked or incompatible, 5 network.
    exit_code = 1
    #: Status of the page that shows the message.
    http_status = 500


class ConfigurationError(CatalogueError):
    """A setting, a vocabulary or a folder must be corrected before anything can run."""

    exit_code = 3


class DiskError(CatalogueError):
    """The disk is full, read-only or fails; the message says which file, why, and what to do."""

    exit_code = 3
    http_status = 503


class DamagedFileError(DiskError):
    """A file holds something else than was written; it is made again or comes back from a backup."""

    exit_code = 4

    def __init__(self, message: str, *, path: Path | None = None) -> None:
        super().__init__(message)
        self.path = path


class NotALibraryError(ConfigurationError):
    """The folder named is not a library; create one or name another."""


class NoticeError(CatalogueError):
    """A notice cannot be read; the person who wrote it can correct the line named."""

    def __init__(
        self,
        message: str,
        *,
        line: int | None = None,
        field: str = "",
        value: str = "",
        choices: tuple[tuple[str, str], ...] = (),
    ) -> None:
        super().__init__(message)
        #: What may have been meant: (what to write instead, its name), the likeliest first.
        self.choices = choices
        #: Line of the notice, counted from 1, when the parser knows it.
        self.line = line
        #: Field and value that no vocabulary knows, by which whoever has the text finds the line.
        self.field = field
        self.value = value


class LockedError(CatalogueError):
    """Another process writes in this library; wait for it or stop it."""

    exit_code = 4
    http_status = 503


class IncompatibleIndexError(CatalogueError):
    """The index was made with other fields, analysis or engine; `fonds index` rebuilds it from the log."""

    exit_code = 4
    http_status = 503


class OutdatedLogError(IncompatibleIndexError):
    """The log was written by another version of Fonds; `fonds index` makes it again from the corpus."""


class IndexMissingError(CatalogueError):
    """Nothing has been indexed yet; run `fonds index`."""

    exit_code = 4
    http_status = 503


class EngineUnavailableError(CatalogueError):
    """The machines that search do not answer; what they have is asked again when they do."""

    exit_code = 5
    http_status = 503
    #: Seconds after which to ask again.
    retry_after = 10


class ErasurePendingError(EngineUnavailableError):
    """Words of withdrawn documents still stand in files of the engine; the next indexing goes on."""


class UnknownRecordError(CatalogueError):
    """No record the reader may see has this identifier."""

    http_status = 404


class WithdrawnRecordError(UnknownRecordError):
    """The record existed and was withdrawn; its address stays reserved for ever."""

    http_status = 410

    def __init__(self, message: str, *, replaced_by: str = "") -> None:
        super().__init__(message)
        #: Identifier of the record that took its place, when a document was edited.
        self.replaced_by = replaced_by


class FileMissingError(CatalogueError):
    """The record stands but its file cannot be read; the next indexing will say why."""

    http_status = 404


#: All that is told to a person as one sentence; whoever stands at an edge catches these.
TOLD = (CatalogueError, ConfinementError)
#: What a variable holds that caught one of them.
Told = CatalogueError | ConfinementError
