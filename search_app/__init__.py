"""The site: an address comes in, a page goes out.

In come requests and the library to answer from; out go pages in French and English, their JSON twins, images
of pages and the documents themselves. It reads through `catalogue.reading` and never writes; it may not
import `indexer` or `fonds`. Start with `application`; an address becomes a question in `state`, an answer
becomes a page in `pages`, and templates only print what they are handed.
"""

from search_app.application import create_app

__all__ = ["create_app"]
