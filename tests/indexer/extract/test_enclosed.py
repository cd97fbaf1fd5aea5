from pathlib import Path

from catalogue.record import Page
from indexer.extract.enclosed import Part, with_parts
from indexer.extract.extracted import Extracted
from indexer.extract.formats import Allowance, Options
from tests.indexer.extract.packaging import paragraph, write_docx

HOLDER = Extracted((Page(1, "lettre"),), warnings=("Premier avis.",))


def test_what_is_read_is_added_under_its_name_and_the_rest_is_named(tmp_path: Path) -> None:
    word = write_docx(tmp_path / "a.docx", paragraph("ornithorynque")).read_bytes()
    parts = [
        Part("../../etc/fiche.docx", word),
        Part("photo.jpg", b"\xff\xd8\xff\xe0" + bytes(99)),
        Part("", b"\x89PNG" + bytes(99), "image/png"),
        Part("sans-type", word),
    ]
    found = with_parts(HOLDER, parts, Options())
    assert [(page.number, page.headings[:1]) for page in found.pages] == [
        (1, ()),
        (2, ("fiche.docx",)),
        (3, ("sans-type",)),
    ]
    assert "ornithorynque" in found.pages[1].text
    assert found.warnings[0] == "Premier avis."
    assert "« photo.jpg », « sans nom (image/png) »" in found.warnings[1]


def test_all_parts_share_one_allowance() -> None:
    options = Options(allowance=Allowance(parts=1))
    found = with_parts(HOLDER, [Part("a.txt", b"un"), Part("b.txt", b"deux")], options)
    assert [page.text for page in found.pages] == ["lettre", "a.txt\n\nun"]
    assert "« b.txt »" in found.warnings[-1]
