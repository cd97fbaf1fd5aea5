import pytest
from hypothesis import given
from hypothesis import strategies as some

from indexer.extract.ocr_lines import sheet_of
from tests.indexer.extract.hocr import hocr

TITLE = [("Projet de renouvellement urbain", 62.0), ("du quartier des Douves", 58.0)]
TEXT = [("Les habitants ont été associés", 26.0), ("à chacune des étapes.", 25.0)]


def test_lines_and_paragraphs_are_the_text_that_tesseract_gives() -> None:
    assert sheet_of(hocr([TITLE, TEXT]), 1000, 0.36).text == (
        "Projet de renouvellement urbain\ndu quartier des Douves\n\n"
        "Les habitants ont été associés\nà chacune des étapes.\n"
    )


def test_lines_of_nearly_one_size_are_of_one_and_know_where_they_stand() -> None:
    sheet = sheet_of(hocr([TITLE, TEXT]), 1000, 0.5)
    assert [line.size for line in sheet.lines] == [30.0, 30.0, 12.8, 12.8]
    assert [sheet.text.split("\n")[line.index] for line in sheet.lines] == [line.text for line in sheet.lines]
    assert [line.top for line in sheet.lines] == sorted(line.top for line in sheet.lines)


@pytest.mark.parametrize(
    "page",
    [
        hocr([[("FR N AISE géolocalisée", 90.0)]], sure=61),
        hocr([[("04/03/22 | v2021-10 | modification", 90.0)]]),
        hocr([[("Direction des services", 90.0)]]).replace("x_size 90.0", "x_size 30.0"),
    ],
    ids=["doubtful", "a row of a table", "a mark beside it"],
)
def test_what_is_no_plain_line_is_text_and_stands_nowhere(page: str) -> None:
    sheet = sheet_of(page, 1000, 0.36)
    assert sheet.text.strip()
    assert sheet.lines == ()


def test_two_things_side_by_side_are_placed_and_never_the_largest() -> None:
    page = hocr([[("MINISTÈRE Caudex", 60.0)], *[TEXT]]).replace(
        "bbox 0 0 900 60; x_wconf 95'>Caudex", "bbox 1500 0 1700 60; x_wconf 95'>Caudex"
    )
    parted, *text = sheet_of(page, 1000, 1.0).lines
    assert parted.text == "MINISTÈRE Caudex"
    assert {parted.size} == {line.size for line in text}


def test_a_line_without_a_size_is_as_large_as_its_box() -> None:
    (line,) = sheet_of(hocr([[("Compte rendu", 40.0)]]).replace("; x_size 40.0", ""), 1000, 1.0).lines
    assert line.size == 40.0


@given(some.text() | some.text("<p>span title='bbox 1 2 3 4; x_size 9'/&;"))
def test_whatever_comes_instead_of_hocr_gives_a_page(said: str) -> None:
    assert sheet_of(said, 0, 1.0).text is not None
