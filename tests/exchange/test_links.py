import socket
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from catalogue.record import Record
from desk.quality import ProblemKind
from exchange import links
from exchange.links import dead_links, trouble_of


class Site(BaseHTTPRequestHandler):
    """Answers by path: `/404` with 404, `/loop` with itself, `/inside` with a private address."""

    def do_HEAD(self) -> None:
        name = self.path.strip("/")
        moved = {"loop": "/loop", "moved": "/ok", "inside": "http://169.254.169.254/"}.get(name)
        status = 302 if moved else int(name) if name.isdigit() else 200
        self.send_response(status)
        if moved:
            self.send_header("Location", moved)
        self.end_headers()

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A site of this machine that stands for one of the Internet."""
    server = HTTPServer(("127.0.0.1", 0), Site)
    Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setattr(links, "is_public", lambda address: address == "127.0.0.1")
    monkeypatch.setitem(links._PORTS, "http", server.server_port)
    yield "http://127.0.0.1"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/ok", ""),
        ("/moved", ""),
        ("/405", ""),
        ("/404", "« 404 »"),
        ("/500", "« 500 »"),
        ("/loop", "sans cesse"),
        ("/inside", "réseau privé"),
    ],
)
def test_what_an_address_answers(site: str, path: str, said: str) -> None:
    found = trouble_of(site + path)
    assert said in found
    assert bool(found) == bool(said)


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://169.254.169.254/latest/meta-data",
        "http://10.0.0.1/",
        "http://2130706433/",
        "https://exemple.fr:22/",
        "http://moi@exemple.fr/",
    ],
)
def test_nothing_private_is_ever_reached(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def connect(*_: object) -> None:
        raise AssertionError("reached")

    monkeypatch.setattr(socket, "create_connection", connect)
    assert "n'est pas vérifiée" in trouble_of(address)


def test_each_address_is_asked_once_and_told_for_each_record() -> None:
    asked: list[str] = []

    def reach(address: str) -> str:
        asked.append(address)
        return "le site ne répond pas." if "mort" in address else ""

    records = [
        Record("a", "A", source="https://mort.fr/"),
        Record("b", "B", source="https://mort.fr/"),
        Record("c", "C", source="https://vif.fr/"),
        Record("d", "D", source="Archives de la ville"),
        Record("e", "E", source="http://[x"),
    ]
    found = list(dead_links(records, reach))
    assert [(each.kind, each.identifier) for each in found] == [
        (ProblemKind.DEAD_LINK, "a"),
        (ProblemKind.DEAD_LINK, "b"),
    ]
    assert sorted(asked) == ["https://mort.fr/", "https://vif.fr/"]
