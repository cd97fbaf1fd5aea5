"""COinS: a reference hidden in a list of results, by which Zotero offers to save each of them.

An OpenURL (Z39.88-2004) of the format for books, articles or theses, for the `title` of an empty
`<span class="Z3988">`. In the format for books, a title is a `btitle` where Zotero reads it as such, of books
and reports, and a `title` of all else: Zotero drops what has no title.
"""

from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import quote_plus

from exchange.formats.reference import Reference

_FORMATS = {"article": "journal", "dissertation": "dissertation"}


def context_object(reference: Reference) -> str:
    """The reference as an OpenURL context object; the template escapes it."""
    return "&".join([f"{name}={_quoted(value)}" for name, value in _pairs(reference) if value])


@lru_cache(maxsize=4096)
def _quoted(value: str) -> str:
    """A value as it stands in an address; most come again in the next reference."""
    return quote_plus(value)


def _pairs(reference: Reference) -> Iterator[tuple[str, str]]:
    genre = reference.kind.openurl
    form = _FORMATS.get(genre, "book")
    yield "ctx_ver", "Z39.88-2004"
    yield "rft_val_fmt", f"info:ofi/fmt:kev:mtx:{form}"
    yield "rft.genre", genre if form != "dissertation" else ""
    yield from _titles(reference, form)
    for name in reference.authors:
        yield "rft.au" if name.given else "rft.aucorp", str(name)
    yield (
        "rft.inst" if form == "dissertation" else "rft.pub",
        reference.publisher if form != "journal" else "",
    )
    yield "rft.date", reference.issued
    yield "rft.language", reference.language
    yield "rft.tpages", str(reference.pages or "") if form == "book" else ""
    yield from (("rft.isbn", each) for each in reference.isbn[:1])
    yield from (("rft.issn", each) for each in reference.issn[:1])
    yield "rft_id", f"info:doi/{reference.doi}" if reference.doi else ""
    yield "rft_id", reference.address


def _titles(reference: Reference, form: str) -> Iterator[tuple[str, str]]:
    if form == "journal":
        yield "rft.atitle", reference.title
        yield "rft.jtitle", reference.journal
        yield "rft.volume", reference.volume
        yield "rft.issue", reference.issue
        yield from zip(("rft.spage", "rft.epage"), reference.first_and_last_page, strict=True)
        return
    yield "rft.btitle" if reference.kind.openurl in {"book", "report"} else "rft.title", reference.title
    if form == "book":
        yield "rft.series", reference.collection
