"""What crosses the border of a limited process, as JSON: a request for one document and its answer."""

from dataclasses import dataclass

from catalogue.notice import Value
from catalogue.record import Record
from indexer.errors import Reason
from indexer.extract.extracted import Extracted


@dataclass(frozen=True, slots=True)
class IndexRequest:
    """One document to read and describe, or to describe again from what was read before."""

    library: str
    #: Below the corpus.
    file: str
    identifier: str
    #: Empty for a notice without a document.
    sha256: str = ""
    size: int = 0
    ocr: bool = True
    #: Seconds that OCR may take for this document, less than the process is given.
    ocr_s: float = 90
    #: What was read before; None asks to read the file.
    extracted: Extracted | None = None
    media_type: str = ""
    #: What a person decided now, and what they decided before, should the former not hold.
    notice: dict[str, Value] | None = None
    last_good_notice: dict[str, Value] | None = None


@dataclass(frozen=True, slots=True)
class IndexAnswer:
    """What became of it: a record, or a reason."""

    record: Record | None = None
    extracted: Extracted | None = None
    #: Why the notice was not used; empty when it was.
    notice_error: str = ""
    reason: Reason | None = None
    message: str = ""
