"""Recalling: a bundle made once tells for months what was allowed when it was made; it is asked again.

Whatever narrows a record afterwards (its diffusion, its trash, its withdrawal, how much of its text is
shared) takes the bundles that tell it off the shelf at once, text and all.
"""

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import msgspec

from catalogue.library import Library
from catalogue.log import Log, Span
from catalogue.record import Access
from catalogue.rights import PUBLIC_COPIER, Reader
from exchange.bundles.format import RECORDS
from exchange.bundles.records import sharing_of

#: How much of a text each word lets out.
_WIDTH = {"none": 0, "extract": 1, "full": 2}
#: What a file that is no whole bundle raises.
_BROKEN = (OSError, zipfile.BadZipFile, zlib.error, KeyError, ValueError, msgspec.DecodeError)


class _Told(msgspec.Struct):
    """What matters of one line of a bundle's records."""

    id: str
    rights_text: str = "none"


_read = msgspec.json.Decoder(_Told)


def tells_too_much(library: Library, bundle: Path, log: Log, reader: Reader = PUBLIC_COPIER) -> bool:
    """Whether a bundle of ours tells a record, or more of its text, than its readers may have today.

    One that cannot be read is none that may stand there.
    """
    try:
        return any(_is_narrower(library, log, reader, each) for each in _records(bundle))
    except _BROKEN:
        return True


def narrowed_since(library: Library, log: Log, position: int, reader: Reader = PUBLIC_COPIER) -> bool:
    """Whether anything that has changed since then may be told less than whole; else no bundle is opened."""
    rows = log.within(Span(frozenset(Access), after=position))
    default = library.settings.sharing.text
    return any(
        row.record is None or not reader.may_see(row.record) or sharing_of(row.record, default) != "full"
        for row in rows
    )


def _is_narrower(library: Library, log: Log, reader: Reader, told: _Told) -> bool:
    entry = log.entry(told.id)
    record = entry.record if entry else None
    if record is None or not reader.may_see(record):
        return True
    allowed = sharing_of(record, library.settings.sharing.text)
    return _WIDTH[allowed] < _WIDTH.get(told.rights_text, 2)


def _records(bundle: Path) -> Iterator[_Told]:
    with zipfile.ZipFile(bundle) as archive:
        (name,) = (each for each in archive.namelist() if each.endswith(RECORDS))
        with archive.open(name) as lines:
            for line in lines:
                if line.strip():
                    yield _read.decode(line)
