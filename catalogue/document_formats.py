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
    #: Streams at the root of a compound file (MS-CFB) that tell it, in any case.
    streams: tuple[str, ...] = ()
    #: What `[Content_Types].xml` calls the main part of such a package, or its template or macro variant.
    main_part: str = ""
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
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XLS = "application/vnd.ms-excel"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
EML = "message/rfc822"
MBOX = "application/mbox"
HTML = "text/html"
TEXT = "text/plain"


# One row a format, in the order in which depositors are told of them.
# fmt: off
DOCUMENT_FORMATS: tuple[DocumentFormat, ...] = (
    DocumentFormat(PDF, (".pdf",), "PDF", "PDF", "pdf", Unit.PAGE, holds="%PDF-"),
    DocumentFormat(DOCX, (".docx", ".docm", ".dotx", ".dotm"), "DOCX", "Word", "docx",
                   entry="word/document", main_part="wordprocessingml"),
    DocumentFormat(DOC, (".doc", ".dot"), "DOC", "Word", "legacy", streams=("WordDocument",),
                   holds='progid="Word.Document"'),  # Word 2003's XML in one file
    DocumentFormat(PPTX, (".pptx", ".pptm", ".ppsx", ".ppsm", ".potx", ".potm"), "PPTX", "présentations",
                   "slides", Unit.SLIDE, entry="ppt/presentation", main_part="presentationml"),
    DocumentFormat(PPT, (".ppt", ".pps", ".pot"), "PPT", "présentations", "legacy", Unit.SLIDE,
                   streams=("PowerPoint Document",)),
    DocumentFormat(EPUB, (".epub",), "EPUB", "EPUB", "epub", entry="META-INF/container.xml"),
    DocumentFormat(ODT, (".odt", ".ott"), "ODT", "ODT", "odf", entry="content.xml"),
    DocumentFormat(f"{ODT}-flat-xml", (".fodt",), "FODT", "ODT", "odf", holds=f'office:mimetype="{ODT}"'),
    DocumentFormat("application/vnd.sun.xml.writer", (".sxw", ".stw"), "SXW", "ODT", "odf"),
    DocumentFormat(ODP, (".odp", ".otp"), "ODP", "présentations", "odf", Unit.SLIDE),
    DocumentFormat(f"{ODP}-flat-xml", (".fodp",), "FODP", "présentations", "odf", Unit.SLIDE,
                   holds=f'office:mimetype="{ODP}"'),
    DocumentFormat("application/vnd.sun.xml.impress", (".sxi", ".sti"), "SXI", "présentations", "odf",
                   Unit.SLIDE),
    DocumentFormat(XLSX, (".xlsx", ".xlsm", ".xltx", ".xltm"), "XLSX", "tableurs", "workbook",
                   entry="xl/workbook", main_part="spreadsheetml"),
    DocumentFormat("application/vnd.ms-excel.sheet.binary.macroenabled.12", (".xlsb",), "XLSB", "tableurs",
                   "workbook", main_part="binary"),
    DocumentFormat(XLS, (".xls", ".xlt"), "XLS", "tableurs", "workbook", streams=("Workbook", "Book"),
                   holds='progid="Excel.Sheet"'),  # Excel 2003's XML in one file
    DocumentFormat(ODS, (".ods", ".ots"), "ODS", "tableurs", "workbook"),
    DocumentFormat(f"{ODS}-flat-xml", (".fods",), "FODS", "tableurs", "workbook",
                   holds=f'office:mimetype="{ODS}"'),
    DocumentFormat("text/csv", (".csv", ".tsv"), "CSV", "tableurs", "delimited", textual=True),
    DocumentFormat(RTF, (".rtf",), "RTF", "RTF", "rtf", begins="{\\rtf", also=("text/rtf", "text/richtext")),
    DocumentFormat(HTML, (".html", ".htm"), "HTML", "HTML", "web", textual=True),
    DocumentFormat("application/xhtml+xml", (".xhtml",), "XHTML", "HTML", "web", textual=True),
    DocumentFormat(EML, (".eml",), "EML", "courriels", "mail", textual=True),
    DocumentFormat("multipart/related", (".mht", ".mhtml"), "MHT", "HTML", "mail", textual=True),
    DocumentFormat(MBOX, (".mbox",), "MBOX", "courriels", "mailbox", textual=True),
    DocumentFormat("application/vnd.ms-outlook", (".msg",), "MSG", "courriels", "outlook",
                   streams=("__properties_version1.0",)),
    DocumentFormat("application/x-subrip", (".srt",), "SRT", "sous-titres", "subtitles", textual=True),
    DocumentFormat("text/vtt", (".vtt",), "VTT", "sous-titres", "subtitles", textual=True),
    DocumentFormat("text/markdown", (".md", ".markdown"), "MD", "texte", "markdown", textual=True),
    DocumentFormat(TEXT, (".txt", ".text", ".asc", ".rst"), "TXT", "texte", "text", textual=True),
)
# fmt: on

BY_MEDIA_TYPE = {name: each for each in DOCUMENT_FORMATS for name in (each.media_type, *each.also)}
BY_SUFFIX = {suffix: each for each in DOCUMENT_FORMATS for suffix in each.suffixes}


def unit_of(media_type: str) -> Unit:
    """What the pages of such a file are; sections where nothing is known of it."""
    known = BY_MEDIA_TYPE.get(media_type)
    return known.unit if known else Unit.SECTION
