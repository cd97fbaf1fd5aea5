"""PDF files for tests: what is printed where, and how the file says what it is."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pypdf
from PIL import Image, ImageDraw, ImageFont
from pypdf.generic import DecodedStreamObject, NameObject
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

#: Text, points from the left, points from the bottom, size; A4 is 595 × 842 points.
Print = tuple[str, float, float, float]


def paragraph(
    text: str, *, left: float = 70, top: float = 700, width: int = 60, size: float = 11
) -> list[Print]:
    """Set words in lines of at most `width` letters, as a typesetter who never cuts words."""
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return [(line, left, top - 14 * number, size) for number, line in enumerate(lines)]


def write_pdf(path: Path, pages: Iterable[Iterable[Print]], *, encrypt: str | None = None) -> Path:
    """Write pages of prints; `encrypt` is the password, empty for one that opens by itself."""
    canvas = Canvas(str(path))
    for page in pages:
        for text, left, bottom, size in page:
            canvas.setFont("Helvetica", size)
            canvas.drawString(left, bottom, text)
        canvas.showPage()
    canvas.save()
    if encrypt is not None:
        rewrite(path, lambda writer: writer.encrypt(encrypt, "propriétaire", algorithm="AES-256"))
    return path


def rewrite(path: Path, change: Any) -> None:
    """Change a PDF in place with pypdf."""
    writer = pypdf.PdfWriter(clone_from=path)
    change(writer)
    writer.write(path)


def photograph(
    text: str, *, width: int = 1240, height: int = 1754, degrees: float = 0, heading: str = ""
) -> ImageReader:
    """Make a picture of a page, as a scanner at 150 dots per inch would, laid on it turned."""
    image = Image.new("L", (width, height), 255)
    draw = ImageDraw.Draw(image)
    draw.text((120, 50), heading, fill=0, font=ImageFont.load_default(68))
    draw.multiline_text((120, 150), text, fill=0, font=ImageFont.load_default(34), spacing=16)
    return ImageReader(image.rotate(degrees, fillcolor=255) if degrees else image)


def write_scan(
    path: Path, text: str, *, stamp: str = "", size: float = 9, degrees: float = 0, heading: str = ""
) -> Path:
    """Write a page that is a picture of `text`, with lines of real text printed on it."""
    canvas = Canvas(str(path))
    canvas.drawImage(photograph(text, degrees=degrees, heading=heading), 0, 0, 595, 842)
    canvas.setFont("Helvetica", size)
    for number, line in enumerate(stamp.split("\n")):
        canvas.drawString(60, 800 - 12 * number, line)
    canvas.showPage()
    canvas.save()
    return path


def encipher(path: Path, shift: int = 1) -> None:
    """Give the fonts of a PDF a table of characters that says another letter for each; it looks the same."""
    table = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /F def\n"
        f"1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfrange <20> <fe> <{0x20 + shift:04x}>\n"
        "endbfrange endcmap end end"
    )

    def change(writer: pypdf.PdfWriter) -> None:
        stream = DecodedStreamObject()
        stream.set_data(table.encode())
        reference = writer._add_object(stream)
        for page in writer.pages:
            for font in page["/Resources"]["/Font"].values():
                font.get_object()[NameObject("/ToUnicode")] = reference

    rewrite(path, change)
