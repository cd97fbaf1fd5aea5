"""Faults at counted operations: what the C library is asked to do below one folder, in one process.

`fault.c` stands before the C library (LD_PRELOAD), so that what SQLite writes between two statements counts
as well as what Python does. `loaded` begins this program again with it; `arm` is called in the process that
is to suffer. Needs Linux and a C compiler.
"""

import ctypes
import errno
import functools
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

SOURCE = Path(__file__).with_name("fault.c")
_LOADED = "FONDS_BENCH_FAULTS"


class How(IntEnum):
    """What becomes of the operation that is hit; the numbers are those of `fault.c`."""

    NOTHING = 0
    KILL = 1
    ONCE = 2
    FROM_THEN_ON = 3


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: at which operation, counted from 1."""

    how: How = How.NOTHING
    at: int = 0
    code: int = errno.ENOSPC

    def __str__(self) -> str:
        if self.how in (How.NOTHING, How.KILL):
            return self.how.name.lower()
        return f"{errno.errorcode[self.code]} {self.how.name.lower().replace('_', ' ')}"


def loaded() -> None:
    """Begin this program again with the faults before the C library, unless they stand there."""
    if os.environ.get(_LOADED):
        return
    folder = tempfile.mkdtemp(prefix="fonds-faults-")
    library = str(Path(folder, "fault.so"))
    command = ["cc", "-O2", "-shared", "-fPIC", "-o", library, str(SOURCE), "-ldl"]
    try:
        subprocess.run(command, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise SystemExit(f"The campaign needs Linux and a C compiler called cc: {error}") from error
    os.environ |= {_LOADED: library, "LD_PRELOAD": library}
    os.execv(sys.executable, [sys.executable, *sys.argv])


@functools.cache
def _library() -> ctypes.CDLL:
    return ctypes.CDLL(os.environ[_LOADED])


def arm(fault: Fault, below: str) -> None:
    """Count the operations of this process below a folder from now on, and spoil those that are meant."""
    arm_there = _library().fault_arm
    arm_there.argtypes = [ctypes.c_char_p, ctypes.c_int, ctypes.c_long, ctypes.c_int]
    arm_there(os.fsencode(below), fault.how, fault.at, fault.code)


def counted() -> int:
    """How many operations there were."""
    tell = _library().fault_count
    tell.restype = ctypes.c_long
    return int(tell())
