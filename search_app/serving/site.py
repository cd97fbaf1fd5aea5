"""The site as a server runs it: one application for as long as the settings stand, then the next.

Whoever edits `fonds.toml`, or names the centre at the desk, need not restart anything; a file that does not
hold leaves what runs as it is.
"""

import logging
import threading
import time
from collections.abc import Iterable, Mapping
from typing import Any

from flask import Flask

from catalogue.clock import follow_zone
from catalogue.errors import TOLD, CatalogueError
from catalogue.file_times import Times, presentation_times, settings_times
from catalogue.library import Library, open_library
from search_app.application import create_app
from search_app.public_address import url_path
from search_app.serving.access_log import AccessLog
from search_app.serving.body_limits import MOST, body_limit
from search_app.serving.forwarded import Network, below, networks_of, trusts
from search_app.serving.metrics import REQUESTS, SECONDS
from search_app.serving.visitors import Visitors

#: Seconds between two looks at the settings.
LOOK_S = 1.0
#: Those counted by name; others are what strangers make up.
METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS"})

logger = logging.getLogger(__name__)


class Site:
    """A WSGI application that follows its library's settings."""

    def __init__(self, library: Library, visitors: Visitors | None = None) -> None:
        self._visitors = visitors or Visitors()
        self._times = _times(library)
        self._next_look = 0.0
        self._looking = threading.Lock()
        self._use(library)

    def _use(self, library: Library) -> None:
        self.library = library
        self._proxies: tuple[Network, ...] = networks_of(library.settings.serve.proxies)
        self._path = url_path(library.settings.library.url)
        self.app: Flask = create_app(library, visitors=self._visitors)
        self._log = AccessLog(library.state / "access", library.settings.serve.log_days)

    def __call__(self, environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        """Answer one request."""
        self._follow()
        return self._noted(environ, start)

    def _noted(self, environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        """The answer of the application, counted and noted once it is made."""
        begun, told = time.perf_counter(), {}

        def note(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            told["status"] = int(status[:3])
            told["size"] = next((int(value) for name, value in headers if name == "Content-Length"), 0)
            return start(status, headers, *more)

        answer = self.app(environ, note)
        took, page = time.perf_counter() - begun, environ.get("fonds.page", "none")
        method, status = environ["REQUEST_METHOD"], told.get("status", 500)
        REQUESTS.labels(page, method if method in METHODS else "other", status).inc()
        SECONDS.labels(page).observe(took)
        visitor = environ.get("REMOTE_ADDR", "")
        self._log.note(
            method, environ.get("PATH_INFO", ""), status, took * 1000, told.get("size", 0), visitor
        )
        return answer

    def warm(self) -> None:
        """Make the home page once, so that no visitor waits for what is opened at the first request."""
        self.app.test_client().get("/", headers={"Host": "localhost"})

    def trusts(self, address: str) -> bool:
        """Whether an address is a proxy's that speaks for visitors."""
        return trusts(self._proxies, address)

    def body_limit(self, method: str, path: str, headers: Mapping[str, str]) -> int:
        """Bytes of body that a request may hold."""
        try:
            return body_limit(self.app, method, below(self._path, path) if self._path else path, headers)
        except (*TOLD, OSError) as error:
            logger.error("%s", error)
            return MOST

    def _follow(self) -> None:
        if time.monotonic() < self._next_look or not self._looking.acquire(blocking=False):
            return
        try:
            self._next_look = time.monotonic() + LOOK_S
            times = _times(self.library)
            if times != self._times:
                self._times = times
                library = open_library(self.library.folder)
                follow_zone(library.settings.library.timezone)
                self._use(library)
        except CatalogueError as error:
            logger.error("%s", error)
        finally:
            self._looking.release()


def _times(library: Library) -> Times:
    """Of what the settings are read from: the file, and the names written at the desk."""
    return settings_times(library) + presentation_times(library)
