"""A process whose parent has gone goes too, with what it started."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.confined.test_pool import TASKS, linux

PARENT = f"""
import sys
from confined import Limits, Pool
loading = b"" if sys.argv[2] == "forked" else None
with Pool("{TASKS}:report_and_sleep", workers=2, limits=Limits(400, 5, 60), loading=loading) as pool:
    pool.start(2)
    pool.run(sys.argv[1].encode())
"""


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="this system has no process groups")
@pytest.mark.parametrize("begun", ["fresh", pytest.param("forked", marks=linux)])
@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_no_orphan_is_left(tmp_path: Path, blow: signal.Signals, begun: str) -> None:
    report = tmp_path / "report"
    parent = subprocess.Popen([sys.executable, "-c", PARENT, str(report), begun], stderr=subprocess.DEVNULL)
    processes = [int(number) for number in _wait_for(report).split()]
    assert all(_lives(process) for process in processes)
    assert (processes[2] == parent.pid) is (begun == "fresh")
    parent.send_signal(blow)
    parent.wait()
    _until(lambda: not any(_lives(process) for process in processes))


def _wait_for(report: Path) -> str:
    _until(lambda: report.exists() and len(report.read_text().split()) == 3)
    return report.read_text()


def _until(condition: object, patience_s: float = 30) -> None:
    end = time.monotonic() + patience_s
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


def _lives(process: int) -> bool:
    """Whether it runs; a dead process nobody has waited for counts as dead."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
