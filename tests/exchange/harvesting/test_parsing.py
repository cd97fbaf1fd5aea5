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
