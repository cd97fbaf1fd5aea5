"""What goes to paper: dated, with whole addresses, and no sheet wasted."""

from collections.abc import Callable

import pypdfium2
from PIL import ImageStat
from playwright.sync_api import Page

from tests.web.pages import PAGES


def sheets(page: Page) -> list[pypdfium2.PdfPage]:
    page.wait_for_load_state("networkidle")
    return list(pypdfium2.PdfDocument(page.pdf(format="A4")))


def words(sheet: pypdfium2.PdfPage) -> str:
    return " ".join(sheet.get_textpage().get_text_bounded().split())


def test_a_notice_is_one_sheet_with_its_whole_address(look: Callable[..., Page], site: str) -> None:
    (sheet,) = sheets(look(PAGES["notice cherchée"]))
    assert "Imprimé le " in words(sheet)
    assert f"{site}/notice/rapport-2007" in words(sheet)


def test_results_bear_their_date_their_page_and_whole_addresses(look: Callable[..., Page], site: str) -> None:
    first, *_rest = sheets(look(PAGES["résultats"]))
    said = words(first)
    assert "Relevé le " in said and "page 1 sur " in said
    assert said.count(f"{site}/notice/") > 1
    assert f"{site}/recherche?q=sant%C3%A9" in said


def test_the_image_of_a_page_stands_on_the_first_sheet(look: Callable[..., Page]) -> None:
    (sheet,) = sheets(look(PAGES["page avec image"]))
    middle = sheet.render(scale=1).to_pil().convert("L").crop((60, 120, 540, 600))
    assert ImageStat.Stat(middle).stddev[0] > 1, "nothing is printed in the middle of the sheet"
