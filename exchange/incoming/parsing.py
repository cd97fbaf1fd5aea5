"""Parsing, in a limited process: a file from outside becomes records, or the reason why not."""

from collections.abc import Callable, Iterator

import msgspec

from catalogue.intake import IntakeError, Rejection
from exchange.incoming import bibtex, iso2709, marc_xml, ris, rows
from exchange.incoming.incoming import Incoming, Parsed
from exchange.incoming.messages import ImportAnswer, ImportRequest

Reader = Callable[[bytes], Iterator[Parsed]]


def _marc(content: bytes) -> Iterator[Parsed]:
    """XML or ISO 2709: people call either of them UNIMARC."""
    is_xml = content[:200].lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<")
    return marc_xml.read(content) if is_xml else iso2709.read(content)


READERS: dict[str, Reader] = {
    "csv": rows.read,
    "ris": ris.read,
    "bibtex": bibtex.read,
    "marcxml": _marc,
    "unimarc": _marc,
}


def handle(body: bytes) -> bytes:
    """The task of `confined`: one request in, one answer out."""
    request = msgspec.json.decode(body, type=ImportRequest)
    try:
        parsed = list(READERS[request.form](request.content))
    except IntakeError as error:
        return msgspec.json.encode(ImportAnswer(error=str(error)))
    return msgspec.json.encode(
        ImportAnswer(
            tuple(each for each in parsed if isinstance(each, Incoming)),
            tuple(each for each in parsed if isinstance(each, Rejection)),
        )
    )
