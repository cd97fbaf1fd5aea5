import csv
from io import StringIO

from catalogue.library import Library
from tests.fonds.test_cli import fonds


def test_an_export_holds_all_that_is_public_and_nothing_else(library: Library) -> None:
    for number in range(3):
        (library.corpus / f"{number}.md").write_text(
            f"# Bilan {number}\n\nSanitas {number}", encoding="utf-8"
        )
    (library.corpus / "note.md").write_text("# Bilan secret\n\nSanitas", encoding="utf-8")
    (library.corpus / "note.md.toml").write_text('access = "internal"', encoding="utf-8")
    assert fonds("index", cwd=library.folder).returncode == 0
    exported = fonds("export", "sanitas", "--format", "csv", "--sort", "titre", cwd=library.folder)
    rows = csv.DictReader(StringIO(exported.stdout.lstrip("\ufeff")))
    assert [row["Titre"][:7] for row in rows] == ["Bilan 0", "Bilan 1", "Bilan 2"]
    assert "3 références exportées" in exported.stderr
    path = library.folder / "tout.bib"
    fonds("export", "--format", "bib", "-o", str(path), "--access", "internal", cwd=library.folder)
    assert "Bilan secret" in path.read_text(encoding="utf-8")


def test_an_export_that_fails_leaves_the_one_before(library: Library) -> None:
    path = library.folder / "tout.ris"
    path.write_text("d'avant")
    assert "Écrivez ailleurs" in fonds("export", "-o", "corpus/a.ris", cwd=library.folder).stderr
    assert fonds("export", "-o", str(path), cwd=library.folder).returncode != 0  # nothing is indexed
    assert path.read_text() == "d'avant"
    assert fonds("index", cwd=library.folder).returncode == 0
    assert "n'existe pas" in fonds("export", "-o", "nulle/part.ris", cwd=library.folder).stderr
