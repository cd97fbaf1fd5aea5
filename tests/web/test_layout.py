"""Pages fit narrow screens and large print."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.web.pages import PAGES
from tests.web.views import DESKTOP, NARROW

#: How far the page is wider than the window, and what sticks out furthest.
OVERFLOW = """() => {
  const wide = document.scrollingElement.scrollWidth - document.documentElement.clientWidth;
  const right = each => each.getBoundingClientRect().right;
  const widest = [...document.body.querySelectorAll('*')].reduce((a, b) => right(b) > right(a) ? b : a);
  return [wide, widest.outerHTML.slice(0, 200)];
}"""


@pytest.mark.parametrize("name", PAGES)
def test_nothing_sticks_out_of_a_narrow_screen(look: Callable[..., Page], name: str) -> None:
    """RGAA 10.11: at 320 pixels one reads without scrolling sideways."""
    wide, widest = look(PAGES[name], NARROW).evaluate(OVERFLOW)
    assert wide <= 0, widest


@pytest.mark.parametrize("name", PAGES)
def test_text_can_be_twice_as_large(look: Callable[..., Page], name: str) -> None:
    """RGAA 10.4."""
    page = look(PAGES[name], DESKTOP)
    before = page.locator("h1").evaluate("each => parseFloat(getComputedStyle(each).fontSize)")
    page.evaluate("() => { document.documentElement.style.fontSize = '200%' }")
    after = page.locator("h1").evaluate("each => parseFloat(getComputedStyle(each).fontSize)")
    assert after >= before * 1.5
    wide, widest = page.evaluate(OVERFLOW)
    assert wide <= 0, widest


@pytest.mark.parametrize("name", ["accueil", "résultats", "notice", "page avec image"])
def test_text_can_be_spaced_out(look: Callable[..., Page], name: str) -> None:
    """RGAA 10.12 (WCAG 1.4.12): larger spacing hides nothing and widens nothing."""
    page = look(PAGES[name], NARROW)
    page.evaluate("""() => {
      for (const each of document.body.querySelectorAll('*')) {
        each.style.lineHeight = '1.5'; each.style.letterSpacing = '.12em'; each.style.wordSpacing = '.16em';
      }
      for (const each of document.body.querySelectorAll('p')) each.style.marginBottom = '2em';
    }""")
    wide, widest = page.evaluate(OVERFLOW)
    assert wide <= 0, widest


@pytest.mark.parametrize("name", PAGES)
def test_targets_are_large_enough(look: Callable[..., Page], name: str) -> None:
    """WCAG 2.5.8: 24 by 24 pixels for boxes and buttons, which stand in no sentence."""
    small = look(PAGES[name], NARROW).evaluate("""() =>
      [...document.querySelectorAll(
          'button, input:not([type=hidden]):not([type=checkbox]), .pages a, .turn a, .hits a')]
        .filter(each => each.offsetParent)
        .map(each => [each.outerHTML.slice(0, 120), each.getBoundingClientRect()])
        .filter(([, box]) => box.width < 24 || box.height < 24)
        .map(([html]) => html)""")
    assert not small


def test_a_title_in_another_script_runs_its_own_way(look: Callable[..., Page]) -> None:
    """« دليل bizarre » is read from the right: its second word stands left of the first."""
    first, second = look(PAGES["notice"]).evaluate("""() => {
      const title = document.querySelector('h1'), range = document.createRange();
      title.textContent = 'دليل bizarre';
      return [[0, 4], [5, 12]].map(([from, to]) => {
        range.setStart(title.firstChild, from); range.setEnd(title.firstChild, to);
        return range.getBoundingClientRect().left;
      });
    }""")
    assert second < first
