"""The demonstration corpus through the whole of Fonds: copied, indexed, described, searched."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from catalogue.library import create_library
from catalogue.record import Record
from catalogue.rights import PUBLIC_READER, STAFF_READER, Reader
from demonstration.build import ROOMS
from demonstration.source import Source, read_sources
from indexer.pipeline import Run, index
from indexer.report import Report
from search.door import Catalogue
from search.reading import open_catalogue
from search.search import Search

SOURCES = {source.file: source for source in read_sources() if source.file and not source.notice}
RECORDS = list(ROOMS.glob("*/*.toml"))
LONG = "evaluations/evaluation_contrat_de_ville_2000-2006_VF.pdf"
MINUTES = "interne/CR réunion d'équipe 2020-05-11.docx"


@dataclass(frozen=True)
class Indexed:
    report: Report
    catalogue: Catalogue

    def files(self, words: str, reader: Reader = PUBLIC_READER) -> list[str]:
        results = self.catalogue.search(self.catalogue.query(Search(words), reader))
        return [hit.record.file for hit in results.hits]

    def share(self, good: Callable[[Record, Source], bool]) -> float:
        """Of the documents nobody has described, the part described as expected."""
        records = {record.file: record for record in self.catalogue.records(STAFF_READER)}
        return sum(good(records[file], source) for file, source in SOURCES.items()) / len(SOURCES)


@pytest.fixture(scope="module")
def indexed(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Indexed]:
    library = create_library(tmp_path_factory.mktemp("demonstration") / "fonds")
    shutil.copytree(corpus, library.corpus, dirs_exist_ok=True)
    report = index(Run(library, workers=2))
    catalogue = open_catalogue(library)
    yield Indexed(report, catalogue)
    catalogue.close()


def test_everything_is_indexed(indexed: Indexed) -> None:
    report = indexed.report
    assert (report.failed, report.notices, report.ignored, report.duplicates) == ([], [], [], [])
    assert report.documents == len(SOURCES) + 3 + len(RECORDS)


@pytest.mark.parametrize(
    ("words", "file"),
    [
        ("correspondants de nuit", LONG),
        ("bocal à sigles", "guides/guide-conseils-citoyens.html"),
        ("pieds de menthe", "fiches/jardins-partages-toulouse.pdf"),
        ("cyclomoteurs", "diagnostics/MOBILITE.TXT"),
        ("sur la liste électorale", "comptes-rendus/conseil citoyen 2016 11 17.docx"),
        ("le car pour Chalon", "presentations/Journée observation 2013.pptx"),
        ("orthophonistes", "fiches/Cité éducative - petits déjeuners lecture.pdf"),
    ],
)
def test_a_practitioner_finds_the_document_that_tells_it(indexed: Indexed, words: str, file: str) -> None:
    assert file in indexed.files(words)


def test_words_cut_at_line_ends_are_found_whole(indexed: Indexed) -> None:
    assert "lettres/Lettre_n12_juin2010.pdf" in indexed.files("disponibilité administration")


def test_passages_bear_the_page_they_stand_on(indexed: Indexed, corpus: Path) -> None:
    catalogue = indexed.catalogue
    results = catalogue.search(catalogue.query(Search('"place des Provinces"'), PUBLIC_READER))
    pages = [passage.page for hit in results.hits if hit.record.file == LONG for passage in hit.passages]
    with pdfium.PdfDocument(corpus / LONG) as document:
        printed = [n for n, page in enumerate(document, 1) if "place des Provinces" in _text(page)]
    assert pages == printed != []


def _text(page: pdfium.PdfPage) -> str:
    return " ".join(page.get_textpage().get_text_range().split())


def test_an_internal_document_is_for_the_staff(indexed: Indexed) -> None:
    assert MINUTES not in indexed.files("visioconférence")
    assert MINUTES in indexed.files("visioconférence", STAFF_READER)


def test_titles_dates_and_languages_are_mostly_recognised(indexed: Indexed) -> None:
    assert indexed.share(lambda record, source: _plain(record.title) == _plain(source.title)) >= 0.7
    assert indexed.share(lambda record, source: record.issued[:4] == str(source.date.year)) >= 0.8
    assert indexed.share(lambda record, source: record.language == source.language) == 1


def _plain(title: str) -> str:
    return " ".join(title.replace("’", "'").split())


def test_programmes_are_mostly_recognised(indexed: Indexed) -> None:
    def half(record: Record, source: Source) -> bool:
        wanted = set(source.speaks_of.programmes)
        return 2 * len(wanted & set(record.programmes)) >= len(wanted)

    assert indexed.share(half) >= 0.9
