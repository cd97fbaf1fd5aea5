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
    stem, dot, ending = text.rpartition(".")
    lowered = text.lower()
    if not text or lowered in {"thumbs.db", "desktop.ini"} or lowered.endswith(_PASSED_OVER):
        raise RefusedFileError("Ce n'est pas un document : un logiciel l'a laissé là. Retirez-le du dépôt.")
    if lowered.endswith(SUFFIX):
        raise RefusedFileError(
            "C'est une notice, pas un document. Déposez le document, puis corrigez sa notice dans l'atelier."
        )
    while len(text.encode()) > LONGEST and len(stem) > 1:
        stem = stem[:-1]
        text = stem.rstrip() + dot + ending if len(ending) <= 8 else stem
    return text
