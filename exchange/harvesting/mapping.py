"""Mapping: a record in Dublin Core → one of ours, its words looked up as those of any other catalogue."""

import re
from typing import Any

from catalogue.fields import FIELDS
from catalogue.record import Record
from exchange.dublin_core import SIMPLE
from exchange.harvesting.markup import without_markup
from exchange.harvesting.messages import HarvestItem
from exchange.incoming.incoming import SUBJECTS, Incoming, gathered
from exchange.incoming.mapping import NoticeMapper
from exchange.xml_text import one_line

#: Element or term → our field, by the table of fields; subjects are looked up in every vocabulary.
_FIELDS = {
    **{name: simple for name, simple in SIMPLE.items() if name != simple},
    **{field.dublin_core: field.name for field in FIELDS if field.dublin_core},
}
_OURS = {
    "subject": SUBJECTS,
    "date": "issued",
    "created": "issued",
    "description": "abstract",
    "coverage": "places",
    "spatial": "places",
    "contributor": "creators",
}
#: What its repository may not decide for us.
_IDENTIFYING = frozenset({"identifier", "relation", "isPartOf"})
_NUMBER = re.compile(
    r"(?P<isbn>(?:urn:)?isbn(?=[ :]))|(?P<issn>(?:urn:)?e?issn(?=[ :]))"
    r"|(?P<doi>https?://(?:dx\.)?doi\.org/|doi(?=[ :]))",
    re.IGNORECASE,
)
#: A date that says in an address of its own what it is the date of, such as the end of an embargo.
_NAMED = re.compile(r"[a-z]+:(?=[a-z/])", re.IGNORECASE)
_NEVER = frozenset(
    {
        "access",
        "centre",
        "relations",
        "relation",
        "sharing",
        "format",
        "accessRights",
        "provenance",
        "identifier",
    }
)


def record_of(item: HarvestItem, mapper: NoticeMapper) -> Record:
    """The record of an item; its title says so when it has none."""
    pairs = [
        _numbered(name, value) or (_field(name), one_line(without_markup(value)))
        for name, value in item.elements
        if not (_field(name) == "issued" and _NAMED.match(value))
    ]
    incoming = Incoming(0, None, item.identifier, gathered(pair for pair in pairs if pair[0]))
    values: dict[str, Any] = dict(mapper.map(incoming).values)
    known = {name: value for name, value in values.items() if name in Record.__dataclass_fields__}
    known["title"] = known.get("title") or incoming.first("abstract")[:120] or item.identifier
    return Record(identifier=item.identifier, **(known | _where(item)))


def _numbered(name: str, value: str) -> tuple[str, str] | None:
    """A standard number, however it is announced; None for all that is none."""
    if name not in _IDENTIFYING:
        return None
    match = _NUMBER.match(value.strip())
    if not match:
        # An address of the notice, or of what it belongs to: `_where` takes the first.
        return ("", "") if name == "identifier" or _is_web(value) else None
    return (match.lastgroup or ""), value.strip()[match.end() :].strip(" :")


def _field(name: str) -> str:
    """Our field for an element; empty for what is left out."""
    field = _OURS.get(name) or _FIELDS.get(name, "")
    return "" if field in _NEVER or name in _NEVER else field


def _where(item: HarvestItem) -> dict[str, str]:
    """The page of the notice at its origin, and the media type of the document."""
    addresses = [
        value
        for name, value in item.elements
        if name == "identifier" and _is_web(value) and not _NUMBER.match(value)
    ]
    formats = [value for name, value in item.elements if name == "format" and value.count("/") == 1]
    return {"origin": addresses[0] if addresses else "", "format": formats[0][:100] if formats else ""}


def _is_web(value: str) -> bool:
    return value.startswith(("https://", "http://")) and not any(ord(each) < 33 for each in value)
