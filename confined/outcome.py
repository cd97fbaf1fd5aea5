"""What a confined request may cost, and how it ended."""

from dataclasses import dataclass
from enum import StrEnum


class ConfinementError(Exception):
    """No limited process can be started at all: the installation is at fault, not a document."""

    #: As those of the catalogue's errors: for the command line and for the site.
    exit_code = 3
    http_status = 503


class FailureKind(StrEnum):
    """Why a request has no value."""

    MEMORY = "memory"
    CPU = "cpu"
    WALL = "wall"
    #: The process died: a fault in a C library, or an answer that is none.
    CRASH = "crash"
    #: The function raised an exception.
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may cost."""

    #: Address space of the whole process, the interpreter and its libraries included (about 150 MB).
    memory_mb: int
    #: Processor seconds of all threads of the process.
    cpu_s: int
    #: Seconds between question and answer.
    wall_s: int
    #: Largest answer; the parent never holds more than this per process.
    answer_mb: int = 256


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a request has no value, for a decision and for the log."""

    kind: FailureKind
    #: Technical: the traceback or the last words on stderr, at most 4 000 characters.
    detail: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one request ended: exactly one of `value` and `failure` is there."""

    request: bytes
    value: bytes | None
    failure: Failure | None
    #: Wall-clock seconds between question and answer, the start of a process left out.
    seconds: float


def not_started(task: str, limits: Limits, detail: str) -> ConfinementError:
    """What is raised when a process that is to run this task does not come to run it."""
    return ConfinementError(
        f"Le processus limité « {task} » ne démarre pas ; vérifiez l'installation et "
        f"limits.memory_mb ({limits.memory_mb} Mo) dans fonds.toml. {detail}"
    )
