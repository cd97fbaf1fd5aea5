from pathlib import Path

import pytest

from indexer.errors import ExtractionError, Reason
from indexer.extract.formats import Options
from indexer.extract.text import extract, read_bounded


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "note.txt"


def texts(path: Path, content: bytes) -> list[str]:
    path.write_bytes(content)
    return [page.text for page in extract(path, Options()).pages]


def test_paragraphs_keep_their_lines(path: Path) -> None:
    assert texts(path, "Titre\r\n\r\nPremière ligne\r\nsuite\r\n \r\nFin".encode()) == [
        "Titre\n\nPremière ligne\nsuite\n\nFin"
    ]


def test_form_feeds_make_pages(path: Path) -> None:
    assert texts(path, b"Un\n\x0cDeux\n\x0c\x0cQuatre\n\x0c") == ["Un", "Deux", "", "Quatre"]


def test_a_form_feed_in_an_endless_text_makes_no_page(path: Path) -> None:
    assert len(texts(path, b"Un\n\x0c" + b"mot " * 5000)) == 7


def test_a_long_text_is_cut_into_sections(path: Path) -> None:
    pages = texts(path, b"\n\n".join([b"mot " * 200] * 20))
    assert len(pages) == 6
    assert max(map(len, pages)) < 4000


def test_macintosh_accents_are_read(path: Path) -> None:
    assert texts(path, "L’été à Tours\rdéjà".encode("mac_roman")) == ["L’été à Tours\ndéjà"]


def test_an_endless_file_is_refused(path: Path) -> None:
    path.write_bytes(b"x" * 11)
    with pytest.raises(ExtractionError, match=path.name) as refused:
        read_bounded(path, limit=10)
    assert refused.value.reason is Reason.TOO_LARGE
