"""Obtaining: from where a person says a bundle stands to a copy of it that nobody else can change.

A file, a folder with a list (a share, a USB stick) or an address on the web; the copy stands in
`state/incoming` until the block ends.
"""

import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

from catalogue import disk_errors
from catalogue.library import Library
from catalogue.web_address import split_address
from exchange.bundles.errors import DamagedBundleError, UnsafeBundleError
from exchange.bundles.shelf import LIST, MOST_LIST_BYTES, Offer, Shelf, choose, read_shelf
from exchange.fetching import Fetcher, FetchError

_CHUNK = 1 << 20
#: Seconds after which nobody can still be at work on what was being obtained.
_LEFT_S = 6 * 3600


@dataclass(frozen=True, slots=True)
class Obtained:
    """A bundle at hand."""

    path: Path
    #: Where its centre's next bundles will stand; empty when nobody knows.
    source: str


@contextmanager
def obtain(library: Library, where: str) -> Iterator[Obtained]:
    """The bundle that stands there, or the full one of the list that does; raises what is in its way."""
    with _incoming(library) as folder:
        yield _Way(library, folder).bundle(where)


@contextmanager
def obtain_news(library: Library, source: str, position: int, expires: str) -> Iterator[Obtained | None]:
    """The next bundle a source has for who stands at that number; None when it has no news."""
    with _incoming(library) as folder:
        yield _Way(library, folder).news(source, position, expires)


class _Way:
    """Brings bundles from one place into a folder."""

    def __init__(self, library: Library, folder: Path) -> None:
        self._library, self._folder = library, folder
        self._limit = library.settings.sharing.bundle_mb * 1_000_000

    def bundle(self, where: str) -> Obtained:
        """One named by a person."""
        if _is_web(where):
            if split_address(where).path.endswith(".zip"):
                return self._fetched(where, urljoin(where, "."))
            source = where.removesuffix(LIST).rstrip("/") + "/"
            return self._whole(source)
        path = Path(where)
        if path.is_dir():
            return self._whole(str(path.absolute()))
        listed = (path.parent / LIST).is_file()
        return self._copied(path, str(path.parent.absolute()) if listed else "")

    def news(self, source: str, position: int, expires: str) -> Obtained | None:
        """The next one of a source."""
        return self._chosen(source, lambda shelf: choose(shelf, position, expires))

    def _whole(self, source: str) -> Obtained:
        """The bundle of a list that tells all."""
        obtained = self._chosen(source, lambda shelf: shelf.full)
        if obtained is None:
            raise DamagedBundleError(f"{source} n'offre aucun lot entier. Prévenez le centre.")
        return obtained

    def _chosen(self, source: str, choice: Callable[[Shelf], Offer | None]) -> Obtained | None:
        """What one chooses of a list; once more where it was published anew between the list and the file."""
        offer = choice(self._shelf(source))
        try:
            return self._offered(source, offer) if offer else None
        except (FetchError, DamagedBundleError):
            again = choice(self._shelf(source))
            if again is None or again == offer:
                raise
            return self._offered(source, again)

    def _shelf(self, source: str) -> Shelf:
        if _is_web(source):
            fetched = self._fetcher(source).fetch_small(
                urljoin(source, LIST), self._folder / LIST, MOST_LIST_BYTES
            )
            return read_shelf(fetched)
        path = Path(source) / LIST
        try:
            with path.open("rb") as file:
                return read_shelf(file.read(MOST_LIST_BYTES))
        except OSError as error:
            raise DamagedBundleError(
                f"{path} ne peut être lu ({disk_errors.cause(error)}). "
                "Branchez le disque, ou donnez le fichier."
            ) from error

    def _offered(self, source: str, offer: Offer) -> Obtained:
        if _is_web(source):
            return self._fetched(urljoin(source, offer.file), source)
        return self._copied(Path(source) / offer.file, source)

    def _fetched(self, url: str, source: str) -> Obtained:
        target = self._folder / "bundle.zip"
        with target.open("wb") as file:
            self._fetcher(url).fetch(url, file, self._limit)
        return Obtained(target, source)

    def _copied(self, path: Path, source: str) -> Obtained:
        """A copy, since a stick may be pulled out and a share may change while it is read."""
        target = self._folder / "bundle.zip"
        try:
            if not path.is_file():
                raise DamagedBundleError(f"{path} n'est pas un fichier. Donnez le fichier du lot.")
            if path.stat().st_size > self._limit:
                raise UnsafeBundleError(
                    f"{path} dépasse {self._limit // 1_000_000} Mo, la limite. S'il est bien celui attendu, "
                    "relevez [sharing] bundle_mb dans fonds.toml."
                )
            with path.open("rb") as file, target.open("wb") as copy:
                shutil.copyfileobj(file, copy, _CHUNK)
        except OSError as error:
            disk_errors.refuse_full(error, target)
            raise DamagedBundleError(
                f"{path} ne peut être lu ({disk_errors.cause(error)}). Vérifiez son nom."
            ) from error
        return Obtained(target, source)

    def _fetcher(self, url: str) -> Fetcher:
        return Fetcher({split_address(url).hostname or ""}, self._library.settings.sharing.private_hosts)


@contextmanager
def _incoming(library: Library) -> Iterator[Path]:
    """A folder of this process alone, gone at the end; what a killed one left is cleared away."""
    incoming = library.state / "incoming"
    incoming.mkdir(parents=True, exist_ok=True)
    for left in incoming.iterdir():
        if left.stat().st_mtime < time.time() - _LEFT_S:
            shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(dir=incoming) as folder:
        yield Path(folder)
    with suppress(OSError):  # another process may be at it
        incoming.rmdir()


def _is_web(where: str) -> bool:
    return "://" in where
