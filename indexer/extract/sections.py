"""From blocks to pages: the recorded pages where a file has them, else sections that read as pages do.

A passage is found and cited by the number of its page, so a text without pages is cut at its headings, and
what is still long at paragraphs, into pieces about as long as a printed page.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import ceil

from catalogue.record import Page
from indexer.extract.extracted import Extracted, Line, Metadata
from indexer.extract.flow import Block
from indexer.extract.hyphens import count_words
from indexer.extract.tidy import tidy, tidy_line

#: Characters of a section, about those of a printed page.
SECTION_LENGTH = 3_000
#: A heading opens a new section only when the one before is at least this long.
SHORT_SECTION = 600
#: A sheet of paper seldom holds more: beyond, an author's page breaks are not those of the print.
PAGE_LENGTH = 6_000
#: Programs record no break where a page begins with a picture or a row, or record one in several places.
#: Where the pages told apart and those counted at saving differ by more than this share, numbers mislead.
RECORDED_TOLERANCE = 0.2

#: Sizes in points that stand for the prominence of a title, of headings 1 to 6 and of ordinary text.
TITLE_SIZE = 30.0
HEADING_SIZES = (24.0, 20.0, 18.0, 16.0, 15.0, 14.0)
BODY_SIZE = 12.0

#: The title is looked for in so many pages, lines and characters.
_LINE_PAGES = 3
_LINES = 80
_LINE_LENGTH = 300


@dataclass(slots=True)
class _Group:
    """The blocks of one page or section to be."""

    label: str = ""
    blocks: list[Block] = field(default_factory=list)


def assemble(
    blocks: Iterable[Block],
    metadata: Metadata | None = None,
    warnings: Sequence[str] = (),
    *,
    paged: bool = False,
) -> Extracted:
    """Make the pages: by the blocks' own page numbers when `paged`, else by sections."""
    groups = _by_page(list(blocks)) if paged else list(_by_section(blocks))
    words = count_words(block.text for group in groups for block in group.blocks)
    pages = tuple(_page(number, group, words) for number, group in enumerate(groups, 1))
    if not any(page.text for page in pages):
        pages = pages or (Page(1, ""),)
        warnings = (
            *warnings,
            "Ce document ne contient aucun texte : sa notice seule le fera trouver.",
        )
    return Extracted(pages, metadata or Metadata(), tuple(_lines(groups)), tuple(warnings))


def assemble_slides(blocks: Iterable[Block], metadata: Metadata, warnings: Sequence[str] = ()) -> Extracted:
    """Make one page of each slide, its title first wherever it was drawn."""
    ordered = sorted(blocks, key=lambda block: (block.page, not block.level))
    return assemble(ordered, metadata, warnings, paged=True)


def layout_is_known(reached: int, stated: int) -> bool:
    """Whether recorded breaks give pages: about as many as the program counted (0: it did not say)."""
    return not stated or abs(reached - stated) <= max(RECORDED_TOLERANCE * stated, 1)


def breaks_are_pages(blocks: Iterable[Block]) -> bool:
    """Whether page breaks typed by the author give pages: there are some, and no page outgrows a sheet."""
    lengths: dict[int, int] = {}
    for block in blocks:
        lengths[block.page] = lengths.get(block.page, 0) + len(block.text)
    return max(lengths, default=1) > 1 and max(lengths.values()) <= PAGE_LENGTH


def _by_page(blocks: list[Block]) -> list[_Group]:
    """Every page up to the last, blank ones too, so that numbers stay those of the paper."""
    groups = [_Group() for _ in range(max((block.page for block in blocks), default=0))]
    for block in blocks:
        groups[block.page - 1].blocks.append(block)
    return groups


def _by_section(blocks: Iterable[Block]) -> Iterator[_Group]:
    for chapter in _chapters(_whole(blocks)):
        yield from _cut(chapter)


def _chapters(blocks: Iterable[Block]) -> Iterator[_Group]:
    """Group what stands under each heading, short neighbours together."""
    chapter, length = _Group(), 0
    for block in blocks:
        if block.level and length >= SHORT_SECTION:
            yield chapter
            chapter, length = _Group(), 0
        if block.level:
            chapter.label = chapter.label or block.text
        chapter.blocks.append(block)
        length += len(block.text)
    yield chapter


def _cut(chapter: _Group) -> Iterator[_Group]:
    """Cut a long chapter at paragraphs into sections of about the same length."""
    blocks = [piece for block in chapter.blocks for piece in _pieces(block)]
    total = sum(len(block.text) for block in blocks)
    target = max(total / ceil(total / SECTION_LENGTH), 1) if total else 1
    sections: dict[int, _Group] = {}
    position = 0
    for block in blocks:
        number = int((position + len(block.text) / 2) / target)
        sections.setdefault(number, _Group(chapter.label)).blocks.append(block)
        position += len(block.text)
    yield from sections.values()


def _pieces(block: Block) -> Iterator[Block]:
    """Cut a paragraph longer than a section, at ends of lines or sentences where there are any."""
    start = 0
    while len(block.text) - start > SECTION_LENGTH:
        end = start + _good_end(block.text[start : start + SECTION_LENGTH])
        yield replace(block, text=block.text[start:end].strip())
        start = end
    yield replace(block, text=block.text[start:]) if start else block


def _good_end(text: str) -> int:
    """Where to cut a text: after the last end of line, else of sentence, else of word, in its second half."""
    half = len(text) // 2
    ends = (text.rfind(mark, half) + len(mark) for mark in ("\n", ". ", " ") if text.find(mark, half) >= 0)
    return next(ends, len(text))


def _whole(blocks: Iterable[Block]) -> Iterator[Block]:
    """Mend the paragraphs that page breaks have cut."""
    last: Block | None = None
    for block in blocks:
        if last and block.continues:
            last = replace(block, text=f"{last.text} {block.text}", continues=last.continues)
            continue
        if last:
            yield last
        last = block
    if last:
        yield last


def _page(number: int, group: _Group, words: Mapping[str, int]) -> Page:
    headings = tuple(dict.fromkeys(tidy_line(block.text) for block in group.blocks if block.level))
    return Page(number, tidy(_text(group.blocks), words), label=tidy_line(group.label), headings=headings)


def _text(blocks: list[Block]) -> str:
    """Paragraphs by line, a blank line before headings and around what has lines of its own, notes last."""
    text, apart = [], True
    for block in sorted(blocks, key=lambda block: block.aside):
        apart_before, apart = apart, "\n" in block.text
        text.append("\n\n" if apart or apart_before or block.level else "\n")
        text.append(block.text)
    return "".join(text)


def _lines(groups: list[_Group]) -> Iterator[Line]:
    lines = (
        Line(text, block.size or _size(block.level), number)
        for number, group in enumerate(groups[:_LINE_PAGES], 1)
        for block in group.blocks
        for text in map(tidy_line, block.text.splitlines())
        if text and not block.aside and len(text) <= _LINE_LENGTH
    )
    return (line for line, _ in zip(lines, range(_LINES), strict=False))


def _size(level: int) -> float:
    return HEADING_SIZES[min(level, len(HEADING_SIZES)) - 1] if level else BODY_SIZE
