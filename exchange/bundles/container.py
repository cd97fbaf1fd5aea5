"""Opening a zip that anybody may have made: what may stand in a bundle's, and reading it within bounds.

Runs in a limited process only. Nothing is ever extracted under a name that the zip chooses; a file is read by
the name the format gives it, to no more bytes than it declares, and what is declared is bounded.
"""

import re
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from exchange.bundles.errors import DamagedBundleError, UnsafeBundleError
from exchange.bundles.format import (
    LATER,
    MOST_BYTES,
    MOST_FILES,
    RATIO,
    RATIO_FROM,
    SIGNATURE,
    TAG_FILES,
    TAGS,
    TEXT_BYTES,
    TEXT_FILE,
)

_TOP = re.compile(r"[a-z0-9][a-z0-9-]{0,80}/")
#: What macOS and Windows put beside files, also into a zip; nothing of it is read.
_LEFT_BEHIND = re.compile(
    r"(?:\./)?(?:__MACOSX(?:/.*)?|(?:[^/]+/)*(?:\.DS_Store|\._[^/]*|Thumbs\.db|desktop\.ini))"
)
_HERE = "./"
_FOLDERS = frozenset({"", "data/", "data/text/"})
_KNOWN = frozenset({*TAG_FILES, TAGS, SIGNATURE})
#: Bytes before a file's content in a zip, besides its name: the least a header takes.
_HEADER = 30
_CHUNK = 1 << 20
#: Bits of an entry that say it is encrypted.
_ENCRYPTED = 0x41
#: What zipfile raises on damaged files, beyond its own.
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)


class Container:
    """The files of one bag in a zip, by their name below it."""

    def __init__(self, path: Path) -> None:
        """Look at the zip's table of contents; raises UnsafeBundleError or DamagedBundleError."""
        try:
            self._zip = zipfile.ZipFile(path)
        except BROKEN as error:
            raise DamagedBundleError(
                "Le fichier n'est pas un lot : ce n'est pas un zip entier. Demandez-le à nouveau."
            ) from error
        infos = self._zip.infolist()
        for look in (_refuse_names, _refuse_overlaps, _refuse_doubles, _refuse_sizes, _refuse_forms):
            look(infos)
        self._entries = dict(_named(infos))
        #: What stands in the bag; gathered once, since it is looked at for each record.
        self.names = frozenset(self._entries)

    def size(self, name: str) -> int:
        """Bytes of a file; 0 when there is none."""
        entry = self._entries.get(name)
        return entry.file_size if entry else 0

    def chunks(self, name: str) -> Iterator[bytes]:
        """The content of a file, piece by piece; raises DamagedBundleError when it cannot be read."""
        entry = self._entries.get(name)
        if entry is None:
            raise DamagedBundleError(f"Il manque « {name} » dans le lot. Demandez-le à nouveau.")
        left = entry.file_size
        try:
            with self._zip.open(entry) as file:
                while chunk := file.read(_CHUNK):
                    left -= len(chunk)
                    if left < 0:
                        raise UnsafeBundleError(f"« {name} » est plus long que le lot ne l'annonce.")
                    yield chunk
        except BROKEN as error:
            raise DamagedBundleError(
                f"« {name} » est abîmé dans le lot ({error}). Demandez-le à nouveau."
            ) from error

    def read(self, name: str, limit: int) -> bytes:
        """A small file whole; raises UnsafeBundleError when it is larger than that."""
        if self.size(name) > limit:
            raise UnsafeBundleError(f"« {name} » fait {self.size(name)} octets ; la limite est {limit}.")
        return b"".join(self.chunks(name))

    def lines(self, name: str, limit: int) -> Iterator[bytes]:
        """The lines of a file; raises UnsafeBundleError when one is longer than that."""
        rest = b""
        for chunk in self.chunks(name):
            *whole, rest = (rest + chunk).split(b"\n")
            if any(len(each) > limit for each in whole) or len(rest) > limit:
                raise UnsafeBundleError(f"Une ligne de « {name} » dépasse {limit} octets.")
            yield from whole
        if rest:
            yield rest


