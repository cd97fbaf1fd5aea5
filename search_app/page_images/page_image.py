"""Images of the pages of PDF files, with the places of their words.

Pages are drawn in a limited process, once, and kept below `index/`. A page that reached a limit is remembered
for an hour, so that a hostile file costs its limits once and not at every visit.
"""

import contextlib
import logging
import re
from pathlib import Path

import msgspec

from catalogue.errors import CatalogueError
from confined import ConfinementError, FailureKind, Limits, Pool
from search_app.document_files import open_regular
from search_app.page_images.image_cache import ImageCache
from search_app.page_images.page_words import Layout, PageWord
from search_app.page_images.rendered import PageRequest, Rendered, read_layout, write_layout

#: The widths there are images of, in pixels: beside a result, in the page view, and enlarged once and twice.
THUMBNAIL, PAGE, ENLARGED, LARGEST = 240, 1000, 1800, 2800
WIDTHS = (THUMBNAIL, PAGE, ENLARGED, LARGEST)
#: Limits of one page. Of 950 real pages drawn 1 800 pixels wide none took over 200 MB or 1 s.
LIMITS = Limits(memory_mb=800, cpu_s=10, wall_s=15, answer_mb=64)
WORKERS = 2
CACHE_BYTES = 500 * 2**20
#: Seconds before a page that reached a limit is tried again.
RETRY_S = 3600
#: A failure that took longer than this, in seconds, is remembered; others cost nothing to meet again.
COSTLY_S = 1.0
#: Where readers look for the signature of a PDF file (ISO 32000-1, implementation note 13).
_SIGNATURE_WITHIN = 1024
#: A record received from elsewhere may hold anything there, and it names files of the cache.
_SHA256 = re.compile("[0-9a-f]{64}")

_log = logging.getLogger(__name__)


class PageImageError(CatalogueError):
    """This page has no image now; its text can be read all the same."""

    http_status = 404


class PageImages:
    """Draws pages and keeps them; safe between threads and between processes that share the folder."""

    def __init__(self, folder: Path, pool: Pool | None = None, *, limit: int = CACHE_BYTES) -> None:
        self._cache = ImageCache(folder, limit)
        self._pool = pool or Pool("search_app.page_images.rendering:handle", workers=WORKERS, limits=LIMITS)

    def image(self, path: Path, sha256: str, page: int, width: int = PAGE) -> bytes | None:
        """A page in WebP, None when the file is no PDF; `width` is one of WIDTHS.

        The path is one that `Catalogue.file` answered. Raises PageImageError when the page cannot be drawn.
        """
        if width not in WIDTHS:
            raise PageImageError(
                f"Il n'y a pas d'image de {width} pixels de large. Choisissez parmi {WIDTHS}."
            )
        kept = self._cache.read(_image_name(sha256, page, width))
        if kept:
            return kept
        rendered = self._render(path, sha256, page, width)
        return rendered.image if rendered else None

    def layout(self, path: Path, sha256: str, page: int) -> Layout | None:
        """The shape of a page and where its words stand, None for no PDF; raises as `image` does."""
        kept = self._cache.read(_layout_name(sha256, page))
        if kept:
            with contextlib.suppress(ValueError):  # kept by another version of this program: draw again
                return read_layout(kept)
        rendered = self._render(path, sha256, page, PAGE)
        return rendered.layout if rendered else None

    def words(self, path: Path, sha256: str, page: int) -> tuple[PageWord, ...] | None:
        """The words of a page with their places, None when the file is no PDF; raises as `image` does."""
        layout = self.layout(path, sha256, page)
        return layout.words if layout else None

    def close(self) -> None:
        """End the processes that draw."""
        self._pool.close()

    def _render(self, path: Path, sha256: str, page: int, width: int) -> Rendered | None:
        if not _is_pdf(path):
            return None
        failed = self._cache.age(_failure_name(sha256, page))
        if failed is not None and failed < RETRY_S:
            raise _no_image(page)
        request = PageRequest(str(path), sha256, page, width)
        try:
            outcome = self._pool.run(msgspec.json.encode(request))
        except ConfinementError as error:
            _log.error("%s", error)
            raise _no_image(page) from error
        if outcome.failure:
            _log.warning("%r page %d: %s %r", str(path), page, outcome.failure.kind, outcome.failure.detail)
            if outcome.failure.kind is not FailureKind.ERROR or outcome.seconds > COSTLY_S:
                self._cache.write(_failure_name(sha256, page), outcome.failure.kind.encode())
            raise _no_image(page)
        return self._keep(request, Rendered.unpack(outcome.value or b""))

    def _keep(self, request: PageRequest, rendered: Rendered) -> Rendered:
        self._cache.write(_layout_name(request.sha256, request.page), write_layout(rendered.layout))
        self._cache.write(_image_name(request.sha256, request.page, request.width), rendered.image)
        return rendered


def _is_pdf(path: Path) -> bool:
    try:
        with open_regular(path) as file:
            return b"%PDF-" in file.read(_SIGNATURE_WITHIN)
    except OSError as error:
        raise PageImageError(f"{path.name} ne peut être lu ; relancez « fonds index ».") from error


def _no_image(page: int) -> PageImageError:
    return PageImageError(f"La page {page} n'a pas d'image. Lisez son texte ou ouvrez le document.")


def _folder_name(sha256: str) -> str:
    if not _SHA256.fullmatch(sha256):
        raise PageImageError("Ce document n'a pas de fichier dans ce fonds.")
    return f"{sha256[:2]}/{sha256}"


def _image_name(sha256: str, page: int, width: int) -> str:
    return f"{_folder_name(sha256)}/{page}-{width}.webp"


def _layout_name(sha256: str, page: int) -> str:
    return f"{_folder_name(sha256)}/{page}.json"


def _failure_name(sha256: str, page: int) -> str:
    return f"{_folder_name(sha256)}/{page}.failed"
