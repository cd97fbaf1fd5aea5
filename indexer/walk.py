"""What stands in the corpus: documents and notices, by name, size and time, nothing read yet.

Links are not followed and only regular files count, so nothing outside the corpus is ever read; they are
told, for whoever put one there looks for a document. What the disk does not give (a folder, a file whose
state is refused) is named, and what was known of it is left alone rather than withdrawn; so is a name that is
not UTF-8, as old archives and shares leave them. What vanishes meanwhile was not there.
"""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from catalogue import disk_errors
from catalogue.log import FileStamp
from catalogue.notice import SUFFIX

#: Files that programs leave behind and nobody means as documents.
LEFT_BEHIND = frozenset({"thumbs.db", "desktop.ini"})
UNFINISHED = (".partial", ".part", ".tmp", ".crdownload", ".lock")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One document of the corpus, or a notice that has none."""

    #: Below the corpus, with `/`; for a notice without a document, the document's name it would have.
    path: str
    #: None when there is only a notice.
    stamp: FileStamp | None
    #: None when there is no notice.
    notice: FileStamp | None = None


@dataclass(frozen=True, slots=True)
class Unlisted:
    """What stands in the corpus and cannot be looked at."""

    #: Below the corpus, with `/`, at the end too for a folder; bytes that are no UTF-8 as `\\xe9`.
    path: str
    #: A French sentence: why, and what to do.
    message: str
    #: Whether files below it may be known from before.
    known: bool = True
    #: Not a document at all, rather than one that somebody misses.
    ignored: bool = False


@dataclass(slots=True)
class Walk:
    """All that a walk found."""

    files: dict[str, SourceFile] = field(default_factory=dict)
    unlisted: list[Unlisted] = field(default_factory=list)

    def leave_out(self, unlisted: Unlisted) -> None:
        """Take one file for one that cannot be looked at."""
        self.files.pop(unlisted.path, None)
        self.unlisted.append(unlisted)

    def hides(self, path: str) -> bool:
        """Whether nobody can tell if a file that was known is still there."""
        return any(
            path.startswith(each.path) if each.path.endswith("/") or not each.path else path == each.path
            for each in self.unlisted
            if each.known
        )


def walk(corpus: Path) -> Walk:
    """List the corpus, in the order of names so that runs are alike."""
    found = Walk()
    stamps = dict(_stamps(corpus, "", found.unlisted))
    for path in sorted(stamps):
        document = path.removesuffix(SUFFIX)
        if document == path:
            found.files[path] = SourceFile(path, stamps[path], stamps.get(path + SUFFIX))
        elif document not in stamps:
            found.files[document] = SourceFile(document, None, stamps[path])
    return found


def _stamps(folder: Path, prefix: str, unlisted: list[Unlisted]) -> Iterator[tuple[str, FileStamp]]:
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except (FileNotFoundError, NotADirectoryError):
        if not prefix:
            raise
        return
    except OSError as error:
        why = disk_errors.cause(error)
        message = (
            f"Ce dossier ne peut être ouvert ({why}). Vérifiez ses droits ; ce qui en était connu est gardé."
        )
        unlisted.append(Unlisted(prefix, message))
        return
    for entry in entries:
        if _meant(entry.name) and _named_well(entry.name, prefix, unlisted):
            yield from _entry_stamps(entry, prefix, unlisted)


def _entry_stamps(
    entry: os.DirEntry[str], prefix: str, unlisted: list[Unlisted]
) -> Iterator[tuple[str, FileStamp]]:
    try:
        status = entry.stat(follow_symlinks=False)
    except FileNotFoundError:
        return
    except OSError as error:
        why = disk_errors.cause(error)
        message = (
            f"Le disque ne dit rien de ce fichier ({why}). Vérifiez-le ; ce qui en était connu est gardé."
        )
        unlisted.append(Unlisted(prefix + entry.name, message))
        return
    if stat.S_ISDIR(status.st_mode):
        yield from _stamps(Path(entry.path), f"{prefix}{entry.name}/", unlisted)
    elif stat.S_ISREG(status.st_mode):
        yield prefix + entry.name, FileStamp.of(status)
    elif entry.name.endswith(SUFFIX):
        # It may say who sees a document: reading it fails, is told, and the document waits.
        yield prefix + entry.name, FileStamp.of(status)
    else:
        unlisted.append(Unlisted(prefix + entry.name, _no_file(status.st_mode), known=False, ignored=True))


def _no_file(mode: int) -> str:
    if stat.S_ISLNK(mode):
        return "C'est un lien, qui n'est pas suivi. Mettez le fichier lui-même à sa place, ou retirez-le."
    return "Ce n'est ni un fichier ni un dossier. Retirez-le du corpus."


def _named_well(name: str, prefix: str, unlisted: list[Unlisted]) -> bool:
    """Whether a name is one that files, the log and addresses can hold; else it is told how it reads."""
    try:
        name.encode()
    except UnicodeEncodeError:
        shown = os.fsencode(name).decode("utf-8", "backslashreplace")
        message = (
            "Ce nom n'est pas en UTF-8 : une vieille archive ou un partage l'a laissé ainsi. Renommez-le."
        )
        unlisted.append(Unlisted(prefix + shown, message, known=False))
        return False
    return True


def _meant(name: str) -> bool:
    lowered = name.lower()
    return not (lowered.startswith((".", "~$")) or lowered.endswith(UNFINISHED) or lowered in LEFT_BEHIND)
