import zipfile
from pathlib import Path

from lxml import etree

from demonstration.writers.odt import MIMETYPE, write
from tests.demonstration.samples import sample

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"


def test_opens_with_its_type_uncompressed(tmp_path: Path) -> None:
    write(sample(), path := tmp_path / "a.odt")
    assert path.read_bytes()[30 : 30 + 8 + len(MIMETYPE)] == f"mimetype{MIMETYPE}".encode()


def test_content_is_well_formed_and_complete(tmp_path: Path) -> None:
    write(sample(), path := tmp_path / "a.odt")
    with zipfile.ZipFile(path) as archive:
        root = etree.fromstring(archive.read("content.xml"), etree.XMLParser(resolve_entities=False))
        for name in ("styles.xml", "meta.xml", "META-INF/manifest.xml"):
            etree.fromstring(archive.read(name), etree.XMLParser(resolve_entities=False))
    assert ["".join(each.itertext()) for each in root.iter(f"{TEXT}h")] == [
        "Première partie",
        "Seconde partie",
    ]
    assert [each.findtext(f"{TEXT}note-body/{TEXT}p") for each in root.iter(f"{TEXT}note")] == ["Une note."]
    assert ["".join(each.itertext()) for each in root.iter(f"{DRAW}text-box")] == ["Un aparté."]
