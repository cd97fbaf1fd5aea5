import struct
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from lxml import etree

from indexer.errors import ExtractionError, Reason
from indexer.extract import package
from indexer.extract.package import Package, parse_xml
from tests.indexer.extract.packaging import write_zip


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "rapport.odt"


def refusal(path: Path, entry: str = "") -> Reason:
    with pytest.raises(ExtractionError, match=path.name) as refused, Package(path) as opened:
        opened.read(entry)
    return refused.value.reason


def test_entries_are_read_by_name(path: Path) -> None:
    write_zip(path, {"content.xml": "<a/>", "../../évasion": "x"})
    with Package(path) as opened:
        assert list(opened) == ["content.xml", "../../évasion"]
        assert opened.xml("content.xml").tag == "a"
        assert opened.read("../../évasion") == b"x"
    assert [child.name for child in path.parent.iterdir()] == [path.name]


def test_what_is_no_package_is_damaged(path: Path) -> None:
    path.write_bytes(b"PK\x03\x04 et rien de plus")
    assert refusal(path) is Reason.DAMAGED


def test_a_missing_entry_is_damage(path: Path) -> None:
    assert refusal(write_zip(path, {"a": "b"}), "content.xml") is Reason.DAMAGED


def test_broken_xml_is_damage(path: Path) -> None:
    write_zip(path, {"content.xml": "<a><b></a>"})
    with pytest.raises(ExtractionError, match=path.name), Package(path) as opened:
        opened.xml("content.xml")


def test_too_many_entries_are_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MAX_ENTRIES", 3)
    assert refusal(write_zip(path, dict.fromkeys("abcd", ""))) is Reason.TOO_LARGE


def test_too_much_declared_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MAX_TOTAL", 1000)
    assert refusal(write_zip(path, {"a": "x" * 600, "b": "x" * 600})) is Reason.TOO_LARGE


def test_a_bomb_is_refused_when_read_and_harmless_unread(path: Path) -> None:
    write_zip(path, {"content.xml": " " * 2 * package.RATIO_FROM, "meta.xml": "<a/>"})
    assert refusal(path, "content.xml") is Reason.TOO_LARGE
    with Package(path) as opened:
        assert opened.read("meta.xml") == b"<a/>"


def test_a_false_size_is_damage(path: Path) -> None:
    content = bytes(range(256)) * 400
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as written:
        written.writestr("content.xml", content)
    path.write_bytes(buffer.getvalue().replace(struct.pack("<I", len(content)), struct.pack("<I", 10)))
    assert refusal(path, "content.xml") is Reason.DAMAGED


def test_entries_that_share_bytes_are_refused(path: Path) -> None:
    buffer = BytesIO()
    with ZipFile(buffer, "w") as written:
        written.writestr("a", "x" * 1000)
        written.writestr("b", "y" * 1000)
    content = bytearray(buffer.getvalue())
    second = content.rindex(b"PK\x01\x02")
    content[second + 42 : second + 46] = struct.pack("<I", 10)
    path.write_bytes(content)
    assert refusal(path) is Reason.TOO_LARGE


def test_entities_are_neither_expanded_nor_fetched() -> None:
    root = parse_xml(b'<!DOCTYPE a [<!ENTITY e "bombe">]><a>avant &e; apres</a>')
    assert root.text == "avant "
    assert isinstance(root[0], etree._Entity)


def test_expansion_without_end_is_refused() -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE a [<!ENTITY e0 "ha">{entities}]><a>&e9;</a>'
    with pytest.raises(etree.XMLSyntaxError):
        parse_xml(bomb.encode())


def test_a_part_that_the_rest_is_read_without_costs_a_sentence(path: Path) -> None:
    write_zip(path, {"content.xml": "<a/>", "meta.xml": "<a><b></a>", "styles.xml": "<s/>"})
    with Package(path) as opened:
        assert [opened.part(f"{name}.xml").tag for name in ("styles", "meta", "autre")] == [
            "s",
            "none",
            "none",
        ]
        assert len(opened.warnings) == 1 and "meta.xml" in opened.warnings[0]


def test_damage_everywhere_is_told_in_a_sentence_too(path: Path) -> None:
    names = [f"{'a' * 500}{number}.xml" for number in range(500)]
    write_zip(path, dict.fromkeys(names, "<a>"))
    with Package(path) as opened:
        for name in names:
            opened.part(name)
        assert len(opened.warnings[0]) < 400 and "…)" in opened.warnings[0]
