"""Running a command and watching what its whole family of processes costs."""

import os
import resource
import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

_PAGE, _TICKS = os.sysconf("SC_PAGE_SIZE"), os.sysconf("SC_CLK_TCK")
_EVERY_S = 0.1


@dataclass(frozen=True, slots=True)
class Cost:
    """What one command cost."""

    seconds: float
    #: Most resident memory of all its processes together, in megabytes, sampled ten times a second.
    peak_mb: float
    code: int
    output: str
    #: Seconds of processor that it and those it waited for had: steadier than the clock on a busy machine.
    cpu_s: float = 0.0


def run(command: list[str], environment: dict[str, str] | None = None) -> Cost:
    """Run a command to its end."""
    started, used = time.perf_counter(), _used_by_children()
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
            peak = max(peak, family_mb(process.pid))

    sampler = threading.Thread(target=sample)
    sampler.start()
    output, _ = process.communicate()
    seconds = time.perf_counter() - started
    ended.set()
    sampler.join()
    used = _used_by_children() - used
    return Cost(round(seconds, 2), round(peak), process.returncode, output, round(used, 2))


def _used_by_children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def family_mb(root: int, only: str = "") -> float:
    """Resident memory of a process and all its descendants, in megabytes; pages they share count in each.

    Of those `only` whose command line holds some words.
    """
    return sum(each.pages for each in _family(root) if only in each.command) * _PAGE / 1e6


def family_cpu_s(root: int) -> float:
    """Seconds of processor that a process and all its descendants have had, those that ended included."""
    return sum(each.ticks for each in _family(root)) / _TICKS


class _Process(NamedTuple):
    parent: int
    #: Of the clock of the system: its own, and of its children that have ended.
    ticks: int
    #: Resident.
    pages: int
    command: str


def _family(root: int) -> list[_Process]:
    found = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                told = (folder / "stat").read_text().rsplit(")", 1)[1].split()
                pages = int((folder / "statm").read_text().split()[1])
                command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            except OSError:
                continue
            found[int(folder.name)] = _Process(int(told[1]), sum(map(int, told[11:15])), pages, command)
    family = {root}
    while new := {pid for pid, each in found.items() if each.parent in family} - family:
        family |= new
    return [found[pid] for pid in family if pid in found]
