import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.extract.extracted import Metadata
from indexer.extract.flow import Block
from indexer.extract.sections import (
    PAGE_LENGTH,
    SECTION_LENGTH,
    assemble,
    assemble_slides,
    breaks_are_pages,
    layout_is_known,
)

LONG = "Une phrase du texte. " * 40


def test_headings_begin_sections_once_the_one_before_is_long_enough() -> None:
    blocks = [
        Block("Titre", 1),
        Block("Court."),
        Block("Un", 2),
        Block(LONG),
        Block("Deux", 2),
        Block("Fin."),
    ]
    pages = assemble(blocks).pages
    assert [(page.label, page.headings) for page in pages] == [
        ("Titre", ("Titre", "Un")),
        ("Deux", ("Deux",)),
    ]
    assert pages[1].text == "Deux\nFin."


def test_a_long_section_is_cut_at_paragraphs_into_even_parts() -> None:
    pages = assemble([Block("Titre", 1), *[Block(LONG)] * 10]).pages
    assert {page.label for page in pages} == {"Titre"}
    assert [page.text.count("\n") + 1 for page in pages] == [4, 4, 3]


def test_a_paragraph_without_end_is_cut_at_sentences() -> None:
    pages = assemble([Block("Une phrase entière. " * 1000)]).pages
    assert len(pages) == 7
    assert all(page.text.endswith("entière.") for page in pages)


def test_recorded_pages_keep_their_numbers_and_blank_ones_count() -> None:
    extracted = assemble([Block("Un", page=1), Block("Trois", page=3)], paged=True)
    assert [(page.number, page.text, page.label) for page in extracted.pages] == [
        (1, "Un", ""),
        (2, "", ""),
        (3, "Trois", ""),
    ]


def test_sections_mend_what_page_breaks_have_cut() -> None:
    blocks = [Block("La fin de la", page=1), Block("phrase.", page=2, continues=True)]
    assert assemble(blocks).pages[0].text == "La fin de la phrase."


def test_notes_stand_at_the_end_of_their_page() -> None:
    blocks = [Block("Un"), Block("note", aside=True), Block("Deux"), Block("Trois", page=2)]
    assert [page.text for page in assemble(blocks, paged=True).pages] == ["Un\nDeux\nnote", "Trois"]


def test_prominent_lines_carry_their_size_and_page() -> None:
    blocks = [
        Block("Titre", 1),
        Block("Grand", size=28),
        Block("note", aside=True),
        Block("x" * 400),
        Block("fin", page=2),
    ]
    lines = assemble(blocks, paged=True).lines
    assert [(line.text, line.size, line.page) for line in lines] == [
        ("Titre", 24.0, 1),
        ("Grand", 28, 1),
        ("fin", 12.0, 2),
    ]


def test_a_file_without_text_says_so() -> None:
    extracted = assemble([])
    assert [page.text for page in extracted.pages] == [""]
    assert "aucun texte" in extracted.warnings[0]


def test_the_title_of_a_slide_comes_first() -> None:
    extracted = assemble_slides([Block("corps"), Block("Titre", 1)], Metadata())
    assert extracted.pages[0].text == "Titre\ncorps"


def test_typed_breaks_make_pages_unless_one_outgrows_a_sheet() -> None:
    assert not breaks_are_pages([Block("seule")])
    assert breaks_are_pages([Block("un"), Block("deux", page=2)])
    assert not breaks_are_pages([Block("x" * (PAGE_LENGTH + 1)), Block("deux", page=2)])


@pytest.mark.parametrize(
    ("reached", "stated", "known"), [(5, 0, True), (5, 6, True), (3, 21, False), (39, 30, False)]
)
def test_recorded_breaks_are_believed_when_they_agree_with_the_count(
    reached: int, stated: int, known: bool
) -> None:
    assert layout_is_known(reached, stated) is known


@given(
    st.lists(st.builds(Block, st.text("ab é.\n", min_size=1, max_size=9000), st.integers(0, 3)), max_size=12)
)
def test_no_letter_is_lost_and_no_section_is_long(blocks: list[Block]) -> None:
    extracted = assemble(blocks)
    found = [letter for page in extracted.pages for letter in page.text if letter.isalpha()]
    assert found == [letter for block in blocks for letter in block.text if letter.isalpha()]
    assert all(len(page.text) <= 2 * SECTION_LENGTH + len(blocks) for page in extracted.pages)
