from collections.abc import Iterator
from dataclasses import replace

import pytest

from catalogue.library import Library
from catalogue.log import Log, Writer, open_writer
from catalogue.record import NOTICE, Page, Provenance, Record
from catalogue.rooms import Detail
from catalogue.vocabulary import load_vocabularies
from desk.quality import Finding, ProblemKind, alike_findings, notice_finding, record_findings

GOOD = Record(
    "a", "A", issued="2007", themes=("sante",), format="text/plain", pages=1, sha256="0", file="a.txt"
)
TEXT = (Page(1, "Du texte."),)


@pytest.fixture
def writer(library: Library) -> Iterator[Writer]:
    with open_writer(library) as writer:
        yield writer


def findings(
    writer: Writer, library: Library, record: Record, pages: tuple[Page, ...] = TEXT
) -> list[Finding]:
    with writer.transaction():
        writer.put(record, pages)
    return list(record_findings(Log(library.log_path, writer.connection), load_vocabularies()))


def region(code: str) -> Record:
    return replace(GOOD, places=(code,), provenance=(Provenance("places", code, NOTICE),))


@pytest.mark.parametrize(
    ("record", "kind"),
    [
        (replace(GOOD, themes=()), ProblemKind.NO_THEME),
        (replace(GOOD, issued=""), ProblemKind.NO_DATE),
        (replace(GOOD, room="experiences", themes=()), ProblemKind.NO_THEME),
        (replace(GOOD, themes=("sante", "neige")), ProblemKind.UNKNOWN_CONCEPT),
        (replace(GOOD, type="neige"), ProblemKind.UNKNOWN_CONCEPT),
        (replace(GOOD, sha256="", pages=0, file="rapport.pdf"), ProblemKind.ORPHAN),
        (replace(region("reg:54"), issued="2018"), ProblemKind.OLD_REGION),
    ],
)
def test_what_is_missing_or_wrong_is_named(
    writer: Writer, library: Library, record: Record, kind: ProblemKind
) -> None:
    (found,) = findings(writer, library, record)
    assert (found.kind, found.where, found.identifier) == (kind, record.file, "a")


@pytest.mark.parametrize(
    "record",
    [
        GOOD,
        replace(GOOD, sha256="", pages=0, file="evenements/journee-2007"),
        region("reg:54"),
        replace(GOOD, room="questions", issued="", themes=()),
        replace(region("reg:54"), room="agenda", issued="", details=(Detail("begins", ("2007-10-09",)),)),
        replace(region("reg:75"), issued="2018"),
        replace(GOOD, places=("reg:54",), issued="2018"),
    ],
)
def test_what_is_right_is_not_named(writer: Writer, library: Library, record: Record) -> None:
    assert findings(writer, library, record) == []


def test_a_document_without_a_word_is_named(writer: Writer, library: Library) -> None:
    assert [each.kind for each in findings(writer, library, GOOD, (Page(1, " \n"),))] == [ProblemKind.NO_TEXT]


def test_what_another_centre_describes_is_its_to_correct(writer: Writer, library: Library) -> None:
    assert findings(writer, library, replace(GOOD, identifier="a@orleans", centre="orleans", themes=())) == []


def test_a_notice_to_correct_has_its_line_told_apart() -> None:
    assert notice_finding("d/a.pdf.toml", "a.pdf.toml, ligne 3 : clé inconnue « x ».") == Finding(
        ProblemKind.NOTICE, "d/a.pdf.toml", "Clé inconnue « x ».", 3
    )


def test_no_sketches_no_likeness(library: Library, writer: Writer) -> None:
    assert list(alike_findings(library, Log(library.log_path, writer.connection))) == []
