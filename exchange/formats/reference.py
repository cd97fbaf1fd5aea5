"""Reference: a record as one cites it, labels and addresses written out; what every format is made from."""

from dataclasses import dataclass
from urllib.parse import quote

from catalogue.document_formats import PDF, Unit, unit_of
from catalogue.record import Record
from catalogue.vocabulary.regions import regions_of
from exchange.formats.kinds import ReferenceKind, kind_of
from exchange.objects import Label, notice_url
from exchange.xml_text import one_line


@dataclass(frozen=True, slots=True)
class CreatorName:
    """Who wrote it: a person, or a body, which has no given name."""

    family: str
    given: str = ""

    def __str__(self) -> str:
        return f"{self.family}, {self.given}" if self.given else self.family


@dataclass(frozen=True, slots=True)
class Reference:
    """One document to cite; text on one line, nothing in it that XML could not hold."""

    identifier: str
    kind: ReferenceKind
    title: str
    alternative: str = ""
    authors: tuple[CreatorName, ...] = ()
    publisher: str = ""
    #: EDTF, as in the record.
    issued: str = ""
    #: The type in words.
    type: str = ""
    language: str = ""
    abstract: str = ""
    #: Themes and programmes in words, with the keywords; then regions in words.
    subjects: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    rights: str = ""
    #: The centre that described it, in words.
    centre: str = ""
    #: Pages, where the format has real ones; 0 elsewhere.
    pages: int = 0
    #: Address of the notice and of its PDF file, empty where there is none.
    address: str = ""
    pdf: str = ""

    @property
    def date(self) -> tuple[int, ...]:
        """Year, month and day as far as known."""
        parts = self.issued.split("-")
        return tuple(map(int, parts)) if all(part.isdecimal() for part in parts) else ()

    @property
    def keywords(self) -> tuple[str, ...]:
        """What it is about."""
        return (*self.subjects, *self.places)

    @property
    def institution(self) -> str:
        """Who answers for it: its publisher, else the centre that described it."""
        return self.publisher or self.centre


def reference_of(record: Record, label: Label, root: str = "") -> Reference:
    """The reference of a record; `root` is the site's public address, without which it gives none."""
    own = root.rstrip("/") + quote(notice_url(record.identifier), safe="/@") if root else ""
    return Reference(
        identifier=one_line(record.identifier),
        kind=kind_of(record.type),
        title=one_line(record.title),
        alternative=one_line(record.alternative),
        authors=tuple(_name(one_line(each)) for each in record.creators),
        publisher=one_line(record.publisher),
        issued=record.issued,
        type=label("type", record.type) if record.type else "",
        language=record.language,
        abstract=one_line(record.abstract),
        subjects=(
            *(
                one_line(label(facet, value))
                for facet, values in (("theme", record.themes), ("programme", record.programmes))
                for value in values
            ),
            *map(one_line, record.keywords),
        ),
        places=_places(record, label),
        rights=one_line(record.rights),
        centre=one_line(label("centre", record.centre)) if record.centre else "",
        pages=record.pages if unit_of(record.format) is Unit.PAGE else 0,
        address=_origin(record) or own,
        pdf=f"{own}/fichier" if own and _pdf_is_here(record) else "",
    )


def _pdf_is_here(record: Record) -> bool:
    return record.format == PDF and bool(record.sha256) and not record.received


def _origin(record: Record) -> str:
    """Where the centre that described it keeps its notice; a received record is cited there, not here."""
    address = one_line(record.origin)
    return address if address.startswith(("https://", "http://")) else ""


def _name(written: str) -> CreatorName:
    family, _comma, given = written.partition(",")
    return CreatorName(family.strip(), given.strip())


def _places(record: Record, label: Label) -> tuple[str, ...]:
    """The regions it speaks of, each once, today's after those of before 2016."""
    regions = dict.fromkeys(region for place in record.places for region in regions_of(place))
    return tuple(one_line(label("region", region)) for region in regions)
