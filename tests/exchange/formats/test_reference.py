import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from catalogue.document_formats import PDF
from catalogue.record import Record
from exchange.formats.reference import CreatorName, reference_of
from exchange.xml_text import clean, one_line
from tests.exchange.references import RECORD, REFERENCE, label


def test_labels_and_addresses_are_written_out():
    assert REFERENCE.authors == (CreatorName("Martin", "Claire"), CreatorName("Villes au carré"))
    assert REFERENCE.subjects == ("theme sante", "theme education", "programme asv")
    assert REFERENCE.places == ("region 54", "region 75")
    assert REFERENCE.date == (2007, 10, 9)
    assert REFERENCE.pdf == "https://fonds.example/notice/rapport-2007/fichier"


def test_without_a_public_address_there_is_none():
    reference = reference_of(RECORD, label)
    assert (reference.address, reference.pdf) == ("", "")


def test_a_received_record_is_cited_where_its_centre_keeps_it():
    received = replace(RECORD, identifier="a@vac", origin="https://vac.example/notice/a")
    reference = reference_of(received, label, "https://fonds.example")
    assert (reference.address, reference.pdf) == ("https://vac.example/notice/a", "")


def test_an_identifier_never_breaks_its_address():
    reference = reference_of(Record("a b/%", "x", format=PDF, sha256="0"), label, "https://f.example/")
    assert reference.address == "https://f.example/d/5nh5j422wm"
    assert reference.pdf == "https://f.example/notice/a%20b/%25/fichier"


def test_text_stands_on_one_line_without_what_xml_refuses():
    assert reference_of(Record("x", "a\x00b\n\ufffec\ud800"), label).title == "ab c"


@given(st.text(st.sampled_from("aé  \t\n\x85\xa0\u2028\ufffe\x00\ud800")))
def test_what_needs_no_cleaning_is_left_as_cleaning_would(text):
    cleaned = re.sub("[ \t\n\r\x85\u2028\u2029]+", " ", clean(text)).strip()
    assert one_line(text) == cleaned
