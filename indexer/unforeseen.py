"""An error that nobody foresaw, outside the limited processes, costs the document it came with and no other.

What reads a document runs apart and may fail as it likes. What goes before and after runs in the indexer
itself: one value that cannot be written would end every run at the same file, and nothing behind it would
ever be found. So the run begins again without that file, which is told; what was known of it stays.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from catalogue.errors import TOLD
from indexer.report import Report
from indexer.walk import Unlisted

#: More files than these are no accident of one document.
_MOST = 20
#: What SQLite raises of a value, not of the disk or of its own file.
_OF_A_VALUE = (sqlite3.DataError, sqlite3.InterfaceError, sqlite3.ProgrammingError)


class UnforeseenError(Exception):
    """One file did what nobody foresaw; the cause says what."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


@contextmanager
def blaming(path: str) -> Iterator[None]:
    """Say of which file an error in the block came, unless it is one that any file would meet."""
    try:
        yield
    except _OF_A_VALUE as error:
        raise UnforeseenError(path) from error
    except (*TOLD, OSError, sqlite3.Error, MemoryError):
        raise
    except Exception as error:
        raise UnforeseenError(path) from error


def without_culprits(work: Callable[[tuple[Unlisted, ...]], Report]) -> Report:
    """Do the work, again without each file that ends it so; raises what ended it when there are too many."""
    left_out: dict[str, Unlisted] = {}
    while True:
        try:
            return work(tuple(left_out.values()))
        except UnforeseenError as error:
            if len(left_out) == _MOST or error.path in left_out:
                raise (error.__cause__ or error) from None
            left_out[error.path] = Unlisted(error.path, _said(error.__cause__))


def _said(error: BaseException | None) -> str:
    return (
        f"Erreur inattendue ({str(error)[:200]}) : ce fichier est laissé de côté, ce qui en était connu est "
        "gardé. Signalez-la ; en attendant, enregistrez-le à nouveau ou retirez-le."
    )
