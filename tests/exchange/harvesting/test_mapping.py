import pytest

from catalogue.vocabulary import load_vocabularies
from exchange.harvesting.mapping import record_of
from exchange.harvesting.messages import HarvestItem
from exchange.incoming.mapping import NoticeMapper

MAPPER = NoticeMapper(load_vocabularies())


def test_dublin_core_becomes_a_record_in_our_words():
    record = record_of(
        HarvestItem(
            "oai:x:1",
            elements=(
                ("title", "Bilan du contrat"),
                ("creator", "Martin, Claire"),
                ("date", "2007-10-09T00:00:00Z"),
                ("language", "fre"),
                ("subject", "Santé"),
                ("subject", "Mot inconnu de tous"),
                ("coverage", "Bretagne"),
                ("description", "Un résumé\nen deux lignes."),
                ("format", "application/pdf"),
                ("identifier", "b-12"),
                ("identifier", "https://centre.example/notice/1"),
                ("rights", "Licence Ouverte"),
            ),
        ),
        MAPPER,
    )
    assert (record.title, record.issued, record.language) == ("Bilan du contrat", "2007-10-09", "fr")
    assert (record.themes, record.keywords, record.places) == (
        ("sante",),
        ("Mot inconnu de tous",),
        ("reg:53",),
    )
    assert record.abstract == "Un résumé en deux lignes."
    assert (record.origin, record.format) == ("https://centre.example/notice/1", "application/pdf")


def test_terms_say_the_same_and_nothing_decides_for_us():
    item = HarvestItem(
        "x", elements=(("alternative", "Autre"), ("issued", "2007"), ("accessRights", "internal"))
    )
    record = record_of(item, MAPPER)
    assert (record.title, record.alternative, record.issued, record.access) == (
        "x",
        "Autre",
        "2007",
        "public",
    )


def test_only_a_web_address_is_an_origin():
    assert record_of(HarvestItem("x", elements=(("identifier", "javascript:alert(1)"),)), MAPPER).origin == ""


@pytest.mark.parametrize("written", ["Copyright: 2007", "copyright:2007"])
def test_a_date_may_say_of_what_it_is(written):
    assert record_of(HarvestItem("x", elements=(("date", written),)), MAPPER).issued == "2007"


def test_html_in_a_value_is_read_and_the_end_of_an_embargo_dates_nothing():
    elements = (
        ("title", "Les <i>grands</i> ensembles &amp; la &laquo; ville &raquo;"),
        ("description", "<p>Un texte<br/>et sa suite</p><script>alert(1)</script>"),
        ("date", "info:eu-repo/date/embargoEnd/2030-01-01"),
        ("date", "2007-10"),
    )
    record = record_of(HarvestItem("x", elements=elements), MAPPER)
    assert (record.title, record.abstract, record.issued) == (
        "Les grands ensembles & la « ville »",
        "Un texte et sa suite",
        "2007-10",
    )
