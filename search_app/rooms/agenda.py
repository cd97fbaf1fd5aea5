"""The agenda: events to come and past, by month and year, and the same as a calendar that programs follow."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import groupby

from babel.dates import format_skeleton
from icalendar import Calendar, Event

from catalogue.record import Record
from catalogue.rooms import AGENDA, TEXT
from catalogue.short_code import short_code
from catalogue.written_details import in_order, moment
from search_app.language import _, counted, current
from search_app.pages.addresses import address
from search_app.pages.labels import value_label
from search_app.pages.links import Link, absolute, record_url
from search_app.pages.prose import paragraphs
from search_app.pages.titles import shown_title
from search_app.presented import named
from search_app.rooms.event import is_coming, places_text, registration_of
from search_app.rooms.narrowing import Ways, narrowed, ways
from search_app.rooms.part import moment_text
from search_app.rooms.room_records import in_room, records_of
from search_app.state import SearchState

#: Facets the agenda is narrowed by.
NARROWED = ("theme", "region", "place", "programme")


@dataclass(frozen=True, slots=True)
class EventLine:
    """One event of the list."""

    title: str
    url: str
    when: str
    #: For the `datetime` attribute.
    machine: str
    venue: str
    themes: tuple[str, ...]
    calendar: str
    registration: str
    #: « 80 places », « inscription avant le 10 mars 2027 ».
    places: tuple[str, ...]
    #: Whether minutes or proceedings can be read.
    documented: str


@dataclass(frozen=True, slots=True)
class Period:
    """The events of a month to come, or of a year past."""

    name: str
    events: tuple[EventLine, ...]


@dataclass(frozen=True, slots=True)
class AgendaPage:
    """All that `rooms/agenda.html` prints."""

    narrowed: tuple[Link, ...]
    coming: tuple[Period, ...]
    past: tuple[Period, ...]
    #: The calendar as a file, and where programs follow it.
    file: str
    follow: str
    #: Ways to the events of one theme or region, with how many.
    ways: tuple[Ways, ...]


def agenda_page(state: SearchState) -> AgendaPage:
    """The events of a search, those to come first."""
    events = events_of(state)
    coming = [each for each in events if is_coming(each)]
    past = [each for each in reversed(events) if not is_coming(each)]
    file = address("rooms.agenda_ics", state.pairs())
    themes = [theme for each in events for theme in each.themes]
    return AgendaPage(
        narrowed=tuple(narrowed(state, "rooms.agenda", NARROWED)),
        coming=_periods(coming, _month_name),
        past=_periods(past, lambda day: str(day.year)),
        file=file,
        follow=absolute(file).replace("https:", "webcal:").replace("http:", "webcal:"),
        ways=tuple(ways(state, "rooms.agenda", {"theme": (_("Thèmes"), themes)})),
    )


def events_of(state: SearchState) -> list[Record]:
    """The dated events of a search, in order of time."""
    filters = [each for each in state.filters if each.field in NARROWED]
    found = (each for each in records_of(in_room(AGENDA, *filters)) if each.said("begins"))
    return sorted(found, key=lambda each: (each.said("begins"), each.title))


def calendar_of(events: Iterable[Record], name: str) -> bytes:
    """The events as iCalendar (RFC 5545); times are those where the centre stands."""
    calendar = Calendar()
    calendar.add("prodid", f"-//{named('name')}//Fonds//FR")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    for record in events:
        calendar.add_component(_event(record))
    return bytes(calendar.to_ical())


def _event(record: Record) -> Event:
    event, url = Event(), absolute(record_url(record.identifier))
    begins, ends = record.said("begins")[0], "".join(record.said("ends"))
    event.add("uid", f"{short_code(record.identifier)}@{record.centre}")
    # A stamp of the event's own, so that the same agenda gives the same bytes.
    event.add("dtstamp", _stamp(begins))
    for name, each in _times(begins, ends).items():
        event.add(name, each)
    event.add("summary", shown_title(record))
    text = paragraphs("\n".join(record.said(TEXT)))  # calendars show no Markdown
    event.add("description", "\n".join(filter(None, (record.abstract, *text, url))))
    event.add("url", url)
    if venue := ", ".join(record.said("venue")):
        event.add("location", venue)
    if record.themes:
        event.add("categories", [value_label("theme", each) for each in record.themes])
    return event


def _times(begins: str, ends: str) -> dict[str, date | datetime]:
    """When an event begins and ends, both as days or both as hours; an end that is not later is left out.

    A calendar refuses the whole file for one event that says otherwise (RFC 5545, 3.6.1 and 3.8.2.2).
    """
    ends = ends if in_order(begins, ends) else ""
    by_hour = " " in begins and (not ends or " " in ends)
    times: dict[str, date | datetime] = {"dtstart": _when(begins) if by_hour else _day(begins)}
    if ends:
        last = _when(ends) if by_hour else _day_after(ends)
        if last > times["dtstart"]:
            times["dtend"] = last
    return times


def _day(value: str) -> date:
    return date.fromisoformat(value[:10])


def _day_after(value: str) -> date:
    """The day behind it; that day itself where there is none (31 December 9999, typed for « no end »)."""
    day = _day(value)
    return day + timedelta(days=1) if day < date.max else day


def _when(value: str) -> datetime:
    told = moment(value)
    assert told is not None  # noqa: S101 - the record holds what `read_moment` gave
    if told.date() in (date.min, date.max):
        return told.replace(tzinfo=UTC)  # no zone's hour before the first day, or behind the last
    return told.astimezone(UTC)  # where the machine stands, summer time of that day included


def _stamp(value: str) -> datetime:
    told = moment(value) or datetime(1970, 1, 1)  # noqa: DTZ001
    return told.replace(tzinfo=UTC)


def _periods(events: list[Record], name: Callable[[date], str]) -> tuple[Period, ...]:
    def of(record: Record) -> str:
        return name(date.fromisoformat(record.said("begins")[0][:10]))

    return tuple(Period(each, tuple(map(_line, group))) for each, group in groupby(events, key=of))


def _month_name(day: date) -> str:
    return str(format_skeleton("yMMMM", day, locale=current())).capitalize()


def _line(record: Record) -> EventLine:
    begins, ends = record.said("begins")[0], "".join(record.said("ends"))
    when = moment_text(begins)
    if ends and ends[:10] != begins[:10]:
        when = _("du %(first)s au %(last)s") % {"first": when, "last": moment_text(ends)}
    documents = len(record.said("proceedings"))
    return EventLine(
        title=shown_title(record),
        url=record_url(record.identifier),
        when=when,
        machine=begins.replace(" ", "T"),
        venue=", ".join(record.said("venue")),
        themes=tuple(value_label("theme", each) for each in record.themes[:3]),
        calendar=address("rooms.event_ics", identifier=short_code(record.identifier)),
        registration=registration_of(record),
        places=places_text(record),
        documented=counted("%(num)s document", "%(num)s documents", documents) if documents else "",
    )
