"""A damaged file gives what is left of it, and says that the rest is lost."""

from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.document_formats import PDF
from indexer.errors import ExtractionError, Reason
from indexer.extract import package_salvage, salvage
from indexer.extract.extracted import Extracted
from indexer.extract.formats import Options, detect, extract
from tests.indexer.extract.packaging import paragraph as word
from tests.indexer.extract.packaging import write_docx, write_zip
from tests.indexer.extract.printing import paragraph, write_pdf

FIRST = "Le contrat urbain de cohésion sociale fixe les engagements de la commune pour trois ans."
SECOND = "Les habitants sont associés au suivi par un conseil de quartier réuni chaque trimestre."


def read(path: Path) -> Extracted:
    return extract(path, detect(path), Options(ocr=False))


def cut(path: Path, mark: bytes, *, keep: int = 0) -> Path:
    """Cut a file at the last of some bytes."""
    content = path.read_bytes()
    path.write_bytes(content[: content.rindex(mark) + keep])
    return path


def test_a_pdf_without_its_table_is_read_page_by_page(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", [paragraph(FIRST), paragraph(SECOND)])
    extracted = read(cut(path, b"xref\n0 ", keep=20))
    assert [page.text for page in extracted.pages] == [FIRST, SECOND]
    assert salvage.WARNING in extracted.warnings


def test_a_word_file_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    path = write_docx(tmp_path / "a.docx", word(FIRST) + "".join(map(word, map(str, range(20_000)))))
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    extracted = read(path)
    assert extracted.pages[0].text.startswith(FIRST) and "19999" not in extracted.pages[-1].text
    assert salvage.WARNING in extracted.warnings


def test_a_file_whose_list_of_entries_is_lost_is_whole(tmp_path: Path) -> None:
    path = cut(write_docx(tmp_path / "a.docx", word(FIRST)), b"PK\x05\x06", keep=10)
    assert FIRST in read(path).pages[0].text


def test_what_is_left_of_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "a.docx", {"word/document.xml": b"<a>" + b" " * 2**28})
    with pytest.raises(ExtractionError) as refused:
        read(cut(path, b"PK\x01\x02"))
    assert refused.value.reason is Reason.DAMAGED


@pytest.mark.parametrize("content", [b"PK\x03\x04" + b"\0" * 40, b"%PDF-1.4\n1 0 obj\n<</Type/Pa"])
def test_what_says_nothing_stays_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / ("a.docx" if content.startswith(b"PK") else "a.pdf")
    path.write_bytes(content)
    with pytest.raises(ExtractionError, match=path.name) as refused:
        read(path)
    assert refused.value.reason is Reason.DAMAGED


@pytest.mark.parametrize("ending", ["txt", "csv", "html", "md", "eml", "srt"])
def test_what_is_left_of_a_package_is_not_read_as_text(tmp_path: Path, ending: str) -> None:
    whole = write_docx(tmp_path / "a.docx", word(FIRST)).read_bytes()
    (path := tmp_path / f"a.{ending}").write_bytes(whole[:-80])
    with pytest.raises(ExtractionError) as refused:
        read(path)
    assert refused.value.reason is Reason.DAMAGED


def test_a_name_with_a_zero_ends_there(tmp_path: Path) -> None:
    names = {"!nobody.xml": "<a/>", "same!one": "1", "same!two": "2", "word/document.xml": "<a/>"}
    content = write_zip(tmp_path / "a.docx", names).read_bytes().replace(b"!", b"\0")
    assert package_salvage.write_what_is_left(content, tmp_path / "b.docx")
    with ZipFile(tmp_path / "b.docx") as left:
        assert left.namelist() == ["same", "word/document.xml"]


def test_a_huge_file_is_refused_rather_than_held_in_memory_thrice(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    with path.open("wb") as file:
        file.write(b"%PDF-1.4\n1 0 obj\n<</Type/Page>>\nendobj\n")
        file.truncate(201 * 2**20)
    assert salvage.mended(path, PDF, tmp_path) is None


@given(cut=st.integers(0, 1_000), at=st.integers(0, 1_000), noise=st.binary(max_size=20))
def test_no_damage_is_more_than_a_refusal(
    tmp_path_factory: pytest.TempPathFactory, cut: int, at: int, noise: bytes
) -> None:
    path = write_docx(tmp_path_factory.mktemp("a") / "a.docx", word(FIRST))
    content = path.read_bytes()
    path.write_bytes(content[:at] + noise + content[at + len(noise) : len(content) - cut])
    try:
        assert read(path).pages
    except ExtractionError as refused:
        assert path.name in str(refused)
