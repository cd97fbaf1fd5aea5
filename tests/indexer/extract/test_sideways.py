from pathlib import Path

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from indexer.extract.formats import Options
from indexer.extract.pdf import extract


def drawn_on_its_side(path: Path, *lines: str, turn: int) -> Path:
    """Every letter on its own, as programs of maps draw them, with some air between."""
    canvas = Canvas(str(path))
    canvas.translate(300, 400)
    canvas.rotate(turn)
    for number, line in enumerate(lines):
        at = -200.0
        for letter in line:
            if letter != " ":
                canvas.saveState()
                canvas.translate(at, -16 * number)
                canvas.setFont("Helvetica", 14)
                canvas.drawString(0, 0, letter)
                canvas.restoreState()
            at += stringWidth(letter, "Helvetica", 14) + 1
    canvas.save()
    return path


@pytest.mark.parametrize("turn", [90, 270])
def test_words_on_their_side_are_words_and_their_lines_stay_apart(tmp_path: Path, turn: int) -> None:
    path = drawn_on_its_side(tmp_path / "a.pdf", "Zones inondables", "Carte 25 b", turn=turn)
    read = extract(path, Options(ocr=False))
    assert "Zones inondables\nCarte 25 b" in read.pages[0].text
    assert "Zones inondables" in [line.text for line in read.lines]
