"""Where a quote stands on the image of its page."""

from collections.abc import Sequence

from catalogue.vocabulary.labels import fold
from search.results import Mark
from search_app.page_images.page_words import Box, PageWord, highlights

#: Words of a quote that must follow each other on the page to be believed, when the rest differs.
LEAST = 3


def quote_boxes(words: Sequence[PageWord], quote: str) -> tuple[Box, ...]:
    """The boxes around the longest run of the quote's words found on the page; none when it is not there.

    Words are compared folded, since extraction joins what line ends cut and normalises signs.
    """
    page = [(token, number) for number, word in enumerate(words) for token in fold(word.text).split()]
    wanted = fold(quote).split()
    start, length = _longest_run([token for token, _number in page], wanted)
    if length < min(LEAST, len(wanted)) or not length:
        return ()
    numbers = {number for _token, number in page[start : start + length]}
    return highlights(words, _marks(words, numbers))


def _longest_run(page: list[str], wanted: list[str]) -> tuple[int, int]:
    """Where the longest common run of both begins on the page, and how many words it has."""
    best, length = 0, 0
    previous: list[int] = [0] * (len(wanted) + 1)
    for place, token in enumerate(page, 1):
        row = [0] * (len(wanted) + 1)
        for at, other in enumerate(wanted, 1):
            if token == other:
                row[at] = previous[at - 1] + 1
                if row[at] > length:
                    best, length = place - row[at], row[at]
        previous = row
    return best, length


def _marks(words: Sequence[PageWord], numbers: set[int]) -> list[Mark]:
    """The marks that cover those words in `text_of(words)`."""
    marks, start = [], 0
    for number, word in enumerate(words):
        if number in numbers:
            marks.append(Mark(start, start + len(word.text)))
        start += len(word.text) + 1
    return marks
