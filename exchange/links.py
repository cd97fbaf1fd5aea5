"""Links: whether the addresses that notices give as their source still answer.

Looked at only when a person asks, with the guards of everything that leaves this machine (`fetching`): names
are resolved once, private addresses are never reached, redirections are looked at again, and nothing of what
stands there is kept.
"""

import http.client
import socket
import ssl
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import SplitResult, urljoin

from catalogue.record import Record
from catalogue.web_address import split_address
from desk.quality import Finding, ProblemKind
from exchange.fetching import PinnedConnection, is_public

MOST_REDIRECTS = 3
#: Addresses asked at the same time; each waits for the network, not for us.
AT_ONCE = 8
_PORTS = {"http": 80, "https": 443}
_REDIRECTIONS = frozenset({301, 302, 303, 307, 308})
#: Statuses by which a server says that it will not answer HEAD.
_NO_HEAD = frozenset({400, 403, 405, 501})
_AGENT = {"User-Agent": "Fonds (vérification de liens)", "Accept-Encoding": "identity"}

#: From an address to what is wrong with it, empty when it answers.
Reach = Callable[[str], str]


def dead_links(
    records: Iterable[Record],
    reach: Reach | None = None,
    on_progress: Callable[[int, int], None] = lambda *_: None,
) -> Iterator[Finding]:
    """The sources of records that do not answer, in the order of the records; each address is asked once.

    `on_progress` is told how many addresses have been asked, of how many.
    """
    asked = [(record, record.source) for record in records if split_address(record.source).scheme in _PORTS]
    addresses = list(dict.fromkeys(address for _, address in asked))
    wrong: dict[str, str] = {}
    with ThreadPoolExecutor(AT_ONCE) as threads:
        for address, said in zip(addresses, threads.map(reach or trouble_of, addresses), strict=True):
            wrong[address] = said
            on_progress(len(wrong), len(addresses))
    for record, address in asked:
        if wrong[address]:
            message = f"{address} : {wrong[address]} Corrigez « source » dans la notice."
            yield Finding(
                ProblemKind.DEAD_LINK, record.file or record.title, message, identifier=record.identifier
            )


def trouble_of(address: str) -> str:
    """Why an address does not answer, a French sentence; empty when it does."""
    try:
        for _ in range(MOST_REDIRECTS + 1):
            status, moved = _ask(address)
            if not moved:
                return "" if status < 400 else f"le site répond « {status} »."
            address = urljoin(address, moved)
    except _RefusedError as error:
        return str(error)
    except (OSError, http.client.HTTPException, UnicodeError, ValueError):
        return "le site ne répond pas."
    return "le site renvoie sans cesse ailleurs."


class _RefusedError(Exception):
    """The address leads where this machine does not go."""


def _ask(address: str) -> tuple[int, str]:
    """The status, and where it has moved to; the page itself is asked for only where HEAD is not answered."""
    parts = split_address(address)
    status, moved = _request("HEAD", parts)
    return _request("GET", parts) if status in _NO_HEAD else (status, moved)


def _request(method: str, parts: SplitResult) -> tuple[int, str]:
    connection = _connection(parts)
    try:
        query = f"?{parts.query}" if parts.query else ""
        connection.request(method, (parts.path or "/") + query, headers=_AGENT)
        answer = connection.getresponse()
        moved = answer.getheader("Location") if answer.status in _REDIRECTIONS else None
        return answer.status, moved or ""
    finally:
        connection.close()


def _connection(parts: SplitResult) -> http.client.HTTPConnection:
    host, port = (parts.hostname or "").lower(), _PORTS.get(parts.scheme)
    if not host or port is None or parts.port not in (None, port) or "@" in parts.netloc:
        raise _RefusedError("cette adresse n'est pas vérifiée : elle n'est ni en http ni en https ordinaire.")
    found = [str(each[4][0]) for each in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not all(map(is_public, found)):
        raise _RefusedError("cette adresse n'est pas vérifiée : elle mène à un réseau privé.")
    context = ssl.create_default_context() if parts.scheme == "https" else None
    return PinnedConnection(host, port, found[0], context)
