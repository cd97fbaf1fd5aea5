from indexer.describe.proposal import Proposal
from indexer.describe.shapes import type_by_shape
from tests.indexer.describe.samples import pages

STORY = (
    "La régie emploie trente salariés du quartier. Elle entretient les espaces verts et les halls de la cité."
)
DAY = Proposal("2018-02-22", "stated", 0.9)


def shape(text: str, media_type: str, issued: Proposal | None = None) -> str | None:
    found = type_by_shape(pages(text), media_type, issued)
    return found.value if found else None


def test_formats_speak_for_themselves() -> None:
    assert shape("", "application/vnd.oasis.opendocument.presentation") == "presentation"
    assert shape("", "text/csv") == "donnees"


def test_a_short_web_page_is_news_when_dated_to_the_day_or_told_as_news() -> None:
    assert shape(STORY, "text/html") == "article"
    assert shape(STORY, "text/html", DAY) == "presse"
    assert shape("La maire a inauguré la crèche. " + STORY, "text/html") == "presse"
    assert shape(STORY, "application/pdf", DAY) is None


def test_forms_and_long_pages_are_neither() -> None:
    assert shape("Nom :\nPrénom :\nDate.\nLieu.\nSignez ici.\n", "text/html") is None
    assert shape(STORY * 60, "text/html") is None


def test_the_rubrics_of_a_case_make_a_case_sheet() -> None:
    sheet = "Contexte : un quartier isolé.\nObjectifs : créer du lien.\nDéroulement :\nTrois ateliers.\n"
    sheet += "Résultats : 40 familles."
    assert shape(sheet, "application/pdf") == "fiche-experience"
    assert shape("Contexte : un quartier. Objectifs : du lien.", "application/pdf") is None


def test_a_headline_is_news_and_an_undated_page_on_several_programmes_is_a_note() -> None:
    assert shape("La Halde et le CNFPT signent une convention\n\n" + STORY, "text/html") == "presse"
    (note,) = [type_by_shape(pages(STORY), "text/html", None, programmes=3)]
    assert note is not None
    assert note.value == "fiche-repere"
    reserved = type_by_shape(pages("Article réservé aux abonnés. " + STORY), "text/html", None, programmes=3)
    assert reserved is not None
    assert reserved.value == "article"
