"""Electronic books (EPUB 2 and 3): chapters as the spine orders them, then others, cut at headings."""

import posixpath
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from indexer.extract import refusals
from indexer.extract.extracted import Extracted, Metadata
from indexer.extract.file_dates import edtf_day
from indexer.extract.flow import Block
from indexer.extract.formats import Options
from indexer.extract.origins import first_origin
from indexer.extract.package import Package
from indexer.extract.sections import assemble
from indexer.extract.web import blocks_of, parse

_CONTAINER, _ENCRYPTION = "META-INF/container.xml", "META-INF/encryption.xml"
_ROOT_FILE = ".//{urn:oasis:names:tc:opendocument:xmlns:container}rootfile"
_CIPHER = ".//{http://www.w3.org/2001/04/xmlenc#}CipherReference"
_TEXTS = ("application/xhtml+xml", "text/html")
_OPF = "{http://www.idpf.org/2007/opf}"
_DC = "{http://purl.org/dc/elements/1.1/}"


def extract(path: Path, options: Options) -> Extracted:
    """Read one book; raises ExtractionError when it is locked by a rights system or damaged."""
    with Package(path) as package:
        book, folder = _book(package, path)
        chapters = list(_chapters(book, folder))
        if not _locked(package).isdisjoint(chapters):
            raise refusals.encrypted(path)
        missing = sum(chapter not in package for chapter in chapters)
        warnings = [f"{missing} chapitre(s) annoncé(s) par le livre n'y figurent pas."] if missing else []
        blocks = list(_blocks(package, chapters))
        if package.warnings and not blocks:
            raise refusals.damaged(path)
        return assemble(blocks, _metadata(book), [*warnings, *package.warnings])


def _book(package: Package, path: Path) -> tuple[etree._Element, str]:
    """The book's description (OPF), and the folder from which it names its parts."""
    root_file = package.xml(_CONTAINER).find(_ROOT_FILE)
    if root_file is None:
        raise refusals.damaged(path)
    name = root_file.get("full-path", "")
    return package.xml(name), posixpath.dirname(name)


def _chapters(book: etree._Element, folder: str) -> Iterator[str]:
    """Those of the spine in its order, then those that it forgets, but for the table of contents."""
    items = list(book.iterfind(f"{_OPF}manifest/{_OPF}item"))
    parts = {item.get("id"): item.get("href", "") for item in items}
    told = [parts.get(each.get("idref"), "") for each in book.iterfind(f"{_OPF}spine/{_OPF}itemref")]
    for item in items:
        if item.get("media-type") in _TEXTS and "nav" not in item.get("properties", "").split():
            told.append(item.get("href", ""))
    for href in dict.fromkeys(filter(None, told)):
        yield posixpath.normpath(posixpath.join(folder, unquote(href)))


def _locked(package: Package) -> set[str]:
    """Parts that are enciphered; fonts often are, in books that anybody may read."""
    if _ENCRYPTION not in package:
        return set()
    return {unquote(cipher.get("URI", "")) for cipher in package.xml(_ENCRYPTION).iterfind(_CIPHER)}


def _blocks(package: Package, chapters: list[str]) -> Iterator[Block]:
    for chapter in chapters:
        if content := package.read_part(chapter):
            yield from blocks_of(parse(content))


def _metadata(book: etree._Element) -> Metadata:
    def texts(name: str) -> tuple[str, ...]:
        found = (" ".join((element.text or "").split()) for element in book.iter(f"{_DC}{name}"))
        return tuple(text for text in found if text)

    def first(name: str) -> str:
        return next(iter(texts(name)), "")

    modified = book.find(f".//{_OPF}meta[@property='dcterms:modified']")
    return Metadata(
        by_hand=True,
        title=first("title"),
        creators=texts("creator"),
        publisher=first("publisher"),
        subject=first("description"),
        keywords=texts("subject"),
        created=edtf_day(first("date")),
        modified=edtf_day("" if modified is None else modified.text or ""),
        language=first("language"),
        origin=first_origin((*texts("source"), *texts("identifier"))),
    )
