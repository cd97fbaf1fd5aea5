import pytest

from catalogue.intake import IntakeError, Rejection
from exchange.incoming.incoming import Incoming
from exchange.incoming.marc_xml import read
from tests.exchange.incoming.files import PMB, field, marcxml, record


@pytest.mark.parametrize("namespace", [True, False])
def test_a_unimarc_record_says_what_its_zones_say(namespace: bool) -> None:
    fields = (
        field("101", a="fre"),
        field("200", a="Bilan du CUCS", e="rapport final"),
        field("210", c="Villes au carré", d="2009"),
        field("330", a="Un résumé."),
        field("606", a="Santé", y="Loiret"),
        field("700", a="Dupont", b="Anne", f="1960-"),
        field("710", a="Orléans", b="Service jeunesse"),
        field("856", u="https://exemple.fr/bilan.pdf"),
    )
    (found,) = read(marcxml(record(12, *fields), namespace=namespace))
    assert isinstance(found, Incoming)
    assert (found.number, found.line, found.own) == (1, 3, "12")
    assert found.values == {
        "language": ("fre",),
        "title": ("Bilan du CUCS : rapport final",),
        "publisher": ("Villes au carré",),
        "issued": ("2009",),
        "abstract": ("Un résumé.",),
        "subjects": ("Santé",),
        "places": ("Loiret",),
        "creators": ("Dupont, Anne", "Orléans. Service jeunesse"),
        "source": ("https://exemple.fr/bilan.pdf",),
        "files": ("https://exemple.fr/bilan.pdf",),
    }


def test_a_marc21_record_is_told_by_its_245() -> None:
    fields = (
        field("245", a="Bilan du CUCS :", b="rapport final /", c="Anne Dupont."),
        field("264", b="Villes au carré,", c="2009."),
        field("100", a="Dupont, Anne,"),
        field("650", a="Santé publique."),
        field("520", a="Un résumé."),
    )
    (found,) = read(marcxml(record(12, *fields)))
    assert isinstance(found, Incoming)
    assert found.first("title") == "Bilan du CUCS : rapport final"
    assert (found.first("publisher"), found.first("creators")) == ("Villes au carré", "Dupont, Anne")
    assert (found.first("subjects"), found.first("abstract")) == ("Santé publique", "Un résumé.")


def test_the_xml_of_pmb_is_read_in_its_encoding() -> None:
    (found,) = read(PMB)
    assert isinstance(found, Incoming)
    assert found.own == "90"
    assert found.first("title") == "L'été des quartiers"
    assert (found.first("issued"), found.first("type")) == ("octobre 2007", "article")
    assert (found.first("journal"), found.first("volume")) == ("Revue urbaine", "12")
    assert found.first("creators") == "Martin, Léa"


def test_a_damaged_record_costs_itself_and_is_named_with_its_line() -> None:
    good = record(1, field("200", a="Bon"))
    content = marcxml(good, record(2, field("200", a="A & B")), good.replace("</record>", ""), good)
    found = list(read(content))
    assert [type(each) for each in found] == [Incoming, Rejection, Rejection, Incoming]
    refused = found[1]
    assert isinstance(refused, Rejection)
    assert (refused.number, refused.line, refused.name) == (2, 8, "A & B")
    assert "ligne 11" in refused.reason


def test_no_entity_is_ever_declared() -> None:
    content = marcxml(record(1, field("200", a="&bomb;")))
    content = content.replace(b"<collection", b'<!DOCTYPE x [<!ENTITY bomb "boum">]><collection', 1)
    (found,) = read(content)
    assert isinstance(found, Rejection)


def test_what_is_no_marc_is_refused() -> None:
    with pytest.raises(IntakeError, match="aucune notice MARC"):
        list(read(b"<html></html>"))


def test_what_html_names_is_read_and_what_xml_forbids_is_left_out() -> None:
    found = list(
        read(
            marcxml(record(1, field("200", a="&Eacute;t&eacute;")), record(2, field("200", a="a\x1a&#x1A;b")))
        )
    )
    assert [each.first("title") for each in found if isinstance(each, Incoming)] == ["Été", "ab"]
    assert isinstance(found[1], Incoming)
    assert len(found[1].remarks) == 1


def test_numbers_are_fields_and_other_zones_are_named() -> None:
    zones = (
        field("010", a="978-2-11-008000-1"),
        field("200", a="\x98L'\x9catlas", f="DIV"),
        field("225", a="Les Cahiers", v="12"),
        field("215", a="320 p."),
        field("300", a="Bibliogr."),
        field("995", f="004512", k="ATL 06"),
    )
    (found,) = read(marcxml(record(1, *zones)))
    assert isinstance(found, Incoming)
    assert (found.first("isbn"), found.first("shelf_mark")) == ("978-2-11-008000-1", "ATL 06")
    assert (found.first("collection"), found.first("extent")) == ("Les Cahiers ; 12", "320 p.")
    assert (found.first("article"), found.first("title")) == ("L'", "L'atlas")
    assert found.left == ("200 $f", "300", "995 $f")


@pytest.mark.parametrize(
    ("zone", "article", "title"),
    [
        (field("200", a="\x98Der \x9cRaum"), "Der", "Der Raum"),
        (field("200", a="&lt;&lt;Les>> tours"), "Les", "Les tours"),
        (field("200", a="&#x88;L'&#137;atlas"), "L'", "L'atlas"),
        (field("200", a="¬The ¬city"), "The", "The city"),
        (field("200", a="\x98Le"), "", "Le"),
        (field("200", a="Tours", e="\x98la \x9cville"), "", "Tours : la ville"),
        (field("245", a="The city :").replace('ind2=" "', 'ind2="4"'), "The", "The city"),
        (field("245", a="City").replace('ind2=" "', 'ind2="0"'), "", "City"),
    ],
)  # fmt: skip
def test_what_is_marked_as_out_of_order_is_kept_and_not_shown(zone: str, article: str, title: str) -> None:
    (found,) = read(marcxml(record(1, zone)))
    assert isinstance(found, Incoming)
    assert (found.first("article"), found.first("title")) == (article, title)


def test_utf8_that_declares_another_encoding_is_utf8() -> None:
    content = marcxml(record(1, field("200", a="Été"))).replace(b"UTF-8", b"ISO-8859-1")
    (found,) = read(content)
    assert found.first("title") == "Été"
