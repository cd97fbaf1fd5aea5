"""The view of one page: its image with the words found, its text beside, and the way to the next hit."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from catalogue.document_formats import Unit, unit_of
from catalogue.record import Page, Record, TextSource
from search.query import Query
from search.results import Mark
from search_app.language import _, counted
from search_app.marks import marked
from search_app.page_images.page_image import ENLARGED, PAGE
from search_app.page_images.page_words import Box, Layout, highlights, text_of
from search_app.pages.citation import page_citation, page_tags
from search_app.pages.hits import foreign, hits_text
from search_app.pages.labels import page_name, place_label
from search_app.pages.links import Link, absolute, file_url, image_url, page_url, record_url
from search_app.site_library import catalogue
from search_app.state import SearchState

#: Pages with hits listed by number before the list is cut.
LISTED = 12
#: The overlay's own units: fractions of the page times this.
UNITS = 1000


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A highlight in the overlay's units."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Image:
    """The page as drawn, with the words found on it."""

    url: str
    #: `srcset` of the image.
    sources: str
    width: int
    height: int
    #: Height of the overlay, its width being UNITS.
    units: int
    highlights: tuple[Rectangle, ...]
    description: str


@dataclass(frozen=True, slots=True)
class PageView:
    """All that `page.html` prints."""

    title: str
    record_title: str
    record_url: str
    language: str
    name: str
    position: str
    previous: str
    next: str
    text: str
    paragraphs: tuple[Markup, ...]
    source: str
    image: Image | None
    #: « 12 occurrences dans 3 pages », empty when nothing was searched.
    hits: str
    hit_pages: tuple[Link, ...]
    more_hits: str
    previous_hit: str
    next_hit: str
    file: str
    citation: str
    #: Name and content of meta elements.
    tags: tuple[tuple[str, str], ...]
    canonical: str


def page_view(
    record: Record, page: Page, state: SearchState, query: Query, layout: Layout | None
) -> PageView:
    """One page of a document with the words of the query marked; `layout` only where it can be drawn."""
    identifier, number = record.identifier, page.number
    found = catalogue().page_hits(identifier, query).occurrences if state.text else {}
    hit_pages = _hit_pages(record, found, number, state)
    return PageView(
        title=f"{place_label(record, number)} — {record.title}",
        record_title=record.title,
        record_url=record_url(identifier, state),
        language=foreign(record),
        name=page_name(record, page),
        position=_("%(number)s sur %(last)s") % {"number": number, "last": record.pages},
        previous=page_url(identifier, number - 1, state) if number > 1 else "",
        next=page_url(identifier, number + 1, state) if _has_next(record, number) else "",
        text=state.text,
        paragraphs=_paragraphs(page.text, query if state.text else None),
        source=_source(page),
        image=_image(record, page, query, layout) if layout else None,
        hits=hits_text(found) if state.text else "",
        hit_pages=hit_pages[:LISTED],
        more_hits=_("et %(count)s autres") % {"count": len(hit_pages) - LISTED}
        if len(hit_pages) > LISTED
        else "",
        previous_hit=_neighbour(record, found, number, state, before=True),
        next_hit=_neighbour(record, found, number, state, before=False),
        file=file_url(identifier) if record.sha256 and not record.received else "",
        citation=page_citation(record, _locator(record, page), number),
        tags=page_tags(record, _printed(record, page), number),
        canonical=absolute(page_url(identifier, number)),
    )


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


def _hit_pages(record: Record, found: Mapping[int, int], here: int, state: SearchState) -> tuple[Link, ...]:
    return tuple(
        Link(
            str(number),
            page_url(record.identifier, number, state),
            place_label(record, number)
            + _(" : ")
            + counted("%(num)s occurrence", "%(num)s occurrences", times),
            current=number == here,
        )
        for number, times in found.items()
    )


def _neighbour(
    record: Record, found: Mapping[int, int], here: int, state: SearchState, *, before: bool
) -> str:
    pages: Sequence[int] = sorted(found)
    place = bisect_left(pages, here) - 1 if before else bisect_right(pages, here)
    if not 0 <= place < len(pages):
        return ""
    return page_url(record.identifier, pages[place], state)


def _paragraphs(text: str, query: Query | None) -> tuple[Markup, ...]:
    """The page's text with its own line ends; empty lines part paragraphs, and marks that span them."""
    marks = catalogue().mark(text, query) if query else ()
    paragraphs = []
    start = 0
    for piece in text.split("\n\n"):
        if piece.strip():
            paragraphs.append(marked(piece, (Mark(each.start - start, each.end - start) for each in marks)))
        start += len(piece) + 2
    return tuple(paragraphs)


def _source(page: Page) -> str:
    if page.source is TextSource.OCR:
        return _("Texte reconnu automatiquement sur une image ; il peut contenir des erreurs.")
    if page.source is TextSource.NONE or not page.text.strip():
        return _("Cette page n'a pas de texte : c'est une image ou elle est vide.")
    return ""


def _image(record: Record, page: Page, query: Query, layout: Layout) -> Image:
    marks = catalogue().mark(text_of(layout.words), query) if query.text else ()
    boxes = highlights(layout.words, marks)
    url = {width: image_url(record.identifier, page.number, width) for width in (PAGE, ENLARGED)}
    return Image(
        url=url[PAGE],
        sources=", ".join(f"{url[width]} {width}w" for width in url),
        width=PAGE,
        height=round(PAGE * layout.ratio),
        units=round(UNITS * layout.ratio),
        highlights=tuple(_rectangle(box, layout.ratio) for box in boxes),
        description=_("Image de la page ; son texte est donné à côté."),
    )


def _rectangle(box: Box, ratio: float) -> Rectangle:
    across, down = UNITS, UNITS * ratio
    return Rectangle(
        round(box.left * across, 1),
        round(box.top * down, 1),
        round(box.width * across, 1),
        round(box.height * down, 1),
    )
