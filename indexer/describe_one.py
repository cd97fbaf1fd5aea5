"""One document described aside, to see what would be proposed and why; nothing is written.

It is read in a limited process like any other, by the same describer, with what the documentalists have
taught it so far.
"""

from pathlib import Path

import msgspec

from catalogue import disk_errors
from catalogue.errors import NoticeError
from catalogue.library import Library
from catalogue.notice import SUFFIX, read_notice
from catalogue.record import Record
from confined import Limits, Pool
from indexer.errors import ExtractionError, Reason
from indexer.failures import answer_of
from indexer.messages import IndexRequest
from indexer.readers import TASK
from indexer.run_plan import sha256_of


def describe_aside(library: Library, path: Path) -> Record:
    """The record that a file, in the corpus or not, would have with the notice beside it.

    Raises ExtractionError, which says why, for a file that cannot be read; NoticeError for a broken notice.
    """
    try:
        sha256, size = sha256_of(path), path.stat().st_size
    except OSError as error:
        said = f"{path.name} ne peut être lu ({disk_errors.cause(error)}). Vérifiez ses droits."
        raise ExtractionError(Reason.UNREADABLE, said) from error
    beside = path.with_name(path.name + SUFFIX)
    notice = read_notice(beside).values if beside.is_file() else None
    request = IndexRequest(
        str(library.folder), _name(library, path), sha256, sha256=sha256, size=size, ocr=False, notice=notice
    )
    allowed = library.settings.limits
    limits = Limits(allowed.memory_mb, allowed.cpu_s, allowed.wall_s)
    with Pool(TASK, workers=1, limits=limits) as pool:
        answer = answer_of(pool, request, pool.run(msgspec.json.encode(request)), limits)
    if answer.notice_error:
        raise NoticeError(f"{beside.name} : {answer.notice_error}")
    if answer.record is None or answer.reason is not None:
        raise ExtractionError(answer.reason or Reason.UNREADABLE, f"{path.name} : {answer.message}")
    return answer.record


def _name(library: Library, path: Path) -> str:
    """The path below the corpus, as the index knows it; a file from elsewhere goes by its whole path."""
    whole = path.absolute()
    return (
        whole.relative_to(library.corpus).as_posix() if whole.is_relative_to(library.corpus) else str(whole)
    )
