"""A reference hidden in a list of results."""

from urllib.parse import parse_qs

from catalogue.record import Record
from exchange.formats.coins import context_object
from exchange.formats.reference import brief_reference_of


def test_one_number_of_each_kind_is_told_since_readers_take_one() -> None:
    record = Record("a", "Bilan", isbn=("9782110080001", "9782110080002"), issn=("0000-0019", "0000-0027"))
    told = parse_qs(context_object(brief_reference_of(record)))
    assert (told["rft.isbn"], told["rft.issn"]) == (["9782110080001"], ["0000-0019"])
