"""Citation: a document as one quotes it, and the tags by which Zotero and Scholar read its notice."""

from collections.abc import Iterator

from flask import url_for

from catalogue.record import Record
from search_app.language import _, date_text
from search_app.pages.labels import format_name, has_images, value_label
from search_app.pages.links import absolute, file_url

_ABSTRACT = 1000


def reference(record: Record) -> str:
    """The reference in words, after ISO 690: authors, title, publisher, date, extent, address."""
    authors = "; ".join(_capitals(name) for name in record.creators) or record.publisher
    published = ", ".join(filter(None, (record.publisher, date_text(record.issued) or _("sans date"))))
    extent = _("%(number)s p.") % {"number": record.pages} if format_name(record) == "PDF" else ""
    address = absolute(url_for("notice.show", identifier=record.identifier, hl="fr"))
    available = _("Disponible à l'adresse : %(url)s") % {"url": address}
    pieces = (authors, record.title, published, extent.rstrip("."), available)
    return ". ".join(piece.rstrip(".") for piece in pieces if piece)


def citation_tags(record: Record) -> Iterator[tuple[str, str]]:
    """Name and content of each meta element: a report for Zotero, Dublin Core for the others."""
    address = absolute(url_for("notice.show", identifier=record.identifier, hl="fr"))
    themes = [value_label("theme", theme) for theme in record.themes]
    tags = [
        ("citation_title", record.title),
        *(("citation_author", name) for name in record.creators),
        ("citation_publication_date", record.issued.replace("-", "/")),
        ("citation_technical_report_institution", record.publisher or value_label("centre", record.centre)),
        ("citation_language", record.language),
        ("citation_abstract", record.abstract[:_ABSTRACT]),
        ("citation_public_url", address),
        ("citation_pdf_url", absolute(file_url(record.identifier)) if has_images(record) else ""),
        ("citation_keywords", "; ".join(themes)),
        ("DC.title", record.title),
        *(("DC.creator", name) for name in record.creators),
        ("DC.date", record.issued),
        ("DC.language", record.language),
        *(("DC.subject", theme) for theme in themes),
        ("DC.identifier", address),
    ]
    return (tag for tag in tags if tag[1])


def _capitals(name: str) -> str:
    """ISO 690 sets the family name in capitals: « MARTIN, Claire »; bodies stay as they are."""
    family, comma, given = name.partition(",")
    return f"{family.upper()},{given}" if comma else name
