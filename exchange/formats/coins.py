"""COinS: a reference hidden in a list of results, by which Zotero offers to save each of them.

An OpenURL (Z39.88-2004) of the book format, for the `title` of an empty `<span class="Z3988">`.
"""

from collections.abc import Iterator
from urllib.parse import urlencode

from exchange.formats.reference import Reference


def context_object(reference: Reference) -> str:
    """The reference as an OpenURL context object; the template escapes it."""
    return urlencode([pair for pair in _pairs(reference) if pair[1]])


def _pairs(reference: Reference) -> Iterator[tuple[str, str]]:
    yield "ctx_ver", "Z39.88-2004"
    yield "rft_val_fmt", "info:ofi/fmt:kev:mtx:book"
    yield "rft.genre", reference.kind.openurl
    yield "rft.btitle", reference.title
    for name in reference.authors:
        yield "rft.au", str(name)
    yield "rft.pub", reference.institution
    yield "rft.date", reference.issued
    yield "rft.language", reference.language
    yield "rft.tpages", str(reference.pages or "")
    yield "rft_id", reference.address
