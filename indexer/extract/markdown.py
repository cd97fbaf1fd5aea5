"""Markdown (CommonMark with tables): headings make sections, front matter says what the file is."""

import re
import tomllib
from pathlib import Path

from lxml import etree, html
from markdown_it import MarkdownIt
from markdown_it.token import Token

from indexer.extract.decoding import decode
from indexer.extract.extracted import Extracted, Metadata
from indexer.extract.file_dates import edtf_day
from indexer.extract.flow import Flow
from indexer.extract.formats import Options
from indexer.extract.origins import first_origin
from indexer.extract.sections import assemble
from indexer.extract.text import read_bounded

_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
#: TOML, as Hugo takes it.
_TOML_MATTER = re.compile(r"\ufeff?\+\+\+[ \t]*\n(.*?\n)\+\+\+[ \t]*(?:\n|$)", re.DOTALL)
#: Levels at which the parser leaves out all that follows: quotations and indents deeper than half of it are
#: taken as that deep, for a list counts twice, with its items.
_DEEPEST = 100
_QUOTED = re.compile(r"^((?:[ \t]{0,3}>){40})(?:[ \t]{0,3}>)+", re.MULTILINE)
_INDENTED = re.compile(r"^([ \t]{80})[ \t]+", re.MULTILINE)
#: The parser takes a footnote for the address of a link, which nobody sees, and leaves it out.
_FOOTNOTE = re.compile(r"^([ \t]{0,3})\[\^(?=[^\]\n]{1,60}\]:)", re.MULTILINE)
_ENTRY = re.compile(r"([\w-]+)[ \t]*:[ \t]*(.*)")
_ITEM = re.compile(r"[ \t]+-[ \t]+(.*)|-[ \t]+(.*)")


def extract(path: Path, options: Options) -> Extracted:
    """Read one Markdown file; raises ExtractionError when it is too large."""
    text = decode(read_bounded(path)).replace("\r\n", "\n").replace("\r", "\n")
    matter = _FRONT_MATTER.match(text)
    if matter:
        return pages_of(text[matter.end() :], _metadata(_entries(matter[1])))
    if matter := _TOML_MATTER.match(text):
        return pages_of(text[matter.end() :], _metadata(_toml_entries(matter[1])))
    return pages_of(text)


def pages_of(text: str, metadata: Metadata | None = None) -> Extracted:
    """The pages of a text in Markdown."""
    flow = Flow()
    text = _FOOTNOTE.sub(r"\1\\[^", _INDENTED.sub(r"\1", _QUOTED.sub(r"\1", text)))
    for token in MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable("table").parse(text):
        _pour(flow, token)
    return assemble(flow.blocks(), metadata)


def _pour(flow: Flow, token: Token) -> None:
    match token.type:
        case "inline":
            flow.write("".join(map(_inline_text, token.children or [])))
        case "heading_close":
            flow.end_paragraph(int(token.tag[1:]))
        case "paragraph_close":
            flow.end_paragraph()
        case "tr_open":
            flow.begin_row()
        case "tr_close":
            flow.end_row()
        case "th_open" | "td_open":
            flow.begin_cell()
        case "th_close" | "td_close":
            flow.end_cell()
        case "fence" | "code_block" | "html_block":
            flow.write(_without_tags(token.content) if token.type == "html_block" else token.content)
            flow.end_paragraph()


def _inline_text(token: Token) -> str:
    if token.type in ("softbreak", "hardbreak"):
        return "\n" if token.type == "hardbreak" else " "
    return "" if token.type == "html_inline" else token.content


def _without_tags(content: str) -> str:
    try:
        return str(html.fragment_fromstring(content, create_parent=True).text_content())
    except (etree.ParserError, ValueError):
        return ""


def _entries(matter: str) -> dict[str, list[str]]:
    """Front matter as far as its YAML is plain: `key: value`, `key: [a, b]`, and lists of dashes."""
    entries: dict[str, list[str]] = {}
    values: list[str] = []
    for line in matter.splitlines():
        if entry := _ENTRY.fullmatch(line):
            values = entries.setdefault(entry[1].lower(), [])
            text = entry[2].strip()
            parts = text[1:-1].split(",") if text.startswith("[") and text.endswith("]") else [text]
            values += filter(None, map(_unquoted, parts))
        elif item := _ITEM.fullmatch(line):
            values += filter(None, [_unquoted(item[1] or item[2] or "")])
    return entries


def _toml_entries(matter: str) -> dict[str, list[str]]:
    try:
        told = tomllib.loads(matter)
    except tomllib.TOMLDecodeError:
        return {}
    listed = ((name.lower(), value if isinstance(value, list) else [value]) for name, value in told.items())
    return {name: [str(each) for each in values if not isinstance(each, dict)] for name, values in listed}


def _unquoted(text: str) -> str:
    text = text.strip()
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'" else text


def _metadata(entries: dict[str, list[str]]) -> Metadata:
    def values(*keys: str) -> tuple[str, ...]:
        return tuple(value for key in keys for value in entries.get(key, []))

    def first(*keys: str) -> str:
        return next(iter(values(*keys)), "")

    return Metadata(
        by_hand=True,
        title=first("title", "titre"),
        creators=values("author", "authors", "auteur", "auteurs", "creator"),
        publisher=first("publisher", "editeur", "éditeur", "organisation"),
        subject=first("description", "subject", "sujet", "summary", "résumé"),
        keywords=values("keywords", "tags", "mots-clés", "mots-cles"),
        created=edtf_day(first("date", "created", "issued")),
        modified=edtf_day(first("modified", "updated", "lastmod")),
        language=first("lang", "language", "langue"),
        origin=first_origin(values("source", "url", "origin", "canonical")),
    )
