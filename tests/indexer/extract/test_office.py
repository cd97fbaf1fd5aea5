import os
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from confined import office as confined_office
from indexer.errors import ExtractionError, Reason
from indexer.extract import office

installed = pytest.mark.skipif(not office.find_part("writer"), reason="LibreOffice Writer is not installed")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "été à la campagne.rtf"
    path.write_bytes(rb"{\rtf1 Le bilan\par}")
    return path


def stand_in(folder: Path, script: str) -> Path:
    """A program that takes the place of LibreOffice."""
    program = folder / "soffice.bin"
    program.write_text(f"#!{sys.executable}\n{script}")
    program.chmod(0o755)
    return program


@installed
def test_a_file_of_any_name_is_converted(source: Path, tmp_path: Path) -> None:
    converted = office.convert(source, source="rtf", target="pdf", folder=tmp_path)
    assert converted is not None
    assert converted.read_bytes().startswith(b"%PDF-")


@installed
def test_nothing_that_a_document_names_is_fetched(tmp_path: Path) -> None:
    asked: list[str] = []

    class Listener(BaseHTTPRequestHandler):
        def handle_one_request(self) -> None:
            asked.append(self.rfile.readline().decode())

    with HTTPServer(("127.0.0.1", 0), Listener) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        page = tmp_path / "page.html"
        page.write_text(f'<p>x <img src="http://127.0.0.1:{server.server_port}/image.png"></p>')
        office.convert(page, source="html", target="pdf", folder=tmp_path)
        server.shutdown()
    assert asked == []


def test_without_libreoffice_the_way_out_is_told(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(confined_office, "find_office", lambda: None)
    with pytest.raises(ExtractionError, match="installez LibreOffice") as refused:
        office.convert(source, source="doc", target="pdf", folder=tmp_path)
    assert refused.value.reason is Reason.NEEDS_OFFICE
    assert source.name in str(refused.value)


@pytest.mark.parametrize(("source_kind", "part"), [("ppt", "Impress"), ("doc", "Writer")])
def test_without_the_part_that_reads_it_a_document_is_not_said_to_be_damaged(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source_kind: str, part: str
) -> None:
    program, registry = tmp_path / "program" / "soffice.bin", tmp_path / "share" / "registry"
    for each in (program, registry / "main.xcd", registry / "calc.xcd"):
        each.parent.mkdir(parents=True, exist_ok=True)
        each.touch()
    monkeypatch.setattr(confined_office, "find_office", lambda: program)
    with pytest.raises(ExtractionError, match=f"avec {part}") as refused:
        office.convert(source, source=source_kind, target="pdf", folder=tmp_path)
    assert refused.value.reason is Reason.NEEDS_OFFICE


@pytest.mark.skipif(os.name != "posix", reason="a script stands in for the program")
def test_a_conversion_without_end_is_stopped(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = stand_in(tmp_path, "import time; time.sleep(600)")
    monkeypatch.setattr(confined_office, "find_office", lambda: program)
    monkeypatch.setattr(confined_office, "TIMEOUT_S", 0.5)
    monkeypatch.setattr(confined_office, "_works", lambda: True)
    with pytest.raises(ExtractionError, match=source.name) as refused:
        office.convert(source, source="doc", target="pdf", folder=tmp_path)
    assert refused.value.reason is Reason.TOO_SLOW


@pytest.mark.skipif(os.name != "posix", reason="a script stands in for the program")
def test_a_first_start_is_followed_by_another(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = (
        "import pathlib, sys\nfolder = pathlib.Path(sys.argv[sys.argv.index('--outdir') + 1])\n"
        "if not (folder / 'started').exists():\n    (folder / 'started').touch()\n    sys.exit(81)\n"
        "(folder / 'document.pdf').write_text('fait')"
    )
    program = stand_in(tmp_path, script)
    monkeypatch.setattr(confined_office, "find_office", lambda: program)
    converted = office.convert(source, source="doc", target="pdf", folder=tmp_path)
    assert converted is not None
    assert converted.read_text() == "fait"


def test_what_a_killed_process_left_is_cleared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confined_office, "gettempdir", lambda: str(tmp_path))
    old, recent = tmp_path / "fonds-office-1", tmp_path / "fonds-office-2"
    for folder in (old, recent):
        (folder / "profile").mkdir(parents=True)
    os.utime(old, (0, 0))
    with office.temporary_folder() as folder:
        assert folder.is_dir()
    assert [child.name for child in tmp_path.iterdir()] == [recent.name]
    assert not folder.exists()


def test_what_cannot_be_converted_gives_nothing(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(confined_office, "find_office", lambda: Path(sys.executable))
    monkeypatch.setattr(confined_office, "_works", lambda: True)
    assert office.convert(source, source="doc", target="pdf", folder=tmp_path) is None


@pytest.mark.parametrize("script", ["import time; time.sleep(600)", "raise SystemExit(1)"])
def test_a_program_that_converts_nothing_is_told_apart_from_a_damaged_file(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str
) -> None:
    program = stand_in(tmp_path, script)
    monkeypatch.setattr(confined_office, "find_office", lambda: program)
    monkeypatch.setattr(confined_office, "TIMEOUT_S", 0.5)
    monkeypatch.setattr(confined_office, "_works", confined_office._works.__wrapped__)
    with pytest.raises(ExtractionError, match="ne répond pas sur cet ordinateur") as refused:
        office.convert(source, source="doc", target="pdf", folder=tmp_path)
    assert refused.value.reason is Reason.NEEDS_OFFICE
