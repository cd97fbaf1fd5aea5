"""The site under many hands: requests a second, how long each took, and what each cost the server.

`python bench/site.py [--records 10000] [--seconds 5] [--library FOLDER] [--json]`. Serves a library of
generated documents on the loopback by `fonds serve`, as its user would, for one client, eight and thirty-two,
who keep their connection, take gzip and never ask for what they hold. Searches are asked once each, by
whichever client comes next, so that what a process keeps of them counts for nothing; a hundred of them stand
beside as `again`, asked over and over as those are that many people have.

The clients run on the same machine: on two processors they take their part of what the server could have.
So the milliseconds of processor a request cost all processes of the server, and the client, stand beside the
rate; the first are little moved by other programs. Then one process alone, to share a page of results
between the engine, the presenters and the templates (least of several tries each).
"""

import argparse
import json
import os
import socket
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import cycle
from pathlib import Path
from urllib.parse import quote

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.generated import generated, queries
from bench.served import library_of, serving
from bench.tree import family_cpu_s
from catalogue.library import Library

CLIENTS = (1, 8, 32)
#: Queries drawn, of which an eighth each are of one common word, all words or any: two thousand, each once.
DRAWN = 8000
#: Addresses asked before it counts, so that what a process reads for the first time is not what is measured.
FIRST = 100


@dataclass(frozen=True, slots=True)
class Rate:
    """What so many clients had of one kind of page; times in milliseconds."""

    clients: int
    per_second: int
    p50: float
    p95: float
    #: Of processor, a request: all processes of the server, and the clients.
    server: float
    client: float
    #: Told to come back.
    refused: int

    def __str__(self) -> str:
        told = f"{self.clients}: {self.per_second}/s p50 {self.p50} p95 {self.p95}"
        cost = f"(processor {self.server} ms, client {self.client})"
        return f"{told} {cost}" + (f" {self.refused} × 503" if self.refused else "")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--library", type=Path)
    parser.add_argument("--processes", type=int, default=0)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        library = library_of(asked.library or Path(temporary) / "library", asked.records)
        parts = shares(library)
        measured = rates(library, asked.seconds, asked.processes)
    load = [round(each, 1) for each in os.getloadavg()]
    if asked.json:
        told = {kind: [asdict(each) for each in of_kind] for kind, of_kind in measured.items()}
        print(json.dumps({"shares_ms": parts, "load": load, "processors": os.cpu_count()} | told))
        return
    print(f"{os.cpu_count()} processors, load {load}")
    print("a page of results, ms:", *(f"{key} {value}" for key, value in parts.items()), sep="  ")
    for kind, of_kind in measured.items():
        print(f"{kind:10}", *of_kind, sep="  ")


def rates(library: Library, seconds: float, processes: int) -> dict[str, list[Rate]]:
    """Kind of page → what one client had, eight and thirty-two."""
    found: dict[str, list[Rate]] = {}
    with serving(library, "--processes", str(processes)) as (port, pid):
        for kind, paths in pages().items():
            for path in paths[:FIRST] * 2:
                visit(port, path)
            left = cycle([*paths[FIRST:], *paths[:FIRST]])
            found[kind] = [_rate(port, pid, left, seconds, clients) for clients in CLIENTS]
    return found


def _rate(port: int, pid: int, paths: Iterator[str], seconds: float, clients: int) -> Rate:
    before, own = family_cpu_s(pid), time.process_time()
    seen, took = _ask_all(port, paths, seconds, clients)
    server, client = family_cpu_s(pid) - before, time.process_time() - own
    times = sorted(each for status, each in seen if status == 200)
    half, most = (round(times[int(len(times) * share)] * 1000, 1) for share in (0.5, 0.95))
    each = (round(cost / len(seen) * 1000, 2) for cost in (server, client))
    return Rate(clients, round(len(times) / took), half, most, *each, len(seen) - len(times))


