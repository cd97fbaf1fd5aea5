"""Borders: where one statement of a text ends and another begins, told by signs alone.

Words that stand near each other are not said together where a sentence ends between them, or an item of a
list, a cell or a row of a table, a line of a list of people, acronyms or subsidies. In comes a text with two
places in it, out goes one word; knows no words but the little ones behind which a line goes on.
"""

import re

#: What ends a statement wherever it stands: signs of items and cells, an empty line, an amount of money.
_SIGN = r"[;|•▪●◦‣→➢✓\t\uf0b7\uf0a7]|\n\s*\n|\d\s?(?:€|euros\b)|={3}|-{3}|\.{4}"
#: The end of a sentence; a point behind a short word or a capital ends but an abbreviation.
_SENTENCE = (
    r"(?:[!?…]|(?<=[^\W\d_]{4})\.|(?<=[\d)»])\.)[)»”\"]*\s+(?=[«\"“(\[]?\s?[A-ZÀ-ÖØ-Þ\d])"
)  # fmt: skip
#: A line that begins by the sign or the number of an item.
_ITEM = r"\n\s*(?:[-–—*o]\s|\d+[.)°]|[a-z]\)\s)"
_BORDER = re.compile("|".join((_SIGN, _SENTENCE, _ITEM)))
#: The end of a line before one that begins with a capital or a figure.
_LINE = re.compile(r"\n\s*[«\"]?(?=[A-ZÀ-ÖØ-Þ\d])")
#: The last word of a line that is read backwards; none where a comma ends the line.
_LAST_WORD = re.compile(r"[^\w,]*(\w*)")
#: Little words behind which a line goes on, whatever the next begins with.
_GOING_ON = re.compile(
    "d|de|des|du|l|la|le|les|à|au|aux|et|ou|en|dans|par|pour|sur|sous|avec|sans|une?|son|sa|ses",
    re.IGNORECASE,
)
#: So many commas between two words make them items of a row.
_COMMAS = 2
#: Characters looked at around a statement for what it is an item of; how many items make a row, and how many
#: words an item has at most.
_AROUND, _ITEMS, _SHORT = 160, 4, 6
#: What begins and ends what items are of.
_BEGINS, _ENDS = re.compile(r"[.!?…:]\s|\n\s*\n"), re.compile(r"[.!?…:](?:\s|$)|\n\s*\n")
_BETWEEN_ITEMS = re.compile(r"[,;•|]")
#: An amount that ends a line; how many make a table, within how many characters, and how far behind what is
#: said the one of its own row stands.
_AMOUNT = re.compile(r"\d\s?(?:€|euros)\s*(?:\n|$)")
_AMOUNTS, _TABLE, _ROW = 3, 300, 90


def is_parted(text: str, start: int, end: int) -> bool:
    """Whether a border stands between two places: behind one word found, and the first letter of the next."""
    between = text[start:end]
    if between.isspace() or not between:
        return between.count("\n") > 1
    if between.count(",") >= _COMMAS or _BORDER.search(between):
        return True
    if "\n" not in between or not any(map(str.isalpha, between)):
        return False
    return not all(_goes_on(text, start, line.start()) for line in _LINE.finditer(text, start, end + 1))


def _goes_on(text: str, start: int, end: int) -> bool:
    """Whether the line that ends at `end`, of which what stands before `start` does not count, goes on."""
    first = max(text.rfind("\n", start, end) + 1, start)
    last = _LAST_WORD.match(
        text[first:end][::-1]
    )  # backwards, since each place of a long word would be tried
    return last is not None and _GOING_ON.fullmatch(last[1][::-1]) is not None


def is_listed(text: str, start: int, end: int) -> bool:
    """Whether what stands between two places is one of a row of short items, or stands beside an amount."""
    return _has_amounts(text, start, end) or _is_item(text, start, end)


def _has_amounts(text: str, start: int, end: int) -> bool:
    if not _AMOUNT.search(text, end, end + _ROW):
        return False
    return len(_AMOUNT.findall(text, max(start - _TABLE, 0), end + _TABLE)) >= _AMOUNTS


def _is_item(text: str, start: int, end: int) -> bool:
    before = _BETWEEN_ITEMS.split(_BEGINS.split(text[max(start - _AROUND, 0) : start])[-1])
    after = _BETWEEN_ITEMS.split(_ENDS.split(text[end : end + _AROUND], maxsplit=1)[0])
    own = f"{before[-1]}{text[start:end]}{after[0]}"
    if not _is_short(own):
        return False
    return 1 + _short_ones(before[-2::-1]) + _short_ones(after[1:]) >= _ITEMS


def _short_ones(items: list[str]) -> int:
    """How many of the first items are short, one after the other."""
    return next((number for number, item in enumerate(items) if not _is_short(item)), len(items))


def _is_short(item: str) -> bool:
    return len(item.split()) <= _SHORT
