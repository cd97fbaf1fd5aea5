"""Compression: pages, style sheets and JSON leave gzipped when the browser takes it.

The site often stands alone, without a server before it that would do this. Nothing secret stands in a page
beside what the visitor typed, so compressing both together gives nothing away.
"""

import gzip
import zlib
from collections.abc import Iterable, Iterator

from flask import Flask, Response, request

from exchange.formats import FORMATS

#: Shorter answers gain nothing.
LEAST = 600
#: Half the time of the usual level, 6, for three hundredths more; the best level takes three times that.
LEVEL = 4
#: Asks zlib for gzip's header.
_GZIP = 16
_TYPES = (
    "text/", "application/json", "application/x-suggestions+json", "image/svg+xml",
    "application/atom+xml", *(each.media_type for each in FORMATS.values() if each.textual),
)  # fmt: skip
#: Documents leave as they are: most are compressed, some are large, and browsers ask for parts of them.
_LARGE = frozenset({"notice.file"})


def register(app: Flask) -> None:
    """Compress what the application answers."""
    app.after_request(_compress)


def _compress(response: Response) -> Response:
    if not (response.mimetype or "").startswith(_TYPES):
        return response
    response.vary.add("Accept-Encoding")
    unwanted = not takes_gzip() or response.status_code != 200 or request.endpoint in _LARGE
    if unwanted or "Content-Encoding" in response.headers:
        return response
    if response.is_streamed and not response.direct_passthrough:
        return _compressed_stream(response)
    response.direct_passthrough = False
    return compress(response) if len(response.get_data()) >= LEAST else response


def takes_gzip() -> bool:
    """Whether who asks takes answers compressed."""
    return request.accept_encodings["gzip"] > 0


def compress(response: Response, compressed: bytes = b"") -> Response:
    """A whole answer as it leaves for who takes it so; `compressed` where that was done before."""
    # No time inside, so that the same page is the same bytes.
    response.set_data(compressed or gzip.compress(response.get_data(), LEVEL, mtime=0))
    response.headers["Content-Encoding"] = "gzip"
    _weaken(response)
    return response


def _compressed_stream(response: Response) -> Response:
    """A long answer, compressed as it comes; its parts must not wait for each other."""
    response.response = _deflated(response.iter_encoded())
    response.headers["Content-Encoding"] = "gzip"
    response.headers.pop("Content-Length", None)
    _weaken(response)
    return response


def _deflated(chunks: Iterable[bytes]) -> Iterator[bytes]:
    compressor = zlib.compressobj(LEVEL, wbits=zlib.MAX_WBITS | _GZIP)
    for chunk in chunks:
        if compressed := compressor.compress(chunk):
            yield compressed
    yield compressor.flush()


def _weaken(response: Response) -> None:
    """The tag no longer names these very bytes."""
    tag, _weak = response.get_etag()
    if tag:
        response.set_etag(tag, weak=True)
