"""ISO 690:2021: a reference as one writes it at the foot of a page, in French or English.

Authors, *title*, publisher, date, extent or page, address. The site and the bibliography in OpenDocument
print the same runs.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from babel.dates import format_date, format_skeleton

from exchange.formats.reference import CreatorName, Reference


class StyledRun(NamedTuple):
    """A stretch of text of one style."""

    text: str
    italic: bool = False


#: Language → undated, pages, before an address; French sets a no-break space before a colon.
_WORDS = {
    "fr": ("sans date", "{} p.", "Disponible à l'adresse\N{NO-BREAK SPACE}: "),
    "en": ("no date", "{} p.", "Available from: "),
}


def runs(
    reference: Reference, language: str = "fr", *, locator: str = "", address: str = ""
) -> Iterator[StyledRun]:
    """The reference; `locator` (« p. 12 ») and `address` point to one page instead of the whole."""
    undated, extent, available = _WORDS.get(language, _WORDS["fr"])
    authors = " ; ".join(map(_capitals, reference.authors)) or reference.publisher
    published = ", ".join(filter(None, (reference.publisher, _date(reference, language) or undated, locator)))
    address = address or reference.address
    pieces = (
        StyledRun(authors),
        StyledRun(reference.title, italic=True),
        StyledRun(published),
        StyledRun("" if locator or not reference.pages else extent.format(reference.pages)),
        StyledRun(available + address if address else ""),
    )
    kept = [StyledRun(piece.text.rstrip("."), piece.italic) for piece in pieces if piece.text]
    for number, piece in enumerate(kept):
        if number:
            yield StyledRun(". ")
        yield piece
    if not address:
        yield StyledRun(".")


def text(reference: Reference, language: str = "fr", *, locator: str = "", address: str = "") -> str:
    """The same without styles."""
    return "".join(run.text for run in runs(reference, language, locator=locator, address=address))


def _capitals(name: CreatorName) -> str:
    """Family names in capitals: « MARTIN, Claire »; bodies stay as they are."""
    return f"{name.family.upper()}, {name.given}" if name.given else name.family


def _date(reference: Reference, language: str) -> str:
    """The date in words; as it stands when it is no real date."""
    try:
        day = date(*(*reference.date, 1, 1)[:3])
    except (TypeError, ValueError):
        return reference.issued
    known = len(reference.date)
    if known == 1:
        return str(day.year)
    if known == 2:
        return format_skeleton("yMMMM", day, locale=language)
    return format_date(day, "long", locale=language)
