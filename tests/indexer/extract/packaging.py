"""Small packages that tests write by hand: Word, OpenDocument, EPUB."""

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
    return write_zip(path, {"mimetype": mimetype, "content.xml": content, "meta.xml": properties})


def master_page(header: str) -> str:
    """A part `styles.xml` whose pages carry a header."""
    return f"""<office:document-styles {_ODF}><office:master-styles><style:master-page>
    <style:header><text:p>{header}</text:p></style:header>
    <style:header-left><text:p>{header}</text:p></style:header-left>
    </style:master-page></office:master-styles></office:document-styles>"""
