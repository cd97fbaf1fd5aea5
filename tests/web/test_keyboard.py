"""All can be done by keyboard, and one sees where one is."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.web.pages import PAGES

#: What shows where the focus is, of the element that has it.
LOOKS = """each => {
  const style = getComputedStyle(each);
  return [style.outlineStyle, style.outlineWidth, style.outlineColor, style.boxShadow,
          style.backgroundColor, style.borderColor, style.textDecorationLine];
}"""
#: Everything one should reach by Tab, in the order of the page.
REACHABLE = """() => [...document.querySelectorAll(
    'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')]
  .filter(each => !each.disabled && each.checkVisibility({visibilityProperty: true}))
  .map((each, number) => { each.dataset.order = number; return number; })"""
FOCUSED = "() => document.activeElement.dataset.order ?? null"


@pytest.mark.parametrize("name", PAGES)
def test_the_skip_link_is_first_and_works(look: Callable[..., Page], name: str) -> None:
    """RGAA 12.7."""
    page = look(PAGES[name])
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    assert focused.get_attribute("href") == "#contenu"
    expect(focused).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.id") == "contenu"


@pytest.mark.parametrize("name", ["accueil", "résultats", "notice cherchée", "page avec image", "aide"])
def test_tab_goes_through_everything_in_order(look: Callable[..., Page], name: str) -> None:
    """RGAA 12.8 and 12.9: in the order of the page, without a trap."""
    page = look(PAGES[name])
    expected = page.evaluate(REACHABLE)
    reached = []
    for _ in expected:
        page.keyboard.press("Tab")
        order = page.evaluate(FOCUSED)
        reached.append(None if order is None else int(order))
    assert reached == expected


@pytest.mark.parametrize("name", ["accueil", "résultats filtrés", "notice cherchée", "page avec image"])
def test_one_sees_where_one_is(look: Callable[..., Page], name: str) -> None:
    """RGAA 10.7."""
    page = look(PAGES[name])
    resting = page.evaluate(
        f"() => {{ const order = ({REACHABLE})(); return order.map(number => "
        f"({LOOKS})(document.querySelector(`[data-order='${{number}}']`))); }}"
    )
    unseen = []
    for _ in resting:
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        order = int(focused.get_attribute("data-order") or -1)
        if focused.evaluate(LOOKS) == resting[order]:
            unseen.append(focused.evaluate("each => each.outerHTML.slice(0, 150)"))
    assert not unseen


def test_the_search_is_completed_by_keyboard(look: Callable[..., Page], site: str) -> None:
    page = look(PAGES["accueil"])
    box = page.get_by_role("combobox")
    box.press_sequentially("santé men")
    page.get_by_role("option").first.wait_for()
    assert box.get_attribute("aria-expanded") == "true"
    box.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    box.press_sequentially("t")
    page.get_by_role("option", name="Santé mentale").wait_for()
    box.press("ArrowUp")
    chosen = page.locator("[role=option][aria-selected=true]")
    assert box.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    box.press("Enter")
    page.wait_for_url(f"{site}/notice/sante-mentale*")


def test_enter_searches_what_was_typed(look: Callable[..., Page], site: str) -> None:
    page = look(PAGES["accueil"])
    page.get_by_role("combobox").press_sequentially("jardin")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}/recherche?q=jardin")
    expect(page.locator("main .card")).to_have_count(1)


def test_the_shortcut_can_be_switched_off(look: Callable[..., Page]) -> None:
    """RGAA 12.10."""
    page = look(PAGES["aide"])
    focused: Callable[[], Any] = lambda: page.evaluate("() => document.activeElement.id")  # noqa: E731
    page.keyboard.press("/")
    assert focused() == "q"
    page.locator("#shortcut").click()
    page.keyboard.press("/")
    assert focused() == "shortcut"
    page.reload()
    page.keyboard.press("/")
    assert focused() == ""
    page.locator("#shortcut").click()
    page.keyboard.press("/")
    assert focused() == "q"


def test_filtering_by_keyboard(look: Callable[..., Page]) -> None:
    page = look(PAGES["résultats"])
    choice = page.get_by_role("group", name="Région").get_by_role("checkbox").first
    choice.focus()
    page.keyboard.press("Space")
    expect(choice).to_be_checked()
    page.get_by_role("button", name="Filtrer").first.press("Enter")
    page.wait_for_url("**/recherche?q=sant*&region=*")
    page.get_by_role("link", name="Retirer le filtre").first.press("Enter")
    page.wait_for_url("**/recherche?q=sant%C3%A9")
