"""The page of a record: its description with the reasons for it, where the words searched stand, the file."""

from dataclasses import dataclass

from catalogue.record import Record, Rubric
from catalogue.rooms import RUBRICS
from catalogue.short_code import short_code
from desk.inbox import Subject
from search.query import Query
from search.results import Mark, Passage
from search_app.language import _, language_name, today_text
from search_app.page_images.page_image import THUMBNAIL
from search_app.pages.addresses import address
from search_app.pages.citation import Citation, citation
from search_app.pages.description import DescriptionRow, description_rows
from search_app.pages.evidence import ValueReason, reasons
from search_app.pages.extracts import Extract, extract
from search_app.pages.facts import (
    centre_name,
    copies,
    facts,
    foreign,
    hits_text,
    neighbour_links,
    origin,
    restricted,
)
from search_app.pages.hits import Card, card
from search_app.pages.labels import (
    RUBRIC_LABELS,
    format_name,
    has_cover,
    pages_text,
    place_label,
    size_text,
)
from search_app.pages.links import (
    Link,
    absolute,
    edit_url,
    file_url,
    image_url,
    known_root,
    page_url,
    record_url,
)
from search_app.pages.result_walk import ResultWalk, list_url, result_walk
from search_app.pages.sharing import Share, share_record, short_address
from search_app.pages.titles import shown_title
from search_app.rooms.part import RoomPart, room_part
from search_app.rooms.practice import active_text
from search_app.site_library import catalogue, reader
from search_app.state import SearchState

#: Passages shown on a notice; characters of each before and from its first word found.
PASSAGES = 6
BEFORE = 80
LENGTH = 320
SIMILAR = 4


