import pytest

from catalogue.errors import NoticeError
from catalogue.notice import parse_notice
from catalogue.rooms import DETAILS, ROOMS
from catalogue.written_details import read_detail


@pytest.mark.parametrize(
    ("written", "held"),
    [
        ("12 mars 2026", "2026-03-12"),
        ("12 mars 2026 à 9h30", "2026-03-12 09:30"),
        ("12/03/2026 14:00", "2026-03-12 14:00"),
        ("2026-03-12T17:05", "2026-03-12 17:05"),
        ("le 1er avril 2026, 18 h", "2026-04-01 18:00"),
        ("", ""),
    ],
)
def test_a_moment_is_read_as_people_write_it(written, held):
    assert read_detail("begins", written) == held


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("begins", "mars 2026"),
        ("begins", "12 mars 2026 25h"),
        ("registration", "javascript:alert(1)"),
        ("registration", "https://"),
        ("mail", "nom chez ville"),
        ("capacity", "beaucoup"),
        ("shared", "peut-être"),
    ],
)
def test_what_does_not_hold_is_refused_with_the_label(name, value):
    with pytest.raises(NoticeError) as refused:
        read_detail(name, value)
    assert str(refused.value).startswith(DETAILS[name].label)


def test_a_notice_says_them_with_its_line():
    with pytest.raises(NoticeError) as refused:
        parse_notice("x.toml", 'room = "agenda"\nbegins = "hier"\n')
    assert refused.value.line == 2
    assert "x.toml, ligne 2 : Début" in str(refused.value)


def test_times_of_toml_are_taken():
    notice = parse_notice("x.toml", "begins = 2026-03-12T09:30:00\nends = 2026-03-13\ncapacity = 80\n")
    assert notice.values == {"begins": "2026-03-12 09:30", "ends": "2026-03-13", "capacity": "80"}


def test_an_unknown_room_is_refused():
    with pytest.raises(NoticeError, match="agenda"):
        parse_notice("x.toml", 'room = "salon"\n')


def test_rooms_name_details_that_are():
    assert {name for room in ROOMS.values() for name in room.details} - set(DETAILS) == set()
