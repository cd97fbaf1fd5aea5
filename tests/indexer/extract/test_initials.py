from pathlib import Path

import pytest

from indexer.extract.formats import Options
from indexer.extract.pdf import extract
from tests.indexer.extract.printing import write_pdf


@pytest.mark.parametrize(
    ("initial", "rest", "read"),
    [
        ("R", "éalisé par les services,", "Réalisé par les services,"),
        ("L", "'agglomération et ses communes", "L'agglomération et ses communes"),
        ("À", "la demande des habitants", "À la demande des habitants"),
        ("A", "ujourd'hui, la commune", "Aujourd'hui, la commune"),
    ],
)
def test_an_initial_is_joined_to_its_word(tmp_path: Path, initial: str, rest: str, read: str) -> None:
    write_pdf(
        tmp_path / "a.pdf", [[(initial, 60, 690, 36), (rest, 100, 705, 11), ("ce diagnostic", 100, 690, 11)]]
    )
    found = extract(tmp_path / "a.pdf", Options(ocr=False))
    assert found.pages[0].text.startswith(read)
    assert found.lines[0].text == read


def test_a_letter_of_a_list_stays_alone(tmp_path: Path) -> None:
    write_pdf(tmp_path / "a.pdf", [[("B", 60, 705, 11), ("assin minier", 60, 690, 11)]])
    assert extract(tmp_path / "a.pdf", Options(ocr=False)).pages[0].text == "B\nassin minier"
