"""Reading one answer of OAI-PMH; runs in a limited process (`confined`).

No document type, no entity and no network is ever looked at: an answer of the protocol has none.
"""

import re
from collections import Counter
from collections.abc import Iterator
from html.entities import html5

import msgspec
from lxml import etree

from catalogue.encodings import decoded
from exchange.harvesting.messages import HarvestAnswer, HarvestItem
from exchange.harvesting.moments import moment
from exchange.xml_text import legal

_OAI = "{http://www.openarchives.org/OAI/2.0/}"
_TERMS = ("{http://purl.org/dc/elements/1.1/}", "{http://purl.org/dc/terms/}")
#: Longest value, and most values of one element and of one record: beyond them it is no notice.
_LONGEST = 20_000
_MOST = 500
_MOST_OF_ALL = 20 * _MOST
_ENCODING = re.compile(rb"<\?xml[^>]*encoding=[\"']([\w.:-]+)")
_OPENING = re.compile(r"<(?:[\w.-]+:)?OAI-PMH\b")
_CLOSING = re.compile(r"</(?:[\w.-]+:)?OAI-PMH\s*>")
_ENTITY = re.compile(r"&(\w{2,31});")
_OF_XML = frozenset({"amp", "lt", "gt", "quot", "apos"})
_LONE_AMPERSAND = re.compile(r"&(?!(?:#\d{1,7}|#x[0-9A-Fa-f]{1,6}|amp|lt|gt|quot|apos);)")
_LONE_LESS = re.compile(r"<(?![\w:/!?])|<(?=\d)")
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
#: What a record has one of.
_ONE = frozenset({"title", "description", "abstract"})
_DECLARATION = re.compile(r"^\ufeff?\s*<\?xml[^>]*\?>")

#: Name of an element, its text, its language in small letters where it says one.
_Told = tuple[str, str, str]


def handle(content: bytes) -> bytes:
    """The task: the bytes of an answer in, what it says out."""
    return msgspec.json.encode(read_answer(content))


def read_answer(content: bytes) -> HarvestAnswer:
    """What an answer says; it never raises on what was sent."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = _root(content, parser)
    except etree.XMLSyntaxError as fault:
        return HarvestAnswer(unreadable=str(fault)[:200] if content.strip() else "la réponse est vide")
    if root.getroottree().docinfo.internalDTD is not None:
        return HarvestAnswer(unreadable="un type de document (DOCTYPE) y figure")
    if root.tag != f"{_OAI}OAI-PMH":
        return HarvestAnswer(unreadable="ce n'est pas du OAI-PMH")
    error = root.find(f"{_OAI}error")
    identify = root.find(f"{_OAI}Identify")
    return HarvestAnswer(
        date=moment(_text(root, "responseDate")),
        items=tuple(_items(root)),
        lists=root.find(f"{_OAI}ListRecords") is not None,
        token=(root.findtext(f".//{_OAI}resumptionToken") or "").strip(),
        error="" if error is None else error.get("code") or "unknown",
        message="" if error is None else (error.text or "")[:300],
        about=None if identify is None else {_local(each): (each.text or "").strip() for each in identify},
    )


def _root(content: bytes, parser: etree.XMLParser) -> etree._Element:
    """The answer; one that is no good XML is read as it was meant: one slip would stop a harvest for ever."""
    declared = _declared(content)
    if declared in ("", "utf-8") or declared.startswith("utf-16") or not _is_utf8(content):
        try:
            return etree.fromstring(content, parser)
        except etree.XMLSyntaxError as fault:
            if b"<!DOCTYPE" in content:
                raise
            meant = _meant(content, declared)
            if meant is None:
                raise fault
    else:  # what is UTF-8 is never so by chance
        meant = _DECLARATION.sub("", content.decode(), count=1)
    return etree.fromstring(meant.encode(), parser)


def _meant(content: bytes, declared: str) -> str | None:
    """The answer alone, without what programs print around it, its letters and signs as XML writes them."""
    text = legal(_decoded(content, declared))
    begins, ends = _OPENING.search(text), [each.end() for each in _CLOSING.finditer(text)]
    if begins is None or not ends:
        return None
    told = _ENTITY.sub(_letter, text[begins.start() : ends[-1]])
    return _LONE_LESS.sub("&lt;", _LONE_AMPERSAND.sub("&amp;", told))


def _declared(content: bytes) -> str:
    encoding = _ENCODING.search(content[:200])
    return encoding[1].decode("ascii").lower() if encoding else ""


def _decoded(content: bytes, declared: str) -> str:
    """The text: by what it declares where that fits, else by what its letters are likely to be."""
    if not _is_utf8(content) and declared not in ("", "utf-8"):
        try:
            return content.decode(declared)
        except (LookupError, UnicodeDecodeError):
            pass
    return decoded(content)


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


def _letter(entity: re.Match[str]) -> str:
    """The letter that HTML's name for it means: XML knows five names, and programs write the others too."""
    return entity[0] if entity[1] in _OF_XML else html5.get(f"{entity[1]};", entity[0])


def _items(root: etree._Element) -> Iterator[HarvestItem]:
    for record in root.iter(f"{_OAI}record"):
        header = record.find(f"{_OAI}header")
        identifier = "" if header is None else _text(header, "identifier")
        if header is not None and identifier:
            told = list(_told(record))
            kept = list(_kept(told))
            elements = tuple(_in_one_language(kept))
            yield HarvestItem(
                identifier, header.get("status") == "deleted", elements, cut=len(kept) < len(told)
            )


def _told(record: etree._Element) -> Iterator[_Told]:
    """Dublin Core of any container, the fifteen elements and the terms alike."""
    metadata = record.find(f"{_OAI}metadata")
    for element in [] if metadata is None else metadata.iter("{*}*"):
        if not isinstance(element.tag, str) or not element.tag.startswith(_TERMS):
            continue
        # Whole, also where somebody set a word in italics.
        text = "".join(map(str, element.itertext())).strip()
        if text:
            yield _local(element), text[:_LONGEST], element.get(_LANG, "").lower()


def _kept(told: list[_Told]) -> Iterator[_Told]:
    """As many as are kept of each element: a thousand authors leave the date behind them its room."""
    so_far: Counter[str] = Counter()
    for each in told[:_MOST_OF_ALL]:
        so_far[each[0]] += 1
        if so_far[each[0]] <= _MOST:
            yield each


def _in_one_language(told: list[_Told]) -> Iterator[tuple[str, str]]:
    """Of a title or a description told in several languages the French one; other titles stand beside it.

    Joined, they would make one text that is in neither.
    """
    in_french = {name for name, _text, language in told if name in _ONE and language.startswith("fr")}
    for name, text, language in told:
        if name not in in_french or language.startswith("fr") or not language:
            yield name, text
        elif name == "title":
            yield "alternative", text


def _text(parent: etree._Element, name: str) -> str:
    return (parent.findtext(f"{_OAI}{name}") or "").strip()


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname
