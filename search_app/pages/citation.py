"""Citation: a document as one quotes it, and as machines read its notice."""

from dataclasses import dataclass
from datetime import date

from flask import request

from catalogue.record import Record
from exchange.formats import FORMATS, iso690
from exchange.formats.coins import context_object
from exchange.formats.json_ld import json_ld
from exchange.formats.meta_tags import meta_tags
from exchange.formats.reference import Reference, brief_reference_of, reference_of
from exchange.objects import short_url
from search_app.language import current
from search_app.pages.addresses import address, encoded
from search_app.pages.labels import value_label
from search_app.pages.links import Link, absolute, known_root, site_root
from search_app.state import SearchState


@dataclass(frozen=True, slots=True)
class Citation:
    """What a notice's page says of its document to people and to machines."""

    text: str
    formats: tuple[Link, ...]
    tags: tuple[tuple[str, str], ...]
    json_ld: str


def cited(record: Record) -> Reference:
    """The record as every format takes it, its labels in the language of the page.

    A site without a public address, tried on one's own machine, gives references none: nobody else could
    follow it.
    """
    return reference_of(record, value_label, known_root(), date.today().isoformat())  # noqa: DTZ011 - the reader's day


def addressed(record: Record) -> Reference:
    """The same with its address as the site was asked, for what is read by the program that asked."""
    return reference_of(record, value_label, site_root())


def citation(record: Record) -> Citation:
    """One document, whole."""
    reference = cited(record)
    return Citation(
        text=iso690.text(reference, current()),
        formats=tuple(
            Link(
                each.label,
                address(f"exports.record_{each.name.replace('.', '_')}", identifier=record.identifier),
            )
            for each in FORMATS.values()
            if each.single
        ),
        tags=tuple(meta_tags(reference)),
        json_ld=json_ld(reference),
    )


def page_citation(record: Record, locator: str, number: int) -> str:
    """One page of a document, with the address that leads to it."""
    reference = cited(record)
    address = _page_address(record, number) if reference.accessed else ""
    return iso690.text(reference, current(), locator=locator, address=address)


def page_tags(record: Record, locator: str, number: int) -> tuple[tuple[str, str], ...]:
    """What machines read of a page: its document, and where in it one stands."""
    reference = cited(record)
    address = _page_address(record, number) if reference.accessed else ""
    return tuple(meta_tags(reference, locator, address))


def _page_address(record: Record, number: int) -> str:
    """Of a page here, also of a document that another centre described."""
    return absolute(f"{request.script_root}{short_url(record.identifier)}/{number}")


def coins(record: Record) -> str:
    """What Zotero reads of one hit in a list."""
    return context_object(brief_reference_of(record, known_root()))


def export_links(state: SearchState) -> tuple[Link, ...]:
    """The whole list in each format."""
    pairs = encoded(state.at(1).pairs())
    return tuple(
        Link(each.label, address(f"exports.results_{each.name.replace('.', '_')}", pairs))
        for each in FORMATS.values()
    )
