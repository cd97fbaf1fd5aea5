"""Who really asks, and under which address: what a trusted proxy tells, and nothing an untrusted one does.

A proxy is trusted by its address (`[serve] proxies`). What it adds to `X-Forwarded-For` is read from the
right, past all proxies that are trusted, so a visitor who sends the header gains nothing. Without such a
proxy the headers are taken away, lest anything below believe them.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from typing import Any

Network = IPv4Network | IPv6Network
Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

_FOR = "HTTP_X_FORWARDED_FOR"
_PROTO, _HOST, _PREFIX = "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_HOST", "HTTP_X_FORWARDED_PREFIX"
_OTHERS = ("HTTP_FORWARDED", "HTTP_X_FORWARDED_PORT", "HTTP_X_FORWARDED_SERVER")


def trusts(networks: Sequence[Network], address: str) -> bool:
    """Whether an address is one of the networks'."""
    try:
        asked = ip_address(address.strip().partition("%")[0].strip("[]"))
    except ValueError:
        return False
    mapped = getattr(asked, "ipv4_mapped", None)
    return any((mapped or asked) in network for network in networks)


def networks_of(proxies: Iterable[str]) -> tuple[Network, ...]:
    """Networks as the settings name them: `127.0.0.1`, `10.0.0.0/8`; raises ValueError."""
    return tuple(ip_network(each.strip(), strict=False) for each in proxies)


def is_loopback(address: str) -> bool:
    """Whether an address is the machine's own."""
    try:
        return ip_address(address.partition("%")[0]).is_loopback
    except ValueError:
        return False


#: Bits of an IPv6 address that name a network: a subscriber is given one at least (RFC 6177), and within it
#: every device takes as many addresses as it likes (RFC 8981).
_NETWORK_BITS = 64
#: Addresses whose network is kept: it is asked for at every request.
_KEPT = 4096


@lru_cache(maxsize=_KEPT)
def counted_as(address: str) -> str:
    """Under what the uses of an address are counted: an IPv4 one by itself, an IPv6 one by its network."""
    try:
        asked = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if asked.version == 4:
        return str(asked)
    return str(asked.ipv4_mapped or ip_network((asked, _NETWORK_BITS), strict=False))


#: What the system's own conversion of names ends at is no name either: an empty label, one of 64 letters.
_NAME = re.compile(r"([\w.-]{1,253}|\[[\da-f:.]+\])(?::\d{1,5})?", re.ASCII | re.IGNORECASE)
_NO_NAME = b"Cette adresse n'est pas un nom de site.\n"


def is_host(value: str) -> bool:
    """Whether what a visitor calls the site by can be the name of one, with its port or without."""
    form = _NAME.fullmatch(value)
    if form is None:
        return False
    try:
        return form[1].startswith("[") or bool(form[1].encode().decode("idna").encode("idna"))
    except UnicodeError:
        return False


class Forwarded:
    """Sets visitor, scheme, host and path of each request for the application below."""

    def __init__(self, application: Application, proxies: Sequence[Network], path: str = "") -> None:
        """`path` is that of the public address, which the proxy may take away or leave."""
        self._application = application
        self._proxies = proxies
        self._path = path

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        """Answer one request."""
        told = {name: environ.pop(name, "") for name in (_FOR, _PROTO, _HOST, _PREFIX, *_OTHERS)}
        environ["fonds.peer"] = environ.get("REMOTE_ADDR", "")
        environ["fonds.forwarded"] = any(told.values())
        prefix = self._path
        if trusts(self._proxies, environ["fonds.peer"]):
            prefix = prefix or _path(told[_PREFIX])
            self._believe(environ, told)
        if prefix:
            environ["SCRIPT_NAME"] = prefix
            environ["PATH_INFO"] = below(prefix, environ.get("PATH_INFO", ""))
        if not is_host(environ.get("HTTP_HOST") or "localhost"):
            start("400 Bad Request", [("Content-Type", "text/plain; charset=utf-8")])
            return [_NO_NAME]
        return self._application(environ, start)

    def _believe(self, environ: dict[str, Any], told: dict[str, str]) -> None:
        visitor = environ["fonds.peer"]
        for hop in reversed(told[_FOR].split(",")):
            if not hop.strip() or not trusts(self._proxies, visitor):
                break
            visitor = hop.strip()
        try:
            environ["REMOTE_ADDR"] = str(ip_address(visitor.partition("%")[0].strip("[]")))
        except ValueError:
            environ["REMOTE_ADDR"] = "0.0.0.0"  # noqa: S104 - nobody's address: what was told is none
        scheme = told[_PROTO].rpartition(",")[2].strip().lower()
        if scheme in {"http", "https"}:
            environ["wsgi.url_scheme"] = scheme
        host = told[_HOST].rpartition(",")[2].strip()
        if host:
            environ["HTTP_HOST"] = host


def below(prefix: str, path: str) -> str:
    """A path below a prefix that may have been taken away already."""
    if path == prefix:
        return "/"
    return path[len(prefix) :] if path.startswith(f"{prefix}/") else path


def _path(told: str) -> str:
    path = told.rpartition(",")[2].strip().rstrip("/")
    return path if path.startswith("/") and not path.startswith("//") and path.isprintable() else ""
