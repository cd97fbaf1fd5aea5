"""The page beside the form: its image, or its text where it has none, with what each proposal quotes boxed.

Quotes are told apart by the keys of their proposals, so that a value and its proof can point at each other.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flask import current_app, url_for

from catalogue.errors import TOLD
from catalogue.record import Page, Record, TextSource
from desk.review import ReviewProposal
from search.results import Mark
from search_app.desk.quote_places import quote_boxes
from search_app.page_images.page_image import ENLARGED, PAGE
from search_app.page_images.page_words import Box, Layout
from search_app.pages.labels import has_images, place_label
from search_app.pages.links import image_url, page_url
from search_app.pages.page_text import PageText, TextBlock, text_blocks
from search_app.site_library import catalogue, site_library

#: Units of the overlay: the page's width.
UNITS = 1000


@dataclass(frozen=True, slots=True)
class PaneQuote:
    """What one proposal quotes on this page."""

    #: The proposal's.
    key: str
    #: In UNITS.
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class PaneImage:
    """The page as drawn."""

    url: str
    sources: str
    width: int
    height: int
    #: Height of the overlay, its width being UNITS.
    units: int
    quotes: tuple[PaneQuote, ...]


@dataclass(frozen=True, slots=True)
class PagePane:
    """One page of a document as it stands beside the form."""

    number: int
    last: int
    #: « p. 3 », « diapositive 4 ».
    name: str
    image: PaneImage | None
    blocks: tuple[TextBlock, ...]
    text: str
    #: Where its words stand, for scripts.
    words: str
    #: The page in the reading room.
    url: str


def page_pane(record: Record, number: int, asked: Sequence[ReviewProposal]) -> PagePane | None:
    """A page of the document, the nearest there is; None where nothing was read of it."""
    number = min(max(number, 1), max(record.pages, 1))
    page = catalogue().page(record, number)
    if page is None:
        return None
    quotes = quoted(asked, number)
    layout = layout_of(record, number, seen=False)
    return PagePane(
        number=number,
        last=record.pages,
        name=place_label(record, number),
        image=_image(record, number, layout, quotes) if layout else None,
        blocks=() if layout else _blocks(record, page, quotes.values()),
        text=page.text,
        words=url_for("desk.page_words", identifier=record.identifier, number=number) if layout else "",
        url=page_url(record.identifier, number),
    )


def quoted(asked: Iterable[ReviewProposal], number: int) -> dict[str, str]:
    """Key of a proposal → what it quotes on that page."""
    return {
        each.key: evidence.quote for each in asked for evidence in each.evidence if evidence.page == number
    }


def layout_of(record: Record, number: int, *, seen: bool) -> Layout | None:
    """Where the words of a page stand; `seen` looks for them on a scan, which takes seconds."""
    if not has_images(record):
        return None
    images, path = site_library().images, catalogue().file(record)
    try:
        return (images.seen_layout if seen else images.layout)(path, record.sha256, number)
    except TOLD as error:
        current_app.logger.info("%s", error)
        return None


def words_object(record: Record, page: Page, asked: Sequence[ReviewProposal]) -> dict[str, object]:
    """The words of a page and the boxes of what is quoted on it, in UNITS, for scripts."""
    layout = layout_of(record, page.number, seen=page.source is TextSource.OCR)
    if layout is None:
        return {"words": [], "quotes": {}}
    quotes = _quotes(layout, quoted(asked, page.number))
    words = [
        [word.text, *_scaled(box, layout.ratio)]
        for word in layout.words
        for box in word.boxes[:1]
    ]  # fmt: skip
    return {"words": words, "quotes": {each.key: each.boxes for each in quotes}}


def _image(record: Record, number: int, layout: Layout, quotes: Mapping[str, str]) -> PaneImage:
    url = {width: image_url(record.identifier, number, width) for width in (PAGE, ENLARGED)}
    return PaneImage(
        url=url[PAGE],
        sources=", ".join(f"{url[width]} {width}w" for width in url),
        width=PAGE,
        height=round(PAGE * layout.ratio),
        units=round(UNITS * layout.ratio),
        quotes=_quotes(layout, quotes),
    )


def _quotes(layout: Layout, quotes: Mapping[str, str]) -> tuple[PaneQuote, ...]:
    found = ((key, quote_boxes(layout.words, quote)) for key, quote in quotes.items())
    return tuple(
        PaneQuote(key, tuple(_scaled(box, layout.ratio) for box in boxes)) for key, boxes in found if boxes
    )


def _scaled(box: Box, ratio: float) -> Box:
    full = UNITS * ratio
    left, top, width, height = box
    return Box(*(round(each, 1) for each in (left * UNITS, top * full, width * UNITS, height * full)))


def _blocks(record: Record, page: Page, quotes: Iterable[str]) -> tuple[TextBlock, ...]:
    marks = sorted({mark for quote in quotes for mark in _places(page.text, quote)})
    return tuple(text_blocks(page, record.format, PageText(page.text, marks)))


def _places(text: str, quote: str) -> Iterable[Mark]:
    """Where a quote stands in the text, however its spaces are."""
    words = quote.strip("… ").split()
    found = re.search(r"\s+".join(map(re.escape, words)), text) if words else None
    return [Mark(found.start(), found.end())] if found else []
