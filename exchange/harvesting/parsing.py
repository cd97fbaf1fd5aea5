"""Reading one answer of OAI-PMH; runs in a limited process (`confined`).

No document type, no entity and no network is ever looked at: an answer of the protocol has none.
"""

import re
from collections.abc import Iterator

import msgspec
from lxml import etree

from exchange.harvesting.messages import HarvestAnswer, HarvestItem
from exchange.xml_text import legal

_OAI = "{http://www.openarchives.org/OAI/2.0/}"
_TERMS = ("{http://purl.org/dc/elements/1.1/}", "{http://purl.org/dc/terms/}")
#: Longest value and most values of one record: beyond them it is no notice.
_LONGEST = 20_000
_MOST = 500
#: What libxml says of characters that XML forbids and of bytes that are no character.
_FORBIDDEN = frozenset(
    {
        etree.ErrorTypes.ERR_INVALID_CHAR,
        etree.ErrorTypes.ERR_INVALID_CHARREF,
        etree.ErrorTypes.ERR_INVALID_ENCODING,
    }
)
_ENCODING = re.compile(rb"<\?xml[^>]*encoding=[\"']([\w.:-]+)")
_DECLARATION = re.compile(r"^\ufeff?\s*<\?xml[^>]*\?>")


def handle(content: bytes) -> bytes:
    """The task: the bytes of an answer in, what it says out."""
    return msgspec.json.encode(read_answer(content))


def read_answer(content: bytes) -> HarvestAnswer:
    """What an answer says; it never raises on what was sent."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = _root(content, parser)
    except etree.XMLSyntaxError as fault:
        return HarvestAnswer(unreadable=str(fault)[:200])
    if root.getroottree().docinfo.internalDTD is not None:
        return HarvestAnswer(unreadable="un type de document (DOCTYPE) y figure")
    if root.tag != f"{_OAI}OAI-PMH":
        return HarvestAnswer(unreadable="ce n'est pas du OAI-PMH")
    error = root.find(f"{_OAI}error")
    identify = root.find(f"{_OAI}Identify")
    return HarvestAnswer(
        date=_text(root, "responseDate"),
        items=tuple(_items(root)),
        token=(root.findtext(f".//{_OAI}resumptionToken") or "").strip(),
        error="" if error is None else error.get("code") or "unknown",
        message="" if error is None else (error.text or "")[:300],
        about=None if identify is None else {_local(each): (each.text or "").strip() for each in identify},
    )


def _root(content: bytes, parser: etree.XMLParser) -> etree._Element:
    """The answer; one that holds a character XML forbids is read without it, since all the rest is good."""
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as fault:
        if fault.code not in _FORBIDDEN:
            raise
    encoding = _ENCODING.search(content[:200])
    try:
        text = content.decode(encoding[1].decode("ascii") if encoding else "utf-8", "replace")
    except LookupError:
        text = content.decode("utf-8", "replace")
    return etree.fromstring(_DECLARATION.sub("", legal(text), count=1).encode(), parser)


def _items(root: etree._Element) -> Iterator[HarvestItem]:
    for record in root.iter(f"{_OAI}record"):
        header = record.find(f"{_OAI}header")
        identifier = "" if header is None else _text(header, "identifier")
        if header is not None and identifier:
            yield HarvestItem(identifier, header.get("status") == "deleted", tuple(_elements(record)))


def _elements(record: etree._Element) -> Iterator[tuple[str, str]]:
    """Dublin Core of any container, the fifteen elements and the terms alike."""
    metadata = record.find(f"{_OAI}metadata")
    found = [] if metadata is None else list(metadata.iter("{*}*"))
    for element in found[:_MOST]:
        text = (element.text or "").strip()
        if text and isinstance(element.tag, str) and element.tag.startswith(_TERMS):
            yield _local(element), text[:_LONGEST]


def _text(parent: etree._Element, name: str) -> str:
    return (parent.findtext(f"{_OAI}{name}") or "").strip()


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname
