"""Words of an enumeration stand near each other, yet no document says them together."""

import pytest

from catalogue.change import Change
from catalogue.record import Page, Record
from search.engines.whoosh import open_engine
from search.parser import parse
from search.query import Query
from tests.search.engines.corpus import Facets, Texts

FILLER = "rien " * 80
ROW = "Présents : gardiens, médiation sociale, police, deux élus, une infirmière."
ITEMS = "Présents :\n- chargée de médiation\n- assistante sociale\n"


@pytest.fixture
def hit(tmp_path):
    def ask(typed, body, passages=3, headings=(), **fields):
        kept = Texts()
        engine = open_engine(str(tmp_path), kept, Facets())
        record = Record("n1", fields.pop("title", "Notes"), **fields)
        # One that does not answer, so that numbers among all documents are others than among those that do.
        other = Change(1, "n0", Record("n0", "Rien"), (Page(1, FILLER),))
        engine.apply(kept.add(other, Change(2, "n1", record, (Page(1, body, headings=headings),))))
        (found,) = engine.search(Query(parse(typed).root, text=typed, passages=passages)).hits
        return found

    return ask


@pytest.mark.parametrize(
    ("body", "together"),
    [
        (ITEMS, False),
        ("La médiation sociale apaise le quartier.", True),
        (f"{ITEMS}{FILLER}La médiation sociale apaise le quartier.", True),
        (ROW, False),
    ],
)
def test_words_in_different_items_are_not_together(hit, body, together):
    found = hit("médiation sociale", body)
    assert (found.held >= 0.9, found.scattered) == (together, False)


def test_a_statement_is_looked_for_beyond_the_extracts(hit):
    pages = f"{ITEMS}{FILLER}" * 5
    assert hit("médiation sociale", f"{pages}La médiation sociale apaise.", passages=1).held == 1.0


def test_what_title_or_heading_tells_need_not_be_said_again(hit):
    body = "- la médiation ;\n- le lien social ;\n- à Reims."
    assert hit("médiation sociale", body, title="Médiation et lien social").held == 1.0
    below = "Médiation\nUne assistante sociale s'en charge."
    assert hit("médiation sociale", below).held < 0.9
    assert hit("médiation sociale", below, headings=("Médiation",)).held == 1.0
    row = f"Médiation\n{ROW.replace('médiation', 'assistante')} Puis la médiation."
    assert hit("médiation sociale", row).held < 0.9
    assert hit("médiation sociale", row, headings=("Médiation",)).held == 1.0


@pytest.mark.parametrize("typed", ['"centre social" jeunes', "centre soci* jeunes", "centre social jeunes"])
def test_phrases_and_beginnings_are_told_by_titles_and_abstracts_as_words_are(hit, typed):
    body = "- un centre social ;\n- les jeunes de Reims."
    assert hit(typed, body).held < 0.9
    assert hit(typed, body, title="Notre centre social").held == 1.0
    assert hit(typed, body, abstract="Le centre social reçoit les jeunes.").held == 1.0
    assert hit(typed, body, abstract="Le centre social ; la fête ; les jeunes.").held < 0.9


def test_an_abstract_is_read_as_a_text(hit):
    for abstract in ("Une médiation ; une assistante sociale.", ROW):
        assert hit("médiation sociale", ITEMS, abstract=abstract).held < 0.9
    assert hit("médiation sociale", ITEMS, abstract="De la médiation sociale à Reims.").held == 1.0


def test_what_the_title_tells_need_not_be_said_again_in_an_abstract(hit):
    """Records of other centres often have no text but these."""
    assert hit("médiation sociale", "", abstract="Médiation ; le lien social.").held < 0.9
    assert hit("médiation sociale", "", title="Médiation", abstract="À Reims ; le lien social.").held == 1.0


def test_a_place_typed_with_its_capital_is_none_in_small_letters(hit):
    assert hit("bailleurs Tours", "Les bailleurs de quatre Tours et de Tours.").held == 1.0
    assert hit("bailleurs Tours", "Les bailleurs de Tours, et de quatre tours.").held == 1.0
    assert hit("bailleurs Tours", "Les bailleurs gèrent quatre tours.").held < 0.9


def test_a_place_of_which_the_notice_says_it_is_about_need_not_be_said_again(hit):
    body = "- une médiation ;\n- la Bretagne."
    assert hit("médiation Bretagne", body).held < 0.9
    assert hit("médiation Bretagne", body, places=("Bretagne",)).held == 1.0
    assert hit("médiation région", "- une médiation ;\n- la région.", places=("Bretagne",)).held < 0.9


def test_nothing_is_read_where_no_extract_is_asked_for(hit):
    assert hit("médiation sociale", ITEMS, passages=0).held == 1.0
