"""What browsers may keep: static files for long, pages as long as the catalogue has not changed.

A page is named by an entity tag made of its address, the generation of the catalogue, the settings, what the
centre says of itself, the code that prints it, who logged in and the day, which it says; a browser that still
has it is answered 304 before anything is searched.
"""

import hashlib
import re
from collections.abc import Callable, Iterable
from datetime import date
from functools import lru_cache, wraps
from pathlib import Path
from typing import Any, TypeVar

from flask import Flask, Response, current_app, g, make_response, request, url_for

import exchange
from catalogue.figures import figures_folder
from catalogue.file_times import folder_times
from catalogue.rooms import TERRITORIES
from search_app.presented import presented_times
from search_app.site_library import generation, site_library

#: Seconds a static file is kept; its address changes with its content.
STATIC_AGE = 365 * 24 * 3600
#: Sheets that every page has; others are asked for by the pages that need them.
SHEETS = ("tokens", "base", "search", "cards", "document", "selection")
#: Scripts that every page has.
SCRIPTS = ("fonds", "selection")
#: Seconds an image of a page is kept without asking again.
IMAGE_AGE = 24 * 3600

View = TypeVar("View", bound=Callable[..., Any])


def register(app: Flask) -> None:
    """Let templates name static files by their content and say how long these may be kept."""
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = STATIC_AGE
    app.jinja_env.globals["static_url"] = static_url
    app.jinja_env.globals["typeface_url"] = typeface_url
    app.jinja_env.globals["style_url"] = lambda: _joined_url("about.style", style_sheet())
    app.jinja_env.globals["script_url"] = lambda: _joined_url("about.script_file", script())


def static_url(name: str) -> str:
    """Address of a static file, new whenever its content is."""
    kept: dict[tuple[str, str], str] = current_app.extensions.setdefault("static addresses", {})
    key = (request.script_root, name)
    if key not in kept:
        kept[key] = url_for("static", filename=name, v=_digest(Path(current_app.static_folder or "") / name))
    return kept[key]


def typeface_url(name: str) -> str:
    """Address of a typeface as the style sheet says it, which does not change with its content."""
    kept: dict[tuple[str, str], str] = current_app.extensions.setdefault("static addresses", {})
    key = (request.script_root, f"typeface {name}")
    if key not in kept:
        kept[key] = url_for("static", filename=f"fonts/{name}.woff2")
    return kept[key]


def _joined_url(endpoint: str, content: str) -> str:
    """Address of what every page has, new whenever a file of it is."""
    kept: dict[tuple[str, str], str] = current_app.extensions.setdefault("static addresses", {})
    key = (request.script_root, endpoint)
    if key not in kept:
        kept[key] = url_for(endpoint, v=hashlib.sha256(content.encode()).hexdigest()[:12])
    return kept[key]


@lru_cache
def style_sheet() -> str:
    """The sheets that every page has, in their order, without their comments and indents."""
    return re.sub(
        r"/\*.*?\*/|^\s+", "", _joined(f"{name}.css" for name in SHEETS), flags=re.DOTALL | re.MULTILINE
    )


@lru_cache
def script() -> str:
    """The scripts that every page has, without the lines that are comments and indents."""
    return re.sub(r"^\s*//.*\n|^\s+", "", _joined(f"{name}.js" for name in SCRIPTS), flags=re.MULTILINE)


def _joined(names: Iterable[str]) -> str:
    folder = Path(__file__).parent / "static"
    return "\n".join((folder / name).read_text(encoding="utf-8") for name in names)


def revalidated(view: View) -> View:
    """Answer 304 when the browser holds what the view would print again."""

    @wraps(view)
    def answer(*args: Any, **named: Any) -> Response:
        tag = g.tag = _tag()
        if request.if_none_match.contains_weak(tag):
            response = Response(status=304)
        else:
            response = make_response(view(*args, **named))
        if response.status_code in {200, 304}:
            response.set_etag(tag, weak=True)
            response.headers["Cache-Control"] = "no-cache"
        return response

    return answer  # type: ignore[return-value]


def _tag() -> str:
    settings = site_library().library.settings.library
    person = g.get("account")
    day = date.today()  # noqa: DTZ011 - printed on paper, and said in citations
    site = f"{settings} {presented_times()} {_code()}"
    if TERRITORIES in site_library().library.settings.site.rooms:
        site += str(folder_times(figures_folder(site_library().library)))
    named = f"{request.full_path} {generation()} {site} {person} {day}"
    return hashlib.sha256(named.encode("utf-8", "surrogatepass")).hexdigest()[:24]


@lru_cache
def _code() -> str:
    """Changes with any file of the site, and of what writes its other formats: an upgrade shows at once."""
    folders = (Path(__file__).parent, Path(exchange.__file__).parent)
    kinds = {".py", ".html", ".xml", ".po", ".css", ".js"}
    files = sorted(path for folder in folders for path in folder.rglob("*") if path.suffix in kinds)
    return hashlib.sha256("".join(map(_digest, files)).encode()).hexdigest()[:12]


@lru_cache
def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]
