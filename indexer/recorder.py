"""What becomes of one document: from an answer to rows of the log and a line of the ledger."""

import zlib
from dataclasses import replace
from pathlib import Path

import msgspec

from catalogue.document_formats import BY_SUFFIX
from catalogue.log import Log, LogEntry, Writer
from catalogue.log.ledger import FileStatus, Ledger, LedgerLine
from catalogue.record import Record, TextSource, Withdrawing
from indexer.claims import Claims
from indexer.errors import Reason
from indexer.extract.extracted import Extracted
from indexer.extractions import Extractions
from indexer.messages import IndexAnswer
from indexer.prepare import PreparedJob, notice_json
from indexer.report import Report
from indexer.run_plan import Job, Plan
from indexer.walk import Walk


class Recorder:
    """Writes answers, inside the writer's transactions."""

    def __init__(
        self,
        writer: Writer,
        ledger: Ledger,
        log: Log,
        claims: Claims,
        report: Report,
        *,
        described_with: str,
        refused_with: str,
    ) -> None:
        self.writer = writer
        self._ledger = ledger
        self._extractions = Extractions(writer.connection)
        self._log = log
        self._claims = claims
        self._report = report
        self._described_with = described_with
        self._refused_with = refused_with

    def record(self, reading: PreparedJob, answer: IndexAnswer) -> None:
        """Write what became of one document; called inside a transaction."""
        if reading.touched:
            assert reading.job.line is not None  # noqa: S101 - `_same` saw it
            line = _stamped(reading.job.line, reading.job)
            self._ledger.put(replace(line, notice_error=reading.notice_error))
            self._report.unchanged += 1
            return
        if answer.extracted is not None and reading.request.extracted is None and reading.request.sha256:
            self._report.extracted += not reading.ocr
            self._extractions.keep(reading.request.sha256, answer.extracted)
        if answer.record is not None:
            self._write(reading, answer.record, answer.extracted)
        self._let_go(reading, answer)
        self._ledger.put(self._line(reading, answer))

    def _write(self, reading: PreparedJob, record: Record, extracted: Extracted | None) -> None:
        entry = self._log.entry(record.identifier)
        current = entry.record if entry else None
        if reading.ocr:
            self._report.read_by_ocr += 1
        elif current is None:
            self._report.added += 1
        elif current == record and self._same_pages(reading, entry, extracted):
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

    def _same_pages(self, reading: PreparedJob, entry: LogEntry | None, extracted: Extracted | None) -> bool:
        """Whether the text is the one that stands, read again or not; a damaged one is not."""
        if reading.request.extracted is not None or entry is None:
            return reading.request.extracted is not None
        try:
            return self._log.pages_at(entry.sequence) == (extracted.pages if extracted else ())
        except (zlib.error, msgspec.DecodeError):
            return False

    def _let_go(self, reading: PreparedJob, answer: IndexAnswer) -> None:
        """Withdraw the record this file had when it is another one now: with it, not after the run."""
        line, request = reading.job.line, reading.request
        if line is None or not line.identifier or line.status is FileStatus.DUPLICATE:
            return
        unread = answer.record is None and not reading.duplicate_of
        if unread and (answer.reason is Reason.UNREADABLE or line.sha256 in ("", request.sha256)):
            self._claims.claim(line.identifier, line.path)  # same content: what was read once stays found
        elif (line.identifier != request.identifier or unread) and not self._claims.stands(line.identifier):
            self._withdraw(line.identifier, request.identifier if answer.record is not None else "")

    def _withdraw(self, identifier: str, replaced_by: str = "") -> None:
        entry = self._log.entry(identifier)
        if entry is not None and entry.record is not None:
            reason = Withdrawing.REPLACED if replaced_by else Withdrawing.RETIRED
            self.writer.withdraw(identifier, reason=reason, replaced_by=replaced_by)
            self._report.withdrawn += 1

    def _line(self, reading: PreparedJob, answer: IndexAnswer) -> LedgerLine:
        """What the ledger keeps of it."""
        request = reading.request
        known = answer.record is not None or bool(reading.duplicate_of)
        before = reading.job.line
        looked = reading.ocr or (request.extracted is not None and before is not None and before.ocr_tried)
        kept = before.identifier if before and self._claims.owns(request.file, before.identifier) else ""
        status = _status(reading, answer)
        refused = status in (FileStatus.FAILED, FileStatus.IGNORED)
        line = LedgerLine(
            request.file,
            sha256=request.sha256 or (before.sha256 if before and kept else ""),
            identifier=request.identifier if known else kept,
            status=status,
            reason=str(answer.reason or ""),
            message=answer.message or _duplicate(reading),
            notice=notice_json(request.last_good_notice if answer.notice_error else request.notice),
            notice_error=answer.notice_error or reading.notice_error,
            needs_ocr=_pages_without_text(answer.extracted),
            ocr_tried=looked,
            described_with=self._refused_with if refused else self._described_with,
            warnings="\n".join(answer.extracted.warnings) if answer.extracted else "",
        )
        # A file that the disk did not give is tried again by every run, changed or not.
        return line if answer.reason is Reason.UNREADABLE or reading.again else _stamped(line, reading.job)

    def withdraw_unowned(self, plan: Plan, found: Walk) -> None:
        """At the end: withdraw what no file stands for and tell all that asks for attention.

        Log and ledger are compared whole, so that nothing outlives what a run that died may have left.
        """
        for line in plan.gone:
            self._ledger.remove(line.path)
        for identifier in self._ledger.orphans():
            self._withdraw(identifier)
        self._extractions.drop_unused()
        self._report.unchanged += len(plan.unchanged)
        self._report.tell(self._ledger.told(), found.unlisted, self._log.count())


def _stamped(line: LedgerLine, job: Job) -> LedgerLine:
    """The line with the stamps of the file as the walk saw it."""
    stamp, notice = job.file.stamp, job.file.notice
    return replace(
        line,
        size=stamp.size if stamp else None,
        mtime_ns=stamp.mtime_ns if stamp else None,
        notice_size=notice.size if notice else None,
        notice_mtime_ns=notice.mtime_ns if notice else None,
    )


def _duplicate(reading: PreparedJob) -> str:
    """What is said of a file whose record is another's; empty for all others."""
    owner, notice = reading.duplicate_of, reading.request.notice or {}
    if owner and "identifier" in notice:
        return f"L'identifiant « {notice['identifier']} » est déjà celui de {owner}. Changez l'un des deux."
    return f"Même contenu que {owner}." if owner else ""


def _status(reading: PreparedJob, answer: IndexAnswer) -> FileStatus:
    if reading.duplicate_of:
        return FileStatus.DUPLICATE
    named = Path(reading.request.file).suffix.lower() in BY_SUFFIX
    if answer.reason is Reason.UNSUPPORTED and not named:
        return FileStatus.IGNORED  # an archive is not a fault; a program that calls itself a PDF is
    return FileStatus.FAILED if answer.reason else FileStatus.INDEXED


def _pages_without_text(extracted: Extracted | None) -> int:
    return sum(page.source is TextSource.NONE for page in extracted.pages) if extracted else 0
