import pytest

from catalogue.document_formats import DOCX, PDF
from catalogue.record import Page
from search.results import Mark
from search_app.pages.page_text import PageText, TextBlock, text_blocks

TABLE = "Lieu | Avis\nBancs | Tous au soleil\nJeux | <b>3</b>"


def blocks(text: str, *marks: Mark, kind: str = DOCX, anchored: bool = True) -> tuple[TextBlock, ...]:
    page = Page(1, text, headings=("Le square",))
    return text_blocks(page, kind, PageText(text, marks, anchored=anchored, current=1))


def test_headings_tables_and_paragraphs_are_told_apart() -> None:
    heading, paragraph, table, end = blocks(
        f"Le square\nUne marche.\nDeux avis.\n\n{TABLE}\n\nFin | seule ligne."
    )
    assert heading.heading == "Le square"
    assert paragraph.paragraph == "Une marche.\nDeux avis."
    assert table.rows[0] == ("Lieu", "Avis") and table.titled
    assert table.rows[2] == ("Jeux", "&lt;b&gt;3&lt;/b&gt;")
    assert (end.paragraph, end.rows) == ("Fin | seule ligne.", ())


def test_a_bar_in_one_line_or_on_a_printed_page_makes_no_table() -> None:
    assert [each.rows for each in blocks("Rapport | 2007")] == [()]
    assert [each.rows for each in blocks(TABLE, kind=PDF)] == [()]


def test_marks_keep_their_number_in_whatever_block_they_stand() -> None:
    text = f"Le square\nUn banc.\n{TABLE}"
    at = text.index("Bancs")
    heading, _paragraph, table = blocks(text, Mark(3, 9), Mark(at, at + 5))
    assert heading.heading == 'Le <mark id="occ-1" tabindex="-1" class="current">square</mark>'
    assert table.rows[1][0] == '<mark id="occ-2" tabindex="-1">Bancs</mark>'


def test_nothing_is_lost_and_no_anchor_stands_twice() -> None:
    text = "Un mot\n\nqui passe la ligne"
    first, second = blocks(text, Mark(3, 11))
    assert first.paragraph == 'Un <mark id="occ-1" tabindex="-1" class="current">mot</mark>'
    assert second.paragraph == '<mark class="current">qui</mark> passe la ligne'


@pytest.mark.parametrize("anchored", [True, False])
def test_where_the_image_is_gone_to_the_text_has_no_anchors(anchored: bool) -> None:
    (block,) = blocks("Un mot", Mark(3, 6), anchored=anchored)
    assert ("occ-1" in str(block.paragraph)) is anchored
