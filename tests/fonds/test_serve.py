"""`fonds serve` as it runs: its processes are looked after, and none is left behind."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import ExitStack, closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from prometheus_client.mmap_dict import MmapedDict
from prometheus_client.parser import text_string_to_metric_families

from catalogue.library import Library

pytestmark = pytest.mark.skipif(not Path("/proc").is_dir(), reason="children are found in /proc")


@pytest.fixture
def served(library: Library):
    (library.corpus / "note.md").write_text("# Bilan\n\nLa rénovation.\n", encoding="utf-8")
    # A file of the folder one stands in passes for no module of ours.
    (library.folder / "desk.py").write_text("raise SystemExit('not this one')", encoding="utf-8")
    with serving(library, "--processes", "1") as found:
        yield found


@contextmanager
def serving(library: Library, *options: str):
    """`fonds serve` and its address."""
    command = [sys.executable, "-P", "-m", "fonds", "serve", "--port", "0", *options]
    process = subprocess.Popen(
        [*command, "--library", str(library.folder)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        cwd=library.folder,
    )
    assert process.stdout is not None
    port = re.search(r":(\d+)/", process.stdout.readline())[1]
    try:
        yield process, f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=60)
        process.stdout.close()


def health(address: str) -> dict:
    try:
        with urlopen(f"{address}/healthz", timeout=30) as answer:
            return json.load(answer)
    except (HTTPError, OSError):
        return {}


def until(happened) -> None:
    for _ in range(240):
        if happened():
            return
        time.sleep(0.25)
    pytest.fail("did not happen in a minute")


def child(process: subprocess.Popen, word: str) -> int:
    """The child of a process whose command holds a word; 0 when there is none."""
    return next(iter(children(process, word)), 0)


def children(process: subprocess.Popen, word: str) -> list[int]:
    found = []
    for each in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split():
        try:
            if word.encode() in Path(f"/proc/{each}/cmdline").read_bytes():
                found.append(int(each))
        except OSError:
            continue
    return found


def test_what_dies_is_started_again_told_and_nothing_is_left_behind(served) -> None:
    process, address = served
    until(lambda: health(address).get("indexing", {}).get("state") == "waiting")
    assert health(address)["records"] == 1
    indexer, server = child(process, "--watch"), child(process, "search_app.serving")
    os.kill(indexer, signal.SIGKILL)
    until(lambda: health(address).get("status") == "degraded")
    until(lambda: health(address).get("indexing", {}).get("state") == "waiting")
    os.kill(server, signal.SIGKILL)
    until(lambda: child(process, "search_app.serving") not in (0, server))
    until(lambda: health(address).get("records") == 1)
    left = [child(process, "--watch"), child(process, "search_app.serving")]
    process.terminate()
    assert process.wait(timeout=60) == 0
    assert not any(Path(f"/proc/{each}").exists() for each in left)


ALLOWED = 20


def test_two_processes_let_an_address_ask_what_is_written_and_tell_what_both_have_counted(library) -> None:
    with (library.folder / "fonds.toml").open("a", encoding="utf-8") as settings:
        settings.write(f"\n[sharing]\nrequests_per_minute = {ALLOWED}\n")
    with serving(library, "--processes", "2", "--no-index") as (process, address):
        both = wait_for_both(process, address)
        answers = [asked(f"{address}/recherche.json?q=a") for _ in range(3 * ALLOWED)]
        # Nothing is indexed, which is said at once.
        assert (answers.count(503), answers.count(429)) == (ALLOWED, 2 * ALLOWED)
        assert min(counted(both, "search.results_json")), "one process answered all"
        told = metric(address, "fonds_requests_total", page="search.results_json")
        assert told == sum(counted(both, "search.results_json")) == 3 * ALLOWED


def test_connections_of_a_killed_process_are_no_longer_counted(library) -> None:
    with serving(library, "--processes", "2", "--no-index") as (process, address), ExitStack() as stack:
        both = wait_for_both(process, address)
        opened = [stack.enter_context(kept_open(address)) for _ in range(40)]
        # That by which one asks is one of them.
        until(lambda: metric(address, "fonds_connections") == 41)
        os.kill(both[0], signal.SIGKILL)
        until(lambda: sum(stands(each) for each in opened) < 40)
        until(lambda: metric(address, "fonds_connections") == 1 + sum(stands(each) for each in opened))
        assert 0 < sum(stands(each) for each in opened) < 40
        until(lambda: len(children(process, "search_app.serving")) == 2)
        assert metric(address, "fonds_connections") == 1 + sum(stands(each) for each in opened)


def wait_for_both(process: subprocess.Popen, address: str) -> list[int]:
    """The serving processes, once each has answered."""
    until(lambda: len(children(process, "search_app.serving")) == 2)
    both = children(process, "search_app.serving")
    until(lambda: asked(f"{address}/openapi.yaml") and min(counted(both, "api.openapi")))
    return both


def counted(processes: list[int], page: str) -> list[int]:
    """How many requests for a page each process has answered, by the file in which it counts."""
    return [
        sum(int(value) for key, value in values(each) if page in key and key.startswith('["fonds_requests"'))
        for each in processes
    ]


def values(process: int) -> list[tuple[str, float]]:
    environment = Path(f"/proc/{process}/environ").read_text(encoding="utf-8").split("\0")
    folder = next(each.partition("=")[2] for each in environment if each.startswith("PROMETHEUS_"))
    path = Path(folder, f"counter_{process}.db")
    if not path.exists():
        return []
    return [(key, value) for key, value, *_rest in MmapedDict.read_all_values_from_file(path)]


def metric(address: str, name: str, **labels: str) -> float:
    """The sum of a metric, as either process tells it; -1 where it is not told."""
    with urlopen(f"{address}/metrics", timeout=30) as answer:
        families = text_string_to_metric_families(answer.read().decode())
    samples = [each for family in families for each in family.samples if each.name == name]
    told = [each.value for each in samples if labels.items() <= each.labels.items()]
    return sum(told) if told else -1


def asked(address: str) -> int:
    """The status of an answer, over a connection of its own."""
    try:
        with urlopen(address, timeout=30) as answer:
            return answer.status
    except HTTPError as error:
        error.close()
        return error.code


@contextmanager
def kept_open(address: str):
    """A connection over which one page was read, so that it may stay for a minute."""
    connection = HTTPConnection(address.removeprefix("http://"), timeout=30)
    connection.request("GET", "/openapi.yaml")
    connection.getresponse().read()
    with closing(connection):
        yield connection.sock


def stands(sock: socket.socket) -> bool:
    """Whether a connection over which nothing is said is still open."""
    sock.setblocking(False)
    try:
        return bool(sock.recv(1))
    except BlockingIOError:
        return True
    except OSError:
        return False