def pages() -> dict[str, list[str]]:
    """Kind → addresses, asked one after the other."""
    documents = list(generated(200, words=1000))
    drawn = queries(documents, DRAWN)
    asked = [" ".join(each.words) for each in drawn if each.kind in {"or", "and", "common"}]
    words = [quote(each) for each in dict.fromkeys(asked)]
    return {
        "home": ["/"],
        "results": [f"/recherche?q={each}" for each in words],
        "again": [f"/recherche?q={each}" for each in words[:FIRST]],
        "filtered": [f"/recherche?q={each}&region=84" for each in words],
        "notice": [f"/notice/g{number}" for number in range(0, 190, 3)],
        "page": [f"/notice/g{number}/page/1" for number in range(0, 190, 3)],
        "json": [f"/recherche.json?q={each}" for each in words],
        "suggest": [f"/suggestions?q={each[:4]}" for each in words],
    }


def visit(port: int, path: str, timeout: float = 30) -> tuple[int, float]:
    """Status and seconds of one request on a connection of its own; 0 when there was none in time."""
    begun = time.perf_counter()
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=timeout) as sock:
            sock.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
            told = sock.recv(1 << 16)
            while sock.recv(1 << 16):
                pass
        return (int(told[9:12]) if told else 0), time.perf_counter() - begun
    except OSError:
        return 0, time.perf_counter() - begun


def _ask_all(
    port: int, paths: Iterator[str], seconds: float, clients: int
) -> tuple[list[tuple[int, float]], float]:
    """Status and seconds of each request of so many clients together, and the seconds of it all."""
    times: list[tuple[int, float]] = []
    started = time.perf_counter()

    def work() -> None:
        while time.perf_counter() < started + seconds:
            with socket.create_connection(("127.0.0.1", port)) as sock:
                status = 200
                while status != 503 and time.perf_counter() < started + seconds:
                    begun = time.perf_counter()
                    status = ask(sock, path := next(paths))
                    if status not in {200, 503}:
                        raise AssertionError(f"{path}: {status}")
                    times.append((status, time.perf_counter() - begun))

    threads = [threading.Thread(target=work) for _ in range(clients)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    return times, time.perf_counter() - started


def ask(sock: socket.socket, path: str) -> int:
    """One request on an open connection; its status."""
    sock.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n\r\n".encode())
    told = b""
    while b"\r\n\r\n" not in told:
        got = sock.recv(1 << 16)
        if not got:
            raise ConnectionError(path)
        told += got
    head, _, body = told.partition(b"\r\n\r\n")
    lower = head.lower()
    left = int(lower.split(b"content-length:")[1].split(b"\r\n")[0]) - len(body)
    while left > 0:
        left -= len(sock.recv(min(left, 1 << 16)))
    return int(head[9:12])


def shares(library: Library) -> dict[str, float]:
    """Milliseconds of processor of a page of results, by part, at the half of thirty searches."""
    import search_app.search as views
    from search_app.application import create_app

    client = create_app(library).test_client()
    least: dict[tuple[str, str], float] = defaultdict(lambda: float("inf"))
    path = ""

    def timed(name: str, function):  # type: ignore[no-untyped-def]
        def run(*arguments, **named):  # type: ignore[no-untyped-def]
            begun = time.thread_time()
            try:
                return function(*arguments, **named)
            finally:
                least[name, path] = min(least[name, path], time.thread_time() - begun)

        return run

    parts = {"engine": "_answered", "presenters": "results_page", "templates": "render_template"}
    for name, function in parts.items():
        setattr(views, function, timed(name, getattr(views, function)))
    asked = pages()["results"][:30]
    whole = timed("all", client.get)
    for path in asked * 5:
        whole(path)
    found = {}
    for name in (*parts, "all"):
        values = sorted(least[name, each] for each in asked)
        found[name] = round(values[len(values) // 2] * 1000, 2)
    return found


if __name__ == "__main__":
    main()
