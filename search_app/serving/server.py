"""The server: waitress with bounds, a pool of threads, and an end without haste."""

import socket
import threading
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

from waitress import wasyncore
from waitress.adjustments import Adjustments
from waitress.server import TcpWSGIServer
from waitress.task import ThreadedTaskDispatcher

from search_app.serving.bounds import Bounds
from search_app.serving.connection import BUSY, Connection
from search_app.serving.forwarded import counted_as, is_loopback
from search_app.serving.metrics import TURNED_AWAY
from search_app.serving.request import BodyLimit
from search_app.serving.visitors import Visitors

#: Seconds between two looks at who keeps the server waiting.
LOOK_S = 1
#: Seconds a connection is left to a process that has fewer, before it is taken in all the same.
LEFT_S = 0.02
#: Times in a row that connections are left, before one is taken in however late this process comes to look.
MOST_LEFT = 5


class Server(TcpWSGIServer):  # type: ignore[misc]  # waitress has no types
    """Serves one application on a socket that listens already, and that other processes may share."""

    channel_class = Connection

    def __init__(
        self,
        application: Callable[..., Any],
        listening: socket.socket,
        bounds: Bounds,
        body_limit: BodyLimit,
        exempt: Callable[[str], bool] = lambda address: False,
        visitors: Visitors | None = None,
    ) -> None:
        self.bounds = bounds
        self.body_limit = body_limit
        #: Requests answered by « come back ».
        self.turned_away = 0
        #: Until when a connection that waits is left to another process.
        self._left_until = 0.0
        #: How often in a row.
        self._left = 0
        self._exempt = exempt
        self._visitors = visitors or Visitors()
        #: Set by a signal's handler too, which interrupts this very thread and must wait for no lock.
        self._stopping = False
        #: Held while the trigger is pulled or closed; a signal may come to the thread that holds it.
        self._ending = threading.RLock()
        self._ended = False
        dispatcher = ThreadedTaskDispatcher()
        dispatcher.set_thread_count(bounds.threads)
        super().__init__(
            application,
            map={},
            _sock=listening,
            dispatcher=dispatcher,
            adj=Adjustments(
                ident=None,
                threads=bounds.threads,
                asyncore_use_poll=True,
                cleanup_interval=LOOK_S,
                connection_limit=1 << 30,  # ours is kept in `handle_accept`
                max_request_header_size=bounds.header_bytes,
                clear_untrusted_proxy_headers=False,  # `proxies` judges them
                sockets=[listening],
            ),
            sockinfo=(listening.family, listening.type, listening.proto, listening.getsockname()),
            bind_socket=False,
        )

    def handle_accept(self) -> None:
        """Let a connection in, after another has made room if need be."""
        if self._leaves():
            return
        try:
            accepted = self.accept()
        except OSError:
            return
        if accepted is None:
            return
        sock, address = accepted
        held = self._visitors.connect(counted_as(address[0]))
        if self._too_many(address[0], held) or not self._room():
            self.let_go(address[0])
            self.count_turned_away()
            _send_away(sock)
            return
        try:
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.channel_class(self, sock, address, self.adj, map=self._map)
        except OSError:  # the visitor has gone meanwhile
            self.let_go(address[0])
            sock.close()

    def readable(self) -> bool:
        """Whether to look for a connection: not while one is left to another process."""
        return super().readable() and time.monotonic() >= self._left_until

    def _leaves(self) -> bool:
        """Whether a connection is left to a process that has fewer: a browser keeps to the one it came to.

        One that was left for `LEFT_S` is taken in: the other is busy with something else.
        """
        now = time.monotonic()
        waited = now < self._left_until + LEFT_S or self._left >= MOST_LEFT
        if waited or not self._visitors.has_more():
            self._left = 0
            return False
        self._left_until = now + LEFT_S
        self._left += 1
        return True

    def let_go(self, address: str) -> None:
        """One connection of an address less."""
        self._visitors.disconnect(counted_as(address))

    def add_task(self, channel: Connection) -> None:
        """Queue a request for a thread, or answer at once that all are busy."""
        if len(self.task_dispatcher.queue) >= self.bounds.waiting:
            channel.turn_away()
        else:
            super().add_task(channel)

    def count_turned_away(self) -> None:
        """One more visitor told to come back."""
        self.turned_away += 1
        TURNED_AWAY.inc()

    def maintenance(self, now: float) -> None:
        """Close the connections of visitors who keep the server waiting."""
        for channel in list(self.active_channels.values()):
            if channel.overdue(now):
                channel.will_close = True

    def run(self) -> None:
        """Serve until `stop` is called, then until those being served have their answer."""
        self._visitors.take_in(taking=True)
        while not self._stopping:
            self._turn()
        self._drain()

    def stop(self) -> None:
        """End soon; may be called from any thread or signal handler, and again."""
        self._stopping = True
        self.pull_trigger()

    def pull_trigger(self) -> None:
        """Wake the server; does nothing once it has ended: its descriptor may be somebody else's by then."""
        with self._ending:
            if not self._ended:
                super().pull_trigger()

    def _turn(self) -> None:
        wait = LEFT_S if time.monotonic() < self._left_until else LOOK_S
        wasyncore.loop(timeout=wait, use_poll=True, map=self._map, count=1)

    def _drain(self) -> None:
        """Take nobody in any more; close who is idle, wait for who is being answered."""
        self.accepting = False
        self._visitors.take_in(taking=False)
        self.del_channel()
        self.socket.close()
        until = time.monotonic() + self.bounds.grace_s
        while time.monotonic() < until:
            self.maintenance(time.time())
            for channel in list(self.active_channels.values()):
                if channel.idle and not channel.receiving:
                    channel.will_close = True
            if not self.active_channels:
                break
            self._turn()
        self.task_dispatcher.shutdown()
        with self._ending:
            self._ended = True
            wasyncore.close_all(self._map)

    def _too_many(self, address: str, held: int) -> bool:
        """Whether an address that holds so many connections, the one that came included, has its share."""
        return held > self.bounds.per_address and _counted(address) and not self._exempt(address)

    def _room(self) -> bool:
        """Whether one more connection has its place, if need be that of an idle one."""
        if len(self.active_channels) < self.bounds.connections:
            return True
        idle = [channel for channel in self.active_channels.values() if channel.idle]
        if not idle:
            return False
        held = Counter(counted_as(channel.addr[0]) for channel in idle)
        # Of the address that holds most, the one that has been idle longest.
        min(
            idle, key=lambda channel: (-held[counted_as(channel.addr[0])], channel.last_activity)
        ).handle_close()
        return True


def _counted(address: str) -> bool:
    """Whether connections of an address are counted: those of the machine itself are not."""
    return not is_loopback(address)


def _send_away(sock: socket.socket) -> None:
    with sock:
        try:
            sock.settimeout(0)
            sock.send(BUSY)
            sock.shutdown(socket.SHUT_WR)
        except OSError:
            pass
