"""Documents that are no PDF, as the PDF that LibreOffice makes of them: once a file, kept by its content.

A conversion takes some seconds and much memory, so one is made at a time for the whole site. Whoever comes
meanwhile is told that there is no image now, and nobody waits behind a queue of them.
"""

import hashlib
import logging
import threading
from pathlib import Path

import msgspec

from catalogue.document_formats import BY_SUFFIX, DOC, DOCX, ODP, ODT, PPT, PPTX
from confined import ConfinementError, Limits, Pool
from confined.office import find_part
from search_app.page_images.image_cache import ImageCache
from search_app.page_images.rendered import LayingOutRequest

#: Media type → what LibreOffice calls it, and its part that reads it.
KINDS = {
    DOCX: ("docx", "writer"),
    DOC: ("doc", "writer"),
    ODT: ("odt", "writer"),
    PPTX: ("pptx", "impress"),
    PPT: ("ppt", "impress"),
    ODP: ("odp", "impress"),
}
#: LibreOffice has room of its own beside the process that runs it.
LIMITS = Limits(memory_mb=800, cpu_s=60, wall_s=110, answer_mb=100)
#: Seconds to wait for the conversion of another file.
PATIENCE_S = 0.5
#: Seconds before a file that could not be laid out is tried again.
RETRY_S = 24 * 3600

_log = logging.getLogger(__name__)


class LaidOut:
    """Makes and keeps the PDFs; safe between threads and between processes."""

    def __init__(self, cache: ImageCache) -> None:
        self._cache = cache
        self._pool = Pool("search_app.page_images.laying_out:handle", workers=1, limits=LIMITS)
        self._busy = threading.Lock()

    def pdf(self, path: Path, sha256: str, name: str) -> tuple[Path, str] | None:
        """The PDF of a file and its SHA-256, kept below `name`; None when there is none, at least now."""
        kept = self._kept(name)
        if kept:
            return kept
        known = BY_SUFFIX.get(path.suffix.lower())
        kind, part = KINDS.get(known.media_type, ("", "")) if known else ("", "")
        failed = self._cache.age(f"{name}/laid-out.failed")
        if not kind or not find_part(part) or (failed is not None and failed < RETRY_S):
            return None
        if not self._busy.acquire(timeout=PATIENCE_S):
            return None
        try:
            with self._cache.alone("laying-out", PATIENCE_S) as alone:
                if not alone:
                    return None
                return self._kept(name) or self._make(LayingOutRequest(str(path), sha256, kind), name)
        finally:
            self._busy.release()

    def close(self) -> None:
        """End the process that converts."""
        self._pool.close()

    def _kept(self, name: str) -> tuple[Path, str] | None:
        sha256, path = self._cache.read(f"{name}/laid-out.sha256"), self._cache.path(f"{name}/laid-out.pdf")
        return (path, sha256.decode()) if sha256 and path else None

    def _make(self, request: LayingOutRequest, name: str) -> tuple[Path, str] | None:
        try:
            outcome = self._pool.run(msgspec.json.encode(request))
        except ConfinementError as error:
            _log.error("%s", error)
            return None
        if outcome.failure or not outcome.value:
            _log.warning("%r is not laid out: %s", request.path, outcome.failure)
            self._cache.write(f"{name}/laid-out.failed", b"-")
            return None
        self._cache.write(f"{name}/laid-out.pdf", outcome.value)
        self._cache.write(f"{name}/laid-out.sha256", hashlib.sha256(outcome.value).hexdigest().encode())
        return self._kept(name)
