"""PDF files for tests: pages on which words stand at known places."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from reportlab.pdfbase.pdfmetrics import getAscentDescent, stringWidth
from reportlab.pdfgen.canvas import Canvas

FONT, SIZE = "Helvetica", 12
PAGE_SIZE = (400, 600)


@dataclass(frozen=True)
class Sheet:
    """One page: words by the place of their baseline's start, in points from the lower left corner."""

    words: tuple[tuple[float, float, str], ...] = ()
    rotation: int = 0
    #: Left, bottom, right, top.
    crop: tuple[float, float, float, float] | None = None
    size: tuple[float, float] = PAGE_SIZE


def write_pdf(path: Path, *sheets: Sheet) -> Path:
    path.write_bytes(pdf_bytes(*sheets))
    return path


def pdf_bytes(*sheets: Sheet) -> bytes:
    content = BytesIO()
    canvas = Canvas(content, invariant=True)
    for sheet in sheets:
        # reportlab takes the size as shown, and words and boxes as drawn before the turn
        canvas.setPageSize(sheet.size[::-1] if sheet.rotation in {90, 270} else sheet.size)
        canvas.setCropBox(sheet.crop and (sheet.crop[0], sheet.crop[1], sheet.crop[2], sheet.crop[3]))
        canvas.setPageRotation(sheet.rotation)
        canvas.setFont(FONT, SIZE)
        for left, baseline, text in sheet.words:
            canvas.drawString(left, baseline, text)
        canvas.showPage()
    canvas.save()
    return content.getvalue()


def drawn_at(left: float, baseline: float, text: str) -> tuple[float, float, float, float]:
    """Left, bottom, right, top in points of what `write_pdf` draws, in the font's full height."""
    ascent, descent = getAscentDescent(FONT, SIZE)
    return left, baseline + descent, left + stringWidth(text, FONT, SIZE), baseline + ascent
