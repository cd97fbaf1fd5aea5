"""Installing: many notices into the corpus, all of them or none, whatever dies meanwhile.

They are written below `state/import/pending/` first; renaming that folder to `ready` is the moment from which
the import stands. What is ready is then moved into the corpus file by file; should that be cut short, the
next import or the next indexing moves the rest. Before the renaming, nothing in the corpus has changed; each
step is on disk before the next one.
"""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from catalogue import disk
from catalogue.errors import LockedError
from catalogue.library import Library
from catalogue.notice import Notice, write_notice


def install(library: Library, notices: Mapping[str, Notice]) -> None:
    """Write notices by their paths below the corpus; one that is there keeps its comments and its order."""
    with _alone(library):
        _finish(library)
        pending = _folder(library) / "pending"
        shutil.rmtree(pending, ignore_errors=True)
        for path, notice in notices.items():
            staged = pending / path
            disk.make_folder(staged.parent)
            if (library.corpus / path).exists():
                shutil.copyfile(library.corpus / path, staged)
            write_notice(staged, notice)
        if notices:
            disk.move(pending, _folder(library) / "ready")
        _finish(library)


def finish_interrupted_import(library: Library) -> None:
    """Move what an import that was cut short had made ready; does nothing when there is nothing."""
    if (_folder(library) / "ready").exists():
        with _alone(library):
            _finish(library)


def _finish(library: Library) -> None:
    ready = _folder(library) / "ready"
    folders = set()
    for staged in sorted(path for path in ready.rglob("*") if path.is_file()):
        target = library.corpus / staged.relative_to(ready)
        disk.make_folder(target.parent)
        staged.replace(target)
        folders.add(target.parent)
    for folder in sorted(folders):  # once, not for each of a hundred thousand notices
        disk.sync_folder(folder)
    shutil.rmtree(ready, ignore_errors=True)


def _folder(library: Library) -> Path:
    return library.state / "import"


@contextmanager
def _alone(library: Library) -> Iterator[None]:
    """One import at a time; the system frees the lock of one that died."""
    library.state.mkdir(exist_ok=True)
    _folder(library).mkdir(exist_ok=True)
    try:
        with FileLock(_folder(library) / "lock", timeout=30):
            yield
    except Timeout as error:
        raise LockedError(
            "Un autre import est en cours dans cette bibliothèque. Attendez qu'il finisse."
        ) from error
