"""Readers: the limited processes that read and describe documents, one of them ready before it is wanted.

To start one and load what describing needs takes as long as to read ten documents: so it is done once a run,
and the others are forked from that one where the system can. Whoever knows that a run is coming, because a
file is being copied, has one ready by then (`Ready`).
"""

import hashlib
import os
from dataclasses import dataclass
from typing import Self

import msgspec

from catalogue.corrections import learnt_in
from catalogue.library import Library
from catalogue.vocabulary import load_vocabularies
from confined import Limits, Pool
from indexer.messages import IndexRequest
from indexer.versions import DESCRIPTION_VERSION, EXTRACTION_VERSION

TASK = "indexer.worker:handle"
#: Documents after which a process is replaced, lest a leak grow.
RECYCLE_AFTER = 200


def readers_of(library: Library, workers: int = 0) -> Pool:
    """So many processes, or as many as the settings say, else as there are processors; none started yet."""
    count = workers or library.settings.index.workers or os.cpu_count() or 1
    nothing = IndexRequest(str(library.folder), file="", identifier="")
    return Pool(
        TASK,
        workers=count,
        limits=limits_of(library),
        recycle_after=RECYCLE_AFTER,
        loading=msgspec.json.encode(nothing),
    )


def limits_of(library: Library, *, ocr: bool = False) -> Limits:
    """What reading one document may cost."""
    allowed = library.settings.limits
    return Limits(allowed.memory_mb, allowed.cpu_s, allowed.ocr_wall_s if ocr else allowed.wall_s)


def description_version(library: Library) -> str:
    """Changes when the same text would be described otherwise."""
    vocabularies = load_vocabularies(library.vocabularies)
    settings, publish = library.settings.library, library.settings.desk.publish
    said = f"{','.join(settings.languages)}/{settings.access}/{settings.centre}/{publish}"
    learnt = hashlib.sha256(learnt_in(library.state).version.encode()).hexdigest()[:16]
    return f"{EXTRACTION_VERSION}/{DESCRIPTION_VERSION}/{vocabularies.version}/{learnt}/{said}"


@dataclass(frozen=True, slots=True)
class Ready:
    """Processes for one run, the first of which has loaded what it will describe with."""

    pool: Pool
    #: Of what was loaded: a run that describes otherwise starts its own.
    described_with: str

    @classmethod
    def begun(cls, library: Library, workers: int = 0) -> Self:
        """Start one now, without waiting for it."""
        ready = cls(readers_of(library, workers), description_version(library))
        ready.pool.start(1, loaded=True)
        return ready
