"""Ed25519 signatures in the form of minisign, so that `minisign -V` checks what we sign.

In come bytes, keys and the four lines of a `.minisig` file; out go such lines, or the comment that was
signed with them. Keys are told in minisign's form too, and by a fingerprint that can be read aloud.
"""

import base64
import binascii
import hashlib
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from exchange.bundles.errors import DamagedBundleError

#: Minisign's marks of a key, and of a signature over the BLAKE2b-512 of a message.
_KEY, _HASHED = b"Ed", b"ED"
_ID_BYTES, _KEY_BYTES, _SIGNATURE_BYTES = 8, 32, 64
#: Groups of digits in a fingerprint: 100 bits, far beyond what anybody can look for.
_GROUPS, _DIGITS = 6, 5
UNTRUSTED = "untrusted comment: signature from a Fonds key"
TRUSTED = "trusted comment: "


@dataclass(frozen=True, slots=True)
class PublicKey:
    """The key of a centre."""

    #: As minisign writes it on one line.
    text: str

    @property
    def raw(self) -> bytes:
        """Its 32 bytes; raises DamagedBundleError when the line is no key."""
        decoded = _decoded(self.text, len(_KEY) + _ID_BYTES + _KEY_BYTES, "clé publique")
        if decoded[: len(_KEY)] != _KEY:
            raise DamagedBundleError(
                "La clé publique du lot n'est pas une clé ed25519. Demandez-le à nouveau."
            )
        return decoded[-_KEY_BYTES:]

    @property
    def key_id(self) -> bytes:
        """The eight bytes by which a signature names its key."""
        return base64.b64decode(self.text)[len(_KEY) : len(_KEY) + _ID_BYTES]

    @property
    def fingerprint(self) -> str:
        """Six groups of five digits, to be compared over the telephone."""
        number = int.from_bytes(hashlib.sha256(self.raw).digest())
        groups = (number // 10 ** (_DIGITS * place) % 10**_DIGITS for place in range(_GROUPS))
        return " ".join(f"{group:0{_DIGITS}d}" for group in groups)

    def check(self, signature: bytes, message: bytes) -> bool:
        """Whether the signature is this key's over the message."""
        try:
            Ed25519PublicKey.from_public_bytes(self.raw).verify(signature, message)
        except InvalidSignature:
            return False
        return True


def public_key(key: Ed25519PrivateKey) -> PublicKey:
    """The public half of a key, named by its own digest."""
    raw = key.public_key().public_bytes_raw()
    name = hashlib.sha256(raw).digest()[:_ID_BYTES]
    return PublicKey(base64.b64encode(_KEY + name + raw).decode())


def sign(key: Ed25519PrivateKey, message: bytes, comment: str) -> str:
    """The four lines of a `.minisig` file; the comment is signed as well."""
    signature = key.sign(hashlib.blake2b(message).digest())
    named = base64.b64encode(_HASHED + public_key(key).key_id + signature).decode()
    both = base64.b64encode(key.sign(signature + comment.encode())).decode()
    return f"{UNTRUSTED}\n{named}\n{TRUSTED}{comment}\n{both}\n"


def check(key: PublicKey, message: bytes, minisig: str) -> str:
    """The comment signed with the message; raises DamagedBundleError when the signature is not this key's."""
    lines = minisig.split("\n")
    if len(lines) != 5 or lines[4] or not lines[0].startswith("untrusted comment: ") or len(minisig) > 2000:
        raise DamagedBundleError("La signature du lot n'a pas la forme d'une signature minisign.")
    named = _decoded(lines[1], len(_HASHED) + _ID_BYTES + _SIGNATURE_BYTES, "signature")
    both = _decoded(lines[3], _SIGNATURE_BYTES, "signature")
    comment, signature = lines[2].removeprefix(TRUSTED), named[-_SIGNATURE_BYTES:]
    right = named[: len(_HASHED)] == _HASHED and named[len(_HASHED) :].startswith(key.key_id)
    if not (
        right
        and key.check(signature, hashlib.blake2b(message).digest())
        and key.check(both, signature + comment.encode())
    ):
        raise DamagedBundleError(
            "La signature du lot ne correspond pas à son contenu. Demandez-le à nouveau au centre."
        )
    return comment


def _decoded(text: str, size: int, what: str) -> bytes:
    """Base64 in its one right form, so that no two texts mean the same bytes."""
    try:
        decoded = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        decoded = b""
    if len(decoded) != size or base64.b64encode(decoded).decode() != text:
        raise DamagedBundleError(f"La {what} du lot est illisible. Demandez-le à nouveau au centre.")
    return decoded
