"""What goes to paper: dated, with whole addresses, and no sheet wasted."""

from collections.abc import Callable, Iterator

import pypdfium2
import pytest
from PIL import ImageStat
from playwright.sync_api import Page

from catalogue.library import create_library, open_library
from tests.web.conftest import serve_library
from tests.web.pages import PAGES

#: Where visitors know the site.
PUBLIC = "http://fonds.example"


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address here of a site that has a public one."""
    folder = create_library(tmp_path_factory.mktemp("known")).folder
    (folder / "fonds.toml").write_text(f'[library]\nurl = "{PUBLIC}"\n', encoding="utf-8")
    yield from serve_library(open_library(folder))


def sheets(page: Page) -> list[pypdfium2.PdfPage]:
    page.wait_for_load_state("networkidle")
    return list(pypdfium2.PdfDocument(page.pdf(format="A4")))


def words(sheet: pypdfium2.PdfPage) -> str:
    return " ".join(sheet.get_textpage().get_text_bounded().split())


def test_a_notice_is_one_sheet_with_its_whole_address(look: Callable[..., Page], known: str) -> None:
    (sheet,) = sheets(look(known + PAGES["notice cherchée"]))
    assert "Imprimé le " in words(sheet)
    assert f"{PUBLIC}/d/ktz3dy6kh1" in words(sheet)


def test_results_bear_their_date_their_page_and_whole_addresses(
    look: Callable[..., Page], known: str
) -> None:
    first, *_rest = sheets(look(known + PAGES["résultats"]))
    said = words(first)
    assert "Relevé le " in said and "page 1 sur " in said
    assert said.count(f"{PUBLIC}/d/") > 1
    assert f"{PUBLIC}/recherche?q=sant%C3%A9" in said


@pytest.mark.parametrize("name", ["notice cherchée", "résultats"])
def test_an_address_only_this_machine_knows_is_not_printed(
    look: Callable[..., Page], site: str, name: str
) -> None:
    said = " ".join(map(words, sheets(look(PAGES[name]))))
    assert "Fonds documentaire" in said
    assert site not in said


def test_the_image_of_a_page_stands_on_the_first_sheet(look: Callable[..., Page]) -> None:
    (sheet,) = sheets(look(PAGES["page avec image"]))
    middle = sheet.render(scale=1).to_pil().convert("L").crop((60, 120, 540, 600))
    assert ImageStat.Stat(middle).stddev[0] > 1, "nothing is printed in the middle of the sheet"
