"""Fetching a file from another centre, and nothing else from anywhere else.

Only HTTPS, only the hosts asked for; each name is resolved once and the connection made to that very address,
which must be one of the public Internet, so that neither a name nor a redirection leads into our own network.
No proxy of the environment is used. Hosts of the setting `[sharing] private_hosts` may be private and plain.
"""

import email.utils
import http.client
import ipaddress
import socket
import ssl
import time
import zlib
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO
from urllib.parse import SplitResult, urljoin, urlsplit

from catalogue import disk_errors
from catalogue.errors import CatalogueError

MOST_REDIRECTS = 3
#: Seconds for one step of the network, and for the whole of a fetch.
STEP_S = 20
WHOLE_S = 3600
_CHUNK = 1 << 16
_PACKED = frozenset({"gzip", "x-gzip", "deflate"})
_REDIRECTIONS = frozenset({301, 302, 303, 307, 308})


class FetchError(CatalogueError):
    """Nothing could be fetched; the address or the network must be seen to."""

    exit_code = 5
    http_status = 502
    #: Whether the same request may well be answered in a moment.
    passing = False
    #: Seconds after which whoever was asked wants to be asked again; None when it does not say.
    wait_s: float | None = None

    @classmethod
    def for_now(cls, message: str, wait_s: float | None = None) -> "FetchError":
        """An error that may be over in a moment."""
        error = cls(message)
        error.passing, error.wait_s = True, wait_s
        return error


class RefusedAddressError(FetchError):
    """An address that is never fetched: not HTTPS, another host, or a private network."""


class Fetcher:
    """Fetches from some hosts."""

    def __init__(self, hosts: Iterable[str], private_hosts: Iterable[str] = ()) -> None:
        self._hosts = frozenset(each.lower() for each in hosts)
        self._private = frozenset(each.lower() for each in private_hosts)

    def fetch(self, url: str, target: BinaryIO, limit: int) -> str:
        """Write what stands at an address to a file; its last address, after redirections.

        Raises FetchError: RefusedAddressError before anything is sent, else what the network said or that it
        is larger than `limit` bytes or takes more than an hour. DiskError when it cannot be kept.
        """
        until = time.monotonic() + WHOLE_S
        for _ in range(MOST_REDIRECTS + 1):
            moved = self._fetch_once(url, target, limit, until)
            if not moved:
                return url
            url = _joined(url, moved)
        raise FetchError(f"{url} renvoie sans cesse ailleurs. Vérifiez l'adresse du centre.")

    def fetch_small(self, url: str, path: Path, limit: int) -> bytes:
        """What stands at an address, by way of a file."""
        with path.open("wb") as file:
            self.fetch(url, file, limit)
        return path.read_bytes()

    def _fetch_once(self, url: str, target: BinaryIO, limit: int, until: float) -> str:
        """Fetch without following; where it has moved to, empty when it was there."""
        parts = self._admitted(url)
        connection = self._connection(parts)
        try:
            path = parts.path or "/"
            query = f"?{parts.query}" if parts.query else ""
            connection.request("GET", path + query, headers={"Accept-Encoding": "identity"})
            answer = connection.getresponse()
            if answer.status in _REDIRECTIONS:
                return answer.getheader("Location") or ""
            if answer.status != http.client.OK:
                raise _refusal(url, answer)
            _copy(answer, target, limit, until, url)
        except (OSError, http.client.HTTPException) as error:
            if isinstance(error, OSError):
                disk_errors.refuse_full(error)
            said = f"{url} ne répond pas comme il faut ({error}). Réessayez plus tard."
            raise FetchError.for_now(said) from error
        finally:
            connection.close()
        return ""

    def _admitted(self, url: str) -> SplitResult:
        """The parts of an address that may be fetched; raises RefusedAddressError."""
        try:
            parts = urlsplit(url)
            _ = parts.port
        except ValueError as error:
            raise RefusedAddressError(f"L'adresse « {url[:200]} » est mal formée.") from error
        host = (parts.hostname or "").lower()
        if parts.scheme != "https" and not (parts.scheme == "http" and host in self._private):
            raise RefusedAddressError(f"{url[:200]} n'est pas une adresse en https : elle n'est pas suivie.")
        if host not in self._hosts or "@" in parts.netloc or any(ord(each) < 33 for each in url):
            raise RefusedAddressError(
                f"{url[:200]} mène à « {host} », qui n'est pas le centre demandé : elle n'est pas suivie."
            )
        return parts

    def _connection(self, parts: SplitResult) -> http.client.HTTPConnection:
        host, secure = (parts.hostname or "").lower(), parts.scheme == "https"
        port = parts.port or (443 if secure else 80)
        address = self._resolve(host, port)
        return PinnedConnection(host, port, address, ssl.create_default_context() if secure else None)

    def _resolve(self, host: str, port: int) -> str:
        """The one address to connect to; raises RefusedAddressError when any of them is private."""
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise FetchError(f"Le nom « {host} » est introuvable. Vérifiez-le, et le réseau.") from error
        addresses = [str(each[4][0]) for each in found]
        if host not in self._private:
            for each in addresses:
                if not is_public(each):
                    raise RefusedAddressError(
                        f"« {host} » mène à l'adresse privée {each} : elle n'est pas suivie. Si ce centre "
                        "est dans votre réseau, ajoutez son nom à [sharing] private_hosts dans fonds.toml."
                    )
        return addresses[0]


