"""What a request reads from: the catalogue of this site's library, opened when first needed."""

import threading
from collections.abc import Callable
from typing import cast

from flask import current_app, g, has_request_context

from catalogue.library import Library
from catalogue.rights import PUBLIC_READER, Reader
from search.reading import Catalogue
from search_app.page_images.page_image import PageImages


class SiteLibrary:
    """Opens the catalogue once; an attempt that fails is made again by the next request."""

    def __init__(self, library: Library, opener: Callable[[Library], Catalogue], images: PageImages) -> None:
        self.library = library
        self.images = images
        self._opener = opener
        self._catalogue: Catalogue | None = None
        self._opening = threading.Lock()

    @property
    def catalogue(self) -> Catalogue:
        """The open catalogue; raises what its opener raises, e.g. IndexMissingError."""
        with self._opening:
            if self._catalogue is None:
                self._catalogue = self._opener(self.library)
            return self._catalogue


def site_library() -> SiteLibrary:
    """What the current application reads from."""
    return cast(SiteLibrary, current_app.extensions["site_library"])


def catalogue() -> Catalogue:
    """The catalogue of the current application."""
    return site_library().catalogue


def reader() -> Reader:
    """Who asks: a visitor reads what is public; one who logged in, what their role may see."""
    return cast(Reader, g.get("reader", PUBLIC_READER)) if has_request_context() else PUBLIC_READER
