"""Opening the newest generation of an index, while others may be writing the next."""

import time
from dataclasses import dataclass
from pathlib import Path

from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC

from catalogue.errors import IncompatibleIndexError
from search.engines.said_before import SaidBefore
from search.engines.whoosh.committing import INDEX_NAME
from search.engines.whoosh.generation import Generation
from search.engines.whoosh.segment import live_of, open_view
from search.engines.whoosh.stamp import REMEDY, SETTLED_NS, read_stamp

#: A commit deletes the files of the generation before; a reader that lost this race looks again.
_ATTEMPTS = 5
_PAUSE_S = 0.05
#: Number of the generation of an index that does not exist yet.
NONE = -1
_NEVER = (NONE, NONE)


@dataclass(frozen=True, slots=True)
class State:
    """Which state of which index: numbers begin again when an index is deleted and made anew."""

    birth: str = ""
    number: int = NONE


class Watch:
    """Tells the newest generation of an index, looking into the folder only when it has changed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._seen: tuple[tuple[int, int], State] = (_NEVER, State())

    def newest(self) -> State:
        """The newest generation; its number is `NONE` when nothing was ever committed."""
        try:
            found = self._folder.stat()
        except FileNotFoundError:
            return State()
        changed, when = found.st_mtime_ns, (found.st_mtime_ns, found.st_ino)
        if when == self._seen[0]:
            return self._seen[1]
        stamp = read_stamp(self._folder)
        state = State(stamp.birth if stamp else "", newest_generation(self._folder))
        # A folder that has just changed may change again without its time telling so.
        settled = time.time_ns() - changed > SETTLED_NS
        self._seen = (when, state) if settled else (_NEVER, State())
        return state


def newest_generation(folder: Path) -> int:
    """Number of the newest generation, `NONE` when nothing was ever committed."""
    pattern = TOC._pattern(INDEX_NAME)
    try:
        names = [path.name for path in folder.iterdir()]
    except FileNotFoundError:
        return NONE
    return max((int(match[1]) for name in names if (match := pattern.match(name))), default=NONE)


def open_generation(folder: Path, said: SaidBefore | None = None) -> Generation:
    """Open the newest generation, whose phrases are read in the texts of `said`.

    Raises IncompatibleIndexError when its files are damaged.
    """
    for attempt in range(_ATTEMPTS):
        number = newest_generation(folder)
        try:
            return _open(folder, number, said)
        except Exception as error:
            if number == newest_generation(folder) and attempt:
                raise IncompatibleIndexError(
                    f"L'index {folder} est endommagé ({error!r}). {REMEDY}"
                ) from error
            time.sleep(_PAUSE_S)
    raise IncompatibleIndexError(f"L'index {folder} change sans cesse. Réessayez dans un instant.")


def _open(folder: Path, number: int, said: SaidBefore | None) -> Generation:
    if number == NONE:
        return Generation(NONE, [], [])
    storage = FileStorage(str(folder))
    toc = TOC.read(storage, INDEX_NAME, gen=number)
    views = [open_view(folder, storage, toc.schema, segment) for segment in toc.segments]
    return Generation(number, views, [live_of(segment) for segment in toc.segments], said)
