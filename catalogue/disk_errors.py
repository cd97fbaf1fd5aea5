"""What a person is told of an error of the disk or of SQLite: which file, why, and what to do.

In come errors as the system raises them; out go sentences, and errors that carry one. Imports
errors, and how a file in the making is called.
"""

import errno
import os
import shutil
import sqlite3
from pathlib import Path

from catalogue.disk import PARTIAL
from catalogue.errors import DamagedFileError, DiskError

#: Bytes left on a disk below which it counts as full.
_LITTLE = 256 << 10


#: For each cause the person can do something about: what to do. Never « --rebuild », which needs a disk too.
_REMEDIES = {
    errno.ENOSPC: "Le disque est plein. Libérez de la place, puis recommencez",
    errno.EDQUOT: "Le quota de disque est atteint. Libérez de la place, puis recommencez",
    errno.EFBIG: "Le disque refuse un fichier si grand. Libérez de la place, puis recommencez",
    errno.EROFS: "Le disque est en lecture seule. Rendez-le inscriptible, puis recommencez",
    errno.EACCES: "L'accès est refusé. Vérifiez les droits du fichier et de son dossier, puis recommencez",
    errno.EPERM: "L'accès est refusé. Vérifiez les droits du fichier et de son dossier, puis recommencez",
    errno.EIO: "Le disque ne répond pas bien. Vérifiez-le et ses branchements, puis recommencez",
    errno.ESTALE: "Le dossier partagé ne répond plus. Rebranchez-le, puis recommencez",
    errno.EMFILE: "Trop de fichiers sont ouverts à la fois. Fermez d'autres programmes, puis recommencez",
    errno.ENFILE: "Trop de fichiers sont ouverts à la fois. Fermez d'autres programmes, puis recommencez",
    errno.EADDRINUSE: "Ce port sert déjà à un autre programme. Choisissez-en un autre (--port)",
    errno.EADDRNOTAVAIL: "Cette machine n'a pas cette adresse. Choisissez-en une autre (--host)",
    errno.ENOENT: "Le fichier n'est plus là. Vérifiez que son disque est branché, puis recommencez",
    errno.ENAMETOOLONG: "Ce nom est trop long pour ce disque. Raccourcissez-le, puis recommencez",
    errno.ELOOP: "C'est un lien, qui n'est pas suivi. Mettez le fichier lui-même à sa place",
    errno.ENXIO: "Ce n'est pas un fichier. Mettez un fichier à sa place",
    errno.EISDIR: "C'est un dossier, non un fichier. Donnez un fichier, puis recommencez",
    errno.EILSEQ: "Ce nom ne peut être écrit sur ce disque. Renommez le fichier, puis recommencez",
}

#: These come of writing alone: they are the fault of our own disk, and of no file or network read meanwhile.
_OF_WRITING = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS})

_SQLITE = {
    "SQLITE_FULL": errno.ENOSPC,
    "SQLITE_READONLY": errno.EROFS,
    "SQLITE_IOERR": errno.EIO,
    "SQLITE_CANTOPEN": errno.EACCES,
    "SQLITE_PERM": errno.EACCES,
}


def told(error: OSError | sqlite3.Error, path: Path | None = None) -> DiskError:
    """What a person is told of an error of the disk: which file, why, and what to do."""
    code = code_of(error, path)
    name = getattr(error, "filename", None) or path
    where = f" ({os.fsdecode(name)!s})" if name is not None and not isinstance(name, int) else ""
    where = where.encode("utf-8", "backslashreplace").decode()
    if code == errno.ENOENT and name is not None and PARTIAL[1] in str(name):
        folder = Path(os.fsdecode(name)).parent
        return DiskError(f"Le dossier {folder} n'existe pas. Créez-le, ou choisissez-en un autre.")
    if code is not None:
        return DiskError(f"{_REMEDIES[code]}{where}.")
    if isinstance(error, sqlite3.OperationalError) and "lock" in str(error):
        return DiskError(f"Un autre programme écrit depuis trop longtemps{where}. Attendez sa fin.")
    if isinstance(error, sqlite3.DatabaseError):
        return DamagedFileError(
            f"Un fichier de la bibliothèque est endommagé{where} : {error}. S'il est dans index/, lancez "
            "« fonds index --rebuild » ; s'il est dans state/, remettez-le d'une sauvegarde.",
            path=path,
        )
    why = error.strerror if isinstance(error, OSError) and error.strerror else error
    return DiskError(f"Le système a refusé une opération{where} : {why}. Vérifiez le disque.")


def refuse_full(error: OSError, path: Path | None = None) -> None:
    """Raise a DiskError when it was our own disk that failed, while something was copied from elsewhere."""
    if error.errno in _OF_WRITING:
        raise told(error, path) from error


def cause(error: OSError) -> str:
    """Why, in a few French words for a sentence that says the rest; the system's own where we have none."""
    code = code_of(error, None)
    if code is None:
        return error.strerror or str(error)
    first = _REMEDIES[code].partition(".")[0]
    return first[0].lower() + first[1:]


def code_of(error: OSError | sqlite3.Error, path: Path | None) -> int | None:
    """The cause as the system numbers it, where a person can do something about it; None elsewhere."""
    if isinstance(error, OSError):
        return error.errno if error.errno in _REMEDIES else None
    name = getattr(error, "sqlite_errorname", None) or ""
    code = next((code for begins, code in _SQLITE.items() if name.startswith(begins)), None)
    # What SQLite maps into memory fails on a full disk as on one that is broken.
    return errno.ENOSPC if code == errno.EIO and path is not None and _full(path.parent) else code


def _full(folder: Path) -> bool:
    try:
        return shutil.disk_usage(folder).free < _LITTLE
    except OSError:
        return False
