"""The site: an address comes in, a page goes out.

In come requests and the library to answer from; out go pages in French and English, their JSON twins, images
of pages and the documents themselves. It reads through `search.door`; only the desk writes, into the corpus
and `state/`. It may not import `indexer` or `fonds`. Start with `application`; an address becomes a question
in `state`, an answer becomes a page in `pages`, and templates only print what they are handed.
"""

from typing import TYPE_CHECKING

from catalogue.library import Library

if TYPE_CHECKING:
    from flask import Flask


def create_app(library: Library | None = None) -> "Flask":
    """The site of a library: the one given, else that of FONDS_LIBRARY or of the current folder."""
    # Here and not above: a limited process that draws a page imports this package and needs no Flask.
    from search_app.application import create_app as create

    return create(library)


__all__ = ["create_app"]
