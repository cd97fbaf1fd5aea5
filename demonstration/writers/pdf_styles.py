"""Faces, sizes and colours of the PDF documents."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import reportlab
from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

INK = HexColor("#1d1d1f")
GREY = HexColor("#6b6f76")
HAIR = HexColor("#c9ccd1")


@dataclass(frozen=True, slots=True)
class Face:
    """A family of type: the names reportlab knows its four styles by, and its usual size in points."""

    regular: str
    bold: str
    italic: str
    size: float


FACES = {
    "helvetica": Face("Helvetica", "Helvetica-Bold", "Helvetica-Oblique", 10),
    "times": Face("Times-Roman", "Times-Bold", "Times-Italic", 11),
    "vera": Face("Vera", "Vera-Bold", "Vera-Italic", 9),
}


@cache
def register_faces() -> None:
    """Make Bitstream Vera, which reportlab brings, known under its four styles."""
    folder = Path(reportlab.__file__).parent / "fonts"
    names = {"Vera": "Vera", "Vera-Bold": "VeraBd", "Vera-Italic": "VeraIt", "Vera-BoldItalic": "VeraBI"}
    for name, file in names.items():
        pdfmetrics.registerFont(TTFont(name, str(folder / f"{file}.ttf")))
    pdfmetrics.registerFontFamily(
        "Vera", normal="Vera", bold="Vera-Bold", italic="Vera-Italic", boldItalic="Vera-BoldItalic"
    )


def tint(colour: Color, strength: float) -> Color:
    """The colour laid thinly on white: 0 is white, 1 the colour itself."""
    return Color(*(1 - strength * (1 - part) for part in (colour.red, colour.green, colour.blue)))


def stylesheet(
    face: Face, accent: Color, scale: float = 1.0, *, justified: bool = False
) -> dict[str, ParagraphStyle]:
    """Paragraph styles by role, on one type scale (× 1.2), for a face at its usual size times `scale`."""
    size = face.size * scale
    body = ParagraphStyle(
        "body",
        fontName=face.regular,
        fontSize=size,
        leading=size * 1.42,
        spaceAfter=size * 0.6,
        textColor=INK,
        **({"alignment": TA_JUSTIFY, "embeddedHyphenation": 1} if justified else {}),
    )

    def role(name: str, factor: float, **changes: object) -> ParagraphStyle:
        large = size * factor
        options: dict[str, object] = {"fontSize": large, "leading": large * 1.25, **changes}
        return ParagraphStyle(name, parent=body, alignment=0, **options)

    return {
        "body": body,
        "title": role("title", 2.1, fontName=face.bold, textColor=accent, spaceAfter=size),
        "subtitle": role("subtitle", 1.3, textColor=GREY, spaceAfter=size * 1.2),
        "kicker": role("kicker", 0.9, fontName=face.bold, textColor=GREY, spaceAfter=size * 0.5),
        "h1": role(
            "h1",
            1.5,
            fontName=face.bold,
            textColor=accent,
            spaceBefore=size * 1.5,
            spaceAfter=size * 0.6,
            keepWithNext=1,
        ),
        "h2": role(
            "h2",
            1.2,
            fontName=face.bold,
            textColor=INK,
            spaceBefore=size * 1.1,
            spaceAfter=size * 0.4,
            keepWithNext=1,
        ),
        "h3": role(
            "h3",
            1.0,
            fontName=face.italic,
            textColor=accent,
            spaceBefore=size * 0.8,
            spaceAfter=size * 0.3,
            keepWithNext=1,
        ),
        "item": role(
            "item",
            1.0,
            leading=size * 1.38,
            leftIndent=size * 1.4,
            bulletIndent=size * 0.3,
            bulletFontSize=size,
            bulletFontName=face.regular,
            spaceAfter=size * 0.3,
        ),
        "quote": role("quote", 1.0, fontName=face.italic, leftIndent=size * 1.6, leading=size * 1.4),
        "cell": role("cell", 0.88, leading=size * 1.1, spaceAfter=0),
        "head": role(
            "head", 0.88, leading=size * 1.1, spaceAfter=0, fontName=face.bold, textColor=HexColor("#ffffff")
        ),
        "box": role("box", 0.95, leading=size * 1.3, spaceAfter=size * 0.4),
        "caption": role("caption", 0.88, fontName=face.bold, spaceAfter=size * 0.3, keepWithNext=1),
        "note": role("note", 0.8, leading=size * 1.05, textColor=GREY, spaceAfter=size * 0.2),
    }
