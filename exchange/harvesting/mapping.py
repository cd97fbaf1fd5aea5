"""Mapping: a record in Dublin Core → one of ours, its words looked up as those of any other catalogue."""

from typing import Any

from catalogue.fields import FIELDS
from catalogue.record import Record
from exchange.dublin_core import SIMPLE
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
_NEVER = frozenset({"access", "centre", "relations", "sharing", "format", "accessRights", "provenance"})


def record_of(item: HarvestItem, mapper: NoticeMapper) -> Record:
    """The record of an item; its title says so when it has none."""
    pairs = [(_field(name), one_line(value)) for name, value in item.elements]
    incoming = Incoming(0, None, item.identifier, gathered([pair for pair in pairs if pair[0]]))
    values: dict[str, Any] = dict(mapper.map(incoming).values)
    known = {name: value for name, value in values.items() if name in Record.__dataclass_fields__}
    known["title"] = known.get("title") or incoming.first("abstract")[:120] or item.identifier
    return Record(identifier=item.identifier, **(known | _where(item)))


def _field(name: str) -> str:
    """Our field for an element; empty for what is left out."""
    field = _OURS.get(name) or _FIELDS.get(name, "")
    return "" if field in _NEVER or name in _NEVER else field


def _where(item: HarvestItem) -> dict[str, str]:
    """The page of the notice at its origin, and the media type of the document."""
    addresses = [value for name, value in item.elements if name == "identifier" and _is_web(value)]
    formats = [value for name, value in item.elements if name == "format" and value.count("/") == 1]
    return {"origin": addresses[0] if addresses else "", "format": formats[0][:100] if formats else ""}


def _is_web(value: str) -> bool:
    return value.startswith(("https://", "http://")) and not any(ord(each) < 33 for each in value)
