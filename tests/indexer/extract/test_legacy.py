import shutil
from pathlib import Path

import docx
import pptx
import pytest

from confined import Limits, Pool
from indexer.errors import ExtractionError, Reason
from indexer.extract import office
from indexer.extract.formats import Options, detect
from indexer.extract.legacy import extract
from tests.indexer.extract.packaging import compound_file
from tests.indexer.extract.printing import write_pdf

writer = pytest.mark.skipif(not office.find_part("writer"), reason="LibreOffice Writer is not installed")
impress = pytest.mark.skipif(not office.find_part("impress"), reason="LibreOffice Impress is not installed")


@pytest.fixture(scope="module")
def doc(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Word file as they were before 2007, of two pages."""
    folder = tmp_path_factory.mktemp("doc")
    document = docx.Document()
    document.add_paragraph("Le bilan de l'été")
    document.add_page_break()
    document.add_paragraph("Deux")
    document.core_properties.author = "Anne"
    document.save(str(folder / "bilan.docx"))
    return renamed(office.convert(folder / "bilan.docx", source="docx", target="doc", folder=folder))


@pytest.fixture(scope="module")
def ppt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A presentation of that age, of one slide."""
    folder = tmp_path_factory.mktemp("ppt")
    presentation = pptx.Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[5])
    slide.shapes.title.text = "Santé"
    slide.notes_slide.notes_text_frame.text = "À dire"
    presentation.save(str(folder / "journee.pptx"))
    return renamed(office.convert(folder / "journee.pptx", source="pptx", target="ppt", folder=folder))


def renamed(converted: Path | None) -> Path:
    assert converted is not None
    return Path(shutil.copyfile(converted, converted.with_name(f"Été à Tours{converted.suffix}")))


@writer
def test_a_doc_has_its_pages(doc: Path) -> None:
    assert detect(doc) == "application/msword"
    extracted = extract(doc, Options())
    assert (extracted.metadata.creators, extracted.metadata.producer) == (("Anne",), "")
    assert [page.text for page in extracted.pages] == ["Le bilan de l'été", "Deux"]


@impress
def test_a_ppt_has_its_slides(ppt: Path) -> None:
    page = extract(ppt, Options()).pages[0]
    assert (page.text, page.headings) == ("Santé\nÀ dire", ("Santé",))


@writer
def test_a_limited_process_may_start_the_office(doc: Path) -> None:
    limits = Limits(memory_mb=1200, cpu_s=60, wall_s=300)
    with Pool(f"{__name__}:read_confined", workers=1, limits=limits) as pool:
        outcome = pool.run(str(doc).encode())
    assert outcome.value is not None, outcome.failure
    assert outcome.value.decode() == "Le bilan de l'été\fDeux"


def test_what_does_not_open_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "perdu.doc"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    monkeypatch.setattr(office, "convert", lambda *_, **__: None)
    with pytest.raises(ExtractionError, match=path.name) as refused:
        extract(path, Options())
    assert refused.value.reason is Reason.DAMAGED


def test_what_an_old_file_says_of_itself_is_read_from_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.doc"
    path.write_bytes(compound_file({"WordDocument": b"x"}))

    def convert(*_: object, folder: Path, **__: object) -> Path:
        return write_pdf(folder / "document.pdf", [[("Le bilan", 70, 700, 11)]])

    monkeypatch.setattr(office, "convert", convert)
    metadata = extract(path, Options()).metadata
    assert (metadata.created, metadata.modified, metadata.producer) == ("", "", "")
