"""What a record of a room says beside what every notice says, as its page prints it."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from catalogue.errors import TOLD
from catalogue.record import Record
from catalogue.rooms import AGENDA, DETAILS, DOSSIERS, ROOMS, TEXT, DetailField, Form
from catalogue.short_code import read_code, short_code
from catalogue.web_address import split_address
from desk.practices import ASKED, ENDED
from search.results import Hit
from search_app.language import _, date_text
from search_app.pages.addresses import address
from search_app.pages.hits import Card, card
from search_app.pages.links import Link, page_url
from search_app.pages.prose import prose
from search_app.permanent import record_of
from search_app.rooms.event import registration_of, takes_evaluations
from search_app.rooms.room_records import is_open, room_link
from search_app.site_library import catalogue, reader
from search_app.state import SearchState

#: Between a document and the word on it; between its code and a page.
BAR = "|"


@dataclass(frozen=True, slots=True)
class Entry:
    """A document that a record names, with a word on it."""

    record: Record
    card: Card
    word: str
    #: The page named, else None.
    place: Link | None


@dataclass(frozen=True, slots=True)
class PartRow:
    """One detail."""

    name: str
    values: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class EntryList:
    """The documents named under one detail."""

    name: str
    entries: tuple[Entry, ...]
    #: How many of those named stand here no more, or not for this reader.
    missing: int


@dataclass(frozen=True, slots=True)
class RoomPart:
    """All that `rooms/part.html` prints."""

    #: « Événement ».
    one: str
    room: Link | None
    rows: tuple[PartRow, ...]
    text: Markup
    lists: tuple[EntryList, ...]
    #: As a file, for a dossier.
    file: str
    #: What a visitor may do about it: say what an event was worth.
    ways: tuple[Link, ...] = ()


def room_part(record: Record) -> RoomPart | None:
    """What one record says of its own; None for a document."""
    room = ROOMS.get(record.room)
    if room is None:
        return None
    #: What the notice shows already, as it does for any practice sheet, which it says to go on in a sentence.
    shown = {TEXT, ASKED, ENDED, *(each.name for each in record.rubrics)}
    fields = [DETAILS[name] for name in room.details if not DETAILS[name].private]
    rows = (PartRow(_(each.label), tuple(_values(record, each))) for each in fields
            if each.form is not Form.RECORD and each.name not in shown
            and not (each.name == "registration" and not registration_of(record)))  # fmt: skip
    lists = (entry_list(record, each) for each in fields if each.form is Form.RECORD)
    return RoomPart(
        one=_(room.one),
        room=room_link(record),
        rows=tuple(row for row in rows if row.values),
        text=prose("\n".join(record.said(TEXT)), 3),
        lists=tuple(each for each in lists if each.entries or each.missing),
        file=address("rooms.dossier_odt", identifier=short_code(record.identifier))
        if record.room == DOSSIERS and is_open(DOSSIERS)
        else "",
        ways=tuple(_ways(record)),
    )


def _ways(record: Record) -> Iterator[Link]:
    """Where an event is evaluated, on line and on paper."""
    if record.room != AGENDA or not is_open(AGENDA) or not record.said("begins"):
        return
    code = short_code(record.identifier)
    if takes_evaluations(record):
        yield Link(_("Donner votre avis sur cet événement"), address("rooms.evaluation", identifier=code))
    yield Link(_("Fiche d'évaluation à imprimer"), address("rooms.evaluation_sheet", identifier=code))


def entry_list(record: Record, field: DetailField) -> EntryList:
    """The documents named under one detail, those this reader may see."""
    said = record.said(field.name)
    entries = tuple(_entries(said))
    return EntryList(_(field.label), entries, len(said) - len(entries))


def _entries(said: tuple[str, ...]) -> Iterator[Entry]:
    for each in said:
        named, _bar, word = (piece.strip() for piece in each.partition(BAR))
        code, _space, page = named.partition(" ")
        record = named_record(code)
        if record is not None:
            yield Entry(record, card(Hit(record, 0.0), SearchState()), word, _place(record, page))


def named_record(named: str) -> Record | None:
    """The record of a short code, of an address that holds one or of an identifier, for this reader."""
    last = named.rstrip("/").rpartition("/")[2]
    try:
        return record_of(last) if read_code(last) else catalogue().record(last, reader())
    except TOLD:
        return None


def _place(record: Record, page: str) -> Link | None:
    if not page.isdigit() or not 0 < int(page) <= record.pages:
        return None
    return Link(_("p. %(number)s") % {"number": page}, page_url(record.identifier, int(page)))


def _values(record: Record, field: DetailField) -> Iterator[Link]:
    labels = dict(field.choices)
    for value in record.said(field.name):
        match field.form:
            case Form.MOMENT | Form.DAY:
                yield Link(moment_text(value), "")
            case Form.WEB if field.name == "found_by":
                yield Link(_("Refaire la recherche"), value)
            case Form.WEB:
                yield Link(split_address(value).hostname or value.removeprefix("mailto:"), value)
            case Form.MAIL:
                yield Link(value, f"mailto:{value}")
            case Form.CHOICE:
                yield Link(_(labels.get(value, value)), "")
            case _plain:
                yield Link(value, "")


def moment_text(value: str) -> str:
    """« 12 mars 2026, 9 h 30 »."""
    day, _space, hour = value.partition(" ")
    if not hour:
        return date_text(day)
    hours, _colon, minutes = hour.partition(":")
    return _("%(day)s, %(hours)s h %(minutes)s") % {
        "day": date_text(day), "hours": int(hours), "minutes": minutes,
    }  # fmt: skip
