"""Every page and style sheet passes the W3C's own checker (RGAA 8.2)."""

import shutil
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page

import search_app
from tests.web.pages import PAGES


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
