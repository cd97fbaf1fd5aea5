"""Five answers in one window, and on a phone what is searched before anything else."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.web.views import DESKTOP, NARROW

#: Bottom of each card in the window, as laid out.
BOTTOMS = (
    "() => [...document.querySelectorAll('.found .card')].map(each => each.getBoundingClientRect().bottom)"
)


def test_five_cards_fit_a_window(look: Callable[..., Page]) -> None:
    page = look("/recherche?q=sant%C3%A9&tri=date", DESKTOP)
    page.set_viewport_size({"width": 1280, "height": 800})
    bottoms = page.evaluate(BOTTOMS)
    page.set_viewport_size({"width": DESKTOP.width, "height": 900})
    assert sum(bottom <= 800 for bottom in bottoms) >= 5, bottoms


def test_a_long_title_shows_what_tells_it_from_its_likes(look: Callable[..., Page]) -> None:
    page = look("/recherche?q=sant%C3%A9", DESKTOP)
    title = "Groupe de travail sur la dématérialisation des documents d'urbanisme, compte rendu du 14 janvier"
    cut = page.evaluate(
        """title => {
            const heading = document.querySelector('.found .card h3')
            heading.querySelector('a').textContent = title
            return heading.scrollHeight - heading.clientHeight
        }""",
        title,
    )
    assert cut <= 1


def test_the_word_found_shows_on_its_line(look: Callable[..., Page]) -> None:
    page = look("/recherche?q=sant%C3%A9", DESKTOP)
    seen = page.evaluate(
        """() => [...document.querySelectorAll('.extracts .quote')].map(quote => {
            const mark = quote.querySelector('mark')
            return mark && mark.getBoundingClientRect().right <= quote.getBoundingClientRect().right + 1
        })"""
    )
    assert seen
    assert all(seen)


def test_a_phone_folds_the_ways_and_a_wide_window_shows_them(look: Callable[..., Page]) -> None:
    page = look("/aide", NARROW)
    assert page.locator("h1").bounding_box()["y"] < 170  # type: ignore[index]
    expect(page.get_by_role("navigation", name="Navigation principale")).to_have_count(0)
    page.locator(".menu summary").click()
    links = page.get_by_role("navigation", name="Navigation principale").get_by_role("link")
    expect(links.nth(3)).to_be_visible()
    expect(look("/aide", DESKTOP).get_by_role("navigation", name="Navigation principale")).to_have_count(1)


def test_the_typefaces_are_those_served_here(look: Callable[..., Page]) -> None:
    page = look("/", DESKTOP)
    page.evaluate("() => document.fonts.ready")
    faces = page.evaluate("() => [...document.fonts].map(each => [each.family, each.status])")
    assert {tuple(each) for each in faces} == {("Fonds Sans", "loaded"), ("Fonds Serif", "loaded")}
