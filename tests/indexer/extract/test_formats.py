from importlib import import_module
from pathlib import Path
from zipfile import ZipFile

import docx
import pptx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.document_formats import (
    BY_SUFFIX,
    DOC,
    DOCUMENT_FORMATS,
    DOCX,
    EPUB,
    ODT,
    PDF,
    PPT,
    PPTX,
    RTF,
    XLS,
    XLSX,
)
from indexer.errors import ExtractionError, Reason
from indexer.extract import refusals
from indexer.extract.formats import Options, detect, extract
from tests.indexer.extract.packaging import compound_file, write_odf, write_zip

MSG = "application/vnd.ms-outlook"


def kind(path: Path, content: bytes) -> str:
    path.write_bytes(content)
    return detect(path)


def refusal(path: Path, content: bytes) -> tuple[Reason, str]:
    with pytest.raises(ExtractionError, match=path.name) as refused:
        kind(path, content)
    return refused.value.reason, str(refused.value)


@pytest.mark.parametrize("name", ["a.pdf", "a", "a.doc", "a.txt.bak", "A.PDF"])
def test_a_pdf_is_one_under_any_name(tmp_path: Path, name: str) -> None:
    assert kind(tmp_path / name, b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n") == PDF


@pytest.mark.parametrize("name", ["rapport.docx", "rapport", "rapport.doc", "rapport.pdf"])
def test_a_word_file_is_one_under_any_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    docx.Document().save(str(path))
    assert detect(path) == DOCX


def test_other_packages_are_told_apart(tmp_path: Path) -> None:
    pptx.Presentation().save(str(tmp_path / "a.zip"))
    assert detect(tmp_path / "a.zip") == PPTX
    assert detect(write_odf(tmp_path / "b.bin", "")) == ODT
    assert detect(write_zip(tmp_path / "c.bin", {"a": "b", "META-INF/container.xml": ""})) == EPUB
    template = {"mimetype": "application/vnd.oasis.opendocument.text-template", "content.xml": ""}
    assert detect(write_zip(tmp_path / "d.ott", template)) == ODT


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.doc", rb"{\rtf1 x}", RTF),
        ("a.bin", compound_file({"WordDocument": b"x"}), DOC),
        ("a.bin", compound_file({"WORDDOCUMENT": b"x"}), DOC),
        ("a.bin", compound_file({"Workbook": b"x", "MBD0/WordDocument": b"x"}), XLS),
        ("a.bin", compound_file({"__properties_version1.0": b"x", "a/WordDocument": b"x"}), MSG),
        ("a.doc", b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w/>', DOC),
        ("a.bin", compound_file({"PowerPoint Document": b"x"}), PPT),
        ("a.doc", b" <!DOCTYPE html><p>x", "text/html"),
        ("a.pdf", b"<html><script>", "text/html"),
        ("a.html", b"<html><p>%PDF-1.7", "text/html"),
        ("a.htm", b"un fragment", "text/html"),
        ("a.md", b"# Titre", "text/markdown"),
        ("a.txt", b"texte", "text/plain"),
        ("a.txt", "texte".encode("utf-16"), "text/plain"),
        ("a.txt", "texte".encode("utf-16-le"), "text/plain"),
        ("a.eml", b"Subject: x", "message/rfc822"),
        ("LISEZMOI", b"texte", "text/plain"),
        ("message", b"From: a@exemple.fr\nSubject: x\n\nm=C3=A9diation", "message/rfc822"),
        ("a.doc", b"MIME-Version: 1.0\nSubject: x\n\n<html>", "message/rfc822"),
        ("boite", b"From a@b Thu Oct 14 16:04:30 2010\nFrom: a\nTo: b\n\nx", "application/mbox"),
        ("notes.txt", b"From: a@exemple.fr\nSubject: x\n\ntexte", "text/plain"),
        ("a.pdf", b"HTTP/1.1 200 OK\n" + b"x: y\n" * 900 + b"%PDF-1.7\n%x", PDF),
        ("a.docx", b"texte seulement", "text/plain"),
    ],
)
def test_bytes_win_over_names_and_names_tell_texts_apart(
    tmp_path: Path, name: str, content: bytes, expected: str
) -> None:
    assert kind(tmp_path / name, content) == expected


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.txt", "a"])
def test_an_empty_file_is_refused(tmp_path: Path, name: str) -> None:
    assert refusal(tmp_path / name, b"")[0] is Reason.EMPTY


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.pdf", b"MZ\x90\x00" + bytes(100), "un programme Windows"),
        ("a.docx", b"MZ\x90\x00" + bytes(100), "un programme Windows"),
        ("a.jpg", b"\xff\xd8\xff\xe0" + bytes(100), "une image"),
        ("a.bin", compound_file({"Contents": b"x"}), "Office"),
        ("a.vcf", b"a;b", ".vcf"),
        ("a.xyz", bytes(range(256)), "inconnu"),
    ],
)
def test_what_is_no_document_is_named(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    reason, message = refusal(tmp_path / name, content)
    assert reason is Reason.UNSUPPORTED
    assert said in message


def test_an_archive_that_holds_a_folder_of_word_is_no_word_file(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "a.docx", {"word/notes.txt": ""})
    assert refusal(path, path.read_bytes())[0] is Reason.UNSUPPORTED


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", DOCX),
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml", DOCX),
        ("application/vnd.ms-word.template.macroEnabledTemplate.main+xml", DOCX),
        ("application/vnd.openxmlformats-officedocument.presentationml.template.main+xml", PPTX),
        ("application/vnd.ms-excel.sheet.macroEnabled.main+xml", XLSX),
    ],
)
def test_a_package_is_what_its_list_of_parts_says(tmp_path: Path, stated: str, expected: str) -> None:
    listed = f'<Types><Override PartName="/x/y.xml" ContentType="{stated}"/></Types>'
    assert detect(write_zip(tmp_path / "a.bin", {"[Content_Types].xml": listed})) == expected


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.docx", b"PK\x03\x04 tronqu\xe9"),
        ("a.odt", bytes(range(256))),
        ("a.doc", bytes(99)),
        ("a.bin", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99)),
    ],
)
def test_a_promise_the_bytes_do_not_keep_is_damage(tmp_path: Path, name: str, content: bytes) -> None:
    assert refusal(tmp_path / name, content)[0] is Reason.DAMAGED


