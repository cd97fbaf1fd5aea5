"""What the child does to itself before it touches a document.

All limits are soft ones: they stop a parser that goes astray, not code bent on escape, and a program the
task starts on purpose (an office suite) may be given others with `helper_limits`.
"""

import contextlib
import os
import sys
from collections.abc import Callable
from math import ceil
from time import process_time
from types import ModuleType

from confined.outcome import Limits

resource: ModuleType | None
try:
    import resource
except ImportError:  # Windows has none; the parent's clock is then the only limit.
    resource = None

#: Courtesy towards the program that answers people.
NICENESS = 5
#: Largest temporary file, for parsers and conversions.
FILE_BYTES = 512 * 2**20
OPEN_FILES = 256

_NETWORK_EVENTS = frozenset(
    {"socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.gethostbyname"}
)


def confine(limits: Limits) -> None:
    """Limit memory, files, priority and network of this process for the rest of its life."""
    _set_soft("RLIMIT_AS", limits.memory_mb * 2**20)
    _set_soft("RLIMIT_CORE", 0)
    _set_soft("RLIMIT_NOFILE", OPEN_FILES)
    _set_soft("RLIMIT_FSIZE", FILE_BYTES)
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    sys.addaudithook(_refuse_network)


def allow_cpu(seconds: int) -> None:
    """Let this process use that many processor seconds more, then die of SIGXCPU."""
    _set_soft("RLIMIT_CPU", ceil(process_time()) + seconds)


def helper_limits(*, memory_mb: int, cpu_s: int) -> Callable[[], None]:
    """Make the `preexec_fn` with which a task starts a program that needs other limits than its own.

    The program must stay in the task's process group (no `start_new_session`), so that it ends with it.
    """

    def apply() -> None:
        _set_soft("RLIMIT_AS", memory_mb * 2**20)
        _set_soft("RLIMIT_CPU", cpu_s)

    return apply


def _set_soft(name: str, value: int) -> None:
    """Set one soft limit where the system has it; macOS knows RLIMIT_AS and refuses to lower it."""
    which = getattr(resource, name, None)
    if resource is None or which is None:
        return
    _, hard = resource.getrlimit(which)
    allowed = value if hard == resource.RLIM_INFINITY else min(value, hard)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(which, (allowed, hard))


def _refuse_network(event: str, arguments: tuple[object, ...]) -> None:
    """Audit hook: what a document names is never fetched. It stops Python's sockets, not those of C code."""
    if event in _NETWORK_EVENTS:
        raise PermissionError(f"no network in a confined task ({event})")
