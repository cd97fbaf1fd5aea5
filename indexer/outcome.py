"""What one document needs, and what becomes of it: from a job to a request, from an answer to the log.

Keeps account of who owns each identifier in this run: two files of one content are one record, and a record
is withdrawn only when nobody owns it at the end.
"""

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from catalogue.errors import NoticeError
from catalogue.library import Library
from catalogue.log import Log, Writer
from catalogue.notice import Value
from catalogue.record import Record, TextSource
from indexer.errors import Reason
from indexer.extract.extracted import Extracted
from indexer.extract.formats import FORMATS
from indexer.ledger import Ledger, Line, Status
from indexer.plan import Job, Plan, notice_of, sha256_of
from indexer.report import Report
from indexer.walk import Walk
from indexer.worker import Answer, Request

#: Part of a document's time that OCR may take; the rest is for reading and describing it.
OCR_SHARE = 0.8


@dataclass(frozen=True, slots=True)
class Reading:
    """One job with all that is known before its file is opened by a parser."""

    job: Job
    request: Request
    notice_error: str = ""
    #: Nothing but the file's time has changed.
    touched: bool = False
    #: Its pages without text are read by an OCR program.
    ocr: bool = False
    #: The path whose record this content is.
    duplicate_of: str = ""


class Recorder:
    """Turns jobs into requests and answers into rows."""

    def __init__(
        self,
        library: Library,
        writer: Writer,
        ledger: Ledger,
        report: Report,
        *,
        described_with: str,
    ) -> None:
        self.writer = writer
        self._library = library
        self._ledger = ledger
        self._report = report
        self._described_with = described_with
        self._log = Log(library.log_path, writer.connection)
        self._owners: dict[str, str] = {}
        self._released: dict[str, str] = {}

    def expect(self, plan: Plan) -> None:
        """Note who owns which record before anything is read."""
        for line in (*plan.unchanged, *plan.hidden):
            if line.identifier and line.status is not Status.DUPLICATE:
                self._owners[line.identifier] = line.path

    def prepare(self, job: Job, *, ocr: bool = False) -> tuple[Reading, Answer | None]:
        """The request for a job, and its answer already when no parser is needed for it."""
        try:
            notice, notice_error = notice_of(self._library, job.file), ""
        except NoticeError as error:
            notice, notice_error = None, str(error)
        good: dict[str, Value] | None = (
            msgspec.json.decode(job.line.notice) if job.line and job.line.notice else None
        )
        chosen = good if notice_error else notice.values if notice else None
        request = Request(
            str(self._library.folder),
            job.file.path,
            "",
            ocr=ocr,
            ocr_s=self._library.settings.limits.ocr_wall_s * OCR_SHARE,
            notice=chosen,
            last_good_notice=good,
        )
        reading = Reading(job, request, notice_error, ocr=ocr)
        try:
            sha256 = self._sha256(job)
        except OSError as error:
            return reading, _failed(
                Reason.UNREADABLE, f"Lecture impossible ({error.strerror}). Vérifiez ses droits."
            )
        return self._identified(reading, sha256, str((chosen or {}).get("identifier", "")))

    def _sha256(self, job: Job) -> str:
        """The content's SHA-256, empty when there is no document."""
        if job.file.stamp is None:
            return ""
        if job.line is not None and job.line.stamp == job.file.stamp and job.line.sha256:
            return job.line.sha256
        return sha256_of(self._library.corpus / job.file.path)

    def _identified(self, reading: Reading, sha256: str, pinned: str) -> tuple[Reading, Answer | None]:
        file = reading.job.file
        size = file.stamp.size if file.stamp else 0
        refusal = self._refusal(size, has_document=file.stamp is not None)
        # A notice without a document has no content to be known by: its place in the corpus stands for it.
        own = sha256 or hashlib.sha256(f"notice:{file.path}".encode()).hexdigest()
        request = replace(reading.request, identifier=pinned or own, sha256=sha256, size=size)
        reading = replace(reading, request=request)
        owner = self._owners.get(request.identifier, file.path)
        if refusal is not None:
            return reading, refusal
        if owner != file.path:
            return replace(reading, duplicate_of=owner), Answer()
        self._owners[request.identifier] = file.path
        if self._same(reading):
            return replace(reading, touched=True), Answer()
        return (reading, None) if reading.ocr else (self._with_extraction(reading), None)

    def _refusal(self, size: int, *, has_document: bool) -> Answer | None:
        limit = self._library.settings.limits.file_mb
        if has_document and size == 0:
            return _failed(Reason.EMPTY, "Le fichier est vide. Déposez-le à nouveau.")
        if size > limit << 20:
            return _failed(
                Reason.TOO_LARGE,
                f"Le fichier dépasse {limit} Mo. Allégez-le, ou relevez [limits] file_mb dans fonds.toml.",
            )
        return None

    def _same(self, reading: Reading) -> bool:
        """Whether content, notice and description are those of the line already there."""
        line, request = reading.job.line, reading.request
        return (
            line is not None
            and line.status is Status.INDEXED
            and (line.sha256, line.identifier) == (request.sha256, request.identifier)
            and line.notice == _json(request.notice)
            and line.described_with == self._described_with
            and not (reading.ocr and line.waits_for_ocr)
        )

    def _with_extraction(self, reading: Reading) -> Reading:
        """The request with what was read before, when the same content was, under whatever name."""
        request = reading.request
        kept = self._ledger.extraction(request.sha256)
        entry = self._log.entry(self._ledger.identifier_of(request.sha256)) if kept else None
        if kept is None or entry is None or entry.record is None:
            return reading
        extracted = replace(kept, pages=self._log.pages_at(entry.sequence))
        return replace(reading, request=replace(request, extracted=extracted, media_type=entry.record.format))

    def record(self, reading: Reading, answer: Answer) -> None:
        """Write what became of one document; called inside a transaction."""
        if reading.touched:
            assert reading.job.line is not None  # noqa: S101 - `_same` saw it
            line = _stamped(reading.job.line, reading.job)
            self._ledger.put(replace(line, notice_error=reading.notice_error))
            self._report.unchanged += 1
            return
        if answer.extracted is not None and reading.request.extracted is None:
            self._report.extracted += not reading.ocr
            self._ledger.keep_extraction(reading.request.sha256, answer.extracted)
        if answer.record is not None:
            self._write(reading, answer.record, answer.extracted)
        self._release(reading, answer)
        self._ledger.put(self._line(reading, answer))

    def _write(self, reading: Reading, record: Record, extracted: Extracted | None) -> None:
        entry = self._log.entry(record.identifier)
        current = entry.record if entry else None
        if reading.ocr:
            self._report.read_by_ocr += 1
        elif current is None:
            self._report.added += 1
        elif current == record and reading.request.extracted is not None:
            self._report.unchanged += 1
            return
        elif replace(current, file=record.file) == record and reading.request.extracted is not None:
            self._report.moved += 1
            self.writer.relocate(record)
            return
        else:
            self._report.updated += 1
        if current is not None and reading.request.extracted is not None:
            self.writer.redescribe(record)
        else:
            self.writer.put(record, extracted.pages if extracted else ())

    def _release(self, reading: Reading, answer: Answer) -> None:
        """Let go of the record this file had, when it is another one now."""
        line, request = reading.job.line, reading.request
        if line is None or not line.identifier or line.status is Status.DUPLICATE:
            return
        unread = answer.record is None and not reading.duplicate_of
        if unread and line.sha256 in ("", request.sha256):
            self._owners[line.identifier] = line.path  # same content: what was read once stays found
        elif line.identifier != request.identifier or unread:
            self._released[line.identifier] = request.identifier if answer.record is not None else ""

    def _line(self, reading: Reading, answer: Answer) -> Line:
        """What the ledger keeps of it."""
        request = reading.request
        known = answer.record is not None or bool(reading.duplicate_of)
        before = reading.job.line
        looked = reading.ocr or (request.extracted is not None and before is not None and before.ocr_tried)
        kept = before.identifier if before and self._owners.get(before.identifier) == request.file else ""
        line = Line(
            request.file,
            None,
            None,
            sha256=request.sha256,
            identifier=request.identifier if known else kept,
            status=_status(reading, answer),
            reason=str(answer.reason or ""),
            message=answer.message
            or (f"Même contenu que {reading.duplicate_of}." if reading.duplicate_of else ""),
            notice=_json(request.last_good_notice if answer.notice_error else request.notice),
            notice_error=answer.notice_error or reading.notice_error,
            needs_ocr=_pages_without_text(answer.extracted),
            ocr_tried=looked,
            described_with=self._described_with,
            warnings="\n".join(answer.extracted.warnings) if answer.extracted else "",
        )
        return _stamped(line, reading.job)

    def settle(self, plan: Plan, found: Walk) -> None:
        """At the end: withdraw what nobody owns any more and tell all that asks for attention."""
        for line in plan.gone:
            self._ledger.remove(line.path)
            if line.identifier and line.status is not Status.DUPLICATE:
                self._released.setdefault(line.identifier, "")
        for identifier, replaced_by in self._released.items():
            entry = self._log.entry(identifier)
            if identifier not in self._owners and entry is not None and entry.record is not None:
                reason = "remplace" if replaced_by else "retire"
                self.writer.withdraw(identifier, reason=reason, replaced_by=replaced_by)
                self._report.withdrawn += 1
        self._ledger.drop_unused_extractions()
        self._report.unchanged += len(plan.unchanged)
        self._report.tell(self._ledger.lines().values(), found.unreadable, self._log.count())


def _failed(reason: Reason, message: str) -> Answer:
    return Answer(reason=reason, message=message)


def _json(values: dict[str, Value] | None) -> str:
    return msgspec.json.encode(values, order="sorted").decode() if values is not None else ""


def _stamped(line: Line, job: Job) -> Line:
    """The line with the stamps of the file as the walk saw it."""
    stamp, notice = job.file.stamp, job.file.notice
    return replace(
        line,
        size=stamp.size if stamp else None,
        mtime_ns=stamp.mtime_ns if stamp else None,
        notice_size=notice.size if notice else None,
        notice_mtime_ns=notice.mtime_ns if notice else None,
    )


def _status(reading: Reading, answer: Answer) -> Status:
    if reading.duplicate_of:
        return Status.DUPLICATE
    named = Path(reading.request.file).suffix.lower() in FORMATS
    if answer.reason is Reason.UNSUPPORTED and not named:
        return Status.IGNORED  # a spreadsheet is not a fault; a program that calls itself a PDF is
    return Status.FAILED if answer.reason else Status.INDEXED


def _pages_without_text(extracted: Extracted | None) -> int:
    return sum(page.source is TextSource.NONE for page in extracted.pages) if extracted else 0
