from pathlib import Path

import pytest

from exchange.incoming.corpus_places import CorpusPlaces, standing


@pytest.fixture
def corpus(tmp_path: Path) -> CorpusPlaces:
    for name in ("a/Bilan.pdf", "b/double.pdf", "c/double.pdf", "été.pdf"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "x.toml").write_text('title = "X"\nidentifier = "marc-1"\n', encoding="utf-8")
    return standing(tmp_path)


@pytest.mark.parametrize(
    ("told", "document"),
    [
        ("a/Bilan.pdf", "a/Bilan.pdf"),
        ("C:\\Zotero\\bilan.PDF", "a/Bilan.pdf"),
        ("https://exemple.fr/docs/%C3%A9t%C3%A9.pdf?v=2", "été.pdf"),
        ("double.pdf", ""),
        ("b/double.pdf", "b/double.pdf"),
        ("../../etc/passwd", ""),
        ("", ""),
    ],
)
def test_a_document_is_found_by_its_path_or_its_only_name(
    corpus: CorpusPlaces, told: str, document: str
) -> None:
    assert corpus.document(told) == document


def test_notices_are_known_by_what_they_pin(corpus: CorpusPlaces) -> None:
    assert corpus.notices == {"marc-1": "x.toml"}


def test_a_link_leads_nowhere(tmp_path: Path) -> None:
    (tmp_path / "lien.pdf").symlink_to("/etc/passwd")
    assert standing(tmp_path).documents == frozenset()
