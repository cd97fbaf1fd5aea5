"""A page as it is drawn, and the boxes of the words found on it."""

from collections.abc import Sequence
from dataclasses import dataclass

from catalogue.record import Page, Record
from search.query import Query
from search.results import Mark
from search_app.language import _
from search_app.page_images.page_image import PAGE
from search_app.page_images.page_words import Box, Layout, highlights, text_of
from search_app.pages.links import image_url
from search_app.pages.reading import DRAWN, Reading
from search_app.site_library import catalogue

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
class Found:
    """One occurrence on the image: a box for each line it stands on."""

    #: Counted from 1 on the page.
    number: int
    boxes: tuple[Rectangle, ...]
    current: bool
    #: What a screen reader says that comes here.
    label: str


@dataclass(frozen=True, slots=True)
class Image:
    """The page as drawn, with the words found on it."""

    url: str
    #: `srcset` and `sizes` of the image.
    sources: str
    sizes: str
    width: int
    height: int
    #: Height of the overlay, its width being UNITS.
    units: int
    found: tuple[Found, ...]
    description: str


def drawn_page(
    record: Record, page: Page, query: Query, layout: Layout, reading: Reading, occurrence: int
) -> Image:
    """The image of a page, with boxes around what a query finds on it; `occurrence` is the one come to."""
    marks = catalogue().mark(text_of(layout.words), query) if query.text else ()
    url = {width: image_url(record.identifier, page.number, width) for width in DRAWN}
    return Image(
        url=url[PAGE],
        sources=", ".join(f"{url[width]} {width}w" for width in url),
        sizes=reading.sizes(),
        width=PAGE,
        height=round(PAGE * layout.ratio),
        units=round(UNITS * layout.ratio),
        found=_found(layout, marks, occurrence),
        description=_("Image de la page ; son texte est donné à côté.")
        if reading.text
        else _("Image de la page ; choisissez « Texte » pour la lire autrement."),
    )


def _found(layout: Layout, marks: Sequence[Mark], occurrence: int) -> tuple[Found, ...]:
    """The occurrences that can be boxed, in the order of reading."""
    boxed = [boxes for mark in marks if (boxes := highlights(layout.words, (mark,)))]
    here = min(occurrence, len(boxed))
    return tuple(
        Found(
            number,
            tuple(_rectangle(box, layout.ratio) for box in boxes),
            current=number == here,
            label=_("Occurrence %(number)s de cette page") % {"number": number},
        )
        for number, boxes in enumerate(boxed, 1)
    )


def _rectangle(box: Box, ratio: float) -> Rectangle:
    across, down = UNITS, UNITS * ratio
    return Rectangle(
        round(box.left * across, 1),
        round(box.top * down, 1),
        round(box.width * across, 1),
        round(box.height * down, 1),
    )
