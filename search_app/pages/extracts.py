"""Extracts: passages of documents, each with the way to its page."""

from dataclasses import dataclass, replace

from markupsafe import Markup

from catalogue.record import Record
from search.results import Mark, Passage
from search_app.language import counted
from search_app.marks import marked
from search_app.pages.labels import place_label
from search_app.pages.links import occurrence_url, page_url
from search_app.state import SearchState

#: Characters before the first word found of a passage on a card.
BEFORE = 40


@dataclass(frozen=True, slots=True)
class Extract:
    """A passage with the way to its page."""

    place: str
    url: str
    text: Markup
    #: How often the words stand on that page, in words; empty for once.
    occurrences: str = ""


def extract(record: Record, passage: Passage, state: SearchState) -> Extract:
    """One passage of a document."""
    several = passage.occurrences > 1
    return Extract(
        place=place_label(record, passage.page),
        url=occurrence_url(record.identifier, passage.page, state)
        if state.text
        else page_url(record.identifier, passage.page),
        text=marked(passage.text, passage.marks),
        occurrences=counted("%(num)s occurrence", "%(num)s occurrences", passage.occurrences)
        if several
        else "",
    )


def near(passage: Passage) -> Passage:
    """The passage from just before its first word found, which a line of a card then shows."""
    first = min((mark.start for mark in passage.marks), default=0)
    cut = passage.text.find(" ", first - BEFORE) + 1 if first > BEFORE else 0
    if not 0 < cut <= first:
        return passage
    lead = "… "
    marks = tuple(Mark(mark.start - cut + len(lead), mark.end - cut + len(lead)) for mark in passage.marks)
    return replace(passage, text=lead + passage.text[cut:], marks=marks)
