"""The seal: a signature over the whole file, as the comment of its zip.

The bag's own signature covers what its files say; the seal covers every byte of the zip as well, so that a
file is known to be its centre's before anything parses it. A bag that somebody zipped again has no seal;
then its own signature must do.
"""

import base64
import hashlib
import re
import struct
from pathlib import Path
from typing import BinaryIO

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from exchange.bundles.errors import DamagedBundleError, UnsuitableBundleError, other_version
from exchange.bundles.format import FORMAT, MAJOR, NAME
from exchange.bundles.signing import PublicKey, public_key

_END = struct.Struct("<4s4H2LH")
_MARK = b"PK\x05\x06"
_SEAL = re.compile(rb"biblio-partage/(\d+) ([A-Za-z0-9+/]{56}) ([A-Za-z0-9+/]{86}==)")
_SIZE = len(FORMAT) + 1 + 56 + 1 + 88
#: What the signature is over, besides the digest: never mistaken for that of a message.
_CONTEXT = b"biblio-partage seal\n"
_CHUNK = 1 << 20


def seal(path: Path, key: Ed25519PrivateKey) -> None:
    """Sign a finished zip that has no comment yet."""
    with path.open("r+b") as file:
        file.seek(-2, 2)
        if file.read(2) != b"\0\0":
            raise ValueError(f"{path} has a comment already")
        file.seek(-2, 2)
        file.write(struct.pack("<H", _SIZE))
        size = file.tell()
        signature = base64.b64encode(key.sign(_message(public_key(key), _digest(file, size))))
        file.seek(size)
        file.write(b" ".join((FORMAT.encode(), public_key(key).text.encode(), signature)))


def check_seal(path: Path) -> PublicKey | None:
    """The key that sealed a file, None when it has no seal; raises DamagedBundleError when one is broken."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        sealed = _comment(file, size)
        if sealed is None:
            return None
        found = _SEAL.fullmatch(sealed)
        if not found:
            raise DamagedBundleError(
                "Le fichier n'est pas un lot, ou a été modifié : son sceau est illisible."
            )
        if int(found[1]) != MAJOR:
            raise UnsuitableBundleError(other_version(f"{NAME}/{int(found[1])}"))
        key, signature = PublicKey(found[2].decode()), base64.b64decode(found[3])
        same = base64.b64encode(signature) == found[3]
        if not (same and key.check(signature, _message(key, _digest(file, size - _SIZE)))):
            raise DamagedBundleError(
                "La signature du lot ne correspond pas à ses octets : il a été modifié ou abîmé en route. "
                "Demandez-le à nouveau au centre."
            )
    return key


def _comment(file: BinaryIO, size: int) -> bytes | None:
    """The zip's comment, None when there is none; it must end the file."""
    for length in (_SIZE, 0):
        at = size - length - _END.size
        if at >= 0:
            file.seek(at)
            fields = _END.unpack(file.read(_END.size))
            if fields[0] == _MARK and fields[7] == length:
                return file.read(length) if length else None
    raise DamagedBundleError(
        "Le fichier n'est pas un lot : ce n'est pas un zip entier. Demandez-le à nouveau."
    )


def _message(key: PublicKey, digest: bytes) -> bytes:
    """What is signed: the key's name as well, since a signature alone does not cover it."""
    return _CONTEXT + key.text.encode() + digest


def _digest(file: BinaryIO, size: int) -> bytes:
    """BLAKE2b-512 of the first bytes of a file."""
    digest = hashlib.blake2b()
    file.seek(0)
    while size:
        chunk = file.read(min(size, _CHUNK))
        if not chunk:
            break
        digest.update(chunk)
        size -= len(chunk)
    return digest.digest()
