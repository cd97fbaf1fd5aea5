"""Running a command and watching what its whole family of processes costs."""

import os
import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path

_PAGE = os.sysconf("SC_PAGE_SIZE")
_EVERY_S = 0.1


@dataclass(frozen=True, slots=True)
class Cost:
    """What one command cost."""

    seconds: float
    #: Most resident memory of all its processes together, in megabytes, sampled ten times a second.
    peak_mb: float
    code: int
    output: str


def run(command: list[str], environment: dict[str, str] | None = None) -> Cost:
    """Run a command to its end."""
    started = time.perf_counter()
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, **(environment or {})},
    )
    peak = 0.0
    ended = threading.Event()

    def sample() -> None:
        nonlocal peak
        while not ended.wait(_EVERY_S):
            peak = max(peak, _family_mb(process.pid))

    sampler = threading.Thread(target=sample)
    sampler.start()
    output, _ = process.communicate()
    seconds = time.perf_counter() - started
    ended.set()
    sampler.join()
    return Cost(round(seconds, 2), round(peak), process.returncode, output)


def _family_mb(root: int) -> float:
    """Resident memory of a process and all its descendants."""
    parents, sizes = {}, {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                parents[int(folder.name)] = int((folder / "stat").read_text().rsplit(")", 1)[1].split()[1])
                sizes[int(folder.name)] = int((folder / "statm").read_text().split()[1]) * _PAGE
            except OSError:
                continue
    family = {root}
    while new := {pid for pid, parent in parents.items() if parent in family} - family:
        family |= new
    return sum(sizes.get(pid, 0) for pid in family) / 1e6
