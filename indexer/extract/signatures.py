"""What a file is by its first bytes, whatever its name says."""

import re
import struct
from pathlib import Path
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError

import olefile

from catalogue.document_formats import DOCUMENT_FORMATS, EML, MBOX

#: Our own word for an Office file behind a password, which hides what it is.
LOCKED = "locked"
#: And for a package that cannot be opened.
BROKEN = "broken"

#: Bytes that tell a kind: a PDF begins within 1 024 (ISO 32000-1, annex H), messages have long heads.
HEAD = 4096

_ZIP = b"PK\x03\x04"
#: Entries whose presence tells what a package is that does not state it first.
_ENTRIES = {each.entry: each.media_type for each in DOCUMENT_FORMATS if each.entry}
#: The longest media type that a package may state in its first entry (OpenDocument, EPUB).
_MIMETYPE = 100
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: Streams at the root that tell what a compound file (MS-CFB) is; one deeper down is of what it encloses.
_STREAMS = {
    name.casefold(): kind
    for name, kind in (
        ("EncryptedPackage", LOCKED),
        *((stream, each.media_type) for each in DOCUMENT_FORMATS for stream in each.streams),
    )
}
#: What the list of parts of an Office package says of its main part, whatever its name.
_CONTENT_TYPES = "[content_types].xml"
_SORTS = rb"(?:document|presentation|slideshow|sheet|template)"
_MAIN_PART = re.compile(rb"officedocument\.(\w+)\." + _SORTS + rb"(?:\.main|\+xml)")
_BINARY_PART = re.compile(rb"vnd\.ms-excel\.sheet\.(binary)\.")
_MACRO_PART = re.compile(rb"vnd\.ms-(word|powerpoint|excel)\.[\w.]*" + _SORTS)
_MACRO_KINDS = {b"word": "wordprocessingml", b"powerpoint": "presentationml", b"excel": "spreadsheetml"}
_MAIN_PARTS = {each.main_part: each.media_type for each in DOCUMENT_FORMATS if each.main_part}
_LONGEST_LIST = 2**20
#: A PDF that something was written before (HTTP headers, a mail program's): its own first line, further down.
_PDF_LINE = re.compile(rb"(?:\A|[\r\n])(%PDF-\d\.\d\s)")
LATE_PDF = 2**16
#: Lines that a message begins with; two of those that only messages have.
_HEADER = re.compile(rb"([!-9;-~]{2,40}):[ \t]?[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n")
_OF_MESSAGES = frozenset(
    (b"from", b"to", b"subject", b"received", b"return-path", b"message-id", b"mime-version", b"delivered-to")
)
_FROM_LINE = re.compile(rb"From \S+ [^\r\n]*\d{4}[^\r\n]*\r?\n")

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
    b"PK": "une archive",
    _OLE: "un fichier Office d'une sorte qui n'est pas lue",
    b"SQLite format 3": "une base de données",
}

#: Control characters that text may hold: tab, line ends, form feed, the end mark of DOS, escape.
_TEXT_CONTROLS = frozenset(b"\t\n\r\f\x1a\x1b")
_MOST_CONTROLS = 0.02
#: Bytes looked at for them.
_SAMPLE = 1024


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


def recognise_text(head: bytes) -> str:
    """The media type of a text that its first lines tell: a message, or a box of them; else empty."""
    head = head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    if (line := _FROM_LINE.match(head)) and _is_message(head[line.end() :]):
        return MBOX
    return EML if _is_message(head) else ""


def pdf_offset(path: Path) -> int | None:
    """Where a PDF begins in a file, in bytes; None when there is none near its beginning."""
    with path.open("rb") as file:
        found = _PDF_LINE.search(file.read(LATE_PDF))
    return None if found is None else found.start(1)


def _is_message(head: bytes) -> bool:
    names, position = [], 0
    while line := _HEADER.match(head, position):
        names.append(line[1].lower())
        position = line.end()
    return len(_OF_MESSAGES.intersection(names)) > 1


def name_other(head: bytes) -> str:
    """What a file is that is no document, in French with its article; empty when nothing tells."""
    return next((name for first, name in _OTHERS.items() if head.startswith(first)), "")


def is_text(head: bytes) -> bool:
    """Whether bytes read as text in some encoding: hardly a control character, or the zeros of UTF-16."""
    head = head[:_SAMPLE].rstrip(b"\0")  # what old programs fill the last block of a file with
    if not head:
        return False
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
            names = [name.replace("\\", "/") for name in package.namelist()]
            stated = _stated(package) if "mimetype" in names else _main_part(package)
    except (BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, ZlibError):
        return BROKEN
    present = (kind for entry, kind in _ENTRIES.items() if any(name.startswith(entry) for name in names))
    return stated or next(present, "")


def _stated(package: ZipFile) -> str:
    """The media type that OpenDocument and EPUB state in an entry; a template is read as what it makes."""
    with package.open("mimetype") as entry:
        stated = entry.read(_MIMETYPE).decode("ascii", "replace").strip()
    return stated.removesuffix("-template").removesuffix(".template")


def _main_part(package: ZipFile) -> str:
    """The media type of an Office package by its list of parts; empty when there is none."""
    entry = next((name for name in package.namelist() if name.lower() == _CONTENT_TYPES), "")
    if not entry:
        return ""
    with package.open(entry) as file:
        listed = file.read(_LONGEST_LIST)
    if found := _BINARY_PART.search(listed) or _MAIN_PART.search(listed):
        return _MAIN_PARTS.get(found[1].decode("ascii"), "")
    macro = _MACRO_PART.search(listed)
    return _MAIN_PARTS.get(_MACRO_KINDS[macro[1]], "") if macro else ""


def _in_compound_file(path: Path) -> str:
    """What the streams at its root say; BROKEN when its directory cannot be read."""
    try:
        with olefile.OleFileIO(str(path)) as compound:
            names = {entry[0].casefold() for entry in compound.listdir(streams=True, storages=True)}
    except (OSError, ValueError, IndexError, TypeError, AttributeError, struct.error, RecursionError):
        return BROKEN
    return next((kind for stream, kind in _STREAMS.items() if stream in names), "")
