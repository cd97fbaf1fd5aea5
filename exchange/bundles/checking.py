"""Checking that a bag is whole and signed, and every line of it what the format says.

Runs in a limited process only (`exchange.bundles.bundle_reader`).
"""

import hashlib
import re
from collections.abc import Iterator
from typing import TypeVar

import msgspec

from exchange.bundles.container import Container
from exchange.bundles.errors import (
    DamagedBundleError,
    UnsafeBundleError,
    UnsuitableBundleError,
    other_version,
)
from exchange.bundles.format import (
    BAGIT,
    DELETED,
    LINE_BYTES,
    MAJOR,
    MANIFEST,
    NAME,
    RECORDS,
    SIGNATURE,
    TAG_FILES,
    TAGS,
    TEXT_BYTES,
    VOCABULARY,
    BundleLine,
    Deletion,
    Manifest,
    PageText,
    SharedRecord,
)
from exchange.bundles.signing import PublicKey, check

#: Bytes of a list of digests (400 000 files), and of any other small file.
_LIST_BYTES, _SMALL = 64 << 20, 1 << 20
_REQUIRED = {MANIFEST, RECORDS, DELETED, VOCABULARY}
_LISTED = re.compile(r"([0-9a-f]{64})  (\S+)")
_NAMED = re.compile(rf"{NAME}/(\d+)")
_manifest = msgspec.json.Decoder(Manifest)
_format = msgspec.json.Decoder(dict[str, msgspec.Raw])

Kind = TypeVar("Kind", bound=BundleLine)
DECODERS = {kind: msgspec.json.Decoder(kind) for kind in (SharedRecord, Deletion, PageText)}
#: What a hostile line may raise.
BAD_LINE = (msgspec.DecodeError, RecursionError, UnicodeDecodeError)


def check_bag(container: Container) -> Manifest:
    """The manifest of a bag that is whole and signed by the key it names; raises BundleError."""
    if container.read("bagit.txt", _SMALL) != BAGIT:
        raise DamagedBundleError("bagit.txt n'est pas celui d'un lot. Demandez le lot à nouveau.")
    _check_payload(container)
    if not {TAGS, SIGNATURE} <= container.names:
        raise DamagedBundleError("Le lot n'est pas signé : rien ne dit de qui il vient.")
    tags, manifest = container.read(TAGS, _SMALL), read_manifest(container)
    check(PublicKey(manifest.key), tags, container.read(SIGNATURE, _SMALL).decode("utf-8", "replace"))
    digests = _digests(tags)
    if digests.keys() != set(TAG_FILES):
        raise DamagedBundleError(f"{TAGS} ne nomme pas les fichiers d'un lot.")
    _compare(container, digests)
    return manifest


def _check_payload(container: Container) -> None:
    """Whether all files are there and as the bag lists them; who listed them is another matter."""
    listed = _digests(container.read("manifest-sha256.txt", _LIST_BYTES))
    payload = {name for name in container.names if name.startswith("data/")}
    if missing := sorted(listed.keys() ^ payload):
        raise DamagedBundleError(
            f"« {missing[0]} » manque dans le lot ou dans sa liste. Demandez le lot à nouveau."
        )
    _compare(container, listed)
    if missing := sorted(_REQUIRED - payload):
        raise DamagedBundleError(f"Il manque « {missing[0]} » dans le lot : ce n'est pas un lot de Fonds.")


def read_manifest(container: Container) -> Manifest:
    """What the bundle says of itself; raises UnsuitableBundleError for a version we cannot read."""
    content = container.read(MANIFEST, _SMALL)
    try:
        stated = msgspec.json.decode(_format.decode(content).get("format", msgspec.Raw(b'""')), type=str)
        found = _NAMED.fullmatch(stated)
        if found and int(found[1]) != MAJOR:
            raise UnsuitableBundleError(other_version(stated))
        if not found:
            raise DamagedBundleError(f"Le format « {stated[:40]} » n'est pas celui d'un lot.")
        return _manifest.decode(content)
    except BAD_LINE as error:
        raise DamagedBundleError(f"{MANIFEST} n'a pas la forme attendue ({error}).") from error


def lines_of(container: Container, name: str, kind: type[Kind]) -> Iterator[Kind]:
    """The lines of a file as values; raises DamagedBundleError that names the first that is none."""
    decoder = DECODERS[kind]  # type: ignore[index]
    limit = TEXT_BYTES if kind is PageText else LINE_BYTES
    for number, content in enumerate(container.lines(name, limit), 1):
        try:
            yield decoder.decode(content)  # type: ignore[misc]
        except BAD_LINE as error:
            reason = str(error)[:200]
            raise DamagedBundleError(f"{name}, ligne {number} : {reason}. Demandez un autre lot.") from error


def _digests(content: bytes) -> dict[str, str]:
    """File → digest of a list; raises UnsafeBundleError for a line that is none."""
    found = {}
    for entry in content.decode("utf-8", "replace").splitlines():
        matched = _LISTED.fullmatch(entry)
        if matched is None or matched[2] in found or ".." in matched[2]:
            raise UnsafeBundleError(f"La liste des fichiers du lot porte une ligne refusée, {entry[:120]!r}.")
        found[matched[2]] = matched[1]
    return found


def _compare(container: Container, digests: dict[str, str]) -> None:
    for name, stated in digests.items():
        digest = hashlib.sha256()
        for chunk in container.chunks(name):
            digest.update(chunk)
        if digest.hexdigest() != stated:
            raise DamagedBundleError(
                f"« {name} » n'est pas tel que signé dans le lot. Demandez-le à nouveau au centre."
            )
