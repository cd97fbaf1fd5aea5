"""Running heads and feet: the line that every page repeats, and the page's number.

In a passage they interrupt a sentence that runs over two pages; in ranking they make every page speak of the
report's title. A running line stands at the same height, at the top or bottom of several pages, and says the
same but for numbers that count with the pages. It is kept where it first appears, so that no word of the
document is lost, and on a page with little text of its own (a slide, the end of a chapter), where it
interrupts nothing and is part of what one came for.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from operator import itemgetter
from statistics import median

from indexer.extract.layout import PlacedLine, Sheet

#: Share of the page, from its top and from its bottom, where running lines stand.
MARGIN = 0.12
#: Pages that must repeat a line; two may agree by chance (`Annexe`).
FEWEST_PAGES = 3
#: Share of the page's height by which a line's place may differ: about 3 points on A4.
_SAME_PLACE = 0.004
#: A line set larger than the text by this may be a heading that some slides share (`Contexte`): it runs only
#: where half of all pages carry it.
_LARGER = 1.15
#: Of the steps from one page to the next, the share that the numbers of a line must follow.
_IN_STEP = 0.8

#: Characters of its own, about half a page, from which a page's text may run on over its borders.
_RUNS_ON = 1200

_NUMBER = re.compile(r"\d+")
_NOT_A_WORD = re.compile(r"\b(?:pages?|p|sur|of|de)\b|[\W\d_]")

#: A line and the sheet it stands on, counted from 0.
Occurrence = tuple[int, PlacedLine]


def without_running_lines(sheets: Sequence[Sheet]) -> list[str]:
    """Return the text of each sheet without the lines that run through the document."""
    sizes = [_text_size(sheet.lines) for sheet in sheets]
    dropped: defaultdict[int, set[int]] = defaultdict(set)
    for alike in _alike(sheets):
        running = [group for group in _by_height(alike) if _runs(group, sizes)]
        if running and _says_something(alike[0][1].text):
            dropped_here = alike[1:]
        else:
            dropped_here = [found for group in running for found in group]
        for number, line in dropped_here:
            dropped[number].add(line.index)
    return [_without(sheet.text, dropped.get(number, set())) for number, sheet in enumerate(sheets)]


def _alike(sheets: Sequence[Sheet]) -> Iterable[list[Occurrence]]:
    """Return groups of lines in the same margin that say the same but for numbers, at most one a sheet."""
    groups: defaultdict[tuple[str, bool], dict[int, PlacedLine]] = defaultdict(dict)
    for number, sheet in enumerate(sheets):
        for line in sheet.lines:
            if line.top < MARGIN or line.top > 1 - MARGIN:
                key = _NUMBER.sub("#", line.text.casefold()), line.top < MARGIN
                groups[key].setdefault(number, line)
    return [list(group.items()) for group in groups.values() if len(group) >= FEWEST_PAGES]


def _by_height(occurrences: Sequence[Occurrence]) -> Iterable[list[Occurrence]]:
    """Yield those at one height together: upright and landscape pages carry the same line at two."""
    group: list[Occurrence] = []
    for occurrence in sorted(occurrences, key=lambda occurrence: occurrence[1].top):
        if group and occurrence[1].top - group[-1][1].top > _SAME_PLACE:
            yield sorted(group, key=itemgetter(0))
            group = []
        group.append(occurrence)
    yield sorted(group, key=itemgetter(0))


def _text_size(lines: Sequence[PlacedLine]) -> float:
    """The size most of a page is set in, as far as its placed lines tell."""
    inside = [line.size for line in lines if MARGIN <= line.top <= 1 - MARGIN]
    return median(inside) if inside else median([line.size for line in lines] or [0.0])


def _runs(occurrences: Sequence[Occurrence], sizes: Sequence[float]) -> bool:
    """Whether lines that say the same are one running line; `sizes` are those of each sheet's text."""
    if len(occurrences) < FEWEST_PAGES or not _counts_with_pages(occurrences):
        return False
    larger = sum(line.size > _LARGER * sizes[number] for number, line in occurrences)
    as_large_as_text = 2 * larger < len(occurrences)
    return (
        as_large_as_text or 2 * len(occurrences) >= len(sizes) or not _says_something(occurrences[0][1].text)
    )


def _counts_with_pages(occurrences: Sequence[Occurrence]) -> bool:
    """Whether each number of the line either stays or grows as the pages do; `Action 3` does neither."""
    numbers = [[int(digits) for digits in _NUMBER.findall(line.text)[:8]] for _, line in occurrences]
    pages = [page for page, _ in occurrences]
    for series in zip(*numbers, strict=False):
        steps = list(zip(series, series[1:], pages, pages[1:], strict=False))
        stays = sum(now == before for before, now, *_ in steps)
        counts = sum(now - before == later - page for before, now, page, later in steps)
        if max(stays, counts) < _IN_STEP * len(steps):
            return False
    return True


def _says_something(text: str) -> bool:
    """Whether a line holds more than a page number (`- 12 -`, `Page 3 sur 8`)."""
    return bool(_NOT_A_WORD.sub("", text.casefold()))


def _without(text: str, dropped: set[int]) -> str:
    if not dropped:
        return text
    lines = text.split("\n")
    kept = "\n".join(line for index, line in enumerate(lines) if index not in dropped)
    if len(kept) >= _RUNS_ON:
        return kept
    telling = [line for index, line in enumerate(lines) if index not in dropped or _says_something(line)]
    return "\n".join(telling) if kept.strip() else text
