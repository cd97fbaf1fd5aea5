"""Asking a repository: one request of OAI-PMH, through the guards of fetching, read in a limited process."""

import io
import time
from collections.abc import Callable
from types import TracebackType
from typing import Self
from urllib.parse import urlencode

import msgspec

from catalogue.web_address import split_address
from confined import Limits, Pool
from exchange.fetching import Fetcher, FetchError
from exchange.harvesting.errors import HarvestError
from exchange.harvesting.messages import HarvestAnswer

_TASK = "exchange.harvesting.parsing:handle"
_LIMITS = Limits(memory_mb=900, cpu_s=60, wall_s=90)
#: Largest answer.
_LARGEST = 50_000_000
#: Seconds before each further try: repositories say 503 when they are busy.
_WAITS = (2, 10, 30)
#: The longest one waits for a repository that says when it wants to be asked again.
_LONGEST_WAIT_S = 300


class RemoteRepository:
    """Another catalogue's repository; a context manager that holds the process that reads its answers."""

    def __init__(
        self, url: str, private_hosts: tuple[str, ...] = (), *, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self.url = url
        self._fetcher = Fetcher({split_address(url).hostname or ""}, private_hosts)
        self._pool = Pool(_TASK, workers=1, limits=_LIMITS)
        self._sleep = sleep

    def __enter__(self) -> Self:
        self._pool.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.__exit__(kind, error, trace)

    def ask(self, **arguments: str) -> HarvestAnswer:
        """One answer, errors of the protocol included; raises FetchError or HarvestError."""
        given = {name: value for name, value in arguments.items() if value}
        joint = "&" if split_address(self.url).query else "?"
        content = self._fetched(f"{self.url}{joint}{urlencode(given)}")
        outcome = self._pool.run(content)
        if outcome.value is None:
            raise HarvestError(f"La réponse de {self.url} a dépassé les limites de lecture.")
        answer = msgspec.json.decode(outcome.value, type=HarvestAnswer)
        if answer.unreadable:
            raise HarvestError(
                f"{self.url} ne répond pas en OAI-PMH ({answer.unreadable}). Vérifiez l'adresse de base."
            )
        return answer

    def _fetched(self, url: str) -> bytes:
        for wait in (*_WAITS, None):
            target = io.BytesIO()
            try:
                self._fetcher.fetch(url, target, _LARGEST)
            except FetchError as error:
                asked = error.wait_s or 0
                if wait is None or not error.passing or asked > _LONGEST_WAIT_S:
                    raise
                self._sleep(max(wait, asked))
            else:
                return target.getvalue()
        raise AssertionError
