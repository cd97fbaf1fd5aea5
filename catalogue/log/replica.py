"""A replica: the log as it stands at one moment, for sites on other machines that only read.

In comes a library; out goes one file, whole or not at all, that may be shared or sent. A site that reads the
one before takes this one at its next question, since a log that was replaced under it is opened anew.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from catalogue import database, disk, disk_errors
from catalogue.library import Library
from catalogue.log.reader import Log


def replicate(library: Library, folder: Path) -> int:
    """Copy the log into a folder under its own name; the last number it holds.

    Another process may write meanwhile: what it commits after the beginning may be missing, never half of it.
    Raises IndexMissingError when there is no log, DiskError when it cannot be written, ConfigurationError
    for a folder of the library itself, whose log would go back to an older state.
    """
    library.refuse_own(folder)
    Log(library.log_path).position()
    target = folder / library.log_path.name
    partial = disk.partial_of(target)
    try:
        disk.make_folder(folder)
        with (
            closing(database.connect(library.log_path, writing=False)) as source,
            closing(sqlite3.connect(partial)) as copy,
        ):
            source.backup(copy)
            # One file, read as it is: no journal beside it is sent along.
            copy.execute("PRAGMA journal_mode = DELETE")
        # Nobody writes there: readers need no journal beside it, which the next copy would inherit.
        partial.chmod(0o440)
        disk.sync_file(partial)
        disk.move(partial, target)
    except (OSError, sqlite3.Error) as error:
        raise disk_errors.told(error, target) from error
    finally:
        partial.unlink(missing_ok=True)
    return Log(target).position()
