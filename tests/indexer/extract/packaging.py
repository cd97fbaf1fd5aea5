"""Small packages that tests write by hand: Word, OpenDocument, EPUB."""

import struct
from collections.abc import Mapping
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_NAMESPACES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        "w": _W,
        "r": _OFFICE,
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
        "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    }.items()
)
_CONTENT_TYPES = """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/></Types>"""

#: Recorded page break, page break typed by the author.
RECORDED = "<w:lastRenderedPageBreak/>"
TYPED = '<w:br w:type="page"/>'


def paragraph(text: str, style: str = "") -> str:
    """A paragraph of Word; `text` may hold elements that stand within a run."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}<w:r>{_marked(text)}</w:r></w:p>"


def _marked(text: str) -> str:
    for mark in (RECORDED, TYPED):
        text = text.replace(mark, f"</w:t>{mark}<w:t>")
    return f"<w:t>{text}</w:t>"


def write_zip(path: Path, entries: Mapping[str, str | bytes]) -> Path:
    """A package of the entries in their order; `mimetype` is stored as its readers expect."""
    with ZipFile(path, "w", ZIP_DEFLATED) as package:
        for name, content in entries.items():
            package.writestr(name, content, ZIP_STORED if name == "mimetype" else ZIP_DEFLATED)
    return path


def write_docx(path: Path, body: str, **parts: str) -> Path:
    """A Word file; each part (`footnotes`, `diagramData`…) is related to the body under its name."""
    entries: dict[str, str | bytes] = {
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": _relationships({"officeDocument": "word/document.xml"}),
        "word/document.xml": f"<w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relationships({name: f"{name}.xml" for name in parts}),
    }
    for name, content in parts.items():
        entries[f"word/{name}.xml"] = f"<w:{name} {_NAMESPACES}>{content}</w:{name}>"
    return write_zip(path, entries)


def _relationships(targets: Mapping[str, str]) -> str:
    arrows = "".join(
        f'<Relationship Id="{kind}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for kind, target in targets.items()
    )
    return f'<Relationships xmlns="{_RELATIONSHIPS}">{arrows}</Relationships>'


def app_properties(pages: int) -> str:
    """The part in which Word counts the pages of a file."""
    address = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    return (
        f'<Properties xmlns="{address}"><Pages>{pages}</Pages><Company>Villes au Carré</Company></Properties>'
    )


_ODF = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office",
        "text": "text",
        "table": "table",
        "draw": "drawing",
        "style": "style",
        "fo": "xsl-fo-compatible",
        "meta": "meta",
        "presentation": "presentation",
    }.items()
)
_ODF += ' xmlns:dc="http://purl.org/dc/elements/1.1/"'


def write_odf(path: Path, body: str, *, kind: str = "text", styles: str = "", meta: str = "") -> Path:
    """An OpenDocument file of a kind (`text`, `presentation`); `styles` are automatic ones."""
    content = f"""<office:document-content {_ODF}>
    <office:automatic-styles>{styles}</office:automatic-styles>
    <office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>"""
    properties = f"<office:document-meta {_ODF}><office:meta>{meta}</office:meta></office:document-meta>"
    mimetype = f"application/vnd.oasis.opendocument.{kind}"
    manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    entries = {"content.xml": content, "meta.xml": properties, "META-INF/manifest.xml": manifest}
    return write_zip(path, {"mimetype": mimetype, **entries})


def master_page(header: str) -> str:
    """A part `styles.xml` whose pages carry a header."""
    return f"""<office:document-styles {_ODF}><office:master-styles><style:master-page>
    <style:header><text:p>{header}</text:p></style:header>
    <style:header-left><text:p>{header}</text:p></style:header-left>
    </style:master-page></office:master-styles></office:document-styles>"""


def compound_file(streams: Mapping[str, bytes]) -> bytes:
    """A compound file (MS-CFB) of streams by path (`storage/stream`), each filled up with zeros."""
    sector, end, free, fat_sector = 512, 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
    storages = sorted({path.rpartition("/")[0] for path in streams if "/" in path})
    storages = sorted({"/".join(s.split("/")[:n]) for s in storages for n in range(1, s.count("/") + 2)})
    names = ["", *storages, *streams]
    contents = {path: content.ljust(max(4096, -len(content) % sector + len(content)), b"\0")
                for path, content in streams.items()}  # fmt: skip
    directories = -(-len(names) // 4)
    fat = [fat_sector, *range(2, directories + 1), end]
    starts = {}
    for path, content in contents.items():
        starts[path] = len(fat)
        fat += [*range(len(fat) + 1, len(fat) + len(content) // sector), end]
    assert len(fat) <= sector // 4, "one sector of allocations is enough for tests"
    fat += [free] * (sector // 4 - len(fat))
    children = {
        parent: [number for number, name in enumerate(names) if number and name.rpartition("/")[0] == parent]
        for parent in ("", *storages)
    }
    entries = b""
    for number, name in enumerate(names):
        siblings = children.get(name.rpartition("/")[0], []) if number else []
        after = siblings[siblings.index(number) + 1] if number in siblings[:-1] else free
        below = (children.get(name) or [free])[0]
        written = (name.rpartition("/")[2] or "Root Entry").encode("utf-16-le") + b"\0\0"
        kind = 5 if not number else 1 if name in storages else 2
        start, size = (starts[name], len(contents[name])) if name in contents else (end, 0)
        about = (written, len(written), kind, 1, free, after, below, start, size)
        entries += struct.pack("<64sHBBIII36xIQ", *about)
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0,
        4096, end, 0, end, 0,
    )  # fmt: skip
    header += struct.pack("<109I", 0, *[free] * 108)
    return b"".join(
        [header, struct.pack("<128I", *fat), entries.ljust(directories * sector, b"\0"), *contents.values()]
    )
