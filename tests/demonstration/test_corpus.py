"""What the demonstration corpus promises its visitors, counted."""

from collections import Counter
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from catalogue.notice import read_notice
from catalogue.vocabulary import Vocabularies, load_vocabularies
from demonstration.source import Source, read_sources
from indexer.extract.formats import Options, detect, extract

SOURCES = list(read_sources())
DOCUMENTS = [source for source in SOURCES if source.file]
#: Without a text of its own until it is read by OCR.
SCAN = "notes/scan0012.pdf"


@pytest.fixture(scope="module")
def vocabularies() -> Vocabularies:
    return load_vocabularies()


def test_is_large_and_mixed_enough() -> None:
    formats = Counter(Path(source.file).suffix.lower() for source in DOCUMENTS)
    assert len(DOCUMENTS) >= 34
    assert {".pdf", ".docx", ".odt", ".pptx", ".rtf", ".html", ".md", ".txt", ".eml"} <= set(formats)
    assert formats[".pdf"] >= len(DOCUMENTS) * 0.4


def test_runs_from_2001_to_2024() -> None:
    years = {source.speaks_of.year for source in DOCUMENTS}
    assert (min(years), max(years)) == (2001, 2024)
    assert len(years) >= 18


def test_speaks_of_many_themes_and_programmes() -> None:
    assert len({theme for source in SOURCES for theme in source.speaks_of.themes}) >= 40
    assert len({programme for source in SOURCES for programme in source.speaks_of.programmes}) >= 40


def test_speaks_of_regions_of_before_and_after_2016(vocabularies: Vocabularies) -> None:
    regions = {region for source in SOURCES for region in source.speaks_of.regions}
    former = {code for code in regions if vocabularies.regions.concepts[code].broader}
    assert len(former) >= 8
    assert len(regions - former) >= 8


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.file or source.notice_file)
def test_uses_the_words_of_the_vocabularies(source: Source, vocabularies: Vocabularies) -> None:
    subjects = source.speaks_of
    assert {subjects.type} <= set(vocabularies.types.concepts)
    assert set(subjects.themes) <= set(vocabularies.themes.concepts)
    assert set(subjects.programmes) <= set(vocabularies.programmes.concepts)
    assert set(subjects.regions) <= set(vocabularies.regions.concepts)


@pytest.mark.parametrize("source", DOCUMENTS, ids=lambda source: source.file)
def test_names_no_programme_before_its_time(source: Source, vocabularies: Vocabularies) -> None:
    starts = {name: vocabularies.programmes.concepts[name].start for name in source.speaks_of.programmes}
    #: A programme is spoken of while it is prepared.
    assert {name: year for name, year in starts.items() if year and year > source.speaks_of.year + 1} == {}


@pytest.mark.parametrize("source", DOCUMENTS, ids=lambda source: source.file)
def test_every_document_reads_and_says_what_it_is(source: Source, corpus: Path) -> None:
    path = corpus / source.file
    pages = extract(path, detect(path), Options(ocr=False)).pages
    text = " ".join(" ".join(page.text.split()) for page in pages)
    said = "Demonstration document" if source.language == "en" else "Document de démonstration"
    assert said in text or source.file == SCAN or _only_at_foot(path, said)


def _only_at_foot(path: Path, said: str) -> bool:
    """Whether a PDF says it in the running foot, which extraction leaves out of the text."""
    if path.suffix != ".pdf":
        return False
    with pdfium.PdfDocument(path) as document:
        return said in document[0].get_textpage().get_text_range()


def test_the_scan_holds_an_image_and_no_text(corpus: Path) -> None:
    with pdfium.PdfDocument(corpus / SCAN) as document:
        page = document[0]
        assert page.get_textpage().count_chars() == 0
        assert len(list(page.get_objects())) == 1


def test_one_document_is_in_english() -> None:
    assert [source.file for source in DOCUMENTS if source.language == "en"] == [
        "english/Urban policy in France - a short introduction.pdf"
    ]


def test_notices_are_well_formed_and_one_is_internal(corpus: Path) -> None:
    notices = {path.name: read_notice(path).values for path in notice_files(corpus)}
    assert len(notices) == 3
    assert [name for name, values in notices.items() if values["access"] == "internal"] == [
        "CR réunion d'équipe 2020-05-11.docx.toml"
    ]
    assert sum(not path.with_suffix("").exists() for path in notice_files(corpus)) == 1


@pytest.mark.parametrize(
    "line",
    [
        "Zones urbaines sensibles (ZUS) 30 14 44",
        "Sites de rénovation urbaine (ANRU) 13 8 21",
        "Contrats urbains de cohésion sociale (CUCS) 16 8 24",
        "Zones franches urbaines (ZFU) 4 1 5",
        "Contrats d’agglomération 8 5 13",
        "Contrats de pays 32 18 50",
    ],
)
def test_the_report_of_2007_holds_the_facts_of_2007(corpus: Path, line: str) -> None:
    with pdfium.PdfDocument(corpus / "rapports/Rapport d'activité 2007.pdf") as document:
        text = " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)
    assert line in text


def notice_files(corpus: Path) -> list[Path]:
    """Of documents, and of the event that left none: not of the rooms."""
    return [path for path in corpus.rglob("*.toml") if "room = " not in path.read_text(encoding="utf-8")]
