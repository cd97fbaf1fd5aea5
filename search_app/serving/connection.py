"""One connection: a visitor who may be slow, silent, or too many."""

import socket
import time
from functools import partial

from waitress.channel import HTTPChannel

from search_app.serving.request import ArrivingRequest

_BUSY = "Le site est très demandé. Réessayez dans quelques secondes.\n".encode()
#: The answer when all hands are busy, ready to be sent.
BUSY = (
    b"HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/plain; charset=utf-8\r\nRetry-After: 5\r\n"
    b"Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n"
    b"Content-Length: %d\r\n\r\n%b" % (len(_BUSY), _BUSY)
)
#: Seconds in which a visitor who is still sending may read why nothing more is taken.
LINGER_S = 2.0


class Connection(HTTPChannel):  # type: ignore[misc]  # waitress has no types
    """A channel of waitress that knows how long it has kept the server waiting."""

    requests: list[ArrivingRequest]
    #: When the request that is arriving began to; None between two.
    _begun: float | None = None
    #: When the request now waiting for a thread was complete.
    _complete = 0.0
    _served = False
    #: Whether a request was refused while it arrived, so that the visitor may still be sending.
    _refused = False
    #: Until when a refused visitor may still read.
    _lingering: float | None = None

    def __init__(self, server, sock, addr, adj, map=None) -> None:  # type: ignore[no-untyped-def]
        super().__init__(server, sock, addr, adj, map=map)
        self.parser_class = partial(ArrivingRequest, limit=server.body_limit, on_refusal=self._refuse)

    def del_channel(self, map=None) -> None:  # type: ignore[no-untyped-def]
        """Leave; waitress may say so twice."""
        stood = self._fileno in self.server.active_channels
        super().del_channel(map)
        if stood:
            self.server.let_go(self.addr[0])

    @property
    def idle(self) -> bool:
        """Whether nothing is being worked on nor sent: closing it costs nobody an answer."""
        return not self.requests and not self.total_outbufs_len

    @property
    def receiving(self) -> bool:
        """Whether a request has begun to arrive."""
        return self._begun is not None

    def readable(self) -> bool:
        """Whether more may be read."""
        return self._lingering is None and bool(super().readable())

    def received(self, data: bytes) -> bool:
        """Take some bytes."""
        if self.request is None:
            self._begun = time.time()
        whole = len(self.requests)
        took = bool(super().received(data))
        if self.request is None:
            self._begun = None
        if self.request is None or len(self.requests) > whole:  # another one may follow at its heels
            self._complete = time.time()
        return took

    def overdue(self, now: float) -> bool:
        """Whether the visitor has kept the server waiting for too long."""
        bounds = self.server.bounds
        if self._lingering is not None:
            return now > self._lingering
        if self.total_outbufs_len:
            return bool(now - self.last_activity > bounds.answer_s)
        if self.requests:
            return False
        if self._begun is None:
            return bool(now - self.last_activity > (bounds.idle_s if self._served else bounds.headers_s))
        allowed = bounds.headers_s
        if self.request is not None and self.request.headers_finished:
            allowed += bounds.body_s + self.request.body_bytes_received / bounds.body_rate
        return bool(now - self._begun > allowed)

    def service(self) -> None:
        """Work on the request, unless it has waited so long that the visitor has gone or asked again."""
        self._served = True
        if time.time() - self._complete > self.server.bounds.patience_s:
            with self.requests_lock:
                self.turn_away()
            self.server.pull_trigger()
            return
        super().service()

    def turn_away(self) -> None:
        """Answer that all hands are busy, at once; the caller holds the lock of the requests."""
        self.server.count_turned_away()
        for request in self.requests:
            request.close()
        self.requests = []
        with self.outbuf_lock:
            self.outbufs[-1].append(BUSY)
            self.total_outbufs_len += len(BUSY)
            self.close_when_flushed = True

    def _refuse(self) -> None:
        self._refused = True

    def handle_close(self) -> None:
        """Close; a visitor whose body was refused is first given a moment to read why."""
        if self._refused and self._lingering is None and self.connected:
            self._lingering, self.will_close = time.time() + LINGER_S, False
            try:
                self.socket.shutdown(socket.SHUT_WR)
            except OSError:
                super().handle_close()
            return
        super().handle_close()
