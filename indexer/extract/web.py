"""Web pages (HTML, XHTML): the text without scripts, menus and footer; headings make sections."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from lxml import etree

from indexer.extract.decoding import decode
from indexer.extract.extracted import Extracted, Metadata
from indexer.extract.file_dates import edtf_day
from indexer.extract.flow import Block
from indexer.extract.formats import Options
from indexer.extract.html_walker import HtmlWalker
from indexer.extract.origins import page_origin
from indexer.extract.sections import assemble
from indexer.extract.text import read_bounded

_CHARSET = re.compile(
    rb"""(?:<meta[^>]+charset|<\?xml[^>]+encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE
)
#: XHTML closes empty elements as HTML cannot.
_SELF_CLOSED = re.compile(r"<(a|b|div|em|i|iframe|p|script|span|style|title)((?:\s[^<>]*)?)/>", re.IGNORECASE)
#: Elements that say nothing of what they hold, which old editors leave open by thousands.
_GROUPING = re.compile(
    r"</?(?:a|abbr|article|aside|b|big|blockquote|center|cite|code|dd|div|dl|dt|em|fieldset|figure|font|form|i|"
    r"label|li|main|ol|q|s|section|small|span|strike|strong|sub|sup|table|tbody|td|tfoot|th|thead|tr|tt|u|ul)"
    r"(?:\s[^<>]*)?>",
    re.IGNORECASE,
)
_ANY_TAG = re.compile(r"<[^<>]*>")
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_CREATED = (
    *("dcterms.issued", "dcterms.created", "dcterms.date", "dc.date.issued", "dc.date"),
    *("citation_publication_date", "article:published_time", "date"),
)

#: Bytes in which the encoding is declared: the rules say 1 024, pages have it after their scripts.
_HEAD = 2**20
#: What a page marks as main is believed when it has this share of its letters, its only article when most…
_MAIN, _ARTICLE = 0.3, 0.5
#: …and what is left out is told when it has this share, and so many letters.
_MUCH, _FEW = 0.25, 300


def extract(path: Path, options: Options) -> Extracted:
    """Read one page; raises ExtractionError when it is too large."""
    content = read_bounded(path)
    root = parse(content)
    blocks, warnings = _chosen(root)
    return assemble(blocks, replace(metadata_of(root), origin=page_origin(content, root)), warnings)


def parse(content: bytes, declared: str = "") -> etree._Element:
    """Parse a page as browsers would; `declared` is the encoding that came with it, if any."""
    found = _CHARSET.search(content[:_HEAD])
    text = decode(content, declared or (found[1].decode("ascii") if found else ""))
    text = _SELF_CLOSED.sub(r"<\1\2></\1>", text.replace("\0", ""))
    root = _parsed(text)
    if root is None:  # nested deeper than the parser follows: what only groups goes, then all tags
        root = _parsed(_GROUPING.sub(" ", text))
    if root is None:
        root = _parsed(_ANY_TAG.sub(" ", text))
    if root is None:
        return etree.Element("html")
    _unframe(root)
    return root


def _parsed(text: str) -> etree._Element | None:
    """The tree of a page; None when the parser gave up on the way and left out all that follows."""
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    root = etree.fromstring(text.encode("utf-8", "replace") or b"<html/>", parser)
    given_up = any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log)
    return None if given_up else root


def _unframe(root: etree._Element) -> None:
    """Take what a page of frames says without them as its text; libxml2 keeps it as letters, tags and all."""
    for element in list(root.iter("noframes")):
        inside = "".join(element.itertext()) if "<" in "".join(element.itertext()) else ""
        for held in etree.HTML(inside).iterchildren() if inside.strip() else ():
            element.append(held)
        if inside:
            element.text = None


def blocks_of(root: etree._Element) -> list[Block]:
    """The text of a parsed page, or of the one part that it marks as main."""
    return _chosen(root)[0]


def _chosen(root: etree._Element) -> tuple[list[Block], list[str]]:
    """The main part of a page when most of its text stands there, else all of it; and what was left out."""
    whole = _walked(root)
    main = _main(root)
    marked = [] if main is None else _walked(main)
    share = _letters(marked) / max(_letters(whole), 1)
    if main is None or not marked or share < (_ARTICLE if main.tag == "article" else _MAIN):
        return whole or _walked(root, everything=True), []
    if _letters(whole) - _letters(marked) > max(_MUCH * _letters(whole), _FEW):
        return marked, [
            "La page porte aussi des textes hors de sa partie principale (encarts, colonnes), qui n'ont pas "
            "été repris : déposez-en une version PDF s'ils comptent."
        ]
    return marked, []


def _walked(root: etree._Element, *, everything: bool = False) -> list[Block]:
    walker = HtmlWalker(everything=everything)
    walker.walk(root)
    return walker.flow.blocks()


def _letters(blocks: list[Block]) -> int:
    return sum(len(block.text) for block in blocks)


def _main(root: etree._Element) -> etree._Element | None:
    """The page's `main`, or its only `article`; None when it marks neither."""
    for path in ("//main | //*[@role='main']", "//article"):
        found = root.xpath(path)
        if isinstance(found, list) and len(found) == 1 and isinstance(found[0], etree._Element):
            return found[0]
    return None


def metadata_of(root: etree._Element) -> Metadata:
    """What the head of a page says of it."""
    stated: dict[str, list[str]] = {}
    for name, content in _stated(root):
        stated.setdefault(name, []).append(content)

    def values(*names: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(value for name in names for value in stated.get(name, ())))

    def first(*names: str) -> str:
        return next(iter(values(*names)), "")

    return Metadata(
        title=first("dc.title", "dcterms.title", "citation_title", "og:title", "title"),
        creators=values("author", "dc.creator", "dcterms.creator", "citation_author"),
        publisher=first("dc.publisher", "dcterms.publisher", "og:site_name"),
        subject=first("description", "dc.description", "dcterms.abstract", "og:description"),
        keywords=tuple(word for words in values("keywords", "dc.subject") for word in _words(words)),
        created=_day(values(*_CREATED)),
        modified=_day(values("dcterms.modified", "article:modified_time", "last-modified")),
        language=first("lang", "dc.language", "dcterms.language"),
        producer=first("generator"),
    )


def _stated(root: etree._Element) -> Iterator[tuple[str, str]]:
    """What the head says: `meta` elements under their small names, the title and the language."""
    for meta in root.iter("meta"):
        name = meta.get("name") or meta.get("property") or meta.get("http-equiv") or ""
        yield from _named(name.lower(), meta.get("content", ""))
    for title in root.iterfind(".//head/title"):
        yield from _named("title", "".join(title.itertext()))
    yield from _named("lang", root.get("lang") or root.get(_XML_LANG) or "")


def _named(name: str, value: str) -> Iterator[tuple[str, str]]:
    if name and value.strip():
        yield name, " ".join(value.split())


def _words(text: str) -> Iterator[str]:
    return filter(None, (word.strip() for word in re.split("[;,]", text)))


def _day(stamps: tuple[str, ...]) -> str:
    days = (edtf_day(stamp.replace("/", "-")) for stamp in stamps)
    return next(filter(None, days), "")
