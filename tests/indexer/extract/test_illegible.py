from pathlib import Path

import pytest

from indexer.extract.formats import Options, detect, extract
from tests.indexer.extract.packaging import write_docx, write_odf

PROSE = (
    "Les habitants des quartiers prioritaires ont participé aux réunions publiques du contrat de ville. "
    "Le conseil citoyen demande une maison de santé, des transports le soir et des jeux pour les enfants. "
)


def enciphered(text: str) -> str:
    return "".join(chr(ord(each) + 1) if each.isascii() and each.isalpha() else each for each in text)


def set_apart(text: str) -> str:
    return " ".join(text.replace(" ", ""))


def written(path: Path, text: str) -> Path:
    if path.suffix == ".docx":
        return write_docx(path, f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
    if path.suffix == ".odt":
        return write_odf(path, f"<text:p>{text}</text:p>")
    path.write_text(f"<html><body><p>{text}</p></body></html>" if path.suffix == ".html" else text)
    return path


@pytest.mark.parametrize("ending", [".txt", ".docx", ".odt", ".html", ".md"])
@pytest.mark.parametrize("spoil", [enciphered, set_apart])
def test_a_text_that_is_no_language_is_left_out_and_said(tmp_path: Path, ending: str, spoil) -> None:
    path = written(tmp_path / f"a{ending}", spoil(PROSE * 3))
    found = extract(path, detect(path), Options())
    assert [page.text for page in found.pages] == [""]
    assert (found.lines, found.warnings[-1].startswith("Le texte est illisible")) == ((), True)


@pytest.mark.parametrize("ending", [".txt", ".docx", ".odt", ".html", ".md"])
def test_a_legible_text_with_some_codes_stays(tmp_path: Path, ending: str) -> None:
    path = written(tmp_path / f"a{ending}", PROSE * 3 + "Réf. XQJ-4471 KWZP BTRV, cf. QP037001.")
    found = extract(path, detect(path), Options())
    assert "KWZP BTRV" in found.pages[0].text
    assert found.warnings == ()
