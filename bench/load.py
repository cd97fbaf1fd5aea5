"""What becomes of other visitors when some are slow, send too much, or are too many.

`python bench/load.py [--records 2000] [--library FOLDER]`. On the loopback only, and bounded: a hundred and
ten half-sent requests, a hundred and five silent connections, 300 MB posted to a page that takes none, 200
visitors who ask without a pause for ten seconds. Prints what was seen beside what is promised; fails when
that is not kept.
"""

import argparse
import socket
import sys
import tempfile
import threading
import time
from contextlib import ExitStack, suppress
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.served import library_of, serving
from bench.site import pages, visit

SLOW, SILENT, VISITORS = 110, 105, 200
SECONDS = 10.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=2_000)
    parser.add_argument("--library", type=Path)
    asked = parser.parse_args()
    kept = []
    with tempfile.TemporaryDirectory() as temporary:
        library = library_of(asked.library or Path(temporary) / "library", asked.records)
        with serving(library) as (port, _process):
            for _ in range(20):
                visit(port, "/recherche?q=ville")
            kept += [slow(port), posted(port), crowd(port)]
    sys.exit(0 if all(kept) else 1)


def slow(port: int) -> bool:
    """Another visitor beside slow and silent ones."""
    with ExitStack() as stack:
        opened = [
            stack.enter_context(socket.create_connection(("127.0.0.1", port))) for _ in range(SLOW + SILENT)
        ]
        for each in opened[:SLOW]:
            each.sendall(b"GET /recherche HTTP/1.1\r\nHost: x\r\n")
        seen = []
        until = time.perf_counter() + SECONDS
        while time.perf_counter() < until:
            seen.append(visit(port, "/recherche?q=ville"))
            for each in opened[:SLOW:10]:
                with suppress(OSError):
                    each.sendall(b"X-more: a\r\n")
            time.sleep(0.1)
    return _said(f"{SLOW} slow and {SILENT} silent connections: another visitor", seen, 1.0)


def posted(port: int) -> bool:
    """300 MB to a page that takes no body: how much is taken before the answer."""
    body, sent = b"\0" * 65536, 0
    with socket.create_connection(("127.0.0.1", port), timeout=30) as sock:
        sock.sendall(f"POST /recherche HTTP/1.1\r\nHost: x\r\nContent-Length: {300 << 20}\r\n\r\n".encode())
        status = sock.recv(1 << 12)[9:12]
        try:
            while sent < 300 << 20:
                sent += sock.send(body)
        except OSError:
            pass
    print(
        f"300 MB posted to /recherche: {status.decode()} before any of the body (promised: 64 kB at most); ",
        end="",
    )
    print(f"{sent >> 10} kB went into the buffers of the network before the connection was closed")
    return status == b"413"


def crowd(port: int) -> bool:
    """200 visitors without a pause, then whether the site is itself again."""
    paths, seen = pages()["results"], []
    until = time.perf_counter() + SECONDS

    def work(number: int) -> None:
        while time.perf_counter() < until:
            seen.append(visit(port, paths[number % len(paths)]))
            if seen[-1][0] == 503:
                time.sleep(1)  # told to come back

    threads = [threading.Thread(target=work, args=(number,)) for number in range(VISITORS)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    kept = _said(f"{VISITORS} visitors at once", seen, 5.0, of_all=True)
    begun = time.perf_counter()
    while visit(port, paths[0])[1] > 0.5 and time.perf_counter() < begun + 30:
        pass
    took = time.perf_counter() - begun
    print(f"quick again after {took:.1f} s (promised: 10)")
    return kept and took < 10


def _said(what: str, seen: list[tuple[int, float]], promised: float, *, of_all: bool = False) -> bool:
    """Print what was seen; whether it is within the promise."""
    times = sorted(took for status, took in seen)
    p95 = times[int(len(times) * 0.95)]
    counts = {
        status: sum(each == status for each, _ in seen) for status in sorted({each for each, _ in seen})
    }
    asked = times[-1] if of_all else p95
    print(
        f"{what}: {counts}, p50 {times[len(times) // 2]:.3f} s, p95 {p95:.3f}, longest {times[-1]:.3f}",
        end=" ",
    )
    print(f"(promised: {'all' if of_all else 'p95'} under {promised} s)")
    return asked < promised and not counts.get(0)


if __name__ == "__main__":
    main()
