"""Description: the fields of a record that say something, each value with a way on and the reasons for it."""

from collections.abc import Iterator
from dataclasses import dataclass

from catalogue.errors import UnknownRecordError
from catalogue.fields import BY_NAME, FACET_OF_FIELD
from catalogue.record import Record
from search_app.language import _, date_text
from search_app.pages.evidence import ValueReason, reasons
from search_app.pages.labels import format_name
from search_app.pages.links import Link, record_url, web_address
from search_app.pages.places import place_links
from search_app.pages.ways import value_links
from search_app.site_library import catalogue, reader

#: Fields of the description in their order; title and abstract stand above it.
FIELDS = (
    "creators", "publisher", "issued", "type", "language", "themes", "programmes", "places", "audience",
    "keywords", "journal", "volume", "issue", "extent", "collection", "isbn", "issn", "doi", "shelf_mark",
    "source", "rights", "centre", "relations", "format",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DescriptionRow:
    """One field of the description."""

    name: str
    values: tuple[Link, ...]
    reasons: tuple[ValueReason, ...]


def description_rows(record: Record) -> Iterator[DescriptionRow]:
    """The fields that say something; of most there is neither value nor reason to tell."""
    for name in FIELDS:
        if values := tuple(field_values(record, name)):
            yield DescriptionRow(_(BY_NAME[name].label), values, reasons(record, name))


def field_values(record: Record, name: str) -> Iterator[Link]:
    """The values of one field, with an address where one can go on from them."""
    value = getattr(record, name)
    values = (value,) if isinstance(value, str) else value
    if name in FACET_OF_FIELD:
        yield from value_links(FACET_OF_FIELD[name], tuple(filter(None, values)))
    elif name == "places":
        yield from place_links(record.places)
    elif name == "relations":
        yield from filter(None, map(_related, values))
    else:
        yield from (Link(_text(record, name, each), _web_address(name, each)) for each in values if each)


def _related(identifier: str) -> Link | None:
    """Another record by its title; None for one that this reader may not see."""
    try:
        return Link(catalogue().record(identifier, reader()).title, record_url(identifier))
    except UnknownRecordError:
        return None


def _text(record: Record, name: str, value: str) -> str:
    if name == "issued":
        return date_text(value)
    return format_name(record) if name == "format" else value


def _web_address(name: str, value: str) -> str:
    """Only a source and a DOI may lead elsewhere, and only to the web."""
    if name == "doi":
        return web_address(f"https://doi.org/{value}")
    return web_address(value) if name == "source" else ""
