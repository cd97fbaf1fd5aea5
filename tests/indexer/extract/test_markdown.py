from pathlib import Path

import pytest

from indexer.extract.extracted import Extracted
from indexer.extract.formats import Options
from indexer.extract.markdown import extract


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "fiche.md"


def read(path: Path, content: str) -> Extracted:
    path.write_text(content, encoding="utf-8")
    return extract(path, Options())


def test_marks_are_gone_and_words_stay(path: Path) -> None:
    page = read(
        path, "# Le *bilan*\n\nUn [lien](http://x)\n**fort** ![plan](a.png) `code`\n\n- un\n- deux\n"
    ).pages[0]
    assert page.text == "Le bilan\nUn lien fort plan code\nun\ndeux"
    assert page.headings == ("Le bilan",)


def test_tables_and_raw_html_are_read(path: Path) -> None:
    content = "| Région | ZUS |\n|---|---|\n| Centre | 30 |\n\n<div>Un <b>mot</b></div>\n\n```\ncode\n```\n"
    assert read(path, content).pages[0].text == "Région | ZUS\nCentre | 30\nUn mot\ncode"


def test_headings_make_sections(path: Path) -> None:
    pages = read(path, "".join(f"## Partie {n}\n\n{'mot ' * 200}\n\n" for n in range(3))).pages
    assert [page.label for page in pages] == ["Partie 0", "Partie 1", "Partie 2"]


def test_front_matter_describes_the_file(path: Path) -> None:
    matter = (
        '---\ntitle: "Le bilan : suite"\nauteurs:\n  - Anne\n  - Luc\ndate: 2007-10-09\n'
        "tags: [ville, 'santé']\nlang: fr\n---\nCorps\n"
    )
    extracted = read(path, matter)
    metadata = extracted.metadata
    assert extracted.pages[0].text == "Corps"
    assert (metadata.title, metadata.creators) == ("Le bilan : suite", ("Anne", "Luc"))
    assert (metadata.created, metadata.keywords, metadata.language) == (
        "2007-10-09",
        ("ville", "santé"),
        "fr",
    )


def test_a_rule_at_the_top_is_no_front_matter(path: Path) -> None:
    assert "Corps" in read(path, "---\n\nCorps\n").pages[0].text


def test_front_matter_in_toml_is_read_and_is_no_text(path: Path) -> None:
    found = read(
        path, '+++\ntitle = "La gestion urbaine"\nauthors = ["Claire", "Luc"]\n+++\n# Méthode\n\nTexte.\n'
    )
    assert (found.metadata.title, found.metadata.creators) == ("La gestion urbaine", ("Claire", "Luc"))
    assert "+++" not in found.pages[0].text
    assert read(path, "+++\ntitle = cassé\n+++\nTexte.\n").metadata.title == ""


def test_no_depth_loses_what_follows(path: Path) -> None:
    items = "".join(f"{'  ' * level}- point{level}\n" for level in range(300))
    content = f"{'>' * 500} citation\n\n{items}\nLa suite.\n"
    text = "\n".join(page.text for page in read(path, content).pages)
    assert all(word in text for word in ("citation", "point0", "point30", "point299", "La suite."))


def test_footnotes_are_read(path: Path) -> None:
    page = read(
        path, "Le bilan[^1] est là.\n\n[^1]: Source : Insee.\n[^n b]:\n    Suite.\n\n[lien]: http://x\n"
    ).pages[0]
    assert "Source : Insee." in page.text and "Suite." in page.text and "http" not in page.text
