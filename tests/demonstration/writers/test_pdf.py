import os
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from pypdf import PdfReader

from demonstration.markup import read_blocks
from demonstration.writers.pdf import write
from tests.demonstration.samples import sample


def test_a_report_has_roman_pages_an_outline_and_running_lines(tmp_path: Path) -> None:
    source = sample(layout="report", front=2, font="vera", organisation="Le centre")
    write(source, path := tmp_path / "a.pdf")
    reader = PdfReader(path)
    assert reader.page_labels == ["i", "ii", "1", "2"]
    assert [entry["/Title"] for entry in reader.outline] == ["Première partie", "Seconde partie"]
    assert all("Le centre" in page.extract_text() for page in reader.pages)


@pytest.mark.parametrize("layout", ["plain", "sheet", "newsletter", "slides"])
def test_every_layout_prints_every_word(tmp_path: Path, layout: str) -> None:
    write(sample(layout=layout), path := tmp_path / "a.pdf")
    text = " ".join(page.extract_text() for page in PdfReader(path).pages)
    for words in ("Première partie", "Une note.", "Le Sanitas", "Comité technique", "Un aparté.", "Fin de"):
        assert words in text


def test_letters_cut_words_at_line_ends(tmp_path: Path) -> None:
    blocks = read_blocks("La requalification des copropriétés et la participation des habitants. " * 9)
    write(sample(layout="newsletter", blocks=blocks), path := tmp_path / "a.pdf")
    with pdfium.PdfDocument(path) as document:
        assert "\ufffe" in document[0].get_textpage().get_text_range()


def test_is_dated_as_its_source_and_leaves_the_environment_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    write(sample(), path := tmp_path / "a.pdf")
    assert PdfReader(path).metadata["/CreationDate"].startswith("D:20071009090000")
    assert os.environ["SOURCE_DATE_EPOCH"] == "1"


@pytest.mark.parametrize("metadata", [{}, {"title": "Microsoft Word - Document1"}])
def test_says_of_itself_only_what_the_source_says(tmp_path: Path, metadata: dict[str, str]) -> None:
    write(sample(metadata=metadata), path := tmp_path / "a.pdf")
    assert (PdfReader(path).metadata.title or "") == metadata.get("title", "")
