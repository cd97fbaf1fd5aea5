import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from catalogue.errors import NoticeError
from catalogue.library import Library
from catalogue.log.ledger import FileStatus, LedgerLine
from indexer.errors import Reason
from indexer.run_plan import Tools, make_plan, notice_of
from indexer.walk import FileStamp, SourceFile, Unlisted, Walk

STAMP = FileStamp(10, 1)
KNOWN = LedgerLine("a.pdf", 10, 1, sha256="aa", identifier="aa", described_with="1")
NO_TOOLS = Tools(ocr=False, office=False)
ALL_TOOLS = Tools(ocr=True, office=True)


def found(*files: SourceFile) -> Walk:
    return Walk({file.path: file for file in files})


def paths(jobs: tuple) -> list[str]:
    return [job.file.path for job in jobs]


def test_a_file_as_it_was_is_left_alone() -> None:
    plan = make_plan(found(SourceFile("a.pdf", STAMP)), {"a.pdf": KNOWN}, "1", NO_TOOLS)
    assert (plan.jobs, plan.gone, plan.unchanged) == ((), (), (KNOWN,))


@pytest.mark.parametrize(
    "file",
    [
        SourceFile("a.pdf", FileStamp(11, 1)),
        SourceFile("a.pdf", FileStamp(10, 2)),
        SourceFile("a.pdf", STAMP, FileStamp(1, 1)),
    ],
)
def test_another_size_time_or_notice_is_a_job(file: SourceFile) -> None:
    assert paths(make_plan(found(file), {"a.pdf": KNOWN}, "1", NO_TOOLS).jobs) == ["a.pdf"]


def test_another_way_of_describing_is_a_job_for_what_was_read() -> None:
    failed = replace(KNOWN, path="b.pdf", status=FileStatus.FAILED, described_with=NO_TOOLS.refused_with)
    plan = make_plan(
        found(SourceFile("a.pdf", STAMP), SourceFile("b.pdf", STAMP)),
        {"a.pdf": KNOWN, "b.pdf": failed},
        "2",
        NO_TOOLS,
    )
    assert paths(plan.jobs) == ["a.pdf"]


def test_a_program_that_was_missing_is_worth_another_try() -> None:
    line = replace(
        KNOWN,
        status=FileStatus.FAILED,
        reason=Reason.NEEDS_OFFICE,
        described_with=NO_TOOLS.refused_with,
    )
    files = found(SourceFile("a.pdf", STAMP))
    assert make_plan(files, {"a.pdf": line}, "1", NO_TOOLS).jobs == ()
    assert paths(make_plan(files, {"a.pdf": line}, "1", ALL_TOOLS).jobs) == ["a.pdf"]


@pytest.mark.parametrize("status", [FileStatus.FAILED, FileStatus.IGNORED])
def test_what_was_refused_is_tried_again_when_the_reader_has_changed(status: FileStatus) -> None:
    """A new version reads more formats, a new LibreOffice more files; the same ones nothing new."""
    files = found(SourceFile("a.pdf", STAMP))
    newer = replace(NO_TOOLS, office_version="7.4")
    line = replace(KNOWN, status=status, described_with=NO_TOOLS.refused_with)
    assert make_plan(files, {"a.pdf": line}, "1", NO_TOOLS).jobs == ()
    assert paths(make_plan(files, {"a.pdf": line}, "1", newer).jobs) == ["a.pdf"]
    older = replace(line, described_with="0/")
    assert paths(make_plan(files, {"a.pdf": older}, "1", NO_TOOLS).jobs) == ["a.pdf"]


def test_a_copy_takes_over_when_the_first_file_has_gone() -> None:
    copy = replace(KNOWN, path="copie.pdf", status=FileStatus.DUPLICATE)
    plan = make_plan(
        found(SourceFile("copie.pdf", STAMP)), {"a.pdf": KNOWN, "copie.pdf": copy}, "1", NO_TOOLS
    )
    assert (paths(plan.jobs), plan.gone) == (["copie.pdf"], (KNOWN,))


def test_nothing_below_a_closed_folder_counts_as_gone() -> None:
    line = replace(KNOWN, path="ferme/a.pdf")
    plan = make_plan(Walk(unlisted=[Unlisted("ferme/", "")]), {"ferme/a.pdf": line}, "1", NO_TOOLS)
    assert (plan.gone, plan.hidden) == ((), (line,))


@pytest.mark.skipif(os.name != "posix", reason="other systems have no such files")
@pytest.mark.parametrize("make", [lambda path: path.symlink_to("/dev/zero"), os.mkfifo])
def test_a_notice_that_is_no_file_is_never_opened(library: Library, make: Callable[[Path], None]) -> None:
    make(library.corpus / "a.txt.toml")
    with pytest.raises(NoticeError, match=r"a\.txt\.toml : ne peut être lue"):
        notice_of(library, SourceFile("a.txt", FileStamp(1, 1), FileStamp(0, 0)))
