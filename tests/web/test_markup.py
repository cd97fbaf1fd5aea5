"""Every page and style sheet passes the W3C's own checker (RGAA 8.2)."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

import search_app
from tests.web.pages import PAGES

CHECKER = Path(__file__).parents[2] / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"

#: Container queries (CSS Containment 3), which every browser knows since 2023 and the checker does not.
UNKNOWN_TO_IT = ("CSS: Unrecognized at-rule “@container”", "CSS: “container-type”: Property")


@pytest.fixture(scope="module")
def check() -> Callable[[Path], list[str]]:
    java = shutil.which("java")
    if java is None or not CHECKER.exists():
        pytest.skip("the checker needs Java and vnu-jar: `make browser` brings the latter")

    def run(folder: Path) -> list[str]:
        command = [java, "-jar", CHECKER, "--also-check-css", "--also-check-svg", "--format", "json", folder]
        messages = json.loads(subprocess.run(command, capture_output=True).stderr)["messages"]
        return [
            f"{Path(each['url']).name}: {each['message']}"
            for each in messages
            if not each["message"].startswith(UNKNOWN_TO_IT)
        ]

    return run


def test_pages_and_style_sheets_are_valid(
    look: Callable[..., Page], check: Callable[[Path], list[str]], tmp_path: Path
) -> None:
    page = look("/")
    for name, address in PAGES.items():
        (tmp_path / f"{name}.html").write_bytes(page.request.get(address).body())
    static = Path(search_app.__file__).parent / "static"
    shutil.copytree(static, tmp_path / "static", ignore=shutil.ignore_patterns("*.js", "fonts"))
    assert not check(tmp_path)


def test_the_checker_sees_what_is_wrong(check: Callable[[Path], list[str]], tmp_path: Path) -> None:
    (tmp_path / "wrong.html").write_text("<!doctype html><html lang=fr><title>a</title><p><h1>b</h1></p>")
    assert check(tmp_path) == ["wrong.html: No “p” element in scope but a “p” end tag seen."]
