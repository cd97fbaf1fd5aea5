"""A template for Word: headings to write under, by python-docx, the same bytes each time."""

from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document

#: ZIP's first day: a file's own would make other bytes of the same template.
_BORN = (1980, 1, 1, 0, 0, 0)


def template(title: str, headings: tuple[str, ...]) -> bytes:
    """A document with a title and empty paragraphs below each heading."""
    document = Document()
    document.core_properties.title = title
    document.core_properties.author = ""
    document.core_properties.created = document.core_properties.modified = datetime(1980, 1, 1, tzinfo=UTC)
    document.add_heading(title, 0)
    for heading in headings:
        document.add_heading(heading, 1)
        document.add_paragraph()
    file = BytesIO()
    document.save(file)
    return _undated(file)


def _undated(file: BytesIO) -> bytes:
    made = BytesIO()
    with ZipFile(file) as package, ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name in package.namelist():
            about = ZipInfo(name, _BORN)
            about.compress_type = ZIP_DEFLATED
            archive.writestr(about, package.read(name))
    return made.getvalue()