@dataclass(frozen=True, slots=True)
class DocumentFile:
    """The document, as one may take it away."""

    url: str
    #: « PDF, 1,2 Mo, 24 pages ».
    description: str
    format: str
    thumbnail: str
    first_page: str


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Where a document stands that another centre describes and keeps."""

    centre: str
    #: Its notice there, None where the centre has no address on the web.
    origin: Link | None
    #: Its first page, empty where the centre shares no text.
    first_page: str


@dataclass(frozen=True, slots=True)
class RubricText:
    """What a practice sheet says under one of its headings, and the page where it begins."""

    name: str
    text: str
    place: Link


@dataclass(frozen=True, slots=True)
class NoticePage:
    """All that `notice.html` prints."""

    title: str
    alternative: str
    language: str
    facts: tuple[str, ...]
    restricted: str
    #: Whether nobody has confirmed the description yet.
    unread: bool
    abstract: str
    abstract_reasons: tuple[ValueReason, ...]
    title_reasons: tuple[ValueReason, ...]
    rows: tuple[DescriptionRow, ...]
    #: Of a practice sheet.
    rubrics: tuple[RubricText, ...]
    #: How many of its rubrics it has.
    completeness: str
    #: Whether the practice it tells of goes on; empty for what is no practice sheet.
    active: str
    #: What a record of a room says of its own; None for a document.
    room: RoomPart | None
    file: DocumentFile | None
    elsewhere: Elsewhere | None
    #: The notices of the same file by other centres.
    copies: tuple[Link, ...]
    #: Those of very alike documents by other centres; of ours, on a notice received.
    neighbours: tuple[Link, ...]
    text: str
    extracts: tuple[Extract, ...]
    occurrences: str
    similar: tuple[Card, ...]
    citation: Citation
    back: str
    #: Its place in the list one came from.
    walk: ResultWalk | None
    #: « Imprimé le 29 novembre 2026 ».
    printed: str
    #: Where it is found again, on paper.
    address: str
    canonical: str
    #: Where the person corrects it; empty for a visitor.
    edit: str
    #: Where a visitor tells the centre of a mistake in it.
    report: str
    #: By which it is kept in a selection, and its address that survives new versions of the file.
    code: str
    share: Share
    json: str


def notice_page(record: Record, state: SearchState, query: Query, json: str) -> NoticePage:
    """The notice of one record, with where the words of the query stand in it."""
    extracts, occurrences = _extracts(record, state, query) if state.text else ((), "")
    fonds = catalogue()
    reference = citation(record)
    return NoticePage(
        title=shown_title(record),
        alternative=record.alternative,
        language=foreign(record),
        facts=facts(record),
        restricted=restricted(record),
        unread=record.unread,
        abstract=record.abstract,
        abstract_reasons=reasons(record, "abstract"),
        title_reasons=reasons(record, "title"),
        rubrics=tuple(_rubric(record, each, state) for each in record.rubrics),
        completeness=_completeness(record),
        active=active_text(record),
        room=room_part(record),
        rows=tuple(description_rows(record)),
        file=_file(record, state) if record.sha256 and not record.received else None,
        elsewhere=_elsewhere(record, state) if record.received else None,
        copies=copies(record),
        neighbours=neighbour_links(fonds.neighbours([record], reader()).get(record.identifier, ())),
        text=state.text,
        extracts=extracts,
        occurrences=occurrences,
        similar=tuple(card(hit, SearchState()) for hit in fonds.similar(record, reader())[:SIMILAR]),
        citation=reference,
        back=list_url(state),
        walk=result_walk(record.identifier, state),
        printed=_("Imprimé le %(date)s") % {"date": today_text()},
        canonical=_canonical(record),
        address=_printed_address(record),
        edit=edit_url(record),
        report=address("institution.contact", (("objet", Subject.ERROR), ("notice", record.identifier))),
        code=short_code(record.identifier),
        share=share_record(record, reference.text),
        json=json,
    )


def _canonical(record: Record) -> str:
    """Where the notice is at home: at the centre that described it, when that is another."""
    elsewhere = origin(record) if record.received else None
    return elsewhere.url if elsewhere else absolute(record_url(record.identifier))


def _printed_address(record: Record) -> str:
    """Where it is found again from paper: its short address, or its home at the centre that described it."""
    if record.received:
        return _canonical(record)
    return short_address(record) if known_root() else ""


def _extracts(record: Record, state: SearchState, query: Query) -> tuple[tuple[Extract, ...], str]:
    """Where the words stand, on the pages that have them most often, and how often in the whole document."""
    fonds = catalogue()
    found = fonds.page_hits(record.identifier, query).occurrences
    fullest = sorted(found, key=lambda number: -found[number])[:PASSAGES]
    extracts = []
    for number in sorted(fullest):
        page = fonds.page(record, number)
        marks = fonds.mark(page.text, query) if page else ()
        if page and marks:
            passage = Passage(number, page.text, marks, page.label, found[number])
            extracts.append(extract(record, cut(passage), state))
    return tuple(extracts), hits_text(found)


def cut(passage: Passage) -> Passage:
    """The stretch of a page where most of its marks stand together, cut between words."""
    text, marks = passage.text, passage.marks
    first = max(marks, key=lambda mark: sum(mark.start <= each.start < mark.start + LENGTH for each in marks))
    start = text.find(" ", max(first.start - BEFORE, 0), first.start) + 1 if first.start > BEFORE else 0
    end = len(text)
    if end > first.start + LENGTH:
        end = max(text.rfind(" ", 0, first.start + LENGTH), first.end)
    before, after = "… " if start else "", " …" if end < len(text) else ""
    shift = len(before) - start
    kept = tuple(
        Mark(each.start + shift, each.end + shift)
        for each in marks
        if start <= each.start and each.end <= end
    )
    return Passage(passage.page, before + text[start:end] + after, kept, passage.label, passage.occurrences)


def _file(record: Record, state: SearchState) -> DocumentFile:
    size = size_text(record.size) if record.size else ""
    pieces = (
        format_name(record),
        size,
        pages_text(record) if record.pages else "",
        _("en %(language)s") % {"language": language_name(record.language)} if record.language else "",
    )
    return DocumentFile(
        url=file_url(record.identifier),
        description=", ".join(filter(None, pieces)),
        format=format_name(record),
        thumbnail=image_url(record.identifier, 1, THUMBNAIL) if has_cover(record) else "",
        first_page=page_url(record.identifier, 1, state) if record.pages else "",
    )


def _elsewhere(record: Record, state: SearchState) -> Elsewhere:
    shared = catalogue().page(record, 1) is not None
    return Elsewhere(
        centre=centre_name(record),
        origin=origin(record),
        first_page=page_url(record.identifier, 1, state) if shared else "",
    )


def _rubric(record: Record, rubric: Rubric, state: SearchState) -> RubricText:
    where = page_url(record.identifier, rubric.page, state)
    return RubricText(
        _(RUBRIC_LABELS[rubric.name]), rubric.text, Link(place_label(record, rubric.page), where)
    )


def _completeness(record: Record) -> str:
    if not record.rubrics:
        return ""
    return _("%(found)s rubriques sur %(all)s") % {"found": len(record.rubrics), "all": len(RUBRICS)}
