"""A scanned page: a typed page made into an image, turned, speckled, black and white as scanners save it."""

import random
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2 as pdfium
from PIL import Image, ImageFilter

from demonstration.source import Source
from demonstration.writers import pdf

DPI = 200
TILT = 0.6
SPECKS = 900
#: Grey level under which a point of the page prints black.
THRESHOLD = 150


def write(source: Source, path: Path) -> None:
    """Write the pages of the source as images, one bit a point, without any text in the file."""
    with TemporaryDirectory() as folder:
        typed = Path(folder) / "typed.pdf"
        pdf.write(source, typed)
        with pdfium.PdfDocument(typed) as document:
            pages = [_scanned(page.render(scale=DPI / 72, grayscale=True).to_pil()) for page in document]
    moment = source.date.timetuple()
    pages[0].save(
        path,
        "PDF",
        resolution=DPI,
        save_all=True,
        append_images=pages[1:],
        creationDate=moment,
        modDate=moment,
        producer=source.metadata.get("producer", ""),
        title=source.metadata.get("title", ""),
    )


def _scanned(page: Image.Image) -> Image.Image:
    """Turn, blur, speckle and threshold one page; the specks fall at the same places every time."""
    turned = page.convert("L").rotate(TILT, resample=Image.Resampling.BICUBIC, fillcolor=255)
    soft = turned.filter(ImageFilter.GaussianBlur(0.7))
    places = random.Random(page.width)
    for _ in range(SPECKS):
        soft.putpixel((places.randrange(soft.width), places.randrange(soft.height)), places.choice((60, 200)))
    return soft.point(lambda level: 255 if level > THRESHOLD else 0).convert("1")
