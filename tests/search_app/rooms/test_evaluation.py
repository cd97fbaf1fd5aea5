from datetime import timedelta

import pytest

from catalogue.record import Record
from catalogue.rights import today
from catalogue.rooms import Detail
from catalogue.short_code import short_code
from desk.evaluations import Evaluations
from search_app.rooms.event import takes_evaluations
from tests.search_app.pages.html import page_of, texts

ENDED, COMING = "hier", "demain"


def where(name):
    return f"/agenda/{short_code(name)}/evaluation"


def test_who_came_says_what_it_was_worth_without_name_or_cookie(rooms_client, rooms_library):
    link = page_of(rooms_client.get("/notice/hier")).xpath("//a[contains(., 'Donner votre avis')]")[0]
    answer = rooms_client.get(link.get("href"))
    assert "Set-Cookie" not in answer.headers
    page = page_of(answer)
    assert {each.get("name") for each in page.cssselect("form.write input, form.write textarea")} == {
        "contents", "speakers", "exchanges", "organisation", "useful", "kept", "better", "next", "site",
    }  # fmt: skip
    sent = rooms_client.post(where(ENDED), data={"useful": "4", "kept": "Les visites."})
    assert sent.status_code == 302 and "Set-Cookie" not in sent.headers
    assert texts(page_of(rooms_client.get(sent.location)), "[role=status]") == [
        "Votre fiche est arrivée. Merci."
    ]
    assert [each.text for each in Evaluations(rooms_library).remarks("hier")] == ["Les visites."]


def test_a_program_that_fills_in_everything_is_thanked_and_not_kept(rooms_client, rooms_library):
    before = Evaluations(rooms_library).counts()
    assert rooms_client.post(where(ENDED), data={"useful": "4", "site": "http://x"}).status_code == 302
    assert Evaluations(rooms_library).counts() == before


def test_an_empty_sheet_is_told_and_what_was_typed_stays(rooms_client):
    answer = rooms_client.post(where(ENDED), data={"useful": "7"})
    assert answer.status_code == 400
    assert texts(page_of(answer), "[role=alert]") == [
        "Cette fiche est vide : répondez à une question au moins."
    ]


def test_an_event_to_come_takes_no_sheet_but_prints_one(rooms_client, rooms_library):
    assert not page_of(rooms_client.get(where(COMING))).cssselect("form.write")
    assert rooms_client.post(where(COMING), data={"useful": "4"}).status_code == 403
    sheet = page_of(rooms_client.get(f"/agenda/{short_code(COMING)}/fiche"))
    assert "Journée santé" in sheet.text_content() and len(sheet.cssselect(".box")) == 20


@pytest.mark.parametrize(
    ("said", "taken"),
    [
        ({"begins": 1}, False),
        ({"begins": 0}, True),
        ({"begins": -100}, False),
        ({"begins": -100, "ends": -50}, True),
        ({"begins": -1, "evaluation": "closed"}, False),
        ({"begins": -1000, "evaluation": "open"}, True),
        ({"begins": 1, "evaluation": "open"}, False),
    ],
)
def test_it_is_open_from_the_first_day_to_three_months_after_the_last(said, taken):
    days = {name: day_from_today(each) if isinstance(each, int) else each for name, each in said.items()}
    details = tuple(Detail(name, (each,)) for name, each in days.items())
    assert takes_evaluations(Record("a", "A", room="agenda", details=details)) is taken


def day_from_today(days):
    return (today() + timedelta(days)).isoformat()


@pytest.mark.parametrize("name", ["cache", "actes", "nul"])
def test_there_is_none_of_what_is_no_event_or_hidden(rooms_client, name):
    for address in (where(name), f"/agenda/{short_code(name)}/fiche"):
        assert rooms_client.get(address).status_code == 404


def test_places_and_the_last_day_to_register_are_told(rooms_client):
    facts = page_of(rooms_client.get("/agenda")).cssselect("#coming ~ .events .facts")[0].text_content()
    assert "80 places" in facts and "inscription avant le 2 mars 2126" in facts
