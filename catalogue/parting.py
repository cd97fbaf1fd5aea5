"""Parting: a mailbox that comes in becomes its messages, each a file and so a document with its own notice.

The command line and the desk part through here, before anything enters the corpus. What lies in the corpus
already is never touched: a mailbox copied there by hand is read as one document, which says so (`WHOLE`).
"""

import tempfile
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from catalogue.document_formats import BY_SUFFIX
from catalogue.library import Library
from catalogue.unpacking import Unpacked, unpacked

_TASK = "catalogue.mailbox:handle"
_BEYOND = "La boîte a dépassé les limites de lecture. Partagez-la."
SUFFIX = ".mbox"
#: What a mailbox begins with, whatever its name; programs call it « Inbox » or « mbox ».
_BEGINS = b"From "
#: What is said of a mailbox that is read as one document.
WHOLE = (
    "Cette boîte de courriels est lue comme un seul document. Pour un document par message, sortez-la du "
    "corpus, puis « fonds add FICHIER »."
)


@contextmanager
def parted(library: Library, source: Path, name: str) -> Iterator[tuple[Path, Unpacked] | None]:
    """The messages of a mailbox, in a folder that goes whatever happens; None for what is no mailbox.

    `name` is that of the file as it came. Only a limited process looks at more than its first bytes.
    """
    if not _may_be_mailbox(source, name):
        yield None
        return
    library.state.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="incoming-", dir=library.state) as folder:
        found = unpacked(_TASK, library, source, Path(folder), _BEYOND)
        yield (Path(folder), found) if found.files or found.message else None


def folder_of(name: str) -> str:
    """The folder in which the messages of a mailbox stand, after the mailbox; never a hidden one."""
    stem = name[: -len(SUFFIX)] if name.lower().endswith(SUFFIX) else name
    return unicodedata.normalize("NFC", stem).strip(". ") or "messages"


def _may_be_mailbox(source: Path, name: str) -> bool:
    suffix = Path(name).suffix.lower()
    if suffix in BY_SUFFIX:
        return suffix == SUFFIX
    with source.open("rb") as file:
        return file.read(len(_BEGINS)) == _BEGINS
