"""What a request reads from: the catalogue of this site's library, opened when first needed and kept true."""

import logging
import threading
import time
from collections.abc import Callable
from contextvars import ContextVar
from typing import cast

from flask import Flask, current_app, g, has_request_context

from catalogue.errors import CatalogueError
from catalogue.file_times import vocabulary_times
from catalogue.library import Library
from catalogue.rights import PUBLIC_READER, Reader
from search.door import Catalogue
from search_app.page_images.page_image import PageImages

#: Seconds between two attempts to open again, while the index does not yet follow the vocabularies.
PATIENCE_S = 0.5

#: Stands for the catalogue of a request that has not asked for it yet.
_BEGUN = object()
#: Beside what the request keeps, since a page asks some hundred times.
_current: ContextVar[object] = ContextVar("catalogue", default=None)
_generation: ContextVar[str | None] = ContextVar("generation", default=None)

logger = logging.getLogger(__name__)


class SiteLibrary:
    """Opens the catalogue; an attempt that fails is made again by the next request.

    It is opened again when the vocabularies were edited, or the index deleted and made anew or fed with other
    rules. Until what is new can answer, what was open goes on doing so.
    """

    def __init__(self, library: Library, opener: Callable[[Library], Catalogue], images: PageImages) -> None:
        self.library = library
        self.images = images
        self._opener = opener
        self._catalogue: Catalogue | None = None
        self._vocabularies = vocabulary_times(library)
        self._next_try = 0.0
        self._opening = threading.Lock()

    @property
    def catalogue(self) -> Catalogue:
        """The open catalogue; raises what its opener raises, e.g. IndexMissingError."""
        with self._opening:
            opened, times = self._catalogue, vocabulary_times(self.library)
            if opened is None:
                self._catalogue, self._vocabularies = self._opener(self.library), times
            elif times != self._vocabularies or not opened.stands():
                self._open_again(opened)
            return cast(Catalogue, self._catalogue)

    def _open_again(self, opened: Catalogue) -> None:
        if time.monotonic() < self._next_try and opened.stands():
            return
        self._next_try = time.monotonic() + PATIENCE_S
        times = vocabulary_times(self.library)
        try:
            newer = self._opener(self.library)
        except CatalogueError as error:
            logger.warning("%s: %s", type(error).__name__, error)
            return
        # Not closed: other threads may be reading from the one before, which goes with the last of them.
        if (newer.stands() and not newer.behind) or not opened.stands():
            self._catalogue, self._vocabularies, self._next_try = newer, times, 0.0


def site_library() -> SiteLibrary:
    """What the current application reads from."""
    return cast(SiteLibrary, current_app.extensions["site_library"])


def register(app: Flask) -> None:
    """Let each request have one catalogue from its beginning to its end."""
    app.before_request(_begin)
    app.teardown_request(_forget)


def catalogue() -> Catalogue:
    """The catalogue of the current application, the same throughout one request."""
    found = _current.get()
    if found is not None and found is not _BEGUN:
        return cast(Catalogue, found)
    if not has_request_context():
        return site_library().catalogue
    # An answer that is made as it is sent outlives the request's end: what it reads from stands in `g`.
    if "catalogue" not in g:
        g.catalogue = site_library().catalogue
    if found is _BEGUN:
        _current.set(g.catalogue)
    return cast(Catalogue, g.catalogue)


def generation() -> str:
    """The name of the state that this request answers from; asked of the disk once."""
    found = _generation.get()
    if found is not None:
        return found
    if "generation" not in g:
        g.generation = catalogue().generation
    if _current.get() is not None:
        _generation.set(g.generation)
    return cast(str, g.generation)


def _begin() -> None:
    _current.set(_BEGUN)
    _generation.set(None)


def _forget(_error: BaseException | None = None) -> None:
    _current.set(None)
    _generation.set(None)


def reader() -> Reader:
    """Who asks: a visitor reads what is public; one who logged in, what their role may see."""
    return cast(Reader, g.get("reader", PUBLIC_READER)) if has_request_context() else PUBLIC_READER
