"""Markdown to blocks: the few constructions our texts use, and four of our own.

Ours: `^[note]` calls a footnote, `{++text++}` is a tracked insertion and `{>>remark<<}` a reviewer's comment
on what precedes it (both as CriticMarkup writes them); fenced blocks named `graphique`, `encadré` and
`notes` make a bar chart, a framed aside and a speaker's notes; a rule (`---`) starts a new page.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from demonstration.blocks import (
    Block,
    Box,
    Chart,
    Heading,
    Items,
    PageBreak,
    Paragraph,
    Quote,
    Run,
    Runs,
    SpeakerNotes,
    Table,
)
from demonstration.typography import french_spaces

PARSER = MarkdownIt("commonmark").enable("table")
MARKS = re.compile(r"\^\[(?P<note>[^\]]+)\]|\{\+\+(?P<inserted>.+?)\+\+\}|\{>>(?P<remark>.+?)<<\}", re.DOTALL)


def read_blocks(text: str, *, space: Callable[[str], str] = french_spaces) -> tuple[Block, ...]:
    """The blocks of a text; `space` sets the spaces its language wants around punctuation."""
    root = SyntaxTreeNode(PARSER.parse(space(text)))
    return tuple(_block(node) for node in root.children)


def _block(node: SyntaxTreeNode) -> Block:
    if node.type == "heading":
        return Heading(int(node.tag[1]), _runs(node.children[0].children))
    if node.type == "paragraph":
        return Paragraph(_runs(node.children[0].children))
    if node.type in {"bullet_list", "ordered_list"}:
        items = tuple(_runs(item.children[0].children[0].children) for item in node.children)
        return Items(items, ordered=node.type == "ordered_list")
    if node.type == "table":
        return _table(node)
    if node.type == "hr":
        return PageBreak()
    if node.type == "fence":
        return _fenced(node)
    if node.type == "blockquote":
        return Quote(_runs(node.children[0].children[0].children))
    raise ValueError(f"construction sans équivalent : {node.type}")


def _table(node: SyntaxTreeNode) -> Table:
    rows = [tuple(_cell(cell) for cell in row.children) for part in node.children for row in part.children]
    return Table(rows[0], tuple(rows[1:]))


def _cell(cell: SyntaxTreeNode) -> Runs:
    return _runs(cell.children[0].children) if cell.children else ()


def _fenced(node: SyntaxTreeNode) -> Block:
    kind, _, title = node.info.partition(" ")
    content = node.content.strip()
    if kind == "notes":
        return SpeakerNotes(content)
    if kind == "encadré":
        return Box(tuple(_inline(part) for part in content.split("\n\n")))
    if kind == "graphique":
        name, _, unit = title.partition("|")
        pairs = (line.rpartition(";") for line in content.splitlines())
        bars = tuple((label.strip(), float(value.replace(",", "."))) for label, _, value in pairs)
        return Chart(name.strip(), bars, unit.strip())
    raise ValueError(f"bloc inconnu : {kind}")


def _inline(text: str) -> Runs:
    tokens: Sequence[Token] = PARSER.parseInline(text)
    return _runs(SyntaxTreeNode(tokens).children[0].children)


def _runs(nodes: Sequence[SyntaxTreeNode], style: Run = Run("")) -> Runs:  # noqa: B008 - a frozen value
    runs: list[Run] = []
    for node in nodes:
        if node.type in {"strong", "em"}:
            inner = replace(
                style, bold=style.bold or node.type == "strong", italic=style.italic or node.type == "em"
            )
            runs.extend(_runs(node.children, inner))
        elif node.type == "softbreak":
            runs.append(replace(style, text=" "))
        elif node.type == "link":
            runs.extend(_runs(node.children, style))
        else:
            runs.append(replace(style, text=node.content))
    return _marked(_joined(runs))


def _joined(runs: Sequence[Run]) -> list[Run]:
    """Neighbours of one style as one run, so that a mark may span a line break of the source."""
    joined: list[Run] = []
    for run in runs:
        if joined and replace(joined[-1], text="") == replace(run, text=""):
            joined[-1] = replace(run, text=joined[-1].text + run.text)
        else:
            joined.append(run)
    return joined


def _marked(runs: Sequence[Run]) -> Runs:
    """Read our marks inside each run, attaching notes and remarks to what precedes them."""
    marked: list[Run] = []
    for run in runs:
        end = 0
        for found in MARKS.finditer(run.text):
            if found.start() > end:
                marked.append(replace(run, text=run.text[end : found.start()]))
            if found["inserted"]:
                marked.append(replace(run, text=found["inserted"], inserted=True))
            else:
                last = marked.pop()
                marked.append(
                    replace(last, note=found["note"] or last.note, remark=found["remark"] or last.remark)
                )
            end = found.end()
        if end < len(run.text):
            marked.append(replace(run, text=run.text[end:]))
    return tuple(marked)
