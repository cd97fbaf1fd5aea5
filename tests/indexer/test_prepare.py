"""What is decided about a document before anything reads it."""

import pytest

from catalogue.library import Library, open_library
from catalogue.log import LedgerLine, Log, open_writer
from catalogue.log.ledger import Ledger
from indexer.claims import Claims
from indexer.errors import Reason
from indexer.extractions import Extractions
from indexer.prepare import Preparer
from indexer.run_plan import Job
from indexer.walk import walk

MEGABYTE = 1 << 20


@pytest.fixture
def limited(library: Library) -> Library:
    (library.folder / "fonds.toml").write_text("[limits]\nfile_mb = 1\nocr_wall_s = 100\n", encoding="utf-8")
    return open_library(library.folder)


def prepared(library: Library, *, ocr: bool = False, line: LedgerLine | None = None):
    """The request for the only document of a library, and its answer when it is refused unread."""
    with open_writer(library) as writer:
        ledger, log = Ledger(writer.connection), Log(library.log_path, writer.connection)
        ledger.create()
        Extractions(writer.connection).create()
        (file,) = walk(library.corpus).files.values()
        preparer = Preparer(library, ledger, log, Claims(), described_with="")
        return preparer.prepare(Job(file, line), ocr=ocr)


@pytest.mark.parametrize(("size", "reason"), [(MEGABYTE, None), (MEGABYTE + 1, Reason.TOO_LARGE)])
def test_a_file_is_read_up_to_the_limit_and_not_a_byte_over_it(limited, size, reason) -> None:
    (limited.corpus / "note.txt").write_bytes(b"x" * size)
    _job, answer = prepared(limited)
    assert (answer.reason if answer else None) is reason


def test_text_recognition_leaves_time_to_read_and_describe_what_it_saw(limited) -> None:
    (limited.corpus / "note.txt").write_text("Une note.", encoding="utf-8")
    job, _answer = prepared(limited, ocr=True)
    assert 0 < job.request.ocr_s < limited.settings.limits.ocr_wall_s


def test_a_file_of_which_nothing_has_changed_since_is_not_digested_again(library, monkeypatch) -> None:
    (library.corpus / "note.txt").write_text("Une note.", encoding="utf-8")
    (file,) = walk(library.corpus).files.values()
    known = LedgerLine("note.txt", size=file.stamp.size, mtime_ns=file.stamp.mtime_ns, sha256="a" * 64)
    monkeypatch.setattr("indexer.prepare.sha256_of", lambda _path: pytest.fail("read whole again"))
    reading, _answer = prepared(library, line=known)
    assert reading.request.sha256 == known.sha256
