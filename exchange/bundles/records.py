"""Records as bundles tell them, and back."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from catalogue.library import Library
from catalogue.notice import EDTF_LEVEL_0
from catalogue.record import Access, Page, Record, TextSource
from catalogue.vocabulary import Vocabularies
from exchange.bundles.bundle_concepts import FIELDS, address_of
from exchange.bundles.format import (
    ABSTRACT,
    MOST_PAGES,
    SEVERAL,
    SHORT,
    TEXT,
    TEXT_BYTES,
    PageText,
    SharedFile,
    SharedRecord,
    Sharing,
    line,
)

#: Characters of an extract, from the beginning: about a page, what a library may quote.
EXTRACT = 2000
#: What French and English documents say when nothing may be done with them.
_RESERVED = re.compile(r"tous droits r[ée]serv[ée]s|all rights reserved", re.IGNORECASE)
#: Characters that no JSON reader, page or terminal should be handed.
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


def sharing_of(record: Record, default: Sharing) -> Sharing:
    """How much of a text others may have: what its notice says, else its rights, else the setting."""
    stated: dict[str, Sharing] = {"full": "full", "extract": "extract", "none": "none"}
    if record.sharing in stated:
        return stated[record.sharing]
    return "extract" if default == "full" and _RESERVED.search(record.rights) else default


@dataclass(frozen=True, slots=True)
class Teller:
    """Puts the records of one library into the form of a bundle."""

    library: Library
    vocabularies: Vocabularies

    def tell(self, record: Record, datestamp: str, content_sha256: str) -> SharedRecord:
        """One record; its file's name and the reasons for its values stay at home."""
        settings = self.library.settings
        home = settings.library.url.rstrip("/")
        told = {field: self._addresses(record, field) for field in FIELDS}
        return SharedRecord(
            id=record.identifier,
            datestamp=datestamp,
            origin=settings.library.centre,
            sha256=record.sha256,
            content_sha256=content_sha256,
            title=clean(record.title, TEXT),
            alternative=clean(record.alternative, TEXT),
            creators=_several(record.creators),
            publisher=clean(record.publisher, TEXT),
            issued=record.issued if EDTF_LEVEL_0.fullmatch(record.issued) else "",
            types=told["type"],
            subjects=told["themes"],
            programmes=told["programmes"],
            audiences=told["audience"],
            places=_several(record.places),
            language=record.language[:12],
            abstract=clean(record.abstract, ABSTRACT),
            source=clean(record.source, TEXT),
            licence=clean(record.rights, TEXT),
            keywords=_several(record.keywords),
            journal=clean(record.journal, TEXT),
            volume=clean(record.volume, SHORT),
            issue=clean(record.issue, SHORT),
            pagination=clean(record.extent, SHORT),
            collection=clean(record.collection, TEXT),
            isbn=_several(record.isbn),
            issn=_several(record.issn),
            doi=clean(record.doi, SHORT),
            shelf_mark=clean(record.shelf_mark, SHORT),
            article=clean(record.article, SHORT),
            access="network" if record.access is Access.NETWORK else "public",
            relations=_several(record.relations),
            url=f"{home}/notice/{record.identifier}" if home else "",
            extent=min(record.pages, MOST_PAGES),
            file=SharedFile(bytes=record.size, mime=record.format[:SHORT]),
            rights_text=sharing_of(record, settings.sharing.text)
            if record.sha256 and record.pages
            else "none",
        )

    def _addresses(self, record: Record, field: str) -> tuple[str, ...]:
        vocabulary = getattr(self.vocabularies, FIELDS[field])
        value = getattr(record, field)
        held = (vocabulary.concepts.get(each) for each in ((value,) if isinstance(value, str) else value))
        centre = self.library.settings.library.centre
        return _several(address_of(each, vocabulary.name, centre) for each in held if each)


def _several(values: Iterable[str]) -> tuple[str, ...]:
    """As many values, and as much of each, as a line may hold."""
    return tuple(clean(each, SHORT) for each in islice(values, SEVERAL))


def page_lines(pages: tuple[Page, ...], sharing: Sharing) -> Iterator[bytes]:
    """The text of a document as its rights allow, one line a page, as far as a bundle can hold."""
    characters = EXTRACT if sharing == "extract" else TEXT_BYTES
    room = TEXT_BYTES
    for page in pages:
        text = clean(page.text)[:characters]
        told = line(
            PageText(
                p=page.number,
                t=text,
                label=clean(page.label, SHORT),
                headings=() if sharing == "extract" else _several(page.headings),
                ocr=page.source is TextSource.OCR,
            )
        )
        characters, room = characters - len(text), room - len(told)
        if room < 0:
            return
        yield told
        if characters <= 0:
            return


def heard(told: SharedRecord) -> Record:
    """A record as its centre tells it: under its own identifier, with the addresses of its concepts."""
    return Record(
        identifier=told.id,
        title=clean(told.title),
        alternative=clean(told.alternative),
        creators=tuple(map(clean, told.creators)),
        publisher=clean(told.publisher),
        issued=told.issued,
        type=next(iter(told.types), ""),
        language=told.language,
        abstract=clean(told.abstract),
        themes=told.subjects,
        programmes=told.programmes,
        audience=told.audiences,
        places=told.places,
        source=clean(told.source),
        rights=clean(told.licence),
        keywords=tuple(map(clean, told.keywords)),
        journal=clean(told.journal),
        volume=clean(told.volume),
        issue=clean(told.issue),
        extent=clean(told.pagination),
        collection=clean(told.collection),
        isbn=tuple(map(clean, told.isbn)),
        issn=tuple(map(clean, told.issn)),
        doi=clean(told.doi),
        shelf_mark=clean(told.shelf_mark),
        article=clean(told.article),
        access=Access(told.access),
        relations=told.relations,
        format=told.file.mime,
        pages=told.extent,
        sha256=told.sha256,
        size=told.file.bytes,
        origin=told.url,
    )


def heard_page(told: PageText) -> Page:
    """A page as it was told."""
    source = TextSource.OCR if told.ocr else TextSource.TEXT
    return Page(told.p, clean(told.t), clean(told.label), tuple(map(clean, told.headings)), source)


def clean(text: str, limit: int | None = None) -> str:
    """The text without characters that nobody means to send, cut where a line could hold no more."""
    return _CONTROLS.sub("", text)[:limit]
