"""How often one may try to log in: few tries a minute, fewer an hour, by account and address.

Kept in memory: the site is one process, and a restart that forgives a few tries does no harm.
"""

from limits import parse_many
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

#: Of one address for one account: the longer one insists, the longer one waits.
PAIR = parse_many("5/minute; 15/hour; 40/day")
#: Of one address for all accounts.
ADDRESS = parse_many("60/hour")


class Throttle:
    """Counts tries; a login that succeeds forgets those of its account."""

    def __init__(self) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def allows(self, name: str, address: str) -> bool:
        """Count one try, and whether it may go on."""
        key = name.strip().lower()[:64]
        pair = [self._limiter.hit(limit, "pair", key, address) for limit in PAIR]
        whole = [self._limiter.hit(limit, "address", address) for limit in ADDRESS]
        return all(pair) and all(whole)

    def forget(self, name: str, address: str) -> None:
        """The person was who they said."""
        for limit in PAIR:
            self._limiter.clear(limit, "pair", name, address)
