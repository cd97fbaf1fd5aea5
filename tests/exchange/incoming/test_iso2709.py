import pytest

from catalogue.intake import IntakeError, Rejection
from exchange.incoming.incoming import Incoming
from exchange.incoming.iso2709 import decode, read, reading_of
from tests.exchange.incoming.files import iso2709

TITLE = ("200", "1 \x1faÉtude\x1fesanté".encode())


def test_a_record_in_utf8_is_read() -> None:
    (found,) = read(iso2709(("001", b"12"), TITLE))
    assert isinstance(found, Incoming)
    assert (found.own, found.first("title"), found.line) == ("12", "Étude : santé", None)


@pytest.mark.parametrize(
    ("content", "declared", "text"),
    [
        ("Été".encode(), "iso5426", "Été"),
        ("Été à Évry".encode("latin-1"), "", "Été à Évry"),
        (b"\xc2Et\xc2e \xd0ca c\xfaur", "iso5426", "Été ça cœur"),
        (b"No\xc8el", "iso5426", "Noël"),
        (b"\x88Le \x89c\xfaur", "", "\x98Le \x9ccœur"),
        (b"\xe1a trois vitesses, \xe2et\xe2e", "marc8", "à trois vitesses, été"),
        (b"\xe1a trois vitesses, \xe2et\xe2e", "", "à trois vitesses, été"),
    ],
)
def test_letters_are_read_in_the_set_that_makes_words(content: bytes, declared: str, text: str) -> None:
    assert decode(content, reading_of(content, declared)) == text


def by_characters(record: bytes, moved: int) -> bytes:
    """The record with a directory that counts characters: each field after an accent begins earlier."""
    directory = record[24 : record.index(b"\x1e")]
    entries = [directory[at : at + 12] for at in range(0, len(directory), 12)]
    wrong = [
        each[:7] + f"{max(0, int(each[7:]) - moved * place):05d}".encode()
        for place, each in enumerate(entries)
    ]
    return record[:24] + b"".join(wrong) + record[24 + len(directory) :]


@pytest.mark.parametrize("moved", [0, 1, 2])
def test_a_directory_that_counts_characters_moves_no_letter(moved: int) -> None:
    zones = (("001", b"1"), ("200", "1 \x1faLa cité\x1feété".encode()), ("700", b" 1\x1faDupont\x1fbJean"))
    (found,) = read(by_characters(iso2709(*zones), moved))
    assert isinstance(found, Incoming)
    assert (found.own, found.first("title"), found.first("creators")) == (
        "1",
        "La cité : été",
        "Dupont, Jean",
    )


def test_a_directory_that_names_other_fields_is_believed_in_nothing() -> None:
    record = iso2709(TITLE, ("700", b" 1\x1faDupont")).replace(b"\x1e 1\x1faDupont", b"")
    (found,) = read(record)
    assert isinstance(found, Rejection)
    assert (found.name, "répertoire" in found.reason) == ("", True)


def test_a_damaged_record_costs_itself() -> None:
    good = iso2709(TITLE)
    found = list(read(good + b"coupe\x1d" + b"9" * 60 + b"\x1d" + good))
    assert [type(each) for each in found] == [Incoming, Rejection, Rejection, Incoming]
    assert [each.number for each in found] == [1, 2, 3, 4]


def test_what_is_no_iso2709_is_refused() -> None:
    with pytest.raises(IntakeError, match="ISO 2709"):
        list(read(b"rien"))


def test_a_record_that_lost_its_end_mark_costs_not_the_next_one() -> None:
    first, second = iso2709(("001", b"1"), TITLE), iso2709(("001", b"2"), TITLE)
    found = list(read(first.removesuffix(b"\x1d") + second))
    assert [each.own for each in found if isinstance(each, Incoming)] == ["1", "2"]
