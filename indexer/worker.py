"""What runs inside a limited process: read one file and describe it.

A request and its answer are JSON, so nothing but plain values crosses the border. An answer is always one
of three: a record with its extraction, a reason why the file cannot be read, or (through the pool) the death
of the process, which costs that document alone.
"""

from dataclasses import replace
from functools import lru_cache
from importlib import import_module
from pathlib import Path

import msgspec

from catalogue.corrections import learnt_in
from catalogue.document_formats import BY_SUFFIX, MBOX
from catalogue.errors import NoticeError
from catalogue.library import open_library
from catalogue.notice import SUFFIX, Notice, Value, describes, line_of_value
from catalogue.parting import WHOLE
from catalogue.record import Record, Status
from catalogue.vocabulary import load_vocabularies
from catalogue.web_address import noted_origin
from indexer.describe import Describer
from indexer.errors import ExtractionError
from indexer.extract.extracted import Extracted, Metadata
from indexer.extract.formats import Options, detect, extract
from indexer.extract.legibility import is_language
from indexer.extract.markdown import pages_of
from indexer.messages import IndexAnswer, IndexRequest
from indexer.written import written

_read_request = msgspec.json.Decoder(IndexRequest)

#: Readers of nearly all that a library holds.
_USUAL_READERS = ("pdf", "docx", "odf")
#: To describe it asks for the lists that most documents ask for: towns, bodies, names, words of types.
_SPEAKS_OF_ALL = Path(__file__).parent / "speaks_of_all.md"


def handle(body: bytes) -> bytes:
    """The task of `confined`: one request in, one answer out."""
    request = _read_request.decode(body)
    try:
        answer = _answer(request)
    except ExtractionError as error:
        answer = _without_text(request, error)
    return msgspec.json.encode(answer)


def _answer(request: IndexRequest) -> IndexAnswer:
    if not request.file:
        return _load(request)
    if not request.sha256:
        return _described(request, written(request.notice or {}), request.media_type)
    if request.extracted is not None:
        return _described(request, request.extracted, request.media_type)
    path = Path(request.library) / "corpus" / request.file
    media_type = detect(path)
    extracted = _with_origin(extract(path, media_type, Options(ocr=request.ocr, ocr_s=request.ocr_s)), path)
    if media_type == MBOX:
        extracted = replace(extracted, warnings=(WHOLE, *extracted.warnings))
    return _described(request, extracted, media_type)


def _load(request: IndexRequest) -> IndexAnswer:
    """Load what reading and describing a document needs; other processes may be forked from this one then."""
    for reader in _USUAL_READERS:
        import_module(f"indexer.extract.{reader}")
    extracted = pages_of(_SPEAKS_OF_ALL.read_text(encoding="utf-8"))
    is_language(extracted.pages[0].text)
    return _described(request, extracted, BY_SUFFIX[".md"].media_type)


def _with_origin(extracted: Extracted, path: Path) -> Extracted:
    """With the address that the program which saved the file noted on it, where the file says none."""
    if extracted.metadata.origin or not (noted := noted_origin(path)):
        return extracted
    return replace(extracted, metadata=replace(extracted.metadata, origin=noted))


def _without_text(request: IndexRequest, error: ExtractionError) -> IndexAnswer:
    """A file that cannot be read still has a record when a person wrote its notice."""
    if describes(request.notice):
        answer = _described(request, None, "")
        return replace(answer, reason=error.reason, message=str(error))
    return IndexAnswer(reason=error.reason, message=str(error))


def _described(request: IndexRequest, extracted: Extracted | None, media_type: str) -> IndexAnswer:
    try:
        return IndexAnswer(_describe(request, extracted, media_type, request.notice), extracted)
    except NoticeError as error:
        record = _describe(request, extracted, media_type, request.last_good_notice)
        return IndexAnswer(record, extracted, notice_error=_located(request, error))
    except Exception as error:  # noqa: BLE001 - a text that is read must be found, described or not
        return _undescribed(request, extracted, media_type, error)


def _located(request: IndexRequest, error: NoticeError) -> str:
    """What is wrong with a value of the notice, after the notice's name and the line it stands on."""
    path = Path(request.library) / "corpus" / (request.file + SUFFIX)
    try:
        line = line_of_value(path.read_text(encoding="utf-8-sig"), error.field, error.value)
    except (OSError, UnicodeDecodeError):
        line = None
    return f"{path.name}{f', ligne {line}' if line else ''} : {error}"


def _undescribed(
    request: IndexRequest, extracted: Extracted | None, media_type: str, error: Exception
) -> IndexAnswer:
    """The document with its text but without a proposed description, and a warning that says so."""
    if extracted is None:
        raise error
    bare = replace(extracted, pages=(), lines=(), metadata=Metadata())
    record = _describe(request, bare, media_type, request.notice)
    said = f"Le texte est cherchable, mais sa description a échoué ({error!r:.200}). Écrivez sa notice."
    return IndexAnswer(
        replace(record, pages=len(extracted.pages)),
        replace(extracted, warnings=(*extracted.warnings, said)),
    )


def _describe(
    request: IndexRequest, extracted: Extracted | None, media_type: str, notice: dict[str, Value] | None
) -> Record:
    return _describer(request.library).describe(
        extracted,
        file=request.file,
        identifier=request.identifier,
        sha256=request.sha256,
        size=request.size,
        media_type=media_type,
        notice=Notice(notice) if notice is not None else None,
    )


@lru_cache(maxsize=1)
def _describer(folder: str) -> Describer:
    """Built once a process: compiling the recognisers costs more than reading a page."""
    library = open_library(Path(folder))
    return Describer(
        load_vocabularies(library.vocabularies),
        library.settings.library,
        learnt_in(library.state),
        status=Status.PUBLISHED if library.settings.desk.publish == "at_once" else Status.PROPOSED,
    )
