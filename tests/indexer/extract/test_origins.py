"""Where a file says it was found, in every format that can say it."""

from pathlib import Path

import pytest

from catalogue.web_address import LONGEST
from indexer.extract import docx, epub, mail, markdown, odf, pdf, web
from indexer.extract.formats import Options
from indexer.extract.origins import first_origin
from tests.indexer.extract.packaging import write_docx, write_odf, write_zip
from tests.indexer.extract.printing import paragraph, rewrite, write_pdf
from tests.indexer.extract.test_epub import BOOK, write_book

PAGE = "https://www.exemple.fr/quartiers/bilan"
TEXT = "<p>Le bilan du quartier</p>"


def saved(path: Path, content: str) -> str:
    path.write_text(content, encoding="utf-8")
    return web.extract(path, Options()).metadata.origin


@pytest.mark.parametrize(
    ("content", "origin"),
    [
        (f"<!-- saved from url=(0038){PAGE} -->\n<html>{TEXT}", PAGE),
        (f"<link rel='canonical' href='{PAGE}'>{TEXT}", PAGE),
        (f"<base href='https://www.exemple.fr/'><link rel='canonical' href='a/b'>{TEXT}", "https://www.exemple.fr/a/b"),
        (f"<meta property='og:url' content='{PAGE}'>{TEXT}", PAGE),
        (f"<base href='https://www.exemple.fr/'>{TEXT}", "https://www.exemple.fr/"),
        (f"<!-- saved from url=(0014)about:internet --><link rel=canonical href='{PAGE}'>{TEXT}", PAGE),
        (f"<link rel=canonical href='/bilan'>{TEXT}", ""),
        (f"<link rel=canonical href='file:///home/moi/bilan.html'>{TEXT}", ""),
        (f"<link rel=canonical href='http://[x'><p>{PAGE}</p>", ""),
        (f"<link rel=canonical href='https://exemple.fr/{'a' * LONGEST}'>{TEXT}", ""),
    ],
)  # fmt: skip
def test_a_saved_page_tells_its_address(tmp_path: Path, content: str, origin: str) -> None:
    assert saved(tmp_path / "a.html", content) == origin


def test_what_the_browser_wrote_counts_before_what_the_page_says(tmp_path: Path) -> None:
    content = f"<!-- saved from url=(0038){PAGE} --><link rel=canonical href='https://autre.fr/'>{TEXT}"
    assert saved(tmp_path / "a.html", content) == PAGE


def test_a_page_kept_as_one_file_tells_it(tmp_path: Path) -> None:
    path = tmp_path / "a.mht"
    path.write_text(
        f"From: <Saved by Blink>\nSnapshot-Content-Location: {PAGE}\nMIME-Version: 1.0\n"
        "Content-Type: multipart/related; boundary=B\n\n"
        f"--B\nContent-Type: text/html\nContent-Location: https://autre.fr/\n\n{TEXT}\n--B--\n"
    )
    assert mail.extract(path, Options()).metadata.origin == PAGE


def test_books_and_office_files_tell_it(tmp_path: Path) -> None:
    book = BOOK.replace("</metadata>", f"<dc:source>{PAGE}</dc:source></metadata>")
    assert (
        epub.extract(write_book(tmp_path / "a.epub", **{"livre/livre.opf": book}), Options()).metadata.origin
        == PAGE
    )
    meta = f"<meta:user-defined meta:name='Adresse'>{PAGE}</meta:user-defined>"
    text = write_odf(tmp_path / "a.odt", "<text:p>Le bilan</text:p>", meta=meta)
    assert odf.extract(text, Options()).metadata.origin == PAGE
    word = write_docx(tmp_path / "a.docx", "<w:p><w:r><w:t>Le bilan</w:t></w:r></w:p>")
    home = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    base = f'<Properties xmlns="{home}"><HyperlinkBase>{PAGE}</HyperlinkBase></Properties>'
    entries = {**_entries(word), "docProps/app.xml": base.encode()}
    assert docx.extract(write_zip(word, entries), Options()).metadata.origin == PAGE
    plain = tmp_path / "a.md"
    plain.write_text(f"---\ntitle: Le bilan\nsource: {PAGE}\n---\nTexte", encoding="utf-8")
    assert markdown.extract(plain, Options()).metadata.origin == PAGE


def _entries(path: Path) -> dict[str, bytes]:
    from zipfile import ZipFile

    with ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def printed(path: Path, *feet: str) -> str:
    pages = [[*paragraph("Le bilan du quartier et de ses habitants"), (foot, 30, 20, 8)] for foot in feet]
    return pdf.extract(write_pdf(path, pages), Options(ocr=False)).metadata.origin


def test_a_print_of_a_browser_tells_it_on_every_page(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    assert printed(path, f"{PAGE} 1/2", f"{PAGE} 2/2") == PAGE
    assert printed(path, f"{PAGE} 1/1") == PAGE
    assert printed(path, f"{PAGE} 1/2", "Page 2") == ""
    assert printed(path, "www.exemple.fr 1/2", "www.exemple.fr 2/2") == ""


def test_an_address_within_the_text_is_no_origin(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", [[*paragraph("Le bilan"), (PAGE, 70, 400, 11)]])
    assert pdf.extract(path, Options(ocr=False)).metadata.origin == ""


def test_the_metadata_of_a_pdf_tell_it(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", [paragraph("Le bilan du quartier")])
    packet = (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/">'
        f"<xmp:BaseURL>{PAGE}</xmp:BaseURL></rdf:Description></rdf:RDF></x:xmpmeta>"
    )
    rewrite(path, lambda writer: setattr(writer, "xmp_metadata", packet.encode()))
    assert pdf.extract(path, Options(ocr=False)).metadata.origin == PAGE


def test_only_the_first_address_of_the_web_counts() -> None:
    assert first_origin((None, "", "urn:isbn:9", "mailto:a@b.fr", f" {PAGE} ", "https://autre.fr")) == PAGE
