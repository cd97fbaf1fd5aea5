from pathlib import Path

import pptx

from demonstration.writers.pptx import write
from tests.demonstration.samples import sample


def test_one_slide_between_page_breaks_with_its_notes(tmp_path: Path) -> None:
    write(sample(), path := tmp_path / "a.pptx")
    slides = list(pptx.Presentation(str(path)).slides)
    assert [slide.shapes.title.text for slide in slides] == [
        "Un exemple : l'essai", "Première partie", "Seconde partie",
    ]  # fmt: skip
    assert slides[2].notes_slide.notes_text_frame.text == "À dire de vive voix."


def test_bars_are_as_long_as_their_values(tmp_path: Path) -> None:
    write(sample(), path := tmp_path / "a.pptx")
    slide = pptx.Presentation(str(path)).slides[1]
    bars = [shape.width for shape in slide.shapes if shape.shape_type == 1 and shape.left]
    assert round(bars[0] / bars[1], 2) == round(71 / 9.5, 2)
