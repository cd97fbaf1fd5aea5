"""The corpus is what its texts make, nothing more, nothing less."""

import zipfile
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from pypdf import PdfReader

from demonstration.build import ROOMS
from demonstration.source import read_sources

FILES = [
    name
    for source in read_sources()
    for name in (source.file, source.notice_file or (f"{source.file}.toml" if source.notice else ""))
    if name
] + [path.relative_to(ROOMS).as_posix() for path in sorted(ROOMS.glob("*/*.toml"))]


def content(path: Path) -> object:
    """What a file holds, whatever version of zlib compressed it."""
    if path.suffix == ".pdf":
        return _pdf(path)
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            return [(entry.filename, entry.date_time, archive.read(entry)) for entry in archive.infolist()]
    return path.read_bytes()


def _pdf(path: Path) -> object:
    reader = PdfReader(path)
    with pdfium.PdfDocument(path) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
        inks = [page.render(scale=0.3, grayscale=True).to_pil().tobytes() for page in document]
    return dict(reader.metadata or {}), reader.page_labels, len(reader.outline), texts, inks


def test_holds_the_files_of_its_texts_and_no_other(corpus: Path) -> None:
    found = {path.relative_to(corpus).as_posix() for path in corpus.rglob("*") if path.is_file()}
    assert found == set(FILES)


@pytest.mark.parametrize("name", FILES)
def test_making_it_again_gives_the_same(corpus: Path, rebuilt: Path, name: str) -> None:
    assert content(rebuilt / name) == content(corpus / name)


def test_stays_small(corpus: Path) -> None:
    assert sum(path.stat().st_size for path in corpus.rglob("*") if path.is_file()) < 3_000_000
