"""Whose each identifier is, before anything is read."""

from catalogue.log import LedgerLine
from catalogue.log.ledger import FileStatus
from indexer.claims import Claims
from indexer.run_plan import Job, Plan
from indexer.walk import FileStamp, SourceFile


def line(path: str, status: FileStatus) -> LedgerLine:
    return LedgerLine(path, identifier="rapport", status=status)


def claims_of(*changed: LedgerLine, unchanged: tuple[LedgerLine, ...] = ()) -> Claims:
    claims = Claims()
    jobs = tuple(Job(SourceFile(each.path, FileStamp(1, 1)), each) for each in changed)
    claims.expect(Plan(jobs, (), unchanged))
    return claims


def test_a_copy_that_changed_will_have_the_identifier_and_an_edited_file_need_not() -> None:
    assert claims_of(line("copie.md", FileStatus.DUPLICATE)).stands("rapport")
    assert not claims_of(line("rapport.md", FileStatus.INDEXED)).stands("rapport")


def test_a_copy_that_did_not_change_owns_nothing() -> None:
    copy, own = line("copie.md", FileStatus.DUPLICATE), line("rapport.md", FileStatus.INDEXED)
    claims = claims_of(unchanged=(copy, own))
    assert claims.owns("rapport.md", "rapport") and not claims.owns("copie.md", "rapport")
    assert claims.claim("rapport", "autre.md") == "rapport.md"
