import signal
import subprocess
import sys
from pathlib import Path

import pytest

from search_app.serving.process import deaf_to_interrupts, environment


def test_threads_share_their_heaps_unless_one_says_otherwise() -> None:
    assert environment({"LANG": "fr"}, Path("comptes")) == {
        "LANG": "fr",
        "MALLOC_ARENA_MAX": "2",
        "PROMETHEUS_MULTIPROC_DIR": "comptes",
    }
    assert environment({"MALLOC_ARENA_MAX": "8"}, Path("comptes"))["MALLOC_ARENA_MAX"] == "8"


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="Windows masks no signals")
def test_a_process_that_still_loads_is_deaf_to_what_a_terminal_sends_to_all() -> None:
    # As from a terminal, whatever this test was started from: what runs behind a shell ignores it.
    heard = "import os, signal; signal.signal(signal.SIGINT, signal.SIG_DFL); "
    interrupted = [sys.executable, "-c", heard + "os.kill(os.getpid(), signal.SIGINT)"]
    with deaf_to_interrupts():
        assert subprocess.run(interrupted, check=False).returncode == 0
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ())
    assert subprocess.run(interrupted, check=False, stderr=subprocess.DEVNULL).returncode != 0
