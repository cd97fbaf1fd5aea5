"""The task that unpacks one ZIP archive; runs in a limited process, see `confined`.

In come a path, a folder of this deposit alone and limits; out go which files were written there, under
numbers, and why others were not. No name of the archive is ever used as a path, no link is followed, no
archive within is unpacked, and every entry is counted while it is inflated because a declared size may lie.
"""

import stat
from pathlib import Path
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError

import msgspec

from catalogue.unpacking import Unpacked, UnpackedFile, UnpackOrder

TASK = "search_app.desk.archive:handle"
BEYOND = "L'archive a dépassé les limites de lecture. Partagez-la."
MAX_FILES = 2_000
#: Largest inflation of an entry of a megabyte or more; text reaches about 60.
MAX_RATIO = 200
_STEP = 2**20
_ENCRYPTED, _UTF8 = 0x1, 0x800


def handle(body: bytes) -> bytes:
    """Unpack as an `UnpackOrder` says and answer an `Unpacked`."""
    return msgspec.json.encode(unpack(msgspec.json.decode(body, type=UnpackOrder)))


def unpack(order: UnpackOrder) -> Unpacked:
    """Write what may be taken below the folder."""
    try:
        with ZipFile(order.source) as archive:
            infos = [info for info in archive.infolist() if _meant(info)]
            if len(infos) > MAX_FILES:
                return Unpacked(message=f"L'archive contient plus de {MAX_FILES} fichiers. Partagez-la.")
            return Unpacked(tuple(_take(archive, order, infos)))
    except (BadZipFile, LargeZipFile, OSError, ValueError, NotImplementedError):
        return Unpacked(message="L'archive ZIP est abîmée. Refaites-la et déposez-la à nouveau.")


def _take(archive: ZipFile, order: UnpackOrder, infos: list[ZipInfo]) -> list[UnpackedFile]:
    entries, left = [], order.total_bytes
    for number, info in enumerate(infos, 1):
        target = Path(order.folder) / f"{number:05}"
        message = _refusal(info)
        if not message:
            message, written = _inflate(archive, info, target, min(order.file_bytes, left))
            left -= written
        if message:
            target.unlink(missing_ok=True)
        entries.append(UnpackedFile(_name(info), "" if message else target.name, message))
    return entries


def _name(info: ZipInfo) -> str:
    """The name as it was meant: old programs write theirs in the system's own encoding without saying so."""
    if info.flag_bits & _UTF8:
        return info.filename
    written = info.filename.encode("cp437", "replace")
    try:
        return written.decode("utf-8")
    except UnicodeDecodeError:
        return written.decode("cp850", "replace")


def _meant(info: ZipInfo) -> bool:
    """Folders, and what systems put beside files, are no documents."""
    parts = info.filename.replace("\\", "/").split("/")
    return not info.is_dir() and parts[0] != "__MACOSX" and not parts[-1].startswith((".", "~$"))


def _refusal(info: ZipInfo) -> str:
    mode = info.external_attr >> 16
    if mode and not stat.S_ISREG(mode) and stat.S_IFMT(mode):
        return "Ce n'est pas un fichier mais un lien. Mettez le document lui-même dans l'archive."
    if info.flag_bits & _ENCRYPTED:
        return "Il est protégé par un mot de passe. Retirez cette protection et déposez-le à nouveau."
    if info.filename.lower().endswith((".zip", ".7z", ".rar", ".tar", ".gz")):
        return "Une archive dans une archive n'est pas ouverte. Déposez-la à part."
    return ""


def _inflate(archive: ZipFile, info: ZipInfo, target: Path, limit: int) -> tuple[str, int]:
    """Why an entry was given up, empty when it was not, and the bytes it took."""
    written = 0
    try:
        with archive.open(info) as source, target.open("xb") as file:
            while chunk := source.read(_STEP):
                written += len(chunk)
                if written > limit:
                    return "Le fichier, ou l'archive entière, est trop gros une fois décompressé.", 0
                if written > _STEP and written > MAX_RATIO * max(info.compress_size, 1):
                    return "Il est construit comme une bombe de décompression.", 0
                file.write(chunk)
    except (BadZipFile, ZlibError, EOFError, RuntimeError, NotImplementedError, OSError):
        return "Il est abîmé dans l'archive. Refaites-la et déposez-la à nouveau.", 0
    return "", written
