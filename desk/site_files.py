"""The files by which the centre presents itself, written at the desk: each step kept, and undone at once.

As with notices, whoever writes says which version they saw; when another stands there, nothing is written.
"""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from catalogue import disk
from catalogue.library import Library
from catalogue.presentation import (
    FILE_NAME,
    FOLDER,
    LONGEST_TEXT,
    Presentation,
    SitePage,
    page_file,
    page_text,
    parse_presentation,
    rewrite_presentation,
)
from desk.errors import DeskError
from desk.history import SITE, UNDOABLE, Act, History, KeptChange, NoticeChange, new_step


class StaleSiteError(DeskError):
    """Somebody else changed the site's file since it was opened; compare, then save again."""

    http_status = 409


class SiteFiles:
    """Writes what one library says of its centre, and keeps its history."""

    def __init__(self, library: Library) -> None:
        self._folder = library.folder
        self._site = library.folder / FOLDER
        self.history = History(library)

    def presentation(self) -> Presentation:
        """What stands now; raises PresentationError when somebody wrote by hand what does not hold."""
        return parse_presentation(self._text(FILE_NAME) or "")

    def text(self, page: SitePage) -> str:
        """What stands on a page."""
        return page_text(self._folder, page)

    @property
    def version(self) -> str:
        """Changes with any byte of the files."""
        texts = [self._text(FILE_NAME) or "", *map(self.text, SitePage)]
        return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:16]

    def write(
        self,
        values: Mapping[str, Any],
        texts: Mapping[SitePage, str] | None = None,
        *,
        by: str,
        title: str,
        version: str | None = None,
    ) -> str:
        """Write values of the presentation and texts of pages as one step, whose mark is returned.

        `title` is what the history calls it. Raises PresentationError for values that do not hold,
        StaleSiteError when the files are no longer of that version; then nothing is written.
        """
        step = new_step()
        with self.history.writing():
            if version is not None and version != self.version:
                raise StaleSiteError(
                    "Quelqu'un a modifié la présentation du centre depuis que vous l'avez ouverte. "
                    "Rechargez la page, puis refaites votre modification."
                )
            before = self._text(FILE_NAME)
            wanted: dict[str, str | None] = {}
            if values:
                wanted[FILE_NAME] = rewrite_presentation(before or "", values) or None
            for page, text in (texts or {}).items():
                wanted[page_file(page)] = f"{text.strip()[:LONGEST_TEXT]}\n" if text.strip() else None
            self._carry_out(wanted, step=step, kind=Act.SITE, by=by, title=title)
        return step

    def undo(self, step: str, *, by: str) -> tuple[str, list[KeptChange]]:
        """Take back a step; returns the new step's mark and the changes written over since, which stay."""
        changes = [each for each in self.history.step(step) if each.kind in UNDOABLE]
        undone, kept, wanted = new_step(), [], {}
        with self.history.writing():
            for each in changes:
                if self._text(each.path) == each.after:
                    wanted[each.path] = each.before
                else:
                    kept.append(each)
            title = changes[0].title if changes else ""
            self._carry_out(wanted, step=undone, kind=Act.UNDO, by=by, title=title)
        return undone, kept

    def keep_logo(self, image: bytes) -> str:
        """Put an image that was made here beside the files; returns the name it has there, after its content.

        Former ones stay, so that undoing brings them back.
        """
        name = f"logo-{hashlib.sha256(image).hexdigest()[:16]}.webp"
        self._site.mkdir(exist_ok=True)
        disk.replace(self._site / name, image)
        return name

    def _carry_out(
        self, wanted: Mapping[str, str | None], *, step: str, kind: Act, by: str, title: str
    ) -> None:
        if wanted:
            self._site.mkdir(exist_ok=True)
        changes = [
            NoticeChange(
                step=step, kind=kind, by=by, identifier=SITE, path=path, title=title,
                before=self._text(path), after=after,
            )
            for path, after in wanted.items()
        ]  # fmt: skip
        self.history.carry_out([each for each in changes if each.before != each.after])

    def _text(self, name: str) -> str | None:
        file: Path = self._site / name
        return file.read_text(encoding="utf-8", errors="replace") if file.is_file() else None
