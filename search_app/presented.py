"""What the centre says of itself, as this request shows it: read again whenever its files change.

A preview at the desk shows a page with what was typed instead, for that request alone (`show_instead`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from flask import current_app, g

from catalogue.file_times import Times, presentation_times
from catalogue.presentation import Presentation, PresentationError, SitePage, page_text, read_presentation
from search_app.site_library import site_library


@dataclass(frozen=True, slots=True)
class _Kept:
    """What was read of one state of the files."""

    times: Times
    presentation: Presentation


def presentation() -> Presentation:
    """What this request shows of the centre."""
    if "presentation" not in g:
        g.presentation = _read()
    return cast(Presentation, g.presentation)


def text_of(page: SitePage) -> str:
    """What the centre wrote on a page, in Markdown."""
    typed: Mapping[SitePage, str] = g.get("presented_texts", {})
    return typed[page] if page in typed else page_text(site_library().library.folder, page)


def show_instead(presented: Presentation, texts: Mapping[SitePage, str]) -> None:
    """Make this request show these instead of what stands in the files."""
    g.presentation, g.presented_texts = presented, texts


def named(key: str) -> str:
    """A name of the centre: as said at the desk, else as in the settings."""
    return str(getattr(presentation(), key) or getattr(site_library().library.settings.library, key))


def presented_times() -> Times:
    """What the files were last seen like, for whatever is kept by what they say."""
    if "presented_times" not in g:
        g.presented_times = presentation_times(site_library().library)
    return cast(Times, g.presented_times)


def _read() -> Presentation:
    times = presented_times()
    kept: _Kept | None = current_app.extensions.get("presentation")
    if kept is None or kept.times != times:
        try:
            found = read_presentation(site_library().library.folder)
        except PresentationError as error:
            current_app.logger.error("%s", error)
            found = kept.presentation if kept else Presentation()
        kept = _Kept(times, found)
        current_app.extensions["presentation"] = kept
    return kept.presentation
