import zipfile
from pathlib import Path

import docx
from lxml import etree

from demonstration.writers.docx import write
from tests.demonstration.samples import sample

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def part(path: Path, name: str) -> etree._Element:
    with zipfile.ZipFile(path) as archive:
        return etree.fromstring(archive.read(name), etree.XMLParser(resolve_entities=False, no_network=True))


def words(element: etree._Element, tag: str) -> list[str]:
    return ["".join(found.itertext()) for found in element.iter(f"{W}{tag}")]


def test_makes_what_python_docx_leaves_out(tmp_path: Path) -> None:
    write(sample(), path := tmp_path / "a.docx")
    body = part(path, "word/document.xml")
    assert words(body, "ins") == ["une insertion"]
    assert words(body, "txbxContent") == ["Un aparté."]
    assert words(part(path, "word/footnotes.xml"), "footnote")[2:] == [" Une note."]
    assert words(part(path, "word/comments.xml"), "comment") == ["Une remarque"]


def test_says_of_itself_what_the_source_says(tmp_path: Path) -> None:
    write(sample(metadata={"title": "Microsoft Word - Document1"}), path := tmp_path / "a.docx")
    core = docx.Document(str(path)).core_properties
    assert (core.title, core.author, core.created.year) == ("Microsoft Word - Document1", "", 2007)