def test_a_locked_office_file_is_told(tmp_path: Path) -> None:
    content = compound_file({"EncryptedPackage": b"x"})
    assert refusal(tmp_path / "a.docx", content)[0] is Reason.ENCRYPTED


@pytest.mark.parametrize("module", sorted({each.module for each in DOCUMENT_FORMATS}))
def test_every_format_has_its_module(module: str) -> None:
    assert callable(import_module(f"indexer.extract.{module}").extract)


def test_every_module_that_reads_has_its_row() -> None:
    reading = {
        path.stem
        for path in Path(refusals.__file__).parent.glob("*.py")
        if "\ndef extract(path: Path, options" in path.read_text(encoding="utf-8")
    }
    assert reading == {each.module for each in DOCUMENT_FORMATS}


def test_no_two_rows_claim_the_same(tmp_path: Path) -> None:
    claims = [
        (name, value)
        for each in DOCUMENT_FORMATS
        for name in ("begins", "holds", "entry", "main_part", "media_type")
        if (value := getattr(each, name))
    ]
    suffixes = [suffix for each in DOCUMENT_FORMATS for suffix in each.suffixes]
    assert len(claims) == len(set(claims))
    assert len(suffixes) == len(set(suffixes))


def test_a_file_is_read_by_the_module_of_its_row(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Le texte")
    assert extract(path, detect(path), Options()).pages[0].text == "Le texte"


def test_false_packages_are_not_opened_by_path(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "a.docx", "w") as package:
        package.writestr("../word/évasion", "x")
    with pytest.raises(ExtractionError):
        detect(tmp_path / "a.docx")


@settings(max_examples=60)
@given(name=st.sampled_from(["a", *(f"a{suffix}" for suffix in BY_SUFFIX)]), content=st.binary(max_size=200))
def test_any_bytes_are_named_or_refused(
    tmp_path_factory: pytest.TempPathFactory, name: str, content: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / name
    path.write_bytes(content)
    try:
        assert detect(path) in {each.media_type for each in DOCUMENT_FORMATS}
    except ExtractionError as error:
        assert name in str(error)


def test_a_text_filled_up_with_zeros_is_text_and_zeros_alone_are_none(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Réunion du conseil".encode() + bytes(600))
    found = extract(tmp_path / "a.txt", detect(tmp_path / "a.txt"), Options())
    assert found.pages[0].text == "Réunion du conseil"
    (tmp_path / "b.txt").write_bytes(bytes(600))
    with pytest.raises(ExtractionError):
        detect(tmp_path / "b.txt")


@pytest.mark.parametrize("name", ["note.md ", "note.md.", "note.MD\u00a0 ."])
def test_spaces_and_dots_behind_an_ending_are_none_of_it(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("# Bilan", encoding="utf-8")
    assert detect(path) == "text/markdown"
