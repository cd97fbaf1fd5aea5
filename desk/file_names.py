"""Names of files from a browser or an archive: only their last part is believed, and only as a name."""

import re
import unicodedata
from pathlib import PurePosixPath, PureWindowsPath

from catalogue.notice import SUFFIX
from desk.errors import DeskError

#: File systems stop at 255 bytes; a number and `.toml` must still fit.
LONGEST = 180
#: What a walk of the corpus passes over, which would make a deposit vanish.
_PASSED_OVER = (".partial", ".part", ".tmp", ".crdownload", ".lock")
#: Names of devices of Windows, whatever their ending: no copy of the library could be unpacked there.
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
#: Directions of writing that could make `exe.pdf` of `fdp.exe`.
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class RefusedFileError(DeskError):
    """This file cannot enter the library; the message says why and what to do."""


def plain_name(name: str) -> str:
    """A name for the corpus, without folders, controls or signs a system trips over.

    Raises RefusedFileError for a notice, which would describe somebody else's document, and for what an
    indexing run would pass over.
    """
    last = PureWindowsPath(PurePosixPath(name).name).name
    text = _BIDI.sub("", unicodedata.normalize("NFC", last))
    text = "".join(
        " " if unicodedata.category(each)[0] == "C" or each in '<>:"/\\|?*' else each for each in text
    )
    text = " ".join(text.split()).lstrip(".~$ ").rstrip(". ")
    lowered = text.lower()
    if not text or lowered in {"thumbs.db", "desktop.ini"} or lowered.endswith(_PASSED_OVER):
        raise RefusedFileError("Ce n'est pas un document : un logiciel l'a laissé là. Retirez-le du dépôt.")
    if lowered.endswith(SUFFIX):
        raise RefusedFileError(
            "C'est une notice, pas un document. Déposez le document, puis corrigez sa notice dans l'atelier."
        )
    return _shortened(f"_{text}" if _RESERVED.match(text) else text)


def _shortened(name: str) -> str:
    """The name cut to what fits, its ending kept where it is one."""
    if len(name.encode()) <= LONGEST:
        return name
    stem, dot, ending = name.rpartition(".")
    if not stem or len(ending) > 8:
        stem, dot, ending = name, "", ""
    room = LONGEST - len((dot + ending).encode())
    return stem.encode()[:room].decode("utf-8", "ignore").rstrip(". ") + dot + ending
