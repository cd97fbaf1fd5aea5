"""What random histories of a corpus are made of: acts of people, runs that end and runs that do not."""

import shutil
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from catalogue.errors import CatalogueError
from catalogue.library import Library, create_library
from catalogue.log import Log
from catalogue.record import Record
from catalogue.rights import STAFF_READER
from confined import Failure, FailureKind, Outcome
from indexer.pipeline import Progress, Run, index
from indexer.worker import handle
from search.reading import open_catalogue
from search.search import Search

#: Requests that are prepared before the answer to the first is written, as real processes have it.
AHEAD = 3


class DeathError(BaseException):
    """A run ends here, as if killed: nothing after it happens."""


class PoolHere:
    """The limited processes, without processes: hundreds of runs in a minute."""

    #: The task, bytes in and out.
    task = staticmethod(handle)

    def __init__(self, *_: object, **__: object) -> None:
        return

    def __enter__(self) -> "PoolHere":
        return self

    def __exit__(self, *_: object) -> None:
        return

    def start(self, _count: int) -> None:
        """Nothing to start."""

    def run(self, body: bytes) -> Outcome:
        try:
            return Outcome(body, self.task(body), None, 0.0)
        except Exception as error:  # noqa: BLE001 - as a limited process tells it
            return Outcome(body, None, Failure(FailureKind.ERROR, repr(error)), 0.0)

    def map(self, requests: Iterable[tuple[object, bytes]], **_: object) -> Iterator[tuple[object, Outcome]]:
        waiting: deque[tuple[object, bytes]] = deque()
        for each in requests:
            waiting.append(each)
            if len(waiting) > AHEAD:
                key, body = waiting.popleft()
                yield key, self.run(body)
        for key, body in waiting:
            yield key, self.run(body)


def write(library: Library, name: str, text: str) -> None:
    """Write a file as an editor does: with another inode and time."""
    path = library.corpus / name
    beside = path.with_name(".new")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)


def move(library: Library, one: str, other: str) -> None:
    """A file with its notice takes the place of another with its own."""
    for ending in ("", ".toml"):
        source, target = library.corpus / (one + ending), library.corpus / (other + ending)
        if one != other:
            target.unlink(missing_ok=True)
        if source.exists():
            source.replace(target)


def delete(library: Library, name: str) -> None:
    for ending in ("", ".toml"):
        (library.corpus / (name + ending)).unlink(missing_ok=True)


def run(library: Library, *, dies_at: int | None = None, rebuild: bool = False) -> None:
    """Index; `dies_at` is after how many documents it dies."""

    def notice(state: Progress) -> None:
        if dies_at is not None and state.done >= dies_at:
            raise DeathError

    try:
        index(Run(library, workers=1, rebuild=rebuild, allow_empty=True, on_progress=notice))
    except DeathError:
        return


def fresh(library: Library, folder: Path) -> Library:
    """The same corpus in a new library, indexed from nothing."""
    shutil.rmtree(folder, ignore_errors=True)
    other = create_library(folder)
    shutil.copytree(library.corpus, other.corpus, dirs_exist_ok=True)
    shutil.copy(library.folder / "fonds.toml", other.folder)
    run(other)
    return other


def told(library: Library) -> tuple[dict[str, tuple[Record, tuple[str, ...]]], list[str]]:
    """All that a reader is told: what each record says, with its text, and what a search finds."""
    try:
        with closing(Log(library.log_path)) as log:
            stands = {
                entry.identifier: (
                    # Which of two copies of one content has the record is a matter of who came first.
                    replace(entry.record, file=""),
                    tuple(page.text for page in log.pages_at(entry.sequence)),
                )
                for entry in log.entries()
                if entry.record is not None
            }
            return stands, sorted(found(library, "rénovation"))
    except CatalogueError:
        return {}, []


def found(library: Library, words: str) -> list[str]:
    catalogue = open_catalogue(library)
    try:
        query = catalogue.query(Search(words), STAFF_READER, size=100)
        return [hit.record.identifier for hit in catalogue.search(query).hits]
    finally:
        catalogue.close()
