from indexer.extract.layout import PlacedLine, Sheet
from indexer.extract.pdf_pages import prominent_lines


def test_a_year_that_ends_a_title_is_one_of_its_lines_and_a_page_number_is_not() -> None:
    written = ("Du contrat de ville à « Engagements", "2030 »", "12")
    lines = tuple(PlacedLine(text, index, 36.0, 0.1) for index, text in enumerate(written))
    found = prominent_lines([Sheet("\n".join(written), lines)])
    assert [line.text for line in found] == list(written[:2])
