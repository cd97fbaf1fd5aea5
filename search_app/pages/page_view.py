"""The reading room: one page of a document, its image and its text, and the ways on from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from catalogue.document_formats import PDF, Unit, unit_of
from catalogue.record import Page, Record, TextSource
from catalogue.short_code import short_code
from search.query import Query
from search_app.language import _, counted
from search_app.page_images.page_image import THUMBNAIL
from search_app.page_images.page_words import Layout
from search_app.pages.citation import page_citation, page_tags
from search_app.pages.drawn_page import Image, drawn_page
from search_app.pages.facts import foreign, hits_text
from search_app.pages.labels import JUMPS, TURNS, has_images, page_name, place_label
from search_app.pages.links import (
    Link,
    absolute,
    file_url,
    image_url,
    known_root,
    page_jump_url,
    page_url,
    record_url,
    words_pairs,
)
from search_app.pages.occurrences import Here, Stepper, stepper
from search_app.pages.page_text import PageText, TextBlock, text_blocks
from search_app.pages.reading import Reading, shown_links
from search_app.pages.result_walk import ResultWalk, result_walk
from search_app.pages.sharing import Share, share_record, short_address
from search_app.site_library import catalogue
from search_app.state import SearchState

#: Pages shown small before and after this one.
AROUND = 6


@dataclass(frozen=True, slots=True)
class Thumbnail:
    """A page nearby, small."""

    page: Link
    image: str


@dataclass(frozen=True, slots=True)
class Bar:
    """What stands above the page to move and to look with."""

    #: Where the box with the page's number is sent, what goes with it, and its bounds.
    jump: str
    hidden: tuple[tuple[str, str], ...]
    number: int
    last: int
    #: « Aller à la page », as the format counts.
    jump_label: str
    #: « Page suivante », as the format counts.
    previous: Link | None
    next: Link | None
    #: Image, text, both; empty where there is no image.
    shown: tuple[Link, ...]
    zoom: int
    larger: str
    smaller: str
    fitting: str
    thumbnails: tuple[Thumbnail, ...]
    #: The document as it is, opened at this page where a browser can.
    file: Link | None


@dataclass(frozen=True, slots=True)
class PageView:
    """All that `page.html` prints."""

    title: str
    record_title: str
    record_url: str
    language: str
    name: str
    position: str
    text: str
    bar: Bar
    reading: Reading
    blocks: tuple[TextBlock, ...]
    source: str
    image: Image | None
    #: « 12 occurrences sur 3 pages », empty when nothing was searched.
    hits: str
    steps: Stepper | None
    #: The place of its document in the list one came from.
    walk: ResultWalk | None
    citation: str
    #: Name and content of meta elements.
    tags: tuple[tuple[str, str], ...]
    canonical: str
    #: The same with the public address before it, for paper.
    address: str
    #: By which its document is kept in a selection.
    code: str
    share: Share


def page_view(
    record: Record,
    page: Page,
    state: SearchState,
    query: Query,
    layout: Layout | None,
    reading: Reading,
    occurrence: int = 1,
) -> PageView:
    """One page of a document with the words of the query marked; `layout` only where it is drawn.

    `occurrence`, counted from 1 on the page, is the one the reader has come to.
    """
    identifier, number = record.identifier, page.number
    found = catalogue().page_hits(identifier, query).occurrences if state.text else {}
    marks = catalogue().mark(page.text, query) if state.text else ()
    image = drawn_page(record, page, query, layout, reading, occurrence) if layout else None
    shown = len(image.found) if image and image.found else len(marks)
    current = min(occurrence, shown)
    anchored = not (image and image.found)
    text = PageText(page.text, marks, anchored=anchored, current=current)
    here = Here(record, number, state, reading.pairs)
    canonical = page_url(identifier, number)
    reference = page_citation(record, _locator(record, page), number)
    return PageView(
        title=f"{place_label(record, number)} — {record.title}",
        record_title=record.title,
        record_url=record_url(identifier, state),
        language=foreign(record),
        name=_heading(record, page),
        position=_("%(number)s sur %(last)s") % {"number": number, "last": record.pages},
        text=state.text,
        bar=_bar(record, page, state, reading, found),
        reading=reading,
        blocks=text_blocks(page, record.format, text) if reading.text or not image else (),
        source=_source(page),
        image=image,
        hits=hits_text(found) if state.text else "",
        steps=stepper(here, found, shown, current) if found else None,
        walk=result_walk(identifier, state),
        citation=reference,
        tags=page_tags(record, _printed(record, page), number),
        canonical=absolute(canonical),
        address=short_address(record, number) if known_root() else "",
        code=short_code(record.identifier),
        share=share_record(record, reference, number, _locator(record, page)),
    )


def _heading(record: Record, page: Page) -> str:
    """The name of a page as a heading begins: « Diapositive 4 », but « p. 4 »."""
    name = page_name(record, page)
    return name if unit_of(record.format) is Unit.PAGE else name[:1].upper() + name[1:]


def _bar(record: Record, page: Page, state: SearchState, reading: Reading, found: Mapping[int, int]) -> Bar:
    identifier, number = record.identifier, page.number
    back, on = TURNS[unit_of(record.format)]

    def shown_as(other: Reading | None) -> str:
        return page_url(identifier, number, state, other.pairs) if other else ""

    def turned(name: str, to: int) -> Link:
        return Link(_(name), page_url(identifier, to, state, reading.pairs))

    choices = {shown: shown_as(reading.showing(shown)) for shown in ("", "image", "texte")}
    drawn = has_images(record)
    return Bar(
        jump=page_jump_url(identifier),
        hidden=(*words_pairs(state), *reading.pairs),
        number=number,
        last=record.pages,
        jump_label=_(JUMPS[unit_of(record.format)]),
        previous=turned(back, number - 1) if number > 1 else None,
        next=turned(on, number + 1) if _has_next(record, number) else None,
        shown=shown_links(reading, choices) if drawn else (),
        zoom=reading.zoom,
        larger=shown_as(reading.larger()),
        smaller=shown_as(reading.smaller()),
        fitting=shown_as(reading.fitting()),
        thumbnails=tuple(_thumbnails(record, number, state, reading, found)) if drawn else (),
        file=_file(record, number) if record.sha256 and not record.received else None,
    )


def _thumbnails(
    record: Record, number: int, state: SearchState, reading: Reading, found: Mapping[int, int]
) -> Sequence[Thumbnail]:
    first = max(1, min(number - AROUND, record.pages - 2 * AROUND))
    last = min(record.pages, max(number + AROUND, 1 + 2 * AROUND))
    return [
        Thumbnail(
            Link(
                str(each),
                page_url(record.identifier, each, state, reading.pairs),
                place_label(record, each) + _times(found.get(each, 0)),
                current=each == number,
                count=str(found.get(each, "")),
            ),
            image_url(record.identifier, each, THUMBNAIL),
        )
        for each in range(first, last + 1)
    ]


def _times(times: int) -> str:
    return _(" : ") + counted("%(num)s occurrence", "%(num)s occurrences", times) if times else ""


def _file(record: Record, number: int) -> Link:
    """The document itself; readers of PDF in browsers open it at a page when the address says which."""
    url = file_url(record.identifier)
    if record.format == PDF:
        return Link(_("Ouvrir l'original à cette page"), f"{url}#page={number}")
    return Link(_("Télécharger l'original"), url)


def _has_next(record: Record, number: int) -> bool:
    """Whether there is a page after this one; of what was received, only some may be shared."""
    shared = not record.received or catalogue().page(record, number + 1) is not None
    return number < record.pages and shared


def _printed(record: Record, page: Page) -> str:
    """What is printed on the page, or its number; nothing where a document has no pages of paper."""
    return (page.label or str(page.number)) if unit_of(record.format) is Unit.PAGE else ""


def _locator(record: Record, page: Page) -> str:
    """Where to find the page in the document itself: by the number printed on it, when there is one."""
    if unit_of(record.format) is Unit.PAGE and page.label:
        return _("p. %(number)s") % {"number": page.label}
    return place_label(record, page.number)


def _source(page: Page) -> str:
    if page.source is TextSource.OCR:
        return _("Texte reconnu automatiquement sur une image ; il peut contenir des erreurs.")
    if page.source is TextSource.NONE or not page.text.strip():
        return _("Cette page n'a pas de texte : c'est une image ou elle est vide.")
    return ""
