"""What a PDF says of itself, by pypdf: DocInfo and XMP, page labels.

pypdf is Python: on a hostile file it may be slow, but it raises instead of taking the process with it. It is
never asked for what the catalogue of the document does not announce, and what it cannot read is left out.
"""

import logging
import re
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import pypdf
from pypdf.generic import StreamObject

from indexer.extract import xmp
from indexer.extract.extracted import Metadata
from indexer.extract.file_dates import edtf_day
from indexer.extract.origins import first_origin
from indexer.extract.patience import OutOfPatienceError, cpu_budget
from indexer.extract.tidy import tidy_line

T = TypeVar("T")

#: Processor seconds; the slowest of 332 real files took 0.2.
PATIENCE_S = 5
#: Labels beyond this number are a damaged tree, not a book.
_MOST_PAGES = 20_000

_DATE = re.compile(r"(?:D:)?\s*((?:19|20)\d\d)(?:-?(\d\d)(?:-?(\d\d))?)?")
_LIST = re.compile(r"\s*[;,]\s*")
_LANGUAGE = re.compile(r"([a-zA-Z]{2})(?:[-_]|$)")

#: What it cannot read it says on stderr, once a page; the caller is told by exceptions.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class PdfDescription:
    """What a PDF says of itself beside its text; empty where it says nothing or cannot be read."""

    metadata: Metadata = field(default_factory=Metadata)
    #: Page labels by page, counted from 0; empty when the document has none.
    labels: tuple[str, ...] = ()
    #: Whether something that the document announces could not be read.
    incomplete: bool = False


@contextmanager
def open_reader(path: Path, *, strict: bool = False) -> Iterator[pypdf.PdfReader]:
    """Open a PDF with pypdf, which tries the empty password by itself, and keep it quiet.

    A `strict` reader believes the file's table of objects and raises at the first fault; another looks at
    every object first, which takes most of the time.
    """
    with warnings.catch_warnings(), pypdf.PdfReader(path, strict=strict) as reader:
        warnings.simplefilter("ignore")
        yield reader


def describe(path: Path) -> PdfDescription:
    """Read what a PDF says of itself; never raises, whatever the file does to the parser."""
    try:
        with cpu_budget(PATIENCE_S):
            said = _read(path, strict=True)
            return _read(path, strict=False) if said.incomplete else said
    except OutOfPatienceError:
        return PdfDescription(incomplete=True)


def _read(path: Path, *, strict: bool) -> PdfDescription:
    try:
        with open_reader(path, strict=strict) as reader:
            return _describe(reader)
    except Exception:  # noqa: BLE001 - pypdf raises anything on damaged files, and the text does not need it
        return PdfDescription(incomplete=True)


def _describe(reader: pypdf.PdfReader) -> PdfDescription:
    missing: list[bool] = []

    def attempt(read: Callable[[pypdf.PdfReader], T], otherwise: T) -> T:
        try:
            return read(reader)
        except Exception:  # noqa: BLE001 - one damaged tree does not cost the others
            missing.append(True)
            return otherwise

    return PdfDescription(
        attempt(_metadata, Metadata()),
        attempt(_labels, ()),
        incomplete=bool(missing),
    )


def _metadata(reader: pypdf.PdfReader) -> Metadata:
    """DocInfo and XMP: programs fill one or the other; where both speak, XMP has lists and languages."""
    info = {key: str(value) for key, value in (reader.metadata or {}).items() if isinstance(value, str)}
    packet = _packet(reader)
    creators = packet.values(xmp.DC, "creator") or tuple(re.split(r"\s*;\s*", info.get("/Author", "")))
    keywords = packet.values(xmp.DC, "subject") or tuple(_LIST.split(info.get("/Keywords", "")))
    language = str(reader.root_object.get("/Lang", "")) or packet.value(xmp.DC, "language")
    return Metadata(
        title=tidy_line(packet.value(xmp.DC, "title") or info.get("/Title", "")),
        creators=_cleaned(creators),
        publisher=tidy_line(packet.value(xmp.DC, "publisher")),
        subject=tidy_line(packet.value(xmp.DC, "description") or info.get("/Subject", "")),
        keywords=_cleaned(keywords),
        created=_day(info.get("/CreationDate", "")) or _day(packet.value(xmp.XMP, "CreateDate")),
        modified=_day(info.get("/ModDate", "")) or _day(packet.value(xmp.XMP, "ModifyDate")),
        language=match.group(1).lower() if (match := _LANGUAGE.match(language)) else "",
        producer=tidy_line(
            info.get("/Creator") or info.get("/Producer") or packet.value(xmp.XMP, "CreatorTool")
        ),
        origin=first_origin((packet.value(xmp.DC, "source"), packet.value(xmp.XMP, "BaseURL"))),
    )


def _packet(reader: pypdf.PdfReader) -> xmp.Packet:
    stream = reader.root_object.get("/Metadata")
    stream = stream.get_object() if stream is not None else None
    return xmp.Packet(stream.get_data() if isinstance(stream, StreamObject) else b"")


def _cleaned(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(clean for value in values if (clean := tidy_line(value))))


def _day(stamp: str) -> str:
    """Bring a PDF date (`D:20071009083000+02'00'`) or an ISO 8601 one to EDTF, to the day at most."""
    match = _DATE.match(stamp)
    return edtf_day("-".join(part for part in match.groups() if part)) if match else ""


def _labels(reader: pypdf.PdfReader) -> tuple[str, ...]:
    if "/PageLabels" not in reader.root_object or len(reader.pages) > _MOST_PAGES:
        return ()
    return tuple(tidy_line(label) for label in reader.page_labels)
