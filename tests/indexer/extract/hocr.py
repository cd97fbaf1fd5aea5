"""What Tesseract says of a page, for tests that do not run it."""

from collections.abc import Iterable
from html import escape


def hocr(paragraphs: Iterable[Iterable[tuple[str, float]]], *, sure: int = 95) -> str:
    """Lines by paragraph, each with its size in pixels, one below the other; `sure` of a hundred."""
    top, written = 0, []
    for paragraph in paragraphs:
        lines = []
        for text, size in paragraph:
            box, top = f"bbox 0 {top} 900 {top + round(size)}", top + 2 * round(size)
            words = " ".join(
                f"<span class='ocrx_word' title='{box}; x_wconf {sure}'>{escape(word)}</span>"
                for word in text.split()
            )
            lines.append(f"<span class='ocr_line' title='{box}; x_size {size}'>{words}</span>")
        written.append(f"<p class='ocr_par'>{''.join(lines)}</p>")
    return f"<html xmlns='http://www.w3.org/1999/xhtml'><body>{''.join(written)}</body></html>"
