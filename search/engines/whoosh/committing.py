"""Committing: how a new state of the index appears, whole or not at all.

Changes are gathered into new segments; small segments are merged; the last step is Whoosh's table of
contents, renamed into place once everything it names is on disk (Whoosh itself never calls fsync). A crash
before that leaves the previous state.
"""

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from whoosh.codec.whoosh3 import W3Segment
from whoosh.fields import Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, clean_files

from catalogue import disk
from catalogue.change import Change
from catalogue.errors import LockedError
from search.engine import FacetRules
from search.engines.building import SegmentArrays, SegmentBuilder
from search.engines.whoosh.merging import MOST_DELETED, merge_segments, to_merge
from search.engines.whoosh.schema import schema
from search.engines.whoosh.segment import SegmentView, live_of, open_view, write_view
from search.engines.whoosh.segment_recovery import read_cards
from search.engines.whoosh.writing import write_segment

INDEX_NAME = "MAIN"


class Commit:
    """One writing session; `apply` any number of changes, then `finish`."""

    def __init__(self, folder: Path, facets: FacetRules, *, afresh: bool = False) -> None:
        """`afresh` takes nothing over of what stands there, be it damaged: it is what the commit replaces."""
        self._folder = folder
        self._facets = facets
        self._storage = FileStorage(str(folder))
        self._generation: int = TOC._latest_generation(self._storage, INDEX_NAME)
        self._schema: Schema = schema()
        self._segments: list[W3Segment] = []
        if not afresh:
            if self._generation < 0:
                TOC.create(self._storage, schema(), INDEX_NAME)
            toc = TOC.read(self._storage, INDEX_NAME)
            self._generation, self._schema, self._segments = toc.generation, toc.schema, list(toc.segments)
        self._views: dict[str, SegmentView] = {}
        #: Identifier → the segment and number of its current document.
        self._where: dict[bytes, tuple[W3Segment | None, int]] = {}
        self._builder = SegmentBuilder(facets)
        #: Documents of the segment being built that a later change replaced.
        self._stale: set[int] = set()
        for segment in self._segments:
            self._locate(segment)

    def apply(self, change: Change) -> None:
        """Take one change; nothing is visible before `finish`."""
        self._forget(change.identifier.encode())
        if change.record is not None:
            self._where[change.identifier.encode()] = (None, len(self._builder))
            self._builder.add(change)
            if self._builder.full:
                self._flush()

    def finish(self, *, most_deleted: float = MOST_DELETED) -> None:
        """Make all changes visible at once; segments with more than that share deleted are made anew."""
        self._flush()
        self._merge(most_deleted)
        self._sync()
        toc = TOC(self._schema, self._segments, self._generation + 1)
        toc.write(self._storage, INDEX_NAME)
        disk.sync_folder(self._folder)
        shutil.rmtree(self._folder / f"{INDEX_NAME}.tmp", ignore_errors=True)
        clean_files(self._storage, INDEX_NAME, self._generation + 1, self._segments)

    def _locate(self, segment: W3Segment) -> None:
        view = self._view(segment)
        for number, identifier in enumerate(view.documents.identifiers.tolist()):
            if not segment.is_deleted(number):
                self._where[identifier] = (segment, number)

    def _forget(self, identifier: bytes) -> None:
        segment, number = self._where.pop(identifier, (None, -1))
        if segment is not None:
            segment.delete_document(number)
        elif number >= 0:
            self._stale.add(number)

    def _flush(self) -> None:
        if not len(self._builder):
            return
        segment = self._write(self._builder.build())
        for number in self._stale:
            segment.delete_document(number)
        self._builder, self._stale = SegmentBuilder(self._facets), set()
        self._segments.append(segment)
        self._locate(segment)

    def _write(self, arrays: SegmentArrays) -> W3Segment:
        segment = write_segment(self._storage, self._schema, INDEX_NAME, arrays)
        write_view(self._folder, segment, arrays)
        return segment

    def _view(self, segment: W3Segment) -> SegmentView:
        name = segment.segment_id()
        if name not in self._views:
            self._views[name] = open_view(self._folder, self._storage, self._schema, segment)
        return self._views[name]

    def _merge(self, most_deleted: float) -> None:
        self._segments = [each for each in self._segments if each.doc_count_all() > each.deleted_count()]
        while chosen := to_merge(self._segments, self._sizes(), most_deleted):
            parts = [(self._view(each), read_cards(self._storage, each), live_of(each)) for each in chosen]
            merged = self._write(merge_segments(parts))
            at = self._segments.index(chosen[0])
            self._segments = [each for each in self._segments if each not in chosen]
            self._segments.insert(at, merged)

    def _sizes(self) -> dict[str, int]:
        """Segment → bytes of Whoosh's file of it."""
        return {path.stem: path.stat().st_size for path in self._folder.glob("*.seg")}

    def _sync(self) -> None:
        names = {segment.segment_id() for segment in self._segments}
        for path in self._folder.iterdir():
            if path.name.partition(".")[0] in names:
                disk.sync_file(path)


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Hold Whoosh's own lock of an index, so that no other writer enters; raises LockedError."""
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileStorage(str(folder)).lock(f"{INDEX_NAME}_WRITELOCK")
    if not lock.acquire():
        raise LockedError(
            f"Un autre programme écrit dans l'index {folder}. Attendez qu'il ait fini ou arrêtez-le."
        )
    try:
        yield
    finally:
        lock.release()


def commit_changes(folder: Path, facets: FacetRules, changes: Iterable[Change]) -> int:
    """Apply changes as they come and commit at the end; the last sequence number, 0 if there was none.

    Memory stays flat: full segments are written on the way, invisible until the end.
    """
    commit: Commit | None = None
    last = 0
    for change in changes:
        commit = commit or Commit(folder, facets)
        commit.apply(change)
        last = change.sequence
    if commit is not None:
        commit.finish()
    return last


def expunge(folder: Path, facets: FacetRules) -> None:
    """Write anew every segment that holds a deleted document, so that no file knows its words."""
    if TOC._latest_generation(FileStorage(str(folder)), INDEX_NAME) >= 0:
        Commit(folder, facets).finish(most_deleted=0)
