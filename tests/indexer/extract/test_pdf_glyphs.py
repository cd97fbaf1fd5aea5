from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from indexer.extract.formats import Options
from indexer.extract.pdf import extract

LEFT = [
    "La politique de la ville vise à réduire",
    "les écarts de développement entre les",
    "quartiers défavorisés et le reste de la",
    "commune, par une mobilisation des ser-",
    "vices et par la montée en compétence.",
]
RIGHT = [
    "Les centres de ressources animent des",
    "réseaux d'acteurs, capitalisent leurs",
    "expériences et accompagnent chaque an-",
    "née les professionnels des communes et",
    "des associations de leur territoire.",
]


def read(path: Path) -> str:
    return extract(path, Options(ocr=False)).pages[0].text


def drawn_across(path: Path, *columns: list[str], apart: int = 260, size: int = 12) -> Path:
    canvas = Canvas(str(path))
    for number, row in enumerate(zip(*columns, strict=True)):
        canvas.setFont("Helvetica", size)
        for place, text in enumerate(row):
            canvas.drawString(60 + apart * place, 780 - 14 * number, text)
    canvas.save()
    return path


def test_columns_drawn_row_by_row_are_read_one_after_the_other(tmp_path: Path) -> None:
    text = read(drawn_across(tmp_path / "a.pdf", LEFT, RIGHT))
    assert "commune, par une mobilisation des services et par la montée en compétence." in text
    assert text.index("montée en compétence") < text.index("Les centres de ressources")
    assert "accompagnent chaque année les professionnels" in text


THIRD = [
    "Trois rencontres ont réuni les élus et",
    "les techniciens autour de l'emploi, de",
    "la santé et de l'éducation. Les habi-",
    "tants y ont pris part et demandent que",
    "leurs propositions soient suivies ici.",
]


def test_three_columns_drawn_row_by_row_are_three(tmp_path: Path) -> None:
    text = read(drawn_across(tmp_path / "a.pdf", LEFT, RIGHT, THIRD, apart=170, size=8))
    assert text.index("montée en compétence") < text.index("Les centres de") < text.index("Trois rencontres")
    assert "Les habitants y ont pris part" in text


def test_a_table_is_still_read_by_rows(tmp_path: Path) -> None:
    names = ["Amiens", "Vaulx-en-Velin", "Évry", "Bar-le-Duc", "Joué-lès-Tours"]
    text = read(drawn_across(tmp_path / "a.pdf", names, ["12 %", "240 logements", "3", "aucun", "1 450 €"]))
    assert "Vaulx-en-Velin 240 logements" in text


@pytest.mark.parametrize("size", [9, 14])
def test_letters_set_apart_become_words_again(tmp_path: Path, size: int) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=(1200, 842))
    canvas.setFont("Helvetica", size)
    for number, line in enumerate((LEFT + RIGHT) * 2):
        words = "   ".join(" ".join(word) for word in line.split())
        canvas.drawString(60, 780 - 16 * number, words)
    canvas.save()
    text = read(tmp_path / "a.pdf")
    assert "politique de la ville vise à réduire" in text
    assert "réseaux d'acteurs, capitalisent" in text
