from pathlib import Path

import pypdf
import pytest
from pypdf.generic import DecodedStreamObject, NameObject

from indexer.extract import pdf_metadata
from indexer.extract.pdf_metadata import PdfDescription, describe
from tests.indexer.extract.printing import rewrite, write_pdf
from tests.indexer.extract.test_xmp import PACKET


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return write_pdf(tmp_path / "rapport.pdf", [[("un", 70, 700, 11)], [("deux", 70, 700, 11)]])


def add_packet(writer: pypdf.PdfWriter) -> None:
    stream = DecodedStreamObject()
    stream.set_data(PACKET.encode())
    writer.root_object[NameObject("/Metadata")] = stream


def test_docinfo_is_read_and_cleaned(path: Path) -> None:
    info = {
        "/Title": " Contrat\nde ville ",
        "/Author": "A. Durand ; B. Petit",
        "/Keywords": "santé, emploi;santé",
        "/CreationDate": "D:20071009083000+02'00'",
        "/ModDate": "D:2008",
        "/Creator": "Writer",
    }
    rewrite(path, lambda writer: writer.add_metadata(info))
    metadata = describe(path).metadata
    assert metadata.title == "Contrat de ville"
    assert metadata.creators == ("A. Durand", "B. Petit")
    assert metadata.keywords == ("santé", "emploi")
    assert (metadata.created, metadata.modified, metadata.producer) == ("2007-10-09", "2008", "Writer")


def test_xmp_wins_where_both_speak(path: Path) -> None:
    rewrite(path, lambda writer: writer.add_metadata({"/Title": "Document1.doc", "/Subject": "Bilan"}))
    rewrite(path, add_packet)
    metadata = describe(path).metadata
    assert (metadata.title, metadata.subject, metadata.language) == ("Contrat de ville", "Bilan", "fr")
    assert metadata.creators == ("A. Durand", "B. Petit")


@pytest.mark.parametrize("date", ["D:00000000000000", "hier", "D:20071399", ""])
def test_a_date_that_is_none_is_left_out(path: Path, date: str) -> None:
    rewrite(path, lambda writer: writer.add_metadata({"/CreationDate": date}))
    assert describe(path).metadata.created == ""


def test_pages_without_labels_have_none(path: Path) -> None:
    assert describe(path).labels == ()


def test_a_parser_that_loops_costs_its_time_only(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def loop(_reader: pypdf.PdfReader) -> None:
        while True:
            pass

    monkeypatch.setattr(pdf_metadata, "PATIENCE_S", 0.05)
    monkeypatch.setattr(pdf_metadata, "_describe", loop)
    assert describe(path) == PdfDescription(incomplete=True)


def test_pypdf_keeps_quiet(path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path.write_bytes(path.read_bytes().replace(b"xref", b"xerf").replace(b"endobj", b"endjob"))
    describe(path)
    assert capfd.readouterr() == ("", "")
