from pathlib import Path

import pytest

from indexer.errors import ExtractionError, Reason
from indexer.extract.epub import extract
from indexer.extract.extracted import Extracted
from indexer.extract.formats import Options
from tests.indexer.extract.packaging import write_zip

CONTAINER = """<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="livre/livre.opf"/></rootfiles></container>"""
BOOK = """<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">
<metadata><dc:title>Le bilan</dc:title><dc:creator>Anne</dc:creator><dc:creator>Luc</dc:creator>
<dc:date>2007-10-09</dc:date><dc:language>fr</dc:language>
<meta property="dcterms:modified">2008-01-02T00:00:00Z</meta></metadata>
<manifest><item id="b" href="Chapitre%20deux.xhtml"/><item id="a" href="un.xhtml"/></manifest>
<spine><itemref idref="a"/><itemref idref="b"/></spine></package>"""
LONG = "mot " * 200
LOCK = """<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<EncryptedData xmlns="http://www.w3.org/2001/04/xmlenc#"><CipherData><CipherReference URI="{}"/></CipherData>
</EncryptedData></encryption>"""


def write_book(path: Path, **entries: str) -> Path:
    chapters = {
        "livre/un.xhtml": f"<html><body><h1>Un</h1><p>{LONG}</p></body></html>",
        "livre/Chapitre deux.xhtml": "<html><body><h1>Deux</h1><p>L&#233;gende</p></body></html>",
    }
    return write_zip(
        path,
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": CONTAINER,
            "livre/livre.opf": BOOK,
            **chapters,
            **entries,
        },
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "livre.epub"


def read(path: Path) -> Extracted:
    return extract(path, Options())


def test_chapters_come_in_the_order_of_the_spine(path: Path) -> None:
    pages = read(write_book(path)).pages
    assert [(page.label, page.text[:12]) for page in pages] == [
        ("Un", "Un\nmot mot m"),
        ("Deux", "Deux\nLégende"),
    ]


def test_the_book_describes_itself(path: Path) -> None:
    metadata = read(write_book(path)).metadata
    assert (metadata.title, metadata.creators, metadata.language) == ("Le bilan", ("Anne", "Luc"), "fr")
    assert (metadata.created, metadata.modified) == ("2007-10-09", "2008-01-02")


def test_enciphered_fonts_lock_nothing_but_chapters_do(path: Path) -> None:
    lock = "META-INF/encryption.xml"
    assert len(read(write_book(path, **{lock: LOCK.format("livre/police.otf")})).pages) == 2
    with pytest.raises(ExtractionError, match=path.name) as refused:
        read(write_book(path, **{lock: LOCK.format("livre/un.xhtml")}))
    assert refused.value.reason is Reason.ENCRYPTED


def test_a_missing_chapter_is_told(path: Path) -> None:
    write_book(path, **{"livre/livre.opf": BOOK.replace("un.xhtml", "../../../etc/passwd")})
    extracted = read(path)
    assert extracted.pages[0].label == "Deux"
    assert extracted.warnings[0].startswith("1 chapitre")


def test_a_book_without_description_is_damaged(path: Path) -> None:
    write_zip(path, {"META-INF/container.xml": CONTAINER})
    with pytest.raises(ExtractionError, match=path.name) as refused:
        read(path)
    assert refused.value.reason is Reason.DAMAGED


def test_chapters_that_the_spine_forgets_are_read_after_it(tmp_path: Path) -> None:
    book = BOOK.replace('<itemref idref="b"/>', "").replace(
        "<item ", '<item media-type="application/xhtml+xml" '
    )
    found = extract(write_book(tmp_path / "a.epub", **{"livre/livre.opf": book}), Options())
    text = "\n".join(page.text for page in found.pages)
    assert text.index("Un") < text.index("Légende")
