from pathlib import Path

from striprtf.striprtf import rtf_to_text

from demonstration.writers.rtf import write
from tests.demonstration.samples import sample


def test_is_ascii_and_balanced(tmp_path: Path) -> None:
    write(sample(), path := tmp_path / "a.rtf")
    text = path.read_bytes().decode("ascii")
    assert text.count("{") == text.count("}")


def test_reads_back_with_its_accents(tmp_path: Path) -> None:
    write(sample(subtitle="Cœur d’îlot, Łódź"), path := tmp_path / "a.rtf")
    text = rtf_to_text(path.read_text(encoding="ascii"))
    assert "Première partie" in text
    assert "Cœur d’îlot, Łódź" in text
    assert "Le Sanitas|8\u00a0100" in text
