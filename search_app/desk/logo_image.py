"""The task that makes a logo anew; runs in a limited process, see `confined`.

In come the bytes that somebody sent; out goes the same image in WebP, at the size the site shows.
"""

from io import BytesIO

from PIL import Image, ImageOps

#: Pixels kept: twice what the page shows, for sharp screens.
SIZE = (480, 112)
#: Pixels of the largest image opened.
MOST_PIXELS = 40_000_000
_FORMATS = ("PNG", "JPEG", "WEBP", "GIF")


def handle(body: bytes) -> bytes:
    """Open an image of a known format and draw it again."""
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    with Image.open(BytesIO(body), formats=_FORMATS) as opened:
        if opened.width * opened.height > MOST_PIXELS:
            raise ValueError("too many pixels")
        image = ImageOps.exif_transpose(opened).convert("RGBA")
    image.thumbnail(SIZE)
    written = BytesIO()
    image.save(written, "WEBP", lossless=True, method=4)
    return written.getvalue()
