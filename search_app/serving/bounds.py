"""Bounds: what one visitor may cost the server before being answered, in numbers."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bounds:
    """Of one process, but where it says otherwise; times in seconds, sizes in bytes."""

    #: Requests worked on at once.
    threads: int = 8
    #: Open connections; beyond, the longest idle one makes room.
    connections: int = 800
    #: Of one address, to all processes together; those of the machine itself and of trusted proxies have no
    #: such bound.
    per_address: int = 60
    #: Requests that may wait for a thread; the next one is told to come back.
    waiting: int = 100
    #: How long one of them may have waited and still be worked on.
    patience_s: float = 3.0
    #: From the first byte of a request to the end of its headers, or from the connection to that first byte.
    headers_s: float = 15.0
    #: Between two requests of one connection.
    idle_s: float = 60.0
    #: A body must arrive within this and at this rate on average (ADSL sends ten times as much).
    body_s: float = 30.0
    body_rate: int = 8_000
    #: A visitor who takes nothing of an answer for so long is let go.
    answer_s: float = 60.0
    #: Largest headers.
    header_bytes: int = 32 << 10
    #: How long a stop waits for requests being worked on.
    grace_s: float = 30.0
