"""A fetch goes where it was sent, over HTTPS, to the public Internet, and nowhere else."""

import errno
import gzip
import io
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from catalogue.errors import DiskError
from exchange.fetching import Fetcher, FetchError, RefusedAddressError, is_public, wait_of

HOST = "127.0.0.1"
ANSWERS: dict[str, tuple[int, dict[str, str], bytes]] = {
    "/lot": (200, {}, b"lot"),
    "/ici": (302, {"Location": "/lot"}, b""),
    "/boucle": (302, {"Location": "/boucle"}, b""),
    "/ailleurs": (302, {"Location": "http://169.254.169.254/latest/meta-data/"}, b""),
    "/voisin": (302, {"Location": "http://localhost/lot"}, b""),
    "/fichier": (302, {"Location": "file:///etc/passwd"}, b""),
    "/grand": (200, {}, b"x" * 5000),
    "/coupe": (200, {"Content-Length": "99"}, b"x"),
    "/serre": (200, {"Content-Encoding": "gzip"}, gzip.compress(b"lot")),
    "/bombe": (200, {"Content-Encoding": "gzip"}, gzip.compress(b"x" * 5000)),
    "/serre-coupe": (200, {"Content-Encoding": "gzip"}, gzip.compress(b"lot")[:-5]),
    "/autres-chiffres": (200, {"Content-Length": "³"}, b"lot"),
    "/occupe": (503, {"Retry-After": "7200"}, b""),
}


class Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        status, headers, body = ANSWERS.get(self.path, (404, {}, b""))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with ThreadingHTTPServer((HOST, 0), Site) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://{HOST}:{server.server_port}"
        server.shutdown()


def fetched(url: str, private: tuple[str, ...] = (HOST,), limit: int = 1000) -> bytes:
    target = io.BytesIO()
    Fetcher({HOST, "centre.example"}, private).fetch(url, target, limit)
    return target.getvalue()


def test_what_stands_there_is_fetched(site: str) -> None:
    assert fetched(f"{site}/lot") == b"lot"
    assert fetched(f"{site}/ici") == b"lot"
    assert fetched(f"{site}/serre") == b"lot"
    assert fetched(f"{site}/autres-chiffres") == b"lot"


@pytest.mark.parametrize("path", ["/ailleurs", "/voisin", "/fichier"])
def test_no_redirection_leads_elsewhere(site: str, path: str) -> None:
    with pytest.raises(RefusedAddressError):
        fetched(site + path)


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/boucle", "sans cesse"),
        ("/grand", "limite"),
        ("/bombe", "limite"),
        ("/coupe", "en partie"),
        ("/serre-coupe", "comme il faut"),
        ("/x", "404"),
        ("/occupe", "503.*attendre 2 h"),
    ],
)
def test_what_goes_wrong_is_said(site: str, path: str, said: str) -> None:
    with pytest.raises(FetchError, match=said):
        fetched(site + path)


def test_our_own_network_is_refused_unless_named(site: str) -> None:
    with pytest.raises(RefusedAddressError):
        fetched(f"{site}/lot", private=())


@pytest.mark.parametrize(
    "url",
    [
        "http://centre.example/", "ftp://centre.example/", "file:///etc/passwd", "gopher://centre.example/",
        "https://autre.example/", "https://centre.example@autre.example/", "https://centre.example:x/",
        "https://u:p@centre.example/", "https://centre.example/\r\nHost: x", "https:///x", "https://[::1",
    ],
)  # fmt: skip
def test_an_address_that_is_not_the_centres_is_never_asked(url: str, monkeypatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: pytest.fail("asked"))
    with pytest.raises(RefusedAddressError):
        fetched(url)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
        "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:127.0.0.1",
        "::ffff:a9fe:a9fe", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:0:0:0:0:0:80ff:fffe",
        "fec0::1", "3fff::1", "192.0.0.8", "198.18.0.1", "64:ff9b:1::1", "100::1", "240.0.0.1",
    ],
)  # fmt: skip
def test_a_name_that_means_a_private_address_is_refused(address: str, monkeypatch) -> None:
    assert not is_public(address)
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, 443)) for each in ("93.184.216.34", address)]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    monkeypatch.setattr(socket, "create_connection", lambda *_, **__: pytest.fail("connected"))
    with pytest.raises(RefusedAddressError, match="privée"):
        fetched("https://centre.example/")


def test_a_name_is_asked_once_and_that_address_taken(monkeypatch) -> None:
    asked, taken = [], []

    def resolve(*_, **__):
        asked.append(1)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.216.34", 443))]

    def connect(address, _timeout):
        taken.append(address)
        raise OSError("no network in a test")

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(FetchError):
        fetched("https://centre.example/")
    assert (asked, taken) == ([1], [("93.184.216.34", 443)])


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:4700::1111", "::ffff:93.184.216.34"])
def test_the_public_internet_is_public(address: str) -> None:
    assert is_public(address)


def test_a_full_disk_is_not_blamed_on_the_network(site: str) -> None:
    class Full(io.BytesIO):
        def write(self, _bytes: object) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(DiskError, match="disque est plein"):
        Fetcher({HOST}, (HOST,)).fetch(f"{site}/lot", Full(), 1000)


@pytest.mark.parametrize(
    ("stated", "seconds"),
    [
        ("120", 120),
        ("", None),
        ("bientôt", None),
        ("-5", None),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 0),
        ("9" * 400, 999_999_999),
        ("²", None),
        (f"Wed, 21 Oct 2015 07:28:00 +{'9' * 30}", None),
    ],
)
def test_when_one_may_ask_again(stated: str, seconds: float | None) -> None:
    assert wait_of(stated) == seconds
