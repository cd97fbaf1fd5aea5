"""Two documents side by side: what their notices say differently, and the words that differ on a page."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from markupsafe import Markup, escape

from catalogue.fields import BY_NAME
from catalogue.record import Record
from desk.bulk import current
from search_app.desk.choices import label_of
from search_app.desk.editor import ORDER
from search_app.desk.page_pane import PagePane, page_pane
from search_app.language import _
from search_app.site_library import catalogue

#: Words of a page that are compared; what comes after is shown as it is.
MOST_WORDS = 1500


@dataclass(frozen=True, slots=True)
class ComparedField:
    """One field of two notices."""

    label: str
    values: tuple[str, str]
    differs: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that stands between the two."""

    fields: tuple[ComparedField, ...]
    number: int
    last: int
    panes: tuple[PagePane | None, PagePane | None]
    #: The page's text of each, with the words only it has marked.
    texts: tuple[Markup, Markup]
    same: bool


def comparison(one: Record, other: Record, number: int) -> Comparison:
    """The two at one page."""
    last = max(one.pages, other.pages, 1)
    number = min(number, last)
    texts = tuple(_text(each, number) for each in (one, other))
    return Comparison(
        fields=tuple(_fields(one, other)),
        number=number,
        last=last,
        panes=(_pane(one, number), _pane(other, number)),
        texts=marked(texts[0], texts[1]),
        same=texts[0].split() == texts[1].split(),
    )


def marked(one: str, other: str) -> tuple[Markup, Markup]:
    """Two texts, with the words marked that the other has not at that place."""
    mine, theirs = one.split(), other.split()
    compared = SequenceMatcher(None, mine[:MOST_WORDS], theirs[:MOST_WORDS], autojunk=True)
    left, right = set(range(len(mine[:MOST_WORDS]))), set(range(len(theirs[:MOST_WORDS])))
    for match in compared.get_matching_blocks():
        left -= set(range(match.a, match.a + match.size))
        right -= set(range(match.b, match.b + match.size))
    return _joined(mine, left), _joined(theirs, right)


def _joined(words: list[str], only: set[int]) -> Markup:
    shown = (
        Markup("<mark>{}</mark>").format(word) if place in only else escape(word)
        for place, word in enumerate(words)
    )
    return Markup(" ").join(shown)


def _fields(one: Record, other: Record) -> Iterator[ComparedField]:
    for name in ORDER:
        values = (_words(one, name), _words(other, name))
        if any(values):
            yield ComparedField(_(BY_NAME[name].label), values, values[0] != values[1])


def _words(record: Record, name: str) -> str:
    value = current(record, name)
    values = (value,) if isinstance(value, str) else value
    return " ; ".join(label_of(name, each) for each in values if each)


def _text(record: Record, number: int) -> str:
    page = catalogue().page(record, number) if number <= record.pages else None
    return page.text if page else ""


def _pane(record: Record, number: int) -> PagePane | None:
    return page_pane(record, number, ()) if number <= record.pages else None
