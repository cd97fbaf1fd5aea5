"""A report made twice is the same to the byte, holds what it was told, and no text of it is markup."""

from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pypdf
import pytest
from lxml import etree

from exchange.reports import open_document, portable_document
from exchange.reports.blocks import Bars, Entry, Heading, Paragraph, Quotation, Report, Table
from tests.exchange.reports.pdf_ua import breaches

HOSTILE = '#strong[x] $a$ <b> \\ " ]] & « é »'


@pytest.fixture(scope="module")
def report():
    return Report(
        "État des lieux", "Deux documents.", "fr", "2026-11-29", "Centre",
        (
            Heading("Combien"),
            Paragraph(HOSTILE, "https://fonds.example/recherche"),
            Bars("Par année", ("Année", "Documents"), (("2007", 3), ("2008", 0))),
            Table("Croisement", ("Thème", "A", "B", "C"), (("Santé", "1", "2", "0"),)),
            Quotation("Les mots du document", "Rapport, p. 12", "https://fonds.example/p/12"),
            Quotation("Their own words", "Report, p. 2", language="en"),
            Paragraph("Ce que dit une langue mal écrite", language="pt_BR"),
            Entry((("Durand. ", False), ("Titre", True)), "https://fonds.example/d"),
        ),
    )  # fmt: skip


def test_the_open_document_is_whole_and_the_same_twice(report):
    made = open_document.write(report)
    assert made == open_document.write(report)
    with ZipFile(BytesIO(made)) as package:
        assert package.namelist()[0] == "mimetype"
        content = etree.fromstring(package.read("content.xml"))
        etree.fromstring(package.read("styles.xml"))
    text = " ".join(content.itertext())
    assert HOSTILE in text
    assert text.count("2007") == 1
    assert set(content.xpath("//@*[local-name()='href']")) == {
        "https://fonds.example/recherche", "https://fonds.example/p/12",
    }  # fmt: skip


def test_the_pdf_is_tagged_says_its_language_and_is_the_same_twice(report):
    made = portable_document.write(report)
    assert made == portable_document.write(report)
    reader = pypdf.PdfReader(BytesIO(made))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith("fr")
    assert reader.metadata.title == "État des lieux"
    assert b"pdfuaid" in root["/Metadata"].get_data()
    text = " ".join(reader.pages[0].extract_text().split())
    assert "#strong[x] $a$" in text
    assert "Les mots du document" in text
    assert b"/Lang (en" in made or b"/Lang(en" in made


def test_a_checker_of_pdf_ua_accepts_it_and_not_a_page_without_tags(report, tmp_path):
    rows = tuple((f"Thème {number}", "1", "2", "0") for number in range(60))  # over two pages
    long = replace(report, blocks=(*report.blocks, Table("Long", ("Thème", "A", "B", "C"), rows)))
    for name, made in (("court", report), ("long", long)):
        (tmp_path / f"{name}.pdf").write_bytes(portable_document.write(made))
    untagged = pypdf.PdfWriter()
    untagged.add_blank_page(200, 200)
    untagged.write(tmp_path / "nu.pdf")
    found = breaches(*sorted(tmp_path.glob("*.pdf")))
    assert found.pop("nu.pdf")
    assert found == {"court.pdf": [], "long.pdf": []}
