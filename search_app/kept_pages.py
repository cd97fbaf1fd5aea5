"""Pages kept whole: what was made for one visitor is sent to the next who asks for the same page.

A page's tag names all that it is made of, the state of the catalogue and the day among it (`caching`): so a
browser that holds the page is told to show it again, and so another that asks is sent what the first got.
Pages are kept as they leave, compressed, in each serving process by itself, up to a number of bytes and while
the catalogue stands as it is: none of another state is ever asked for again.

Not for who logged in; not for answers that do more than show, which say so (`made_each_time`).
"""

import threading
from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from typing import Any, NamedTuple, TypeVar, cast

from flask import Response, current_app, g, make_response, request

from search_app.compression import compress, takes_gzip
from search_app.site_library import generation

#: Bytes kept: some three hundred pages of results.
MOST = 4_000_000
#: What a page costs besides its own bytes.
_OVERHEAD = 400

View = TypeVar("View", bound=Callable[..., Any])


class KeptPage(NamedTuple):
    """A page as it leaves, and what it is: what is no HTML must never be read as it."""

    body: bytes
    content_type: str


class KeptPages:
    """Compressed pages of one state by name, those not asked for longest going first; safe among threads."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._state, self._bytes = "", 0
        self._pages: OrderedDict[object, KeptPage] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: object) -> KeptPage | None:
        """The page of that name, None when it is not kept."""
        with self._lock:
            page = self._pages.get(key)
            if page is not None:
                self._pages.move_to_end(key)
            return page

    def put(self, key: object, page: KeptPage, state: str) -> None:
        """Keep a page, in the place of those of another state or that nobody asked for longest."""
        with self._lock:
            if state != self._state:
                self._state, self._bytes = state, 0
                self._pages.clear()
            self._forget(self._pages.pop(key, None))
            self._pages[key] = page
            self._bytes += len(page.body) + _OVERHEAD
            while self._bytes > self._most:
                self._forget(self._pages.popitem(last=False)[1])

    def _forget(self, page: KeptPage | None) -> None:
        if page is not None:
            self._bytes -= len(page.body) + _OVERHEAD


def shared(view: View) -> View:
    """Make a page once for all visitors whose browsers take it compressed; stands below `revalidated`."""

    @wraps(view)
    def answer(*args: Any, **named: Any) -> Response:
        if request.method != "GET" or g.get("account") or not takes_gzip():
            return make_response(view(*args, **named))
        kept = cast(KeptPages, current_app.extensions.setdefault("kept pages", KeptPages()))
        # The address it was asked under stands in the page while the site has no public one.
        key = (g.tag, request.url_root)
        page = kept.get(key)
        if page is not None:
            return compress(Response(content_type=page.content_type), page.body)
        response = make_response(view(*args, **named))
        if response.status_code == 200:
            compress(response)
            if not g.get("made_each_time"):
                kept.put(key, KeptPage(response.get_data(), response.headers["Content-Type"]), generation())
        return response

    return answer  # type: ignore[return-value]


def made_each_time() -> None:
    """Keep the page of this request for nobody else: making it does more than show."""
    g.made_each_time = True
