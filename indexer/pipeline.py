"""The page to read first: what happens to a corpus when it is indexed.

    leftovers what was cut short is ended                  leftovers.py
    walk      what stands in corpus/                       walk.py
    plan      what is new, changed, moved, gone            run_plan.py
    read      text by page, then a described record,       worker.py, in limited processes
              one document at a time; then once more those
              whose pages are images, by OCR
              (what can be decided unread: prepare.py)
    write     records into the log, every N documents      recorder.py
    stand     what other centres sent, beside our own      received.py
    follow    the engine catches up with the log           follow.py
    compare   which documents resemble each other          catalogue/likeness/

A document that cannot be read costs itself: it is counted, listed, and tried again when it changes. A run
killed at any moment loses at most the documents since the last commit, and the next one resumes.
"""

import shutil
import sqlite3
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial

import msgspec

from catalogue import disk_errors
from catalogue.errors import (
    ConfigurationError,
)
from catalogue.library import Library
from catalogue.lock import writing
from catalogue.log import Log, Writer, open_writer
from catalogue.log.ledger import FileStatus, Ledger
from catalogue.vocabulary.followed import keep_followed
from confined import Pool
from exchange.apply_received import apply_received
from exchange.bundles.shelf import recall
from indexer import leftovers
from indexer.claims import Claims
from indexer.extract.office import find_office, office_version
from indexer.extractions import Extractions
from indexer.failures import answer_of
from indexer.follow import Follower, prune_and_expunge
from indexer.messages import IndexAnswer
from indexer.prepare import PreparedJob, Preparer
from indexer.readers import Ready, description_version, limits_of, readers_of
from indexer.recorder import Recorder
from indexer.report import Report, Trouble
from indexer.run_plan import Job, Plan, Tools, make_plan
from indexer.unforeseen import blaming, without_culprits
from indexer.walk import Unlisted, Walk, walk

#: A corpus that is suddenly empty is more often a disk not mounted than a decision.
SUSPICIOUS_LOSS = 10
#: Slow documents are committed sooner than every N.
COMMIT_SECONDS = 15.0
#: Commits shrink towards the end, to so many documents: what is committed last nobody reads beside.
LAST_COMMIT = 20

Answered = tuple[PreparedJob, IndexAnswer]


