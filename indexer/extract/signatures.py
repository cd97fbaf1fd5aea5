"""What a file is by its first bytes, whatever its name says."""

import mmap
import re
from pathlib import Path
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError

from catalogue.document_formats import DOCUMENT_FORMATS

#: Our own word for an Office file behind a password, which hides what it is.
LOCKED = "locked"
#: And for a package that cannot be opened.
BROKEN = "broken"

#: A PDF may begin as late as in this many bytes (ISO 32000-1, annex H).
HEAD = 1024

_ZIP = b"PK\x03\x04"
#: Entries whose presence tells what a package is that does not state it first.
_ENTRIES = {each.entry: each.media_type for each in DOCUMENT_FORMATS if each.entry}
#: The longest media type that a package may state in its first entry (OpenDocument, EPUB).
_MIMETYPE = 100
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: Streams that tell what a compound file (MS-CFB) is; its directory names them in UTF-16, in any case.
_STREAMS = {
    re.compile(re.escape(name.encode("utf-16-le")), re.IGNORECASE): kind
    for name, kind in (
        ("EncryptedPackage", LOCKED),
        *((each.stream, each.media_type) for each in DOCUMENT_FORMATS if each.stream),
    )
}

_BEGINNINGS = {each.begins.encode("latin-1"): each.media_type for each in DOCUMENT_FORMATS if each.begins}
_MARKS = sorted(
    ((each.holds.encode("latin-1"), each.media_type) for each in DOCUMENT_FORMATS if each.holds),
    key=lambda mark: -len(mark[0]),
)

#: What files that are no documents begin with, and their name in French with its article.
_OTHERS = {
    b"MZ": "un programme Windows",
    b"\x7fELF": "un programme",
    b"#!": "un programme",
    b"\x89PNG": "une image",
    b"\xff\xd8\xff": "une image",
    b"GIF8": "une image",
    b"II*\0": "une image",
    b"MM\0*": "une image",
    b"RIFF": "un fichier audio ou vidéo",
    b"ID3": "un fichier audio",
    b"OggS": "un fichier audio ou vidéo",
    b"\x1a\x45\xdf\xa3": "une vidéo",
    b"\x1f\x8b": "une archive",
    b"Rar!": "une archive",
    b"7z\xbc\xaf\x27\x1c": "une archive",
    b"BZh": "une archive",
    b"\xfd7zXZ": "une archive",
    b"PK": "une archive ou un tableur",
    _OLE: "un tableur, un message Outlook ou un autre fichier Office",
    b"SQLite format 3": "une base de données",
}

#: Control characters that text may hold: tab, line ends, form feed, the end mark of DOS, escape.
_TEXT_CONTROLS = frozenset(b"\t\n\r\f\x1a\x1b")
_MOST_CONTROLS = 0.02


def recognise(path: Path, head: bytes) -> str:
    """The media type that the bytes themselves betray; empty for text and for what is unknown."""
    if head.startswith(_ZIP):
        return _in_zip(path)
    if head.startswith(_OLE):
        return _in_compound_file(path)
    begun = head.lstrip()
    for mark, kind in _BEGINNINGS.items():
        if begun.startswith(mark):
            return kind
    return next((kind for mark, kind in _MARKS if mark in head), "")


def name_other(head: bytes) -> str:
    """What a file is that is no document, in French with its article; empty when nothing tells."""
    return next((name for first, name in _OTHERS.items() if head.startswith(first)), "")


def is_text(head: bytes) -> bool:
    """Whether bytes read as text in some encoding: hardly a control character, or the zeros of UTF-16."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    zeros = sorted(head[parity::2].count(0) for parity in (0, 1))
    if zeros[1] > len(head) / 5:
        return zeros[0] < len(head) / 50
    controls = sum(byte < 0x20 and byte not in _TEXT_CONTROLS for byte in head)
    return controls <= max(_MOST_CONTROLS * len(head), 1)


def _in_zip(path: Path) -> str:
    try:
        with ZipFile(path) as package:
            names = package.namelist()
            stated = _stated(package) if "mimetype" in names else ""
    except (BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, ZlibError):
        return BROKEN
    present = (kind for entry, kind in _ENTRIES.items() if any(name.startswith(entry) for name in names))
    return stated or next(present, "")


def _stated(package: ZipFile) -> str:
    """The media type that OpenDocument and EPUB state in an entry; a template is read as what it makes."""
    with package.open("mimetype") as entry:
        return entry.read(_MIMETYPE).decode("ascii", "replace").strip().removesuffix("-template")


def _in_compound_file(path: Path) -> str:
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return next((kind for stream, kind in _STREAMS.items() if stream.search(content)), "")
