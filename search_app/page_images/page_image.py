"""Images of the pages of PDF files, and of others as `laid_out`, with the places of their words.

Pages are drawn in a limited process, once, and kept below `index/`. A page that reached a limit is remembered
for an hour, so that a hostile file costs its limits once and not at every visit.
"""

import contextlib
import logging
import re
import shutil
import threading
from pathlib import Path

import msgspec

from catalogue.errors import CatalogueError
from confined import ConfinementError, FailureKind, Limits, Pool
from search_app.document_files import open_regular
from search_app.page_images.image_cache import ImageCache
from search_app.page_images.laid_out import LaidOut
from search_app.page_images.page_words import Layout, PageWord
from search_app.page_images.rendered import PageRequest, Rendered, read_layout, write_layout

#: The widths there are images of, in pixels: beside a result, in the page view, and enlarged once and twice.
THUMBNAIL, PAGE, ENLARGED, LARGEST = 240, 1000, 1800, 2800
WIDTHS = (THUMBNAIL, PAGE, ENLARGED, LARGEST)
#: Limits of one page. Of 950 real pages drawn 1 800 pixels wide none took over 200 MB or 1 s.
LIMITS = Limits(memory_mb=800, cpu_s=10, wall_s=15, answer_mb=64)
WORKERS = 2
#: The same where Tesseract looks for the words: a dense page takes it 4 s of an idle machine.
SEEING = Limits(memory_mb=800, cpu_s=20, wall_s=50, answer_mb=64)
#: Seconds to wait while another page is looked at: afterwards it is shown without boxes.
SEEING_PATIENCE_S = 2.0
CACHE_BYTES = 500 * 2**20
#: Seconds before a page that reached a limit is tried again.
RETRY_S = 3600
#: A failure that took longer than this, in seconds, is remembered; others cost nothing to meet again.
COSTLY_S = 1.0
#: Where readers look for the signature of a PDF file (ISO 32000-1, implementation note 13).
_SIGNATURE_WITHIN = 1024
#: A record received from elsewhere may hold anything there, and it names files of the cache.
_SHA256 = re.compile("[0-9a-f]{64}")

#: What draws a page.
TASK = "search_app.page_images.rendering:handle"

_log = logging.getLogger(__name__)


class PageImageError(CatalogueError):
    """This page has no image now; its text can be read all the same."""

    http_status = 404


class PageImages:
    """Draws pages and keeps them; safe between threads and between processes that share the folder."""

    def __init__(self, folder: Path, pool: Pool | None = None, *, limit: int = CACHE_BYTES) -> None:
        self._cache = ImageCache(folder, limit)
        self._pool = pool or Pool(TASK, workers=WORKERS, limits=LIMITS)
        self._seeing = Pool(TASK, workers=1, limits=SEEING)
        self._sees = threading.Lock()
        self._laid_out = LaidOut(self._cache)

    def image(self, path: Path, sha256: str, page: int, width: int = PAGE) -> bytes | None:
        """A page in WebP, None when there is no PDF of the file; `width` is one of WIDTHS.

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
        """The shape of a page and where its words stand, None for no PDF of it; raises as `image` does."""
        kept = self._cache.read(_layout_name(sha256, page))
        if kept:
            with contextlib.suppress(ValueError):  # kept by another version of this program: draw again
                return read_layout(kept)
        rendered = self._render(path, sha256, page, PAGE)
        return rendered.layout if rendered else None

    def seen_layout(self, path: Path, sha256: str, page: int) -> Layout | None:
        """The same for a page that is a picture: words where Tesseract sees them, none where it cannot.

        One page is looked at at a time, so that a run of them never takes all who answer visitors.
        """
        name = _seen_name(sha256, page)
        kept = self._cache.read(name)
        if kept:
            with contextlib.suppress(ValueError):
                return read_layout(kept)
        plain = self.layout(path, sha256, page)
        if plain is None or shutil.which("tesseract") is None:
            return plain
        if not self._sees.acquire(timeout=SEEING_PATIENCE_S):
            return plain
        try:
            seen = self._ask(self._seeing, path, PageRequest(str(path), sha256, page, THUMBNAIL, seen=True))
        except PageImageError:
            return plain
        finally:
            self._sees.release()
        self._cache.write(name, write_layout(seen.layout))
        return seen.layout

    def words(self, path: Path, sha256: str, page: int) -> tuple[PageWord, ...] | None:
        """The words of a page with their places, None for no PDF of it; raises as `image` does."""
        layout = self.layout(path, sha256, page)
        return layout.words if layout else None

    def close(self) -> None:
        """End the processes that draw."""
        self._pool.close()
        self._seeing.close()
        self._laid_out.close()

    def _render(self, path: Path, sha256: str, page: int, width: int) -> Rendered | None:
        """Draw a page of a PDF, or of the PDF made of another document, whose own number its images bear."""
        drawn = (path, sha256) if _is_pdf(path) else self._laid_out.pdf(path, sha256, _folder_name(sha256))
        if drawn is None:
            return None
        request = PageRequest(str(drawn[0]), drawn[1], page, width)
        return self._keep(sha256, request, self._ask(self._pool, path, request))

    def _ask(self, pool: Pool, path: Path, request: PageRequest) -> Rendered:
        """Have a page drawn; one that reached a limit is not asked for again for a while."""
        name = _failure_name(request)
        failed = self._cache.age(name)
        if failed is not None and failed < RETRY_S:
            raise _no_image(request.page)
        try:
            outcome = pool.run(msgspec.json.encode(request))
        except ConfinementError as error:
            _log.error("%s", error)
            raise _no_image(request.page) from error
        if outcome.failure:
            failure = outcome.failure
            _log.warning("%r page %d: %s %r", str(path), request.page, failure.kind, failure.detail)
            if failure.kind is not FailureKind.ERROR or outcome.seconds > COSTLY_S:
                self._cache.write(name, failure.kind.encode())
            raise _no_image(request.page)
        return Rendered.unpack(outcome.value or b"")

    def _keep(self, sha256: str, request: PageRequest, rendered: Rendered) -> Rendered:
        self._cache.write(_layout_name(sha256, request.page), write_layout(rendered.layout))
        self._cache.write(_image_name(sha256, request.page, request.width), rendered.image)
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


def _seen_name(sha256: str, page: int) -> str:
    return f"{_folder_name(sha256)}/{page}.seen.json"


def _failure_name(request: PageRequest) -> str:
    kind = "seen.failed" if request.seen else "failed"
    return f"{_folder_name(request.sha256)}/{request.page}.{kind}"
