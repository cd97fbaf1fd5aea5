import pytest

from catalogue.intake import IntakeError, Rejection
from exchange.incoming.incoming import Incoming
from exchange.incoming.iso2709 import decode, read
from tests.exchange.incoming.files import iso2709

TITLE = ("200", "1 \x1faÉtude\x1fesanté".encode())


def test_a_record_in_utf8_is_read() -> None:
    (found,) = read(iso2709(("001", b"12"), TITLE))
    assert isinstance(found, Incoming)
    assert (found.own, found.first("title"), found.line) == ("12", "Étude : santé", None)


@pytest.mark.parametrize(
    ("content", "charset", "text"),
    [
        ("Été".encode(), "50", "Été"),
        ("Été".encode("latin-1"), "  ", "Été"),
        (b"\xc2Et\xc2e \xd0ca c\xfaur", "01", "Été ça cœur"),
        (b"No\xc8el", "01", "Noël"),
    ],
)
def test_letters_are_read_in_the_set_the_record_says(content: bytes, charset: str, text: str) -> None:
    assert decode(content, charset) == text


def test_a_damaged_record_costs_itself() -> None:
    good = iso2709(TITLE)
    found = list(read(good + b"coupe\x1d" + b"9" * 60 + b"\x1d" + good))
    assert [type(each) for each in found] == [Incoming, Rejection, Rejection, Incoming]
    assert [each.number for each in found] == [1, 2, 3, 4]


def test_what_is_no_iso2709_is_refused() -> None:
    with pytest.raises(IntakeError, match="ISO 2709"):
        list(read(b"rien"))
