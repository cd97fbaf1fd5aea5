import pytest

from desk.quality import Finding, ProblemKind
from fonds.commands.findings import FIRST, KINDS, print_findings
from indexer.errors import Reason

FINDINGS = [Finding("damaged-otherwise", "index", "Seul de sa sorte.")] + [
    Finding(ProblemKind.NO_DATE, f"{number}.md", "Aucune date.") for number in range(FIRST + 3)
]


def said(capsys: pytest.CaptureFixture[str], *, whole: bool) -> tuple[list[str], str]:
    print_findings(FINDINGS, whole=whole)
    told = capsys.readouterr()
    return told.out.splitlines(), told.err


def test_findings_of_a_kind_are_told_together_and_what_is_the_same_once(
    capsys: pytest.CaptureFixture[str],
) -> None:
    lines, counted = said(capsys, whole=False)
    assert lines[:3] == ["index : Seul de sa sorte.", "Documents sans date (8) : Aucune date.", "  0.md"]
    assert len(lines) == 2 + FIRST + 1 and lines[-1] == "  … et 3 autres"
    assert "9 points à voir." in counted and "--all" in counted


def test_all_are_told_when_asked(capsys: pytest.CaptureFixture[str]) -> None:
    lines, counted = said(capsys, whole=True)
    assert len(lines) == 2 + FIRST + 3 and "--all" not in counted


@pytest.mark.parametrize("reason", Reason)
def test_a_document_that_could_not_be_read_is_told_as_a_file_and_as_no_file_of_the_library(
    reason: Reason,
) -> None:
    called = KINDS[reason]
    assert called.startswith("Fichiers ") and "bibliothèque" not in called
