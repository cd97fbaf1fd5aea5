"""Every page, in every view, passes axe's rules for the RGAA.

axe touches a third of the RGAA's criteria: passing is no conformity, and the site never says so.
"""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.web.pages import PAGES
from tests.web.views import DARK, DESKTOP, NARROW, WITHOUT_SCRIPTS, View

ALL_RULES = {"runOnly": ["RGAAv4", "best-practice"]}
#: Only colours differ between light and dark.
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}


@pytest.mark.parametrize("view", [DESKTOP, NARROW, WITHOUT_SCRIPTS], ids=str)
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(look: Callable[..., Page], axe: str, name: str, view: View) -> None:
    report = run(axe, look(PAGES[name], view), ALL_RULES)
    assert len(report["passes"]) > 10, "axe looked at nothing"
    assert not report["violations"], explain(report)


@pytest.mark.parametrize("name", PAGES)
def test_colours_contrast_in_the_dark_too(look: Callable[..., Page], axe: str, name: str) -> None:
    report = run(axe, look(PAGES[name], DARK), COLOURS)
    assert report["passes"], "axe looked at nothing"
    assert not report["violations"], explain(report)


def test_completion_is_accessible_while_open(look: Callable[..., Page], axe: str) -> None:
    page = look(PAGES["accueil"])
    page.get_by_role("combobox").press_sequentially("san")
    page.get_by_role("option").first.wait_for()
    report = run(axe, page, ALL_RULES)
    assert not report["violations"], explain(report)


def test_axe_sees_what_is_wrong(look: Callable[..., Page], axe: str) -> None:
    """Else the tests above would pass over an axe that looks at nothing."""
    page = look(PAGES["accueil"])
    page.evaluate("() => document.querySelector('label').remove()")
    assert [each["id"] for each in run(axe, page, ALL_RULES)["violations"]] == ["label"]


def run(axe: str, page: Page, options: dict[str, Any]) -> dict[str, Any]:
    page.evaluate(axe)
    report: dict[str, Any] = page.evaluate("options => axe.run(document, options)", options)
    return report


def explain(report: dict[str, Any]) -> str:
    lines = []
    for violation in report["violations"]:
        criteria = [tag for tag in violation["tags"] if tag.startswith("RGAA-")]
        for node in violation["nodes"][:3]:
            lines += [f"{violation['id']} {criteria} {node['html'][:200]}", node["failureSummary"][:400]]
    return "\n".join(lines)
