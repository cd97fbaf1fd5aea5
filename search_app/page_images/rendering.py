"""The task that draws one page of a PDF file; runs in a limited process, see `confined`.

In come a path, the SHA-256 its content must have, a page and a width in pixels; out go a WebP image and where
the words stand on it.
"""

import hashlib
import os
from io import BufferedReader, BytesIO

import msgspec
import pypdfium2

from search_app.document_files import open_regular
from search_app.page_images.page_words import Layout
from search_app.page_images.rendered import PageRequest, Rendered
from search_app.page_images.seen_words import seen_words
from search_app.page_images.text_boxes import words_of

#: Pixels of one image at most, whatever shape a page claims to have.
MAX_PIXELS = 12_000_000
#: WebP knows no longer side.
MAX_SIDE = 16_383
#: Enough for small print; a third of PNG's size on scans.
QUALITY = 80

#: Of the files this process has read; it is replaced long before they are many.
_digests: dict[tuple[int, ...], str] = {}


class ChangedFileError(Exception):
    """The file is no longer the one that was indexed; its image would be cached under a wrong name."""


def handle(body: bytes) -> bytes:
    """Draw the page a `PageRequest` asks for and answer a `Rendered`."""
    request = msgspec.json.decode(body, type=PageRequest)
    with open_regular(request.path) as file:
        if _sha256(file) != request.sha256:
            raise ChangedFileError(request.path)
        with pypdfium2.PdfDocument(file) as document:
            document.init_forms()  # else what a person filled in would be missing from the image
            page = document[request.page - 1]
            words = seen_words(page) if request.seen else words_of(page)
            layout = Layout(round(page.get_height() / page.get_width(), 5), words)
            return Rendered(layout, _draw(page, request.width)).pack()


def _draw(page: pypdfium2.PdfPage, width: int) -> bytes:
    image = BytesIO()
    scale = _scale(page, width)
    page.render(scale=scale).to_pil().convert("RGB").save(image, "WEBP", quality=QUALITY, method=2)
    return image.getvalue()


def _scale(page: pypdfium2.PdfPage, width: int) -> float:
    """Pixels per point: the width asked, or less for a page of an extraordinary shape."""
    across, down = page.get_size()
    return float(
        min(width / across, (MAX_PIXELS / (across * down)) ** 0.5, (MAX_SIDE - 1) / max(across, down))
    )


def _sha256(file: BufferedReader) -> str:
    """The content's digest, remembered for the pages that follow as long as size and times stand."""
    status = os.fstat(file.fileno())
    stamp = (status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)
    if stamp not in _digests:
        _digests[stamp] = hashlib.file_digest(file, "sha256").hexdigest()
    return _digests[stamp]
