"""The keys by which this library signs its bundles: made at first use, kept in `state/keys`, never sent.

To change keys without anybody losing track, the next one is announced in bundles signed by the present one
for a while, then takes its place: whoever reads a bundle meanwhile knows both.
"""

from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from catalogue import disk
from catalogue.errors import ConfigurationError
from catalogue.library import Library

PRESENT, NEXT = "sharing.pem", "sharing-next.pem"


def signing_key(library: Library) -> Ed25519PrivateKey:
    """The key that signs, made when there is none yet."""
    path = _path(library, PRESENT)
    return _read(path) if path.exists() else _make(path)


def announced_key(library: Library) -> Ed25519PrivateKey | None:
    """The key that will sign, when one was announced."""
    path = _path(library, NEXT)
    return _read(path) if path.exists() else None


def unreadable_keys(library: Library) -> dict[str, str]:
    """Keys that are kept and cannot be used, each with why and what to do: a French sentence."""
    found = {}
    for name in (PRESENT, NEXT):
        path = _path(library, name)
        try:
            if path.exists():
                _read(path)
        except ConfigurationError as error:
            found[name] = str(error)
    return found


def announce_key(library: Library) -> Ed25519PrivateKey:
    """Make the next key, unless it was announced already."""
    return announced_key(library) or _make(_path(library, NEXT))


def change_key(library: Library) -> None:
    """Sign by the announced key from now on; raises ConfigurationError when none was announced."""
    if announced_key(library) is None:
        raise ConfigurationError(
            "Aucune clé n'a été annoncée. Lancez « fonds key announce », publiez quelques lots, "
            "puis recommencez."
        )
    disk.move(_path(library, NEXT), _path(library, PRESENT))


def _path(library: Library, name: str) -> Path:
    return library.state / "keys" / name


def _make(path: Path) -> Ed25519PrivateKey:
    key = Ed25519PrivateKey.generate()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    disk.replace(path, key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()), private=True)
    return key


def _read(path: Path) -> Ed25519PrivateKey:
    try:
        key = load_pem_private_key(path.read_bytes(), None)
    except (OSError, ValueError, TypeError) as error:
        raise ConfigurationError(
            f"La clé {path} est illisible ({error}). Remettez-la d'une sauvegarde, ou supprimez-la : "
            "une autre sera faite, que vos partenaires devront confirmer."
        ) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise ConfigurationError(f"La clé {path} n'est pas une clé ed25519. Remettez-la d'une sauvegarde.")
    return key
