"""What axe cannot know of a page: whether its title, headings and groups say the right thing."""

from collections.abc import Callable
from itertools import pairwise
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.web.pages import PAGES

#: Pages that show what another page of the list shows: the same record, the same results.
SAME_CONTENT = {"notice cherchée", "adresse mal formée"}


def test_every_page_has_a_title_of_its_own(look: Callable[..., Page]) -> None:
    """RGAA 8.6."""
    names = PAGES.keys() - SAME_CONTENT
    titles = {name: look(PAGES[name]).title() for name in names}
    assert len(set(titles.values())) == len(names), titles


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("résultats", ["santé", "résultat"]),
        ("deuxième page", ["page 2"]),
        ("aucun résultat", ["xylophone"]),
        ("notice", ["Rapport d'activité 2007"]),
        ("page avec image", ["p. 3", "Rapport d'activité 2007"]),
    ],
)
def test_titles_say_what_the_page_holds(look: Callable[..., Page], name: str, words: list[str]) -> None:
    title = look(PAGES[name]).title()
    assert all(word in title for word in words), title


@pytest.mark.parametrize("name", PAGES)
def test_headings_make_an_outline(look: Callable[..., Page], name: str) -> None:
    """RGAA 9.1: one first level, no level left out on the way down, none empty."""
    headings = look(PAGES[name]).eval_on_selector_all(
        "h1,h2,h3,h4,h5,h6", "all => all.map(each => [Number(each.tagName[1]), each.textContent.trim()])"
    )
    levels = [level for level, _ in headings]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(below <= above + 1 for above, below in pairwise(levels)), headings
    assert all(text for _, text in headings)


@pytest.mark.parametrize("name", ["résultats", "résultats filtrés", "adresse mal formée"])
def test_every_choice_stands_in_a_named_group(look: Callable[..., Page], name: str) -> None:
    """RGAA 11.5 to 11.7."""
    legends = look(PAGES[name]).eval_on_selector_all(
        "input[type=checkbox]",
        """all => all.map(each => {
            const group = each.closest('fieldset, [role=group]')
            const name = document.getElementById(group?.getAttribute('aria-labelledby'))
            return (name ?? group?.querySelector('legend'))?.textContent.trim()
        })""",
    )
    assert legends
    assert all(legends)


def test_a_wrong_year_says_what_is_expected(look: Callable[..., Page]) -> None:
    """RGAA 11.10 and 11.11."""
    page = look(PAGES["adresse mal formée"])
    described = page.locator("input[aria-invalid=true]").first.get_attribute("aria-describedby") or ""
    texts = [page.locator(f"#{each}").inner_text() for each in described.split()]
    assert any("2007" in text for text in texts)
    assert "ne se lit pas" in page.get_by_role("alert").inner_text()


@pytest.mark.parametrize("name", PAGES)
def test_the_search_is_at_one_place(look: Callable[..., Page], name: str) -> None:
    """RGAA 12.5: the same form in the header of every page, its box before all other fields."""
    page = look(PAGES[name])
    expect(page.locator("header [role=search] input[name=q]")).to_have_count(1)
    assert page.eval_on_selector("input:not([type=hidden])", "first => first.name") == "q"


@pytest.mark.parametrize("name", PAGES)
def test_nothing_comes_from_elsewhere_and_every_link_leads_somewhere(
    look: Callable[..., Page], site: str, name: str
) -> None:
    page = look(PAGES[name])
    # Within a drawing, an address is an attribute that could move.
    links = page.eval_on_selector_all("a", "all => all.map(each => each.href.baseVal ?? each.href)")
    assert all(links)
    loaded = page.evaluate("() => performance.getEntriesByType('resource').map(each => each.name)")
    assert {urlsplit(each).netloc for each in loaded} <= {urlsplit(site).netloc}


def test_a_record_is_reached_in_two_ways(look: Callable[..., Page]) -> None:
    """RGAA 12.1: by searching, and by browsing from the home page."""
    page = look(PAGES["accueil"])
    page.locator("#themes ~ ul a").first.click()
    page.locator("main .card h3 a").first.click()
    page.wait_for_url("**/notice/**")
