"""Writing a signed BagIt bag straight into a zip, file by file, without ever holding one whole."""

import hashlib
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from catalogue import disk
from exchange.bundles.format import BAGIT, RATIO, SIGNATURE, TAG_FILES, TAGS
from exchange.bundles.seal import seal
from exchange.bundles.signing import sign

#: Of French prose, level 9 saves two hundredths more and takes three times as long.
_LEVEL = 6
#: One date for all files, so that the same bundle is the same bytes.
_DATE = (1980, 1, 1, 0, 0, 0)
_REGULAR = 0o100644 << 16

Write = Callable[[bytes], None]


class BagWriter:
    """A bag that appears under its name whole or not at all; a context manager."""

    def __init__(self, path: Path, top: str, key: Ed25519PrivateKey) -> None:
        self._path, self._top, self._key = path, top, key
        self._partial = disk.partial_of(path)
        self._zip = zipfile.ZipFile(self._partial, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL)
        self._digests: dict[str, str] = {}
        self._bytes = 0

    @contextmanager
    def file(self, name: str, *, stored: bool = False) -> Iterator[Write]:
        """A payload file to write to, `name` below the bag; `stored` keeps its bytes as they are."""
        digest = hashlib.sha256()
        with self._zip.open(self._entry(name, stored=stored), "w", force_zip64=True) as target:

            def write(content: bytes) -> None:
                digest.update(content)
                self._bytes += len(content)
                target.write(content)

            yield write
        self._digests[name] = digest.hexdigest()

    def finish(self, information: Mapping[str, str], comment: str) -> None:
        """Write what makes a bag of the files, sign it, and put it in its place."""
        oxum = {"Payload-Oxum": f"{self._bytes}.{len(self._digests)}"}
        lines = {
            "bagit.txt": BAGIT,
            "bag-info.txt": "".join(f"{k}: {v}\n" for k, v in {**information, **oxum}.items()).encode(),
            "manifest-sha256.txt": _listed(self._digests),
        }
        tags = _listed({name: hashlib.sha256(lines[name]).hexdigest() for name in TAG_FILES})
        lines |= {
            TAGS: tags,
            SIGNATURE: sign(self._key, tags, comment).encode(),
        }
        for name, content in lines.items():
            self._zip.writestr(self._entry(name), content)
        self._zip.close()
        seal(self._partial, self._key)
        disk.sync_file(self._partial)
        disk.move(self._partial, self._path)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()
        self._partial.unlink(missing_ok=True)

    def _entry(self, name: str, *, stored: bool = False) -> zipfile.ZipInfo:
        entry = zipfile.ZipInfo(f"{self._top}/{name}", _DATE)
        entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
        entry.external_attr, entry.create_system = _REGULAR, 3
        return entry


def swells(lines: Iterable[bytes]) -> bool:
    """Whether a reader would take these lines for a bomb once they are deflated.

    A table of noughts is a document as any other: one of them would have a whole bundle refused.
    """
    packer = zlib.compressobj(_LEVEL, wbits=-zlib.MAX_WBITS)
    size = packed = 0
    for each in lines:
        size, packed = size + len(each), packed + len(packer.compress(each))
    return size > RATIO // 2 * (packed + len(packer.flush()))


def _listed(digests: Mapping[str, str]) -> bytes:
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(digests.items())).encode()
