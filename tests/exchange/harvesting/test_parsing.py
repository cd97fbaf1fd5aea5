import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.harvesting.messages import HarvestItem
from exchange.harvesting.parsing import read_answer

HEAD = (
    b'<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><responseDate>2026-01-01T00:00:00Z</responseDate>'
)


def listed(*records: bytes, token: bytes = b"") -> bytes:
    return HEAD + b"<ListRecords>" + b"".join(records) + token + b"</ListRecords></OAI-PMH>"


RECORD = (
    b"<record><header><identifier>oai:x:1</identifier></header><metadata>"
    b'<dc xmlns="http://example.org/any" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    b"<dc:title> Bilan </dc:title><dc:date>2007</dc:date><other>no</other></dc></metadata></record>"
)
GONE = b'<record><header status="deleted"><identifier>oai:x:2</identifier></header></record>'


def test_records_tombstones_and_where_it_goes_on():
    answer = read_answer(listed(RECORD, GONE, token=b"<resumptionToken> more </resumptionToken>"))
    assert answer.items == (
        HarvestItem("oai:x:1", deleted=False, elements=(("title", "Bilan"), ("date", "2007"))),
        HarvestItem("oai:x:2", deleted=True),
    )
    assert (answer.token, answer.date) == ("more", "2026-01-01T00:00:00Z")


def test_an_error_of_the_protocol_is_told():
    answer = read_answer(HEAD + b'<error code="noRecordsMatch">none</error></OAI-PMH>')
    assert (answer.error, answer.message) == ("noRecordsMatch", "none")


@pytest.mark.parametrize(
    "content",
    [
        b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + listed(RECORD.replace(b"Bilan", b"&e;")),
        b"<!DOCTYPE OAI-PMH>" + listed(RECORD),
        b"<html/>",
        b"",
        b"<OAI-PMH",
    ],
)
def test_what_is_no_answer_says_why(content):
    answer = read_answer(content)
    assert answer.unreadable
    assert answer.items == ()


@given(st.binary(max_size=200))
def test_no_bytes_raise(content):
    read_answer(content)


def told(title: str, declared: str = "UTF-8", encoding: str = "utf-8") -> bytes:
    return (
        f'<?xml version="1.0" encoding="{declared}"?><OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">'
        "<ListRecords><record><header><identifier>oai:x:1</identifier></header><metadata>"
        '<dc xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{title}</dc:title></dc></metadata></record></ListRecords></OAI-PMH>"
    ).encode(encoding)


@pytest.mark.parametrize(
    ("content", "title"),
    [
        (told("L&rsquo;&eacute;t&eacute;"), "L’été"),
        (told("R&D et <5 ans"), "R&D et <5 ans"),
        (told("La <i>ville</i> durable"), "La ville durable"),
        (told("a\x0bb&#x1F;c"), "abc"),
        (told("Été à Évry", encoding="latin-1"), "Été à Évry"),
        (told("Été à Évry", declared="ISO-8859-1"), "Été à Évry"),
        (told("Été", declared="ISO-8859-1", encoding="latin-1"), "Été"),
        (b"\xef\xbb\xbf\n" + told("Bilan"), "Bilan"),
        (b"<br />\n<b>Warning</b>: x &\n" + told("Bilan") + b"\n<!-- 12 ms --><p>", "Bilan"),
    ],
)
def test_one_slip_of_a_program_stops_no_harvest(content: bytes, title: str) -> None:
    (item,) = read_answer(content).items
    assert dict(item.elements)["title"] == title


def test_an_answer_cut_short_or_with_a_document_type_is_unreadable() -> None:
    assert read_answer(told("Bilan")[:-5]).unreadable
    assert read_answer(b'<!DOCTYPE a [<!ENTITY x "y">]>' + told("a & b")).unreadable


def test_of_several_languages_the_french_one_is_taken() -> None:
    elements = (
        b'<dc:title xml:lang="en">Housing</dc:title><dc:title xml:lang="fr-FR">Le logement</dc:title>'
        b'<dc:description xml:lang="en">Abstract</dc:description>'
        b'<dc:description xml:lang="fr">R&#233;sum&#233;</dc:description>'
        b'<dc:subject xml:lang="en">Housing</dc:subject>'
    )
    (item,) = read_answer(listed(RECORD.replace(b"<dc:title> Bilan </dc:title>", elements))).items
    assert item.elements == (
        ("alternative", "Housing"),
        ("title", "Le logement"),
        ("description", "Résumé"),
        ("subject", "Housing"),
        ("date", "2007"),
    )
    english = RECORD.replace(b"<dc:title>", b'<dc:title xml:lang="en">')
    assert read_answer(listed(english)).items == read_answer(listed(RECORD)).items


def test_a_thousand_authors_leave_room_for_what_stands_behind_them():
    authors = b"<dc:creator>Nom</dc:creator>" * 1000
    (item,) = read_answer(listed(RECORD.replace(b"<dc:date>", authors + b"<dc:date>"))).items
    names = [name for name, _value in item.elements]
    assert (names.count("creator"), names.count("date"), item.cut) == (500, 1, True)


def test_an_answer_in_which_nothing_stands_is_called_empty():
    assert read_answer(b" \n").unreadable == "la réponse est vide"
