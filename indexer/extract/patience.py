"""A limit of processor time on pure-Python parsers that may loop on a damaged file.

The process as a whole is limited by its caller and dies when it exceeds that; this limit is smaller and costs
only what the parser would have added.
"""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread

from indexer.errors import IndexerError


class OutOfPatienceError(IndexerError):
    """The block used more processor time than it was given."""


class _Alarm(BaseException):
    """Not an Exception, so that a parser's own `except Exception` does not swallow it."""


@contextmanager
def cpu_budget(seconds: float) -> Iterator[None]:
    """Raise OutOfPatienceError in the block once it has used `seconds` of processor time.

    Works in the main thread of POSIX systems, between two steps of the interpreter; elsewhere the block runs
    unlimited. SIGVTALRM, since an outer clock may own SIGALRM and the caller's own limit is SIGXCPU.
    """
    if not hasattr(signal, "setitimer") or current_thread() is not main_thread():
        yield
        return
    previous = signal.signal(signal.SIGVTALRM, _ring)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    except _Alarm:
        raise OutOfPatienceError(f"Plus de {seconds:g} s de calcul.") from None
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, previous)


def _ring(_number: int, _frame: object) -> None:
    raise _Alarm
