"""Passwords: hashed by argon2id, at least twelve characters, nothing else asked of them.

Length is what resists; forced signs and renewals make people write passwords down (ANSSI, NIST SP 800-63B).
"""

import secrets
from functools import lru_cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from desk.errors import AccountError

SHORTEST = 12
#: Longer ones would only cost time.
LONGEST = 256
#: A hash takes 64 MiB; more at once could exhaust a small machine.
_AT_ONCE = BoundedSemaphore(2)
_hasher = PasswordHasher()


def hashed(password: str, name: str) -> str:
    """The hash to keep; raises AccountError for a password too short or that is the account's name."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise AccountError(f"Le mot de passe doit avoir entre {SHORTEST} et {LONGEST} caractères.")
    if len(set(password)) < 4 or password.casefold() == name.casefold():
        raise AccountError(
            "Ce mot de passe se devine trop vite. Prenez plutôt quatre ou cinq mots au hasard."
        )
    with _AT_ONCE:
        return _hasher.hash(password)


def matches(kept: str | None, password: str) -> bool:
    """Whether the password is that of the hash; takes as long when there is no hash to compare with."""
    with _AT_ONCE:
        try:
            found = _hasher.verify(kept or _nobody(), password[:LONGEST])
        except (VerificationError, InvalidHashError):
            return False
    return found and kept is not None


@lru_cache(maxsize=1)
def _nobody() -> str:
    """The hash of a password that nobody knows."""
    return _hasher.hash(secrets.token_urlsafe(32))
