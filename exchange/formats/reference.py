"""Reference: a record as one cites it, labels and addresses written out; what every format is made from."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import quote

from catalogue.document_formats import PDF, Unit, unit_of
from catalogue.record import Record
from catalogue.vocabulary.regions import regions_of
from exchange.formats.kinds import ReferenceKind, kind_of
from exchange.formats.names import CreatorName, name_of
from exchange.objects import Label, notice_url, short_url
from exchange.xml_text import one_line

_PAGES = re.compile(r"(?:pp?\. ?)?(\d+)(?: ?[-–] ?(\d+))?")


@dataclass(frozen=True, slots=True)
class Reference:
    """One document to cite; text on one line, nothing in it that XML could not hold."""

    identifier: str
    kind: ReferenceKind
    title: str
    #: The words it begins with that do not count for its order, as a catalogue marked them.
    article: str = ""
    alternative: str = ""
    authors: tuple[CreatorName, ...] = ()
    publisher: str = ""
    #: EDTF, as in the record.
    issued: str = ""
    #: The type in words.
    type: str = ""
    language: str = ""
    abstract: str = ""
    #: Themes and programmes in words, and words of a person's own.
    themes: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    #: Regions in words; then its places as the notice names them, and for whom it is.
    places: tuple[str, ...] = ()
    territories: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    #: The periodical it appeared in, with where; the series; standard numbers and shelf mark.
    journal: str = ""
    volume: str = ""
    issue: str = ""
    extent: str = ""
    collection: str = ""
    isbn: tuple[str, ...] = ()
    issn: tuple[str, ...] = ()
    doi: str = ""
    shelf_mark: str = ""
    #: Where the document comes from: an address or a sentence.
    source: str = ""
    rights: str = ""
    #: Who may see it, whether it is published, and until when it lies under an embargo, as notices write it.
    access: str = ""
    status: str = ""
    embargo: str = ""
    #: The centre that described it, in words.
    centre: str = ""
    #: Pages, where the format has real ones; 0 elsewhere.
    pages: int = 0
    #: Address of the notice and of its PDF file, empty where there is none.
    address: str = ""
    pdf: str = ""
    #: The day on which its address was read, for those who cite it; empty when nobody says.
    accessed: str = ""

    @property
    def date(self) -> tuple[int, ...]:
        """Year, month and day as far as known."""
        parts = self.issued.split("-")
        return tuple(map(int, parts)) if all(part.isdecimal() for part in parts) else ()

    @property
    def subjects(self) -> tuple[str, ...]:
        """Themes, programmes and words of a person's own, each once."""
        return tuple(dict.fromkeys((*self.themes, *self.programmes, *self.words)))

    @property
    def keywords(self) -> tuple[str, ...]:
        """What it is about."""
        return (*self.subjects, *self.places)

    @property
    def first_and_last_page(self) -> tuple[str, str]:
        """Its pages in the publication; empty where it is one itself, or where they are not told."""
        match = _PAGES.fullmatch(self.extent)
        return (match[1], match[2] or "") if match else ("", "")


def brief_reference_of(record: Record, root: str = "") -> Reference:
    """What a list says of a record: nothing of its subjects, places, access or centre, and no abstract."""
    return Reference(
        identifier=one_line(record.identifier),
        kind=kind_of(record.type),
        title=one_line(record.title),
        authors=tuple([name_of(one_line(each)) for each in record.creators]),
        publisher=one_line(record.publisher),
        issued=record.issued,
        language=record.language,
        journal=one_line(record.journal),
        volume=one_line(record.volume),
        issue=one_line(record.issue),
        extent=one_line(record.extent),
        collection=one_line(record.collection),
        isbn=tuple(map(one_line, record.isbn)),
        issn=tuple(map(one_line, record.issn)),
        doi=one_line(record.doi),
        pages=record.pages if unit_of(record.format) is Unit.PAGE else 0,
        address=_origin(record) or _own(record, root),
    )


def reference_of(record: Record, label: Label, root: str = "", accessed: str = "") -> Reference:
    """The reference of a record; `root` is the site's public address, without which it gives none.

    `accessed` is the day (ISO 8601) on which whoever cites it has read it there.
    """
    return replace(
        brief_reference_of(record, root),
        article=one_line(record.article),
        alternative=one_line(record.alternative),
        type=label("type", record.type) if record.type else "",
        abstract=one_line(record.abstract),
        themes=_labels(label, "theme", record.themes),
        programmes=_labels(label, "programme", record.programmes),
        words=tuple(map(one_line, record.keywords)),
        places=_places(record, label),
        territories=_labels(label, "place", record.places),
        audience=_labels(label, "audience", record.audience),
        shelf_mark=one_line(record.shelf_mark),
        source=one_line(record.source),
        rights=one_line(record.rights),
        access=record.access,
        status=record.status,
        embargo=record.embargo,
        centre=one_line(label("centre", record.centre)) if record.centre else "",
        pdf=f"{root.rstrip('/')}{quote(notice_url(record.identifier), safe='/@')}/fichier"
        if root and _pdf_is_here(record)
        else "",
        accessed=accessed if root else "",
    )


def _own(record: Record, root: str) -> str:
    """The address of its notice on this site."""
    return f"{root.rstrip('/')}{short_url(record.identifier)}" if root else ""


def _labels(label: Label, facet: str, values: Iterable[str]) -> tuple[str, ...]:
    return tuple(one_line(label(facet, value)) for value in values)


def _pdf_is_here(record: Record) -> bool:
    return record.format == PDF and bool(record.sha256) and not record.received


def _origin(record: Record) -> str:
    """Where the centre that described it keeps its notice; a received record is cited there, not here."""
    address = one_line(record.origin)
    return address if address.startswith(("https://", "http://")) else ""


def _places(record: Record, label: Label) -> tuple[str, ...]:
    """The regions it speaks of, each once, today's after those of before 2016."""
    regions = dict.fromkeys(region for place in record.places for region in regions_of(place))
    return tuple(one_line(label("region", region)) for region in regions)
