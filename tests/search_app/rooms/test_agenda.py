from datetime import date

import pytest
from icalendar import Calendar

from catalogue.record import Record
from catalogue.rooms import AGENDA, Detail
from search_app.rooms.agenda import calendar_of
from tests.search_app.pages.html import page_of, texts


def events(answer):
    return Calendar.from_ical(answer.data).walk("VEVENT")


def test_events_to_come_stand_before_those_past(rooms_client):
    page = page_of(rooms_client.get("/agenda"))
    assert texts(page, "#coming ~ .events h4") == ["Journée santé"]
    assert texts(page, "#past ~ .events h4") == ["Rencontre habitat"]


def test_a_theme_narrows_the_agenda_and_its_calendar(rooms_client):
    assert texts(page_of(rooms_client.get("/agenda?theme=habitat")), ".events h4") == ["Rencontre habitat"]
    (event,) = events(rooms_client.get("/agenda.ics?theme=habitat"))
    assert (event["summary"], event.start, event.end) == (
        "Rencontre habitat", date(2007, 10, 9), date(2007, 10, 11),
    )  # fmt: skip


def test_the_calendar_holds_what_a_visitor_may_see_and_is_the_same_twice(rooms_client):
    answer = rooms_client.get("/agenda.ics")
    assert answer.mimetype == "text/calendar"
    assert {str(each["summary"]) for each in events(answer)} == {"Journée santé", "Rencontre habitat"}
    assert rooms_client.get("/agenda.ics").data == answer.data


def test_one_event_is_put_into_a_calendar(rooms_client):
    page = page_of(rooms_client.get("/agenda"))
    href = page.cssselect(".events a[download]")[0].get("href")
    (event,) = events(rooms_client.get(href))
    assert event["location"] == "Orléans"
    assert (event.end - event.start).total_seconds() == 7.5 * 3600
    assert str(event["url"]).startswith("http")


def test_an_address_of_no_event_says_so(rooms_client):
    assert rooms_client.get("/agenda/0000000000.ics").status_code == 404


@pytest.mark.parametrize(
    ("begins", "ends", "last"),
    [
        ("2126-05-02 10:00", "2126-05-01 10:00", None),
        ("2126-05-02 10:00", "2126-05-02 10:00", None),
        ("9999-12-31", "9999-12-31", None),
        ("0001-01-01 00:00", "", None),
        ("2126-05-02 10:00", "2126-05-02", date(2126, 5, 3)),
        ("2126-05-02", "2126-05-02 17:00", date(2126, 5, 3)),
    ],
    ids=[
        "ends before it begins",
        "ends as it begins",
        "ends with the calendar",
        "begins with it",
        "a day behind an hour",
        "an hour behind a day",
    ],
)
def test_a_calendar_says_nothing_that_strict_programs_refuse(site, begins, ends, last):
    """RFC 5545: an end is of the kind of the beginning, and later."""
    details = (Detail("begins", (begins,)), Detail("ends", (ends,)))
    with site.test_request_context():
        written = calendar_of([Record("a", "A", room=AGENDA, details=details)], "Agenda")
    (event,) = Calendar.from_ical(written).walk("VEVENT")
    assert (event.get("dtend") and event["dtend"].dt) == last
    assert last is None or event["dtstart"].dt == date(2126, 5, 2)


def test_a_calendar_shows_words_and_no_marks(rooms_client):
    coming = next(
        each for each in events(rooms_client.get("/agenda.ics")) if each["summary"] == "Journée santé"
    )
    assert str(coming["description"]).startswith("Programme\nLes ateliers santé ville.\nhttp")