@dataclass(frozen=True, slots=True)
class Stages:
    """Those a document passes through in this process, before and after a limited one."""

    preparer: Preparer
    pool: Pool
    recorder: Recorder
    follower: Follower


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a run stands, after each document."""

    done: int
    total: int
    #: The document just finished, empty at the start.
    file: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """How one run is asked for."""

    library: Library
    rebuild: bool = False
    #: Parallel processes; 0 takes the library's setting.
    workers: int = 0
    #: Accept that every document has gone.
    allow_empty: bool = False
    #: Seconds to wait for another process that is indexing.
    wait_s: float = 0
    #: Processes that were started before; ended with this run, and by who started them where it fails before.
    ready: Ready | None = None
    on_progress: Callable[[Progress], None] = lambda _: None


def index(run: Run) -> Report:
    """Bring log and engine up to the corpus; returns what was done.

    Raises ConfigurationError when the corpus is missing or suspiciously empty, LockedError when another
    process writes, DiskError when the disk is full or fails; what was committed stays.
    """
    started = time.monotonic()
    library = run.library
    if not library.corpus.is_dir():
        raise ConfigurationError(
            f"Le dossier {library.corpus} n'existe pas. Créez-le et déposez-y vos documents, "
            "ou vérifiez que son disque est branché."
        )
    try:
        damaged = leftovers.finish(library)
        with writing(library, wait_s=run.wait_s):
            leftovers.make_room(library, rebuild=run.rebuild)
            with open_writer(library) as writer:
                report = without_culprits(partial(_bring_up, run, writer))
        recall(library)
    except (OSError, sqlite3.Error) as error:
        raise disk_errors.told(error) from error
    report.state = damaged
    report.seconds = round(time.monotonic() - started, 3)
    return report


def _bring_up(run: Run, writer: Writer, left_out: tuple[Unlisted, ...] = ()) -> Report:
    library, report, ledger = run.library, Report(), _ledger_of(run, writer)
    found, described_with, tools = walk(library.corpus), description_version(library), _tools(library)
    for each in left_out:
        found.leave_out(each)
    plan = make_plan(found, ledger.lines(), described_with, tools)
    _refuse_sudden_loss(run, plan)
    log, claims = Log(library.log_path, writer.connection), Claims()
    claims.expect(plan)
    with (
        _readers(run, described_with, again=bool(left_out)) as pool,
        Follower(library, afresh=run.rebuild or writer.restoring) as follower,
    ):
        pool.start(len(plan.jobs))
        stages = Stages(
            Preparer(library, ledger, log, claims, described_with=described_with),
            pool,
            Recorder(
                writer,
                ledger,
                log,
                claims,
                report,
                described_with=described_with,
                refused_with=tools.refused_with,
            ),
            follower,
        )
        _work(run, stages, _ordered(plan.jobs))
        if tools.ocr:
            # Last, because a scanned page costs seconds: all the rest is found meanwhile.
            _work(run, stages, _ordered(_scans(ledger, found)), ocr=True)
        with writer.transaction():
            stages.recorder.withdraw_unowned(plan, found)
            writer.restore_tombstones()
            writer.finish_restoring()
            writer.tell_lifted()
        report.centres = [
            Trouble(each.centre, "centre", each.message) for each in apply_received(library, writer)
        ]
        prune_and_expunge(writer, follower)
    keep_followed(library)
    return report


def _ledger_of(run: Run, writer: Writer) -> Ledger:
    """The ledger, made if need be with the extractions beside it; both forgotten where all is read again."""
    ledger, extractions = Ledger(writer.connection), Extractions(writer.connection)
    ledger.create()
    extractions.create()
    if run.rebuild:
        ledger.forget_stamps()
        extractions.forget()
    return ledger


def _scans(ledger: Ledger, found: Walk) -> tuple[Job, ...]:
    """Files with pages that an OCR program may find text on."""
    waiting = [line for line in ledger.told() if line.waits_for_ocr]
    return tuple(Job(found.files[line.path], line) for line in waiting if line.path in found.files)


def _readers(run: Run, described_with: str, *, again: bool) -> Pool:
    """Those made ready for this run, while they describe as it does; others else, and the second time."""
    if run.ready is not None and run.ready.described_with == described_with and not again:
        return run.ready.pool
    return readers_of(run.library, run.workers)


def _ordered(jobs: tuple[Job, ...]) -> tuple[Job, ...]:
    """Jobs as they stand, but the largest tenth first and the smallest tenth last.

    A large file begun last would be waited for by all processes but one, and what is read last the engine
    takes when nobody reads beside. Between them sizes stay mixed, so that the engine has its share from the
    beginning. Copies of one content are of one size, so the first of them stays the first.
    """
    by_size = sorted(jobs, key=_size, reverse=True)
    tenth = len(by_size) // 10
    largest, smallest = by_size[:tenth], by_size[len(by_size) - tenth :]
    aside = {job.file.path for job in (*largest, *smallest)}
    return (*largest, *(job for job in jobs if job.file.path not in aside), *smallest)


def _size(job: Job) -> int:
    return job.file.stamp.size if job.file.stamp else 0


def _refuse_sudden_loss(run: Run, plan: Plan) -> None:
    lost = sum(line.status is FileStatus.INDEXED for line in plan.gone)
    if lost >= SUSPICIOUS_LOSS and not plan.unchanged and not plan.jobs and not run.allow_empty:
        raise ConfigurationError(
            f"Le dossier {run.library.corpus} est vide alors que {lost} documents y étaient. "
            "Si c'est voulu, relancez avec --allow-empty ; sinon, vérifiez que son disque est branché."
        )


def _work(run: Run, stages: Stages, jobs: tuple[Job, ...], *, ocr: bool = False) -> None:
    """Read and describe what changed, committing every N documents or every few seconds."""
    total, done = len(jobs), 0
    if not jobs:
        return
    run.on_progress(Progress(0, total))
    with closing(_answers(run.library, stages, jobs, ocr=ocr)) as answers:
        while done < total:
            size = min(run.library.settings.index.commit_every, max(LAST_COMMIT, (total - done) // 2))
            with stages.recorder.writer.transaction():
                for reading, answer in _batch(answers, size):
                    with blaming(reading.request.file):
                        stages.recorder.record(reading, answer)
                    done += 1
                    run.on_progress(Progress(done, total, reading.request.file))
            stages.follower.wake()


def _batch(answers: Iterator[Answered], size: int) -> Iterator[Answered]:
    """The answers until the next commit, without asking for one more than will be written."""
    until = time.monotonic() + COMMIT_SECONDS
    for count, answered in enumerate(answers, 1):
        yield answered
        if count == size or time.monotonic() > until:
            return


def _answers(library: Library, stages: Stages, jobs: tuple[Job, ...], *, ocr: bool) -> Generator[Answered]:
    """Each job with what became of it, in the order they end."""
    limits = limits_of(library, ocr=ocr)
    settled: list[Answered] = []

    def requests() -> Iterator[tuple[PreparedJob, bytes]]:
        for job in jobs:
            with blaming(job.file.path):
                reading, answer = stages.preparer.prepare(job, ocr=ocr)
            if answer is None:
                yield reading, msgspec.json.encode(reading.request)
            else:
                settled.append((reading, answer))

    for reading, outcome in stages.pool.map(requests(), wall_s=limits.wall_s):
        answer = stages.preparer.changed_since(reading)
        yield reading, answer or answer_of(stages.pool, reading.request, outcome, limits)
        while settled:
            yield settled.pop()
    yield from settled


def _tools(library: Library) -> Tools:
    return Tools(
        ocr=library.settings.index.ocr and shutil.which("tesseract") is not None,
        office=find_office() is not None,
        office_version=office_version(),
    )