def _refusal(url: str, answer: http.client.HTTPResponse) -> FetchError:
    """Why nothing is given: too busy for now, or not there at all."""
    if answer.status != http.client.TOO_MANY_REQUESTS and answer.status < http.client.INTERNAL_SERVER_ERROR:
        return FetchError(f"{url} répond « {answer.status} ». Vérifiez l'adresse ou prévenez le centre.")
    wait_s = wait_of(answer.getheader("Retry-After") or "")
    if wait_s is None:
        return FetchError.for_now(f"{url} répond « {answer.status} ». Réessayez plus tard.")
    said = f"{url} répond « {answer.status} » et demande d'attendre {_lasting(wait_s)}. Réessayez ensuite."
    return FetchError.for_now(said, wait_s)


def wait_of(stated: str) -> float | None:
    """The seconds of a `Retry-After`: a number of them, or a date (RFC 9110, 10.2.3)."""
    if _is_number(stated.strip()):
        return float(stated.strip()[:9])
    try:
        until = email.utils.parsedate_to_datetime(stated)
    except (ValueError, OverflowError):  # the latter for a zone of a million hours
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(0.0, (until - datetime.now(UTC)).total_seconds())


def _is_number(stated: str) -> bool:
    """Whether a header says a whole number: « ² » is a digit to Python, and no number."""
    return stated.isascii() and stated.isdigit()


def _lasting(seconds: float) -> str:
    """So many seconds as one says them."""
    for length, unit in ((86400, "j"), (3600, "h"), (60, "min")):
        if seconds >= 2 * length:
            return f"{seconds / length:.0f} {unit}"
    return f"{seconds:.0f} s"


def _joined(url: str, moved: str) -> str:
    """Where a redirection leads; raises RefusedAddressError when that is no address."""
    try:
        return urljoin(url, moved)
    except ValueError as error:
        raise RefusedAddressError(f"{url} renvoie à « {moved[:200]} », qui n'est pas une adresse.") from error


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public Internet, in whatever clothes."""
    stated = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(stated, ipaddress.IPv6Address):
        inner = stated.ipv4_mapped or stated.sixtofour or (stated.teredo[1] if stated.teredo else None)
        if inner is not None or stated in _TRANSLATED:
            # An IPv4 address in disguise: no centre is reached that way.
            return stated.ipv4_mapped is not None and is_public(str(stated.ipv4_mapped))
    if any(stated in network for network in _SET_APART if network.version == stated.version):
        return False
    return stated.is_global and not stated.is_multicast and not stated.is_reserved


#: Where a gateway makes IPv4 addresses of IPv6 ones (RFC 6052).
_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")

#: Set apart by the registries of special addresses (RFC 6890 and later), whatever this Python knows of them:
#: site-local, documentation, protocol assignments, benchmarks, 6to4 relays, translation for one network,
#: discarded, segment routing.
_SET_APART = tuple(
    map(
        ipaddress.ip_network,
        (
            "fec0::/10", "3fff::/20", "2001:db8::/32", "2001::/23", "64:ff9b:1::/48", "100::/64", "5f00::/16",
            "192.0.0.0/24", "192.0.2.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
            "192.88.99.0/24", "100.64.0.0/10", "240.0.0.0/4",
        ),
    )
)  # fmt: skip


class PinnedConnection(http.client.HTTPConnection):
    """A connection to an address that was looked at, under the name that was asked for."""

    def __init__(self, host: str, port: int, address: str, context: ssl.SSLContext | None) -> None:
        super().__init__(host, port, timeout=STEP_S)
        self._address, self._context = address, context
        if context is not None:
            self.default_port = 443

    def connect(self) -> None:
        """Connect to that address, whatever the name may mean by now."""
        self.sock = socket.create_connection((self._address, self.port), self.timeout)
        if self._context is not None:
            self.sock = self._context.wrap_socket(self.sock, server_hostname=self.host)


def _copy(answer: http.client.HTTPResponse, target: BinaryIO, limit: int, until: float, url: str) -> None:
    size, pieces = 0, _pieces(answer, until, url)
    coding = (answer.getheader("Content-Encoding") or "").strip().lower()
    for piece in _unpacked(pieces) if coding in _PACKED else pieces:
        size += len(piece)
        if size > limit:
            raise FetchError(f"{url} fait plus de {limit // 1_000_000} Mo, la limite. Vérifiez l'adresse.")
        target.write(piece)


def _pieces(answer: http.client.HTTPResponse, until: float, url: str) -> Iterator[bytes]:
    """The body as it comes; raises FetchError when it takes too long or stops before its end."""
    size = 0
    while chunk := answer.read1(_CHUNK):
        size += len(chunk)
        if time.monotonic() > until:
            raise FetchError(f"{url} met plus d'une heure à venir. Réessayez plus tard.")
        yield chunk
    stated = answer.getheader("Content-Length")
    if stated is not None and _is_number(stated) and int(stated) != size:
        raise FetchError.for_now(f"{url} n'est venu qu'en partie. Réessayez plus tard.")


def _unpacked(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """What packed bytes mean, a little at a time: nobody asked for them, some servers pack all the same."""
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 32)  # gzip or zlib, told by its head
    try:
        for piece in pieces:
            left = piece
            while left:
                yield unpacker.decompress(left, _CHUNK)
                left = unpacker.unconsumed_tail
        yield unpacker.flush()
    except zlib.error as error:
        raise http.client.HTTPException("gzip") from error
    if not unpacker.eof or unpacker.unused_data:
        raise http.client.HTTPException("gzip")
