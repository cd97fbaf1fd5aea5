"""The key that signs cookies: made once, kept in `state/secret`, readable by nobody else."""

import os
import secrets
import stat
from pathlib import Path

from catalogue import disk, disk_errors
from catalogue.errors import ConfigurationError

BYTES = 32


def secret_of(state: Path) -> bytes:
    """The key of this library; raises ConfigurationError when it cannot be kept or others may read it."""
    path = state / "secret"
    try:
        state.mkdir(exist_ok=True)
        if not path.exists():
            _make(path)
        key = path.read_bytes()
        loose = os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077
    except OSError as error:
        raise ConfigurationError(
            f"{path} ne peut être lu ni créé ({disk_errors.cause(error)}). Rendez {state} inscriptible."
        ) from error
    if len(key) < BYTES or loose:
        raise ConfigurationError(
            f"{path} est trop court ou lisible par d'autres. Supprimez-le : il sera refait, et chacun se "
            "reconnectera."
        )
    return key


def _make(path: Path) -> None:
    """Whole or not at all, so that two processes that start together agree on one key."""
    partial = disk.partial_of(path)
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(secrets.token_bytes(BYTES))
    try:
        os.link(partial, path)
    except FileExistsError:
        pass
    except OSError:  # a file system without links
        partial.replace(path)
        return
    partial.unlink()
