"""Messages (EML, RFC 5322 and MIME): subject, sender, date, and the text of the body.

A message may say the same twice, in plain text and in HTML: the plain text is taken unless it is empty or a
decoy (« Votre messagerie n'affiche pas le HTML »). Forwarded messages are read where they stand, attachments
after the message. A web page kept by a browser as one file (MHTML) is a message too.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime
from pathlib import Path

from indexer.extract import refusals
from indexer.extract.decoding import decode
from indexer.extract.enclosed import Part, with_parts
from indexer.extract.extracted import Extracted, Metadata
from indexer.extract.flow import Block
from indexer.extract.formats import Options
from indexer.extract.origins import first_origin, page_origin
from indexer.extract.sections import assemble
from indexer.extract.text import blocks_of_text, read_bounded
from indexer.extract.uuencoded import without_files
from indexer.extract.web import blocks_of, metadata_of, parse

#: Parts within parts are followed so deep.
_DEPTH = 20
#: What the standard library was seen to raise on headers that break the rules.
_BROKEN = (ValueError, IndexError, AttributeError, TypeError, LookupError)
#: The plain text of a message is a decoy when it lacks more than half of the words of the HTML.
_DECOY = 0.5
#: Words by which an alternative says that the message is elsewhere.
_NOT_THE_MESSAGE = frozenset({"html", "mime", "navigateur", "browser", "messagerie"})
_TEXTS = ("text/plain", "text/html", "text/markdown")
_WEB_PAGES = ("text/html", "application/xhtml+xml")
#: What proves who wrote a message, and says nothing.
_SIGNATURES = frozenset(
    {"application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"}
)
#: What programs put before the subject of an answer or of a message sent on.
_ANSWERED = re.compile(r"^(?:(?:re|fwd?|tr|aw|wg)\s?:\s*)+", re.IGNORECASE)
#: Where a line goes on: behind a space, but for the mark of a signature; what answers is left as it is.
_FOLD = re.compile(r"(?<!\n--)(?<!^--) \n(?![> \n])")
_WORD = re.compile(r"\w+")
_BOM = b"\xef\xbb\xbf"


@dataclass(slots=True)
class _Body:
    """What a message says, and what it encloses."""

    blocks: list[Block] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)

    def add(self, other: "_Body") -> None:
        self.blocks += other.blocks
        self.parts += other.parts

    @property
    def words(self) -> set[str]:
        return {word for block in self.blocks for word in _WORD.findall(block.text.casefold())}


def extract(path: Path, options: Options) -> Extracted:
    """Read one message; raises ExtractionError when it is too large or nested beyond reason."""
    try:
        return read_message(read_bounded(path), options)
    except RecursionError as error:
        raise refusals.damaged(path) from error


def read_message(content: bytes, options: Options) -> Extracted:
    """Read the bytes of one message; raises RecursionError when it is nested beyond reason."""
    message = _parsed(content)
    if _is_web_page(message):
        page = _saved_page(message)
        if page is not None:
            return page
    body = _body(message)
    metadata = Metadata(
        by_hand=True,
        title=_ANSWERED.sub("", _header(message, "Subject")),
        creators=tuple(filter(None, [_sender(message)])),
        created=_day(message),
        producer=_header(message, "X-Mailer") or _header(message, "User-Agent"),
    )
    return with_parts(assemble([*_heading(message), *body.blocks], metadata), body.parts, options)


def _parsed(content: bytes) -> EmailMessage:
    return message_from_bytes(content.removeprefix(_BOM).lstrip(b"\r\n"), EmailMessage, policy=policy.default)


def _body(part: EmailMessage, depth: int = 0) -> _Body:
    """What a part of a message and all it holds say, in reading order."""
    body = _Body()
    if depth > _DEPTH:
        return body
    kind = part.get_content_type()
    if kind.startswith("message/"):
        return _forwarded(part, depth)
    if not part.is_multipart():
        return _leaf(part)
    children = [child for child in part.iter_parts() if isinstance(child, EmailMessage)]
    bodies = [_body(child, depth + 1) for child in children]
    if kind == "multipart/alternative":
        return _best(list(zip(children, bodies, strict=True)))
    for each in bodies:
        body.add(each)
    return body


def _best(alternatives: list[tuple[EmailMessage, _Body]]) -> _Body:
    """The plainest of the alternatives that says as much as the others, with what any of them encloses.

    One that says other things than the longest follows it, unless it only says that it is not the message.
    """
    if not alternatives:
        return _Body()
    longest = max((body for _, body in alternatives), key=_length)
    plain = [body for part, body in alternatives if part.get_content_type() == "text/plain"]
    chosen = next((body for body in plain if body.words and _says(body, longest)), longest)
    others = [body for _, body in alternatives if body is not chosen and not _says(chosen, body)]
    blocks = [block for body in others if not body.words & _NOT_THE_MESSAGE for block in body.blocks]
    parts = [part for _, body in alternatives for part in body.parts]
    return _Body([*chosen.blocks, *blocks], parts)


def _length(body: _Body) -> int:
    return sum(len(block.text) for block in body.blocks)


def _says(body: _Body, other: _Body) -> bool:
    return len(body.words & other.words) >= _DECOY * len(other.words)


def _forwarded(part: EmailMessage, depth: int) -> _Body:
    """A message within the message, also one that was encoded, which the rules forbid and programs do."""
    inner = next((child for child in part.iter_parts() if isinstance(child, EmailMessage)), None)
    if inner is None:
        return _leaf(part)
    if part.get("Content-Transfer-Encoding", "").strip().lower() in ("base64", "quoted-printable"):
        inner = _decoded(part, inner)
    body = _Body(list(_heading(inner)))
    body.add(_body(inner, depth + 1))
    return body


def _decoded(part: EmailMessage, inner: EmailMessage) -> EmailMessage:
    carrier = EmailMessage(policy=policy.compat32)
    carrier["Content-Transfer-Encoding"] = part["Content-Transfer-Encoding"]
    carrier.set_payload(inner.as_bytes().lstrip(b"\r\n").decode("ascii", "replace"))
    content = carrier.get_payload(decode=True)
    return _parsed(content if isinstance(content, bytes) else b"")


def _leaf(part: EmailMessage) -> _Body:
    kind, name, content = part.get_content_type(), _file_name(part), _content(part)
    if kind in _TEXTS and (not name or part.get_content_disposition() != "attachment" or kind != "text/html"):
        heading = [Block(name, level=2)] if name else []
        charset = part.get_content_charset("")
        if kind == "text/html":
            return _Body([*heading, *blocks_of(parse(content, charset))])
        text, files = without_files(content)
        return _Body([*heading, *blocks_of_text(_unfolded(decode(text, charset), part))], files)
    if kind in _SIGNATURES or (not name and not content):
        return _Body()
    return _Body(parts=[Part(name, content, kind)])


def _content(part: EmailMessage) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _unfolded(text: str, part: EmailMessage) -> str:
    """The text with the lines that a program folded put together (RFC 3676, `format=flowed`)."""
    try:
        flowed, spaced = (str(part.get_param(name, "")).lower() for name in ("format", "delsp"))
    except _BROKEN:
        return text
    if flowed != "flowed":
        return text
    return _FOLD.sub("" if spaced == "yes" else " ", text.replace("\r\n", "\n"))


def _is_web_page(message: EmailMessage) -> bool:
    """Whether a browser or Word made it: a page with its pictures, sent by no address and to nobody."""
    if any(message.get(name) for name in ("To", "Received", "Message-ID", "Delivered-To")):
        return False
    return bool(message.get("Snapshot-Content-Location")) or "@" not in _header(message, "From")


def _saved_page(message: EmailMessage) -> Extracted | None:
    pages = [part for part in message.walk() if part.get_content_type() in _WEB_PAGES]
    if not pages:
        return None
    first = pages[0]
    if not isinstance(first, EmailMessage):
        return None
    content = _content(first)
    root = parse(content, first.get_content_charset(""))
    at = (_header(message, "Snapshot-Content-Location"), _header(first, "Content-Location"))
    origin = first_origin((*at, page_origin(content, root)))
    return assemble(blocks_of(root), replace(metadata_of(root), origin=origin))


def _heading(message: EmailMessage) -> Iterator[Block]:
    """Subject, sender and date as a reader of the message sees them."""
    if subject := _header(message, "Subject"):
        yield Block(subject, level=1)
    for label, value in (("De", _header(message, "From")), ("Date", _day(message))):
        if value:
            yield Block(f"{label} : {value}")


def _file_name(part: EmailMessage) -> str:
    try:
        return " ".join((part.get_filename() or "").split())
    except _BROKEN:
        return ""


def _header(message: EmailMessage, name: str) -> str:
    """A header as it was meant: also one in bytes, as programs wrote it before there was a rule."""
    try:
        raw = next((value for key, value in message.raw_items() if key.lower() == name.lower()), "")
        written = str(raw).encode("utf-8", "surrogateescape")
        if written.isascii():
            return " ".join(str(message.get(name, "")).split())
        text = decode(written)
        return " ".join(str(make_header(decode_header(text)) if "=?" in text else text).split())
    except (*_BROKEN, UnicodeError):
        return ""


def _sender(message: EmailMessage) -> str:
    name, address = parseaddr(_header(message, "From"))
    return name or address


def _day(message: EmailMessage) -> str:
    try:
        return parsedate_to_datetime(_header(message, "Date")).date().isoformat()
    except _BROKEN:
        return ""
