"""The one table of document formats: what is read, what a name or the first bytes tell, how it is spoken of.

A new format is one row here and one module of `indexer/extract` with a function `extract(path, options)`. How
a file is recognised, read, named, counted and listed for people derives from its row.
"""

from dataclasses import dataclass
from enum import StrEnum


class Unit(StrEnum):
    """What the pages of a format are, hence how one is spoken of: « p. 12 », « diapositive 4 »."""

    PAGE = "page"
    SLIDE = "slide"
    #: A stretch of a text that has no pages, cut at its headings.
    SECTION = "section"


@dataclass(frozen=True, slots=True)
class DocumentFormat:
    """One row of the table."""

    media_type: str
    #: What names end with, in small letters, the usual ending first.
    suffixes: tuple[str, ...]
    #: What a visitor reads: « PDF ».
    label: str
    #: What a depositor reads in the list of what is taken; formats of one name are told once.
    family: str
    #: The module of `indexer/extract` that reads it.
    module: str
    unit: Unit = Unit.SECTION
    #: Text without a signature: the name tells it from other text, and wins over what it may quote.
    textual: bool = False
    #: What its bytes begin with, white space apart; here and below each character stands for one byte.
    begins: str = ""
    #: What stands somewhere in its first bytes; the longest mark wins, being the least likely quoted.
    holds: str = ""
    #: What the name of an entry begins with, in a ZIP package that does not state its media type.
    entry: str = ""
    #: A stream that tells it among compound files (MS-CFB), in any case.
    stream: str = ""
    #: Other names that catalogues give the same media type.
    also: tuple[str, ...] = ()


PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
ODT = "application/vnd.oasis.opendocument.text"
ODP = "application/vnd.oasis.opendocument.presentation"
EPUB = "application/epub+zip"
RTF = "application/rtf"
DOC = "application/msword"
PPT = "application/vnd.ms-powerpoint"
HTML = "text/html"
TEXT = "text/plain"


# One row a format, in the order in which depositors are told of them.
# fmt: off
DOCUMENT_FORMATS: tuple[DocumentFormat, ...] = (
    DocumentFormat(PDF, (".pdf",), "PDF", "PDF", "pdf", Unit.PAGE, holds="%PDF-"),
    DocumentFormat(DOCX, (".docx", ".docm", ".dotx"), "DOCX", "Word", "docx", entry="word/"),
    DocumentFormat(DOC, (".doc", ".dot"), "DOC", "Word", "legacy", stream="WordDocument",
                   holds='progid="Word.Document"'),  # Word 2003's XML in one file
    DocumentFormat(PPTX, (".pptx", ".pptm", ".ppsx"), "PPTX", "présentations", "slides", Unit.SLIDE,
                   entry="ppt/"),
    DocumentFormat(PPT, (".ppt", ".pps"), "PPT", "présentations", "legacy", Unit.SLIDE,
                   stream="PowerPoint Document"),
    DocumentFormat(EPUB, (".epub",), "EPUB", "EPUB", "epub", entry="META-INF/container.xml"),
    DocumentFormat(ODT, (".odt",), "ODT", "ODT", "odf", entry="content.xml"),
    DocumentFormat(ODP, (".odp",), "ODP", "présentations", "odf", Unit.SLIDE),
    DocumentFormat(RTF, (".rtf",), "RTF", "RTF", "rtf", begins="{\\rtf", also=("text/rtf",)),
    DocumentFormat(HTML, (".html", ".htm"), "HTML", "HTML", "web", textual=True),
    DocumentFormat("application/xhtml+xml", (".xhtml",), "XHTML", "HTML", "web", textual=True),
    DocumentFormat("message/rfc822", (".eml",), "EML", "courriels", "mail", textual=True),
    DocumentFormat("text/markdown", (".md", ".markdown"), "MD", "texte", "markdown", textual=True),
    DocumentFormat(TEXT, (".txt",), "TXT", "texte", "text", textual=True),
)
# fmt: on

BY_MEDIA_TYPE = {name: each for each in DOCUMENT_FORMATS for name in (each.media_type, *each.also)}
BY_SUFFIX = {suffix: each for each in DOCUMENT_FORMATS for suffix in each.suffixes}


def unit_of(media_type: str) -> Unit:
    """What the pages of such a file are; sections where nothing is known of it."""
    known = BY_MEDIA_TYPE.get(media_type)
    return known.unit if known else Unit.SECTION
