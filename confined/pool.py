"""A pool of limited processes, each started when first needed and replaced when it has died or grown."""

import weakref
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from threading import BoundedSemaphore, Lock
from types import TracebackType
from typing import Self, TypeVar

from confined.child import Child
from confined.forking import POSSIBLE, Loaded
from confined.outcome import ConfinementError, Limits, Outcome
from confined.process import Process, Spawned

K = TypeVar("K")


class Pool:
    """Runs one task in at most `workers` processes; they end with the `with` block or with the pool itself.

    `task` is the address `package.module:function` of a function `bytes -> bytes`, imported in the child. A
    process is replaced after `recycle_after` requests, or when it still holds half of its memory after one.
    `loading` is a request that has a process load what all requests need, whose answer nobody waits for.
    """

    def __init__(
        self,
        task: str,
        *,
        workers: int,
        limits: Limits,
        recycle_after: int = 50,
        loading: bytes | None = None,
    ) -> None:
        self._task = task
        self._loading = loading
        self._workers = workers
        self._limits = limits
        self._recycle_after = recycle_after
        self._free = BoundedSemaphore(workers)
        self._lock = Lock()
        self._idle: list[Child] = []
        self._children: set[Child] = set()
        self._closed = False
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="confined")
        #: Whether processes are forked from one that is loaded, and that one, once the first was wanted.
        self._forking = False
        self._loaded: list[Loaded] = []
        self._loaded_lock = Lock()
        self._end_children = weakref.finalize(self, _end_all, self._children, self._loaded)

    def start(self, workers: int, *, loaded: bool = False) -> None:
        """Start up to so many processes now, without waiting, for requests that will come in a moment.

        Several are forked from one that is loaded, if the system can; one alone loads as it is asked, or now
        if it is to be `loaded` by then. What keeps one from starting is told to the first request.
        """
        wanted = min(workers, self._workers)
        self._forking = self._forking or (POSSIBLE and wanted > 1 and self._loading is not None)
        for _ in range(wanted):
            self._threads.submit(self._start_one, loaded=loaded)

    def run(self, request: bytes, *, wall_s: int | None = None) -> Outcome:
        """Ask one process and wait; safe from any thread. `wall_s` replaces the limit for this request.

        Raises ConfinementError when no process can be started at all or the pool is closed.
        """
        with self._free:
            child = self._take()
            try:
                return child.ask(request, wall_s or self._limits.wall_s)
            except BaseException:
                child.kill()  # an interrupted question has no answer to wait for
                raise
            finally:
                self._give_back(child)

    def map(
        self, requests: Iterable[tuple[K, bytes]], *, wall_s: int | None = None
    ) -> Iterator[tuple[K, Outcome]]:
        """Outcomes in order of completion, then of request, each with the key its request came with.

        Requests are pulled as processes become free, one ahead, so that neither many requests nor a slow
        reader of the outcomes makes memory grow.
        """
        pending: dict[Future[Outcome], K] = {}
        try:
            for key, request in requests:
                pending[self._threads.submit(self.run, request, wall_s=wall_s)] = key
                if len(pending) > self._workers:
                    yield from _completed(pending)
            while pending:
                yield from _completed(pending)
        finally:
            for future in pending:
                future.cancel()

    def close(self) -> None:
        """End all processes, also those in the middle of a request, which then fail as crashed."""
        with self._lock:
            self._closed = True
            children = list(self._children)
        for child in children:
            child.kill()
        self._threads.shutdown(cancel_futures=True)
        self._end_children()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _start_one(self, *, loaded: bool) -> None:
        if loaded and self._loading is not None and not self._forking:
            self.run(self._loading)
            return
        with self._free:
            self._give_back(self._take())

    def _take(self) -> Child:
        with self._lock:
            if self._closed:
                raise ConfinementError("Les processus limités sont arrêtés ; relancez la commande.")
            if self._idle:
                return self._idle.pop()
        child = Child(self._begun(), self._task, self._limits)
        with self._lock:
            self._children.add(child)
            if self._closed:
                child.kill()
        return child

    def _begun(self) -> Process:
        """A new process; a fresh interpreter where none can be forked, or none any more."""
        if self._forking and self._loading is not None:
            with self._loaded_lock:
                if not self._loaded:
                    self._loaded.append(Loaded(self._task, self._limits, self._loading))
            with suppress(OSError):
                return self._loaded[0].fork()
            self._forking = False
        return Spawned(self._task, self._limits)

    def _give_back(self, child: Child) -> None:
        if child.usable and not self._worn(child):
            with self._lock:
                self._idle.append(child)
        else:
            child.end()
            with self._lock:
                self._children.discard(child)

    def _worn(self, child: Child) -> bool:
        return child.answered >= self._recycle_after or child.resident_mb() > self._limits.memory_mb / 2


def _end_all(children: set[Child], loaded: list[Loaded]) -> None:
    for child in list(children):
        child.end()
    for each in loaded:
        each.close()


def _completed(pending: dict[Future[Outcome], K]) -> Iterator[tuple[K, Outcome]]:
    """Those that have ended, in the order they were asked for: a set has one of its own each time."""
    done, _ = wait(pending, return_when=FIRST_COMPLETED)
    for future in [each for each in pending if each in done]:
        yield pending.pop(future), future.result()
