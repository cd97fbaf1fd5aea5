"""ISO 690:2021: a reference as one writes it at the foot of a page, in French or English.

Authors, *title*, publisher, date, extent or page, address. The site and the bibliography in OpenDocument
print the same runs.
"""

from collections.abc import Iterator
from typing import NamedTuple

from catalogue.written_dates import date_in_words
from exchange.formats.names import CreatorName
from exchange.formats.reference import Reference


class StyledRun(NamedTuple):
    """A stretch of text of one style."""

    text: str
    italic: bool = False


class _Words(NamedTuple):
    """The words of one language."""

    undated: str
    extent: str
    #: Behind the title and the date of what is read on the web.
    online: str
    accessed: str
    #: Before an address; French sets a no-break space before a colon.
    available: str


_WORDS = {
    "fr": _Words(
        "sans date", "{} p.", " [en ligne]", " [consulté le {}]",
        "Disponible à l'adresse\N{NO-BREAK SPACE}: ",
    ),
    "en": _Words("no date", "{} p.", " [online]", " [accessed {}]", "Available from: "),
}  # fmt: skip


def runs(
    reference: Reference, language: str = "fr", *, locator: str = "", address: str = ""
) -> Iterator[StyledRun]:
    """The reference; `locator` (« p. 12 ») and `address` point to one page instead of the whole."""
    words = _WORDS.get(language, _WORDS["fr"])
    authors = " ; ".join(map(_capitals, reference.authors)) or reference.publisher
    address = address or reference.address
    issued = _date(reference, language) or words.undated
    if address and reference.accessed:
        issued += words.accessed.format(date_in_words(reference.accessed, language))
    published = ", ".join(filter(None, (reference.publisher, _host(reference), issued, locator)))
    pieces = (
        StyledRun(authors),
        StyledRun(reference.title, italic=True),
        StyledRun(words.online if address else ""),
        StyledRun(published),
        StyledRun("" if locator or not reference.pages else words.extent.format(reference.pages)),
        StyledRun(words.available + address if address else ""),
    )
    kept = [StyledRun(piece.text.rstrip("."), piece.italic) for piece in pieces if piece.text]
    for number, piece in enumerate(kept):
        if number and piece.text != words.online:
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


def _host(reference: Reference) -> str:
    """The periodical with where in it, or the series."""
    if not reference.journal:
        return reference.collection
    pages = reference.extent if reference.extent.startswith("p") else f"p. {reference.extent}"
    where = (reference.volume and f"vol. {reference.volume}", reference.issue and f"n° {reference.issue}")
    return ", ".join(filter(None, (reference.journal, *where, reference.extent and pages)))


def _date(reference: Reference, language: str) -> str:
    """The date in words; as it stands when it is no real date."""
    try:
        return date_in_words(reference.issued, language)
    except (TypeError, ValueError):
        return reference.issued
