from pathlib import Path

from demonstration.writers.text import WIDTH, write, write_markdown
from tests.demonstration.samples import sample


def test_windows_text_has_its_code_page_and_its_line_ends(tmp_path: Path) -> None:
    write(sample(encoding="cp1252"), path := tmp_path / "A.TXT")
    text = path.read_bytes()
    assert "Première partie\r\n---".encode("cp1252") in text
    assert all(len(line) <= WIDTH for line in text.decode("cp1252").splitlines() if "|" not in line)


def test_markdown_keeps_headings_tables_and_quotes(tmp_path: Path) -> None:
    write_markdown(sample(), path := tmp_path / "a.md")
    lines = path.read_text(encoding="utf-8").splitlines()
    assert {"# Un exemple : l'essai", "## Première partie", "| Le Sanitas | 8 100 |"} <= set(lines)
    assert "> Une parole rapportée." in lines