def _refuse_names(infos: list[zipfile.ZipInfo]) -> None:
    """Refuse links, names that lead elsewhere and files to be fetched."""
    for info in infos:
        name, shown = info.orig_filename, _shown(info)
        if stat.S_ISLNK(info.external_attr >> 16):
            raise UnsafeBundleError(f"Le lot contient un lien, {shown} ; aucun n'est suivi.")
        if ".." in re.split(r"[/\\]", name) or name.startswith("/") or "\\" in name or ":" in name:
            raise UnsafeBundleError(f"Le lot contient un chemin qui sort de son dossier, {shown}.")
        if name.rpartition("/")[2] == "fetch.txt":
            raise UnsafeBundleError(
                "Le lot demande d'aller chercher des fichiers ailleurs (fetch.txt) : un lot contient tout."
            )


def _refuse_doubles(infos: list[zipfile.ZipInfo]) -> None:
    """Refuse names that some system takes for the same."""
    seen = set()
    for info in infos:
        name = unicodedata.normalize("NFC", info.filename).casefold()
        if name in seen:
            raise UnsafeBundleError(f"Le lot contient deux fois {_shown(info)}.")
        seen.add(name)


def _refuse_overlaps(infos: list[zipfile.ZipInfo]) -> None:
    """Refuse files that share their bytes: a few kilobytes could then be any number of gigabytes."""
    end = 0
    for info in sorted(infos, key=lambda each: each.header_offset):
        if info.header_offset < end:
            raise UnsafeBundleError("Des fichiers du lot se recouvrent dans le zip : il est piégé.")
        end = info.header_offset + _HEADER + len(info.orig_filename.encode()) + info.compress_size


def _refuse_sizes(infos: list[zipfile.ZipInfo]) -> None:
    """Refuse what no honest bundle declares."""
    if len(infos) > MOST_FILES:
        raise UnsafeBundleError(f"Le lot contient {len(infos)} fichiers ; la limite est {MOST_FILES}.")
    if sum(info.file_size for info in infos) > MOST_BYTES:
        raise UnsafeBundleError(f"Le lot fait plus de {MOST_BYTES >> 30} Gio une fois ouvert.")
    for info in infos:
        if info.file_size > RATIO_FROM and info.file_size > RATIO * max(info.compress_size, 1):
            raise UnsafeBundleError(f"{_shown(info)} se gonfle plus de {RATIO} fois : ce n'est pas du texte.")
        if "/text/" in info.filename and info.file_size > TEXT_BYTES:
            raise UnsafeBundleError(
                f"{_shown(info)} fait {info.file_size} octets ; la limite est {TEXT_BYTES}."
            )


def _refuse_forms(infos: list[zipfile.ZipInfo]) -> None:
    """Refuse what is encrypted or compressed otherwise than the format says."""
    for info in infos:
        known = info.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
        if info.flag_bits & _ENCRYPTED or not known:
            raise UnsafeBundleError(f"{_shown(info)} est chiffré, ou comprimé comme aucun lot ne l'est.")


def _named(infos: list[zipfile.ZipInfo]) -> Iterator[tuple[str, zipfile.ZipInfo]]:
    """Each entry with its name below the bag, which is one folder or the zip itself."""
    infos = [info for info in infos if not _is_left_behind(info)]
    tops = {info.filename.removeprefix(_HERE).partition("/")[0] for info in infos}
    top = f"{tops.pop()}/" if len(tops) == 1 else ""
    if top and not _TOP.fullmatch(top):
        raise UnsafeBundleError(f"Le dossier du lot est mal nommé, {top[:120]!r}.")
    for info in infos:
        name = info.filename.removeprefix(_HERE).removeprefix(top)
        if info.is_dir() and name in _FOLDERS and not info.file_size:
            continue  # programs that zip a folder again write entries for the folders themselves
        if info.orig_filename != info.filename or not _allowed(name):
            raise UnsafeBundleError(f"Le lot contient un fichier de trop ou mal nommé, {_shown(info)}.")
        yield name, info


def _is_left_behind(info: zipfile.ZipInfo) -> bool:
    return bool(_LEFT_BEHIND.fullmatch(info.filename)) or (info.filename == _HERE and not info.file_size)


def _allowed(name: str) -> bool:
    return name in _KNOWN or bool(LATER.fullmatch(name) or TEXT_FILE.fullmatch(name))


def _shown(info: zipfile.ZipInfo) -> str:
    return repr(info.orig_filename[:120])
