"""`fonds serve` as it runs: its processes are looked after, and none is left behind."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from catalogue.library import Library

pytestmark = pytest.mark.skipif(not Path("/proc").is_dir(), reason="children are found in /proc")


@pytest.fixture
def served(library: Library):
    (library.corpus / "note.md").write_text("# Bilan\n\nLa rénovation.\n", encoding="utf-8")
    command = [sys.executable, "-P", "-m", "fonds", "serve", "--port", "0", "--processes", "1"]
    # A file of the folder one stands in passes for no module of ours.
    (library.folder / "desk.py").write_text("raise SystemExit('not this one')", encoding="utf-8")
    process = subprocess.Popen(
        [*command, "--library", str(library.folder)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        cwd=library.folder,
    )
    assert process.stdout is not None
    port = re.search(r":(\d+)/", process.stdout.readline())[1]
    yield process, f"http://127.0.0.1:{port}"
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
    for each in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split():
        try:
            if word.encode() in Path(f"/proc/{each}/cmdline").read_bytes():
                return int(each)
        except OSError:
            continue
    return 0


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
