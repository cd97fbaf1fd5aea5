from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.extract.delimited import extract
from indexer.extract.formats import Options


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_any_separator_and_encoding(tmp_path: Path, separator: str, encoding: str) -> None:
    rows = [["Commune", "Thème"], ["Évry", "santé"], ["Joué-lès-Tours", "réussite éducative"]]
    path = tmp_path / "a.csv"
    path.write_bytes("\r\n".join(map(separator.join, rows)).encode(encoding))
    text = extract(path, Options()).pages[0].text
    assert text.split("\n")[1:] == [
        "Commune : Évry | Thème : santé",
        "Commune : Joué-lès-Tours | Thème : réussite éducative",
    ]


def test_a_separator_that_is_told_is_believed_and_quotes_are_respected(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('sep=;\nNom;Note\n"Centre; annexe";"1,5, ou plus"\n', encoding="utf-8")
    assert "Nom : Centre; annexe | Note : 1,5, ou plus" in extract(path, Options()).pages[0].text


def test_figures_alone_have_no_headings(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("1;2\n3;4\n", encoding="utf-8")
    assert extract(path, Options()).pages[0].text == "1 | 2\n3 | 4"


@given(st.binary())
def test_any_bytes_are_read(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.mktemp("csv") / "a.csv"
    path.write_bytes(content)
    assert extract(path, Options()).pages


def test_a_report_in_one_cell_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f'titre;texte\nBilan;"{"le quartier " * 20_000}"\n', encoding="utf-8")
    assert sum(page.text.count("quartier") for page in extract(path, Options()).pages) == 20_000


def test_columns_that_are_not_read_are_told(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(";".join(f"c{number}" for number in range(300)), encoding="utf-8")
    assert "200 colonnes" in extract(path, Options()).warnings[0]
