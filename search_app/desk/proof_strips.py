"""Proofs: each proposed value beside the strip of the page on which it was read.

A strip is a window on the image of the page, around the quote, so that one judges without opening anything.
"""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from flask import current_app

from catalogue.corrections import Decision
from catalogue.errors import TOLD
from catalogue.fields import BY_NAME
from catalogue.record import Record
from desk.review import Answers, ReviewProposal
from search_app.desk.choices import label_of
from search_app.desk.quote_places import quote_boxes
from search_app.language import _, date_text
from search_app.page_images.page_image import PAGE
from search_app.page_images.page_words import Box, Layout
from search_app.pages.evidence import Quote, method_text
from search_app.pages.labels import has_images, place_label
from search_app.pages.links import Link, image_url, page_url
from search_app.site_library import catalogue, site_library

#: The strip's own units: its width, and its least and greatest height.
UNITS, LOWEST, HIGHEST = 1000, 150, 420
#: Units of the page shown above and below the quote.
AROUND = 45
#: Pages laid out for one screen; values read elsewhere show their quote and the way to the page.
MOST_PAGES = 8


@dataclass(frozen=True, slots=True)
class Strip:
    """A window on the image of a page."""

    image: str
    page: Link
    #: Of the whole image and of the window, in UNITS.
    full: int
    top: int
    height: int
    highlights: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """One proposed value as the review page shows it."""

    key: str
    field: str
    value: str
    #: « lu sur la première page, presque certain ».
    method: str
    quotes: tuple[Quote, ...]
    strip: Strip | None
    #: `accepted`, `refused` or empty.
    answer: str


def proofs(record: Record, asked: Sequence[ReviewProposal], answers: Answers) -> tuple[Proof, ...]:
    """All proposals of a record, with where they were read."""
    pages = dict.fromkeys(each.evidence[0].page for each in asked if each.evidence)
    layouts = _layouts(record, list(pages)[:MOST_PAGES])
    return tuple(_proof(record, each, layouts, answers.get(each.key)) for each in asked)


def _proof(
    record: Record, proposal: ReviewProposal, layouts: Mapping[int, Layout], answer: Decision | None
) -> Proof:
    value = label_of(proposal.field, proposal.value)
    return Proof(
        key=proposal.key,
        field=_(BY_NAME[proposal.field].label),
        value=date_text(value) if proposal.field == "issued" else value,
        method=method_text(proposal.reason),
        quotes=tuple(
            Quote(each.quote, Link(place_label(record, each.page), page_url(record.identifier, each.page)))
            for each in proposal.evidence[:2]
        ),
        strip=_strip(record, proposal, layouts),
        answer=answer.value if answer else "",
    )


def _strip(record: Record, proposal: ReviewProposal, layouts: Mapping[int, Layout]) -> Strip | None:
    if not proposal.evidence:
        return None
    evidence = proposal.evidence[0]
    layout = layouts.get(evidence.page)
    boxes = quote_boxes(layout.words, evidence.quote) if layout else ()
    if layout is None or not boxes:
        return None
    full = round(UNITS * layout.ratio)
    scaled = tuple(
        Box(*map(round, (left * UNITS, top * full, width * UNITS, height * full)))
        for left, top, width, height in boxes
    )
    top = max(0, int(min(box.top for box in scaled)) - AROUND)
    bottom = min(full, int(max(box.top + box.height for box in scaled)) + AROUND)
    height = min(max(bottom - top, LOWEST), HIGHEST)
    return Strip(
        image=image_url(record.identifier, evidence.page, PAGE),
        page=Link(place_label(record, evidence.page), page_url(record.identifier, evidence.page)),
        full=full,
        top=min(top, max(0, full - height)),
        height=height,
        highlights=scaled,
    )


def _layouts(record: Record, pages: list[int]) -> dict[int, Layout]:
    """The words of those pages with their places; pages that cannot be drawn are left out."""
    if not has_images(record) or not pages:
        return {}
    path, images, log = catalogue().file(record), site_library().images, current_app.logger

    def look(page: int) -> Layout | None:
        try:
            return images.layout(path, record.sha256, page)
        except TOLD as error:
            log.info("%s", error)
            return None

    with ThreadPoolExecutor(2) as threads:
        found = zip(pages, threads.map(look, pages), strict=True)
        return {page: layout for page, layout in found if layout is not None}
