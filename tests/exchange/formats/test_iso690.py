from dataclasses import replace

import pytest

from catalogue.record import Record
from exchange.formats.iso690 import runs, text
from exchange.formats.reference import reference_of
from tests.exchange.references import label

REFERENCE = reference_of(
    Record(
        "r1",
        "Un jardin partagé",
        creators=("Petit, Anaïs", "Villes au carré"),
        publisher="Villes au carré",
        issued="2012-05-09",
        format="application/pdf",
        pages=12,
    ),
    label,
    "http://localhost",
)


def test_a_reference_after_iso_690():
    assert text(REFERENCE).replace("\xa0", " ") == (
        "PETIT, Anaïs ; Villes au carré. Un jardin partagé [en ligne]. Villes au carré, 9 mai 2012. 12 p. "
        "Disponible à l'adresse : http://localhost/d/4xh98ezyh6"
    )
    assert [run.text for run in runs(REFERENCE) if run.italic] == ["Un jardin partagé"]


def test_a_page_is_pointed_to_by_its_number_and_address():
    said = text(REFERENCE, "en", locator="p. 4", address="http://localhost/notice/r1/page/4")
    assert said.endswith(
        "Villes au carré, May 9, 2012, p. 4. Available from: http://localhost/notice/r1/page/4"
    )


@pytest.mark.parametrize(
    ("issued", "said"), [("2012", "2012"), ("2012-05", "mai 2012"), ("", "sans date"), ("2012-99", "2012-99")]
)
def test_dates_as_far_as_known(issued, said):
    assert f"Villes au carré, {said}. 12 p." in text(replace(REFERENCE, issued=issued))


def test_without_address_it_ends_with_a_full_stop():
    assert text(replace(REFERENCE, address="", authors=(), publisher="", pages=0)) == (
        "Un jardin partagé. 9 mai 2012."
    )


def test_who_cites_says_when_they_read_it():
    said = text(replace(REFERENCE, accessed="2026-11-29")).replace("\xa0", " ")
    assert "Villes au carré, 9 mai 2012 [consulté le 29 novembre 2026]. 12 p." in said


def test_an_article_says_where_it_appeared():
    said = text(replace(REFERENCE, publisher="", journal="Esprit", issue="303", extent="14-39", pages=0))
    assert "Esprit, n° 303, p. 14-39, 9 mai 2012" in said
