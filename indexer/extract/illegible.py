"""Pages that are no language, in documents that cannot be read another way: left out, and said.

A PDF's pages are judged where they are read, since they may be read again as pictures. Here stand texts,
messages, web pages, office documents: what is enciphered or has its letters set apart is so as a whole, so a
page among legible ones (a table of codes) stays.
"""

from dataclasses import replace

from indexer.extract.extracted import Extracted
from indexer.extract.legibility import SCATTERED, is_junk, scattering

#: Share of a document's characters on such pages from which the document is held to be so.
_MUCH = 1 / 3


def without_illegible(extracted: Extracted) -> Extracted:
    """The same without the text of its illegible pages, when they are much of it."""
    illegible = {page.number for page in extracted.pages if page.text and not _reads(page.text)}
    lost = sum(len(page.text) for page in extracted.pages if page.number in illegible)
    if lost <= _MUCH * sum(len(page.text) for page in extracted.pages):
        return extracted
    pages = tuple(
        replace(page, text="", headings=()) if page.number in illegible else page for page in extracted.pages
    )
    said = (
        "Le texte est illisible (lettres qui ne forment pas de mots), écarté : déposez une autre copie, ou "
        "un PDF de ce que l'on voit à l'écran."
    )
    lines = tuple(line for line in extracted.lines if line.page not in illegible)
    return replace(extracted, pages=pages, lines=lines, warnings=(*extracted.warnings, said))


def _reads(text: str) -> bool:
    return not is_junk(text) and scattering(text) <= SCATTERED
