"""What one document needs: from a job to a request, with nothing opened by a parser yet.

Decides what can be decided without reading: an empty or oversized file, a copy, a file that only changed its
time, a text that was read before and needs describing only.
"""

import hashlib
from dataclasses import dataclass, replace

import msgspec

from catalogue import disk_errors
from catalogue.errors import NoticeError
from catalogue.library import Library
from catalogue.log import FileStamp, Log
from catalogue.log.ledger import FileStatus, Ledger
from catalogue.notice import Value
from indexer.claims import Claims
from indexer.errors import Reason
from indexer.extractions import Extractions
from indexer.messages import IndexAnswer, IndexRequest
from indexer.run_plan import Job, notice_of, sha256_of

#: Part of a document's time that OCR may take; the rest is for reading and describing it.
OCR_SHARE = 0.8


@dataclass(frozen=True, slots=True)
class PreparedJob:
    """One job with all that is known before its file is opened by a parser."""

    job: Job
    request: IndexRequest
    notice_error: str = ""
    #: Nothing but the file's time has changed.
    touched: bool = False
    #: Its pages without text are read by an OCR program.
    ocr: bool = False
    #: The disk did not give its notice: looked at by every run, changed or not.
    again: bool = False
    #: The path whose record this content is.
    duplicate_of: str = ""
    #: Of the file as its content was looked at; None when there is no document.
    seen: FileStamp | None = None


class Preparer:
    """Turns jobs into requests."""

    def __init__(
        self, library: Library, ledger: Ledger, log: Log, claims: Claims, *, described_with: str
    ) -> None:
        self._library = library
        self._ledger = ledger
        self._extractions = Extractions(log.connection)
        self._log = log
        self._claims = claims
        self._described_with = described_with

    def prepare(self, job: Job, *, ocr: bool = False) -> tuple[PreparedJob, IndexAnswer | None]:
        """The request for a job, and its answer already when no parser is needed for it."""
        try:
            notice, notice_error, unread = notice_of(self._library, job.file), "", False
        except NoticeError as error:
            notice, notice_error, unread = None, str(error), isinstance(error.__cause__, OSError)
        good: dict[str, Value] | None = (
            msgspec.json.decode(job.line.notice) if job.line and job.line.notice else None
        )
        chosen = good if notice_error else notice.values if notice else None
        request = IndexRequest(
            str(self._library.folder),
            job.file.path,
            "",
            ocr=ocr,
            ocr_s=self._library.settings.limits.ocr_wall_s * OCR_SHARE,
            notice=chosen,
            last_good_notice=good,
        )
        reading = PreparedJob(job, request, notice_error, ocr=ocr, again=unread)
        if unread and good is None:
            # Nobody knows who may see it: it waits.
            return reading, _failed(Reason.UNREADABLE, notice_error)
        try:
            seen, sha256 = self._content(job)
        except FileNotFoundError:
            return reading, _failed(
                Reason.UNREADABLE,
                "Le fichier a disparu pendant l'indexation. La prochaine le retirera s'il ne revient pas.",
            )
        except OSError as error:
            return reading, _failed(
                Reason.UNREADABLE,
                f"Lecture impossible ({disk_errors.cause(error)}). Vérifiez ses droits et le disque.",
            )
        reading = replace(reading, seen=seen)
        return self._identified(reading, sha256, str((chosen or {}).get("identifier", "")))

    def changed_since(self, reading: PreparedJob) -> IndexAnswer | None:
        """What is answered of a file that somebody wrote while a parser read it; None for all others.

        Text of one content must not stand under the name of another: it is read again by the next run.
        """
        if reading.seen is None or reading.request.extracted is not None:
            return None
        try:
            if self._stamp(reading.job) == reading.seen:
                return None
        except OSError:  # gone: what was read of it is what it was
            return None
        return _failed(
            Reason.UNREADABLE, "Le fichier a été modifié pendant sa lecture. La prochaine indexation le lira."
        )

    def _content(self, job: Job) -> tuple[FileStamp | None, str]:
        """The file as it stands now and its SHA-256; None and empty when there is no document."""
        if job.file.stamp is None:
            return None, ""
        if job.line is not None and job.line.stamp == job.file.stamp and job.line.sha256:
            return job.file.stamp, job.line.sha256
        return self._stamp(job), sha256_of(self._library.corpus / job.file.path)

    def _stamp(self, job: Job) -> FileStamp:
        status = (self._library.corpus / job.file.path).lstat()
        return FileStamp.of(status)

    def _identified(
        self, reading: PreparedJob, sha256: str, pinned: str
    ) -> tuple[PreparedJob, IndexAnswer | None]:
        file = reading.job.file
        size = reading.seen.size if reading.seen else 0
        refusal = self._refusal(size, has_document=file.stamp is not None)
        # A notice without a document has no content to be known by: its place in the corpus stands for it.
        own = sha256 or hashlib.sha256(f"notice:{file.path}".encode()).hexdigest()
        request = replace(reading.request, identifier=pinned or own, sha256=sha256, size=size)
        reading = replace(reading, request=request)
        if refusal is not None:
            return reading, refusal
        owner = self._claims.claim(request.identifier, file.path)
        if owner != file.path:
            return replace(reading, duplicate_of=owner), IndexAnswer()
        if self._same(reading):
            return replace(reading, touched=True), IndexAnswer()
        return (reading, None) if reading.ocr else (self._with_extraction(reading), None)

    def _refusal(self, size: int, *, has_document: bool) -> IndexAnswer | None:
        limit = self._library.settings.limits.file_mb
        if has_document and size == 0:
            return _failed(Reason.EMPTY, "Le fichier est vide. Déposez-le à nouveau.")
        if size > limit << 20:
            return _failed(
                Reason.TOO_LARGE,
                f"Le fichier dépasse {limit} Mo. Allégez-le, ou relevez [limits] file_mb dans fonds.toml.",
            )
        return None

    def _same(self, reading: PreparedJob) -> bool:
        """Whether content, notice and description are those of the line already there."""
        line, request = reading.job.line, reading.request
        return (
            line is not None
            and line.status is FileStatus.INDEXED
            and (line.sha256, line.identifier) == (request.sha256, request.identifier)
            and line.notice == notice_json(request.notice)
            and line.described_with == self._described_with
            and not (reading.ocr and line.waits_for_ocr)
        )

    def _with_extraction(self, reading: PreparedJob) -> PreparedJob:
        """The request with what was read before, when the same content was, under whatever name."""
        request = reading.request
        kept = self._extractions.find(request.sha256)
        entry = self._log.entry(self._ledger.identifier_of(request.sha256)) if kept else None
        if kept is None or entry is None or entry.record is None:
            return reading
        extracted = replace(kept, pages=self._log.pages_at(entry.sequence))
        return replace(reading, request=replace(request, extracted=extracted, media_type=entry.record.format))


def _failed(reason: Reason, message: str) -> IndexAnswer:
    return IndexAnswer(reason=reason, message=message)


def notice_json(values: dict[str, Value] | None) -> str:
    """A notice as the ledger keeps it, keys in order so that equal notices are equal; empty for none."""
    return msgspec.json.encode(values, order="sorted").decode() if values is not None else ""
