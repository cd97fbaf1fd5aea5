"""Zip packages (Word, OpenDocument, EPUB) and their XML, read under limits.

A package is data from a stranger: its central directory is checked before anything is inflated, every entry
is inflated in small steps and counted because a declared size may lie, and names are only ever compared,
never used as paths. The XML parser expands no entity and fetches nothing.
"""

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Self
from zipfile import BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError

from lxml import etree

from indexer.errors import ExtractionError, Reason
from indexer.extract import refusals

MAX_ENTRIES = 10_000
#: Bytes of all entries together, as declared.
MAX_TOTAL = 500 * 2**20
#: Largest inflation of an entry above RATIO_FROM bytes, when it is read: the XML of real documents reaches
#: about 60, and drawings, which may reach more, are never read.
MAX_RATIO = 200
RATIO_FROM = 2**20

_BOMB = "il est construit comme une bombe de décompression"
_STEP = 2**16
#: Damaged entries that a warning names, and letters of such a name: both are a stranger's.
_NAMED, _LETTERS = 3, 80
#: « Open XML Strict » (ISO/IEC 29500-1) names the same elements and parts from another home.
_STRICT_HOME = b"http://purl.oclc.org/ooxml/"
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/(\w+)")
#: So does OpenOffice.org 1.
_SUN_HOME = b"http://openoffice.org/2000/"
_SUN = re.compile(rb"http://openoffice\.org/2000/(\w+)")
_ENCRYPTED = 0x1
_LOCAL_HEADER = 30


class Package:
    """One opened zip package; every failure is an ExtractionError that names the file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        #: Entries that could not be read, in the order in which they were asked for.
        self._lost: dict[str, None] = {}
        try:
            self._zip = ZipFile(path)
        except (BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise refusals.damaged(path) from error
        try:
            self._check(self._zip.infolist())
        except ExtractionError:
            self._zip.close()
            raise
        #: Some programs write Windows' separators.
        self._entries = {entry.filename.replace("\\", "/"): entry for entry in self._zip.infolist()}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def read(self, name: str) -> bytes:
        """Inflate one entry; an entry that is missing, locked, damaged or larger than it says is refused."""
        try:
            entry = self._entries[name]
        except KeyError as error:
            raise refusals.damaged(self._path) from error
        if entry.flag_bits & _ENCRYPTED:
            raise refusals.encrypted(self._path)
        if _is_bomb(entry):
            raise refusals.too_large(self._path, _BOMB)
        try:
            return self._translated(name, self._inflate(entry))
        except (BadZipFile, ZlibError, EOFError, NotImplementedError, OSError, ValueError) as error:
            raise refusals.damaged(self._path) from error

    def measure(self, name: str) -> None:
        """Refuse an entry that another reader will inflate, if it declares to be out of proportion."""
        if _is_bomb(self._entries[name]):
            raise refusals.too_large(self._path, _BOMB)

    def _translated(self, name: str, content: bytes) -> bytes:
        """XML in the names of the older edition of the Office formats, which say the same."""
        if _STRICT_HOME in content and name.lower().endswith((".xml", ".rels")):
            return _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/\2", content).replace(
                b"/2006/extendedProperties", b"/2006/extended-properties"
            )
        return in_odf_names(content) if name.lower().endswith(".xml") else content

    def xml(self, name: str) -> etree._Element:
        """Parse one entry as XML."""
        try:
            return without_entities(parse_xml(self.read(name)))
        except etree.XMLSyntaxError as error:
            raise refusals.damaged(self._path) from error

    def part(self, name: str) -> etree._Element:
        """XML that the rest is read without where it is missing or damaged; `warnings` tells it then."""
        content = self.read_part(name)
        try:
            return without_entities(parse_xml(content)) if content else etree.Element("none")
        except etree.XMLSyntaxError:
            self._lost[name] = None
            return etree.Element("none")

    def read_part(self, name: str) -> bytes:
        """The same, not yet parsed; refuses what is locked or out of proportion as `read` does."""
        try:
            return self.read(name) if name in self else b""
        except ExtractionError as refusal:
            if refusal.reason is not Reason.DAMAGED:
                raise
            self._lost[name] = None
            return b""

    @property
    def warnings(self) -> tuple[str, ...]:
        """What of it was damaged so far, in a sentence; empty when nothing was."""
        if not self._lost:
            return ()
        names = ", ".join(name[:_LETTERS] for name in islice(self._lost, _NAMED))
        names += "…" if len(self._lost) > _NAMED else ""
        return (
            f"Une partie du fichier est endommagée ({names}) : vérifiez le texte, ou remplacez le fichier.",
        )

    def _inflate(self, entry: ZipInfo) -> bytes:
        content = bytearray()
        with self._zip.open(entry) as stream:
            while step := stream.read(_STEP):
                content += step
                if len(content) > entry.file_size:
                    raise BadZipFile("more bytes than declared")
        return bytes(content)

    def _check(self, entries: list[ZipInfo]) -> None:
        if len(entries) > MAX_ENTRIES:
            raise refusals.too_large(self._path, f"il renferme plus de {MAX_ENTRIES} éléments")
        if sum(entry.file_size for entry in entries) > MAX_TOTAL:
            raise refusals.too_large(self._path, f"déplié, il dépasse {MAX_TOTAL // 2**20} Mo")
        if _overlap(entries):
            raise refusals.too_large(self._path, _BOMB)


def in_odf_names(content: bytes) -> bytes:
    """XML of OpenOffice.org 1 in the names of OpenDocument, which it became."""
    if _SUN_HOME not in content:
        return content
    content = _SUN.sub(rb"urn:oasis:names:tc:opendocument:xmlns:\1:1.0", content)
    return content.replace(b"xmlns:datastyle:1.0", b"xmlns:data-style:1.0")


def _is_bomb(entry: ZipInfo) -> bool:
    return entry.file_size > RATIO_FROM and entry.file_size > MAX_RATIO * max(entry.compress_size, 1)


def _overlap(entries: list[ZipInfo]) -> bool:
    """Whether two entries share bytes, as only bombs do (D. Fifield, "A better zip bomb", 2019)."""
    end = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.header_offset < end:
            return True
        end = entry.header_offset + _LOCAL_HEADER + entry.compress_size
    return False


def parse_xml(content: bytes) -> etree._Element:
    """Parse XML that may be hostile; raises XMLSyntaxError beyond libxml2's limits of depth and size."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    return etree.fromstring(content, parser)


def without_entities(root: etree._Element) -> etree._Element:
    """The same tree, where what follows an entity is text again; what it stands for is never read."""
    if root.getroottree().docinfo.internalDTD is not None:
        etree.strip_tags(root, etree.Entity)
    return root
