"""Run a function on hostile input in processes that may use only so much memory and time.

In come the address of a function `bytes -> bytes` and requests; out come outcomes, each a value or a failure
that names its kind. A parser that eats all memory, loops or crashes costs one request and never the program
that asked. Both programs use it (extraction, page images), so it knows neither: it may import only
the standard library, and a task's module is imported in the child alone.

What is enforced depends on the system. Linux: memory, processor time, wall clock, file size, no network from
Python code. macOS: the same but memory, which its kernel does not enforce. Windows: the wall clock and the
size of answers only.
"""

from confined.outcome import ConfinementError, Failure, FailureKind, Limits, Outcome
from confined.pool import Pool

__all__ = ["ConfinementError", "Failure", "FailureKind", "Limits", "Outcome", "Pool"]
