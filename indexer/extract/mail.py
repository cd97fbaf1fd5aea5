"""Messages (EML, RFC 5322 and MIME): subject, sender, date, and the text of the body.

Forwarded messages and attachments of text are read with the message; other attachments are named in a
warning, so that they can be deposited as the documents they are.
"""

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime
from pathlib import Path

from indexer.extract import refusals
from indexer.extract.decoding import decode
from indexer.extract.extracted import Extracted, Metadata
from indexer.extract.flow import Block
from indexer.extract.formats import Options
from indexer.extract.sections import assemble
from indexer.extract.text import blocks_of_text, read_bounded
from indexer.extract.web import blocks_of, parse

#: Parts within parts are followed so deep.
_DEPTH = 20
#: What the standard library was seen to raise on headers that break the rules.
_BROKEN = (ValueError, IndexError, AttributeError, TypeError, LookupError)


def extract(path: Path, options: Options) -> Extracted:
    """Read one message; raises ExtractionError when it is too large or nested beyond reason."""
    try:
        message = message_from_bytes(read_bounded(path), EmailMessage, policy=policy.default)
    except RecursionError as error:
        raise refusals.damaged(path) from error
    leaves = list(_leaves(message))
    blocks = [*_heading(message), *(block for leaf in leaves for block in _blocks(leaf))]
    metadata = Metadata(
        title=_header(message, "Subject"),
        creators=tuple(filter(None, [_sender(message)])),
        created=_day(message),
        producer=_header(message, "X-Mailer") or _header(message, "User-Agent"),
    )
    return assemble(blocks, metadata, _warnings(leaves))


def _leaves(part: EmailMessage, depth: int = 0) -> Iterator[EmailMessage]:
    """The parts that hold content, of alternatives the plainest that can be read; and forwarded messages."""
    if part.get_content_type() == "message/rfc822":
        yield part
    if not part.is_multipart():
        yield part
        return
    parts = [child for child in part.iter_parts() if isinstance(child, EmailMessage)]
    if part.get_content_type() == "multipart/alternative":
        parts = sorted(parts, key=_preference)[:1]
    for child in parts if depth < _DEPTH else ():
        yield from _leaves(child, depth + 1)


def _preference(part: EmailMessage) -> int:
    kinds = ("text/plain", "multipart/related", "multipart/mixed", "text/html")
    kind = part.get_content_type()
    return kinds.index(kind) if kind in kinds else len(kinds)


def _blocks(part: EmailMessage) -> Iterator[Block]:
    kind = part.get_content_type()
    if kind == "message/rfc822":
        forwarded = next(iter(part.iter_parts()), None)
        if isinstance(forwarded, EmailMessage):
            yield from _heading(forwarded)
    elif _is_text(part):
        if name := _file_name(part):
            yield Block(name, level=2)
        payload = part.get_payload(decode=True)
        content = payload if isinstance(payload, bytes) else b""
        charset = part.get_content_charset("")
        yield from blocks_of(parse(content, charset)) if kind == "text/html" else _plain(content, charset)


def _plain(content: bytes, charset: str) -> Iterator[Block]:
    return blocks_of_text(decode(content, charset))


def _heading(message: EmailMessage) -> Iterator[Block]:
    """Subject, sender and date as a reader of the message sees them."""
    if subject := _header(message, "Subject"):
        yield Block(subject, level=1)
    for label, value in (("De", _header(message, "From")), ("Date", _day(message))):
        if value:
            yield Block(f"{label} : {value}")


def _is_text(part: EmailMessage) -> bool:
    return part.get_content_type() in ("text/plain", "text/html", "text/markdown")


def _warnings(leaves: list[EmailMessage]) -> list[str]:
    names = [_file_name(leaf) for leaf in leaves if not leaf.is_multipart() and not _is_text(leaf)]
    quoted = ", ".join(f"« {name} »" for name in names if name)
    if not quoted:
        return []
    return [f"Pièces jointes non lues : {quoted}. Déposez-les à part pour que leur texte se trouve."]


def _file_name(part: EmailMessage) -> str:
    try:
        return " ".join((part.get_filename() or "").split())
    except _BROKEN:
        return ""


def _header(message: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(message.get(name, "")).split())
    except _BROKEN:
        return ""


def _sender(message: EmailMessage) -> str:
    name, address = parseaddr(_header(message, "From"))
    return name or address


def _day(message: EmailMessage) -> str:
    try:
        return parsedate_to_datetime(_header(message, "Date")).date().isoformat()
    except _BROKEN:
        return ""
