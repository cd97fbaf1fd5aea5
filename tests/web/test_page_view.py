"""What is marked on a page's image is what was searched, at its place."""

import re
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from tests.web.pages import PAGES
from tests.web.views import DESKTOP, NARROW, View


@pytest.mark.parametrize("view", [DESKTOP, NARROW], ids=str)
def test_marks_lie_over_the_words_of_the_image(look: Callable[..., Page], view: View) -> None:
    page = look(PAGES["page avec image"], view)
    image = page.locator("figure img")
    image.evaluate("each => each.decode()")
    whole = _box(image)
    rendered = Image.open(
        BytesIO(page.request.get(image.evaluate("each => each.currentSrc")).body())
    ).convert("L")
    marks = page.locator(".overlay rect").all()
    assert marks
    expect(page.locator("section.text mark")).to_have_count(len(marks))
    page.locator(".window").evaluate(
        "each => { each.style.maxHeight = 'none'; each.style.overflow = 'visible'; }"
    )
    for mark in marks:
        left, top, right, bottom = _box(mark)
        assert whole[0] <= left < right <= whole[2]
        across, down = rendered.width / (whole[2] - whole[0]), rendered.height / (whole[3] - whole[1])
        crop = (
            (left - whole[0]) * across,
            (top - whole[1]) * down,
            (right - whole[0]) * across,
            (bottom - whole[1]) * down,
        )
        assert rendered.crop(tuple(map(round, crop))).getextrema()[0] < 128, "no ink under the mark"


def test_the_image_keeps_its_place_before_it_comes(look: Callable[..., Page]) -> None:
    page = look(PAGES["page avec image"])
    image = page.locator("figure img")
    loaded = _box(image)
    page.route("**/image*", lambda route: route.abort())
    page.reload()
    assert _box(image) == pytest.approx(loaded, abs=1)
    page.unroute("**/image*")


def test_one_goes_from_hit_to_hit(look: Callable[..., Page]) -> None:
    page = look(PAGES["page avec image"])
    page.get_by_role("link", name="Occurrence suivante").click()
    page.wait_for_url(re.compile(r"/page/3\?q=.*occ=2#occ-2"))
    expect(page.locator(".hits strong")).to_have_text("Occurrence 2 sur 4")
    page.get_by_role("link", name="Occurrence suivante").click()
    page.get_by_role("link", name="Occurrence suivante").click()
    page.wait_for_url(re.compile(r"/page/4\?q="))
    page.get_by_role("link", name="Occurrence précédente").click()
    page.wait_for_url(re.compile(r"/page/3\?q=.*occ=3#occ-3"))


@pytest.mark.parametrize(
    "view", [DESKTOP, NARROW, replace(NARROW, name="320 px sans JavaScript", enhanced=False)], ids=str
)
@pytest.mark.parametrize("shown", ["", "&vue=image", "&vue=texte", "&zoom=300"])
def test_what_was_searched_is_in_view_and_in_focus(look: Callable[..., Page], view: View, shown: str) -> None:
    page = look(f"{PAGES['page avec image']}{shown}&occ=3#occ-3", view)
    found = page.locator("#occ-3")
    expect(found).to_be_focused()
    expect(found).to_be_in_viewport(ratio=0.99)


def _box(of: Locator) -> tuple[float, float, float, float]:
    box = of.bounding_box()
    assert box is not None
    return box["x"], box["y"], box["x"] + box["width"], box["y"] + box["height"]
