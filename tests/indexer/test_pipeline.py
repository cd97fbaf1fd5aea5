"""Whole runs over small corpora of text files, through real limited processes and the real engine."""

import math
import os
import shutil
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from catalogue.errors import ConfigurationError, LockedError, WithdrawnRecordError
from catalogue.library import Library
from catalogue.lock import writing
from catalogue.log import Log, open_writer
from catalogue.rights import STAFF_READER
from indexer.pipeline import Run, _ordered, index
from indexer.report import Report
from indexer.run_plan import Job, Tools
from indexer.walk import FileStamp, SourceFile
from search.door import Catalogue
from search.reading import open_catalogue
from search.search import Search

TEXT = "# {title}\n\nLa rénovation urbaine du quartier {title} avance. {more}\n"


def put(library: Library, name: str, title: str = "Sanitas", more: str = "") -> Path:
    path = library.corpus / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(TEXT.format(title=title, more=more), encoding="utf-8")
    return path


def run(library: Library, **options: object) -> Report:
    return index(Run(library, workers=1, **options))


def found(library: Library, words: str) -> list[str]:
    catalogue = open_catalogue(library)
    results = catalogue.search(catalogue.query(Search(words), STAFF_READER))
    files = sorted(hit.record.file for hit in results.hits)
    catalogue.close()
    return files


def documents_in(library: Library) -> int:
    """How many another process would see."""
    with closing(Log(library.log_path)) as log:
        return log.count()


def only_identifier(library: Library) -> str:
    catalogue = open_catalogue(library)
    (record,) = catalogue.records(STAFF_READER)
    catalogue.close()
    return record.identifier


def read(library: Library) -> Catalogue:
    return open_catalogue(library)


def test_a_corpus_becomes_searchable_and_a_second_run_reads_nothing(library: Library) -> None:
    put(library, "a.md", "Sanitas")
    put(library, "sous/b.md", "Europe")
    report = run(library)
    assert (report.documents, report.added, report.extracted, report.exit_code) == (2, 2, 2, 0)
    assert found(library, "rénovation") == ["a.md", "sous/b.md"]
    again = run(library)
    assert (again.documents, again.unchanged, again.extracted, again.added) == (2, 2, 0, 0)


def test_the_largest_tenth_is_read_first_and_the_smallest_last() -> None:
    sizes = [3, 0, 9, 9, 5, 4, 1, 8, 7, 6, 2]
    jobs = tuple(Job(SourceFile(f"{n:02}", FileStamp(size, 0)), None) for n, size in enumerate(sizes))
    ordered = [int(job.file.path) for job in _ordered(jobs)]
    assert ordered == [2, 0, 3, 4, 5, 6, 7, 8, 9, 10, 1]
    assert _ordered(jobs[:9]) == jobs[:9]


def test_commits_shrink_towards_the_end(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indexer.pipeline.COMMIT_SECONDS", math.inf)  # a busy machine commits more often
    for number in range(50):
        put(library, f"{number:02}.md", str(number))
    seen: set[int] = set()
    run(library, on_progress=lambda _: seen.add(documents_in(library)))
    assert seen == {0, 25, 45}


def test_slow_reading_is_committed_before_the_batch_is_full(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("indexer.pipeline.COMMIT_SECONDS", -1)
    for number in range(4):
        put(library, f"{number}.md", str(number))
    seen: set[int] = set()
    run(library, on_progress=lambda _: seen.add(documents_in(library)))
    assert seen == {0, 1, 2, 3}


def test_a_renamed_file_keeps_its_identifier_and_is_not_read_again(library: Library) -> None:
    path = put(library, "a.md")
    run(library)
    before = only_identifier(library)
    path.rename(library.corpus / "nouveau nom.md")
    report = run(library)
    assert (report.extracted, report.added, report.withdrawn, report.moved) == (0, 0, 0, 1)
    assert only_identifier(library) == before
    assert found(library, "rénovation") == ["nouveau nom.md"]


def test_an_edited_file_replaces_its_record_and_the_old_address_says_by_which(library: Library) -> None:
    path = put(library, "a.md")
    run(library)
    before = only_identifier(library)
    path.write_text(TEXT.format(title="Sanitas", more="Le tramway arrive."), encoding="utf-8")
    report = run(library)
    assert (report.documents, report.withdrawn) == (1, 1)
    assert found(library, "tramway") == ["a.md"]
    with pytest.raises(WithdrawnRecordError) as raised:
        read(library).record(before, STAFF_READER)
    assert raised.value.replaced_by == only_identifier(library)


def test_a_deleted_file_is_withdrawn_and_comes_back_when_restored(library: Library) -> None:
    path = put(library, "a.md")
    put(library, "b.md", "Europe")
    run(library)
    aside = shutil.move(path, library.folder / "aside.md")
    assert run(library).withdrawn == 1
    assert found(library, "sanitas") == []
    shutil.move(aside, path)
    report = run(library)
    assert (report.added, report.documents) == (1, 2)
    assert found(library, "sanitas") == ["a.md"]


def test_a_notice_wins_at_once_without_reading_the_document_again(library: Library) -> None:
    put(library, "a.md")
    run(library)
    (library.corpus / "a.md.toml").write_text('title = "Titre voulu"\n', encoding="utf-8")
    report = run(library)
    assert (report.extracted, report.updated) == (0, 1)
    assert found(library, "titre:voulu") == ["a.md"]


def test_a_broken_notice_keeps_the_last_good_description(library: Library) -> None:
    put(library, "a.md")
    notice = library.corpus / "a.md.toml"
    notice.write_text('title = "Titre voulu"\n', encoding="utf-8")
    run(library)
    notice.write_text('title = "Titre\n', encoding="utf-8")
    report = run(library)
    assert report.exit_code == 1
    assert "ligne 1" in report.notices[0].message
    assert found(library, "titre:voulu") == ["a.md"]
    notice.write_text('title = "Autre titre"\n', encoding="utf-8")
    assert run(library).exit_code == 0
    assert found(library, "titre:autre") == ["a.md"]


def test_an_unknown_theme_in_a_notice_is_told_and_costs_nothing_else(library: Library) -> None:
    put(library, "a.md")
    (library.corpus / "a.md.toml").write_text('themes = ["astrologie"]\n', encoding="utf-8")
    report = run(library)
    assert "astrologie" in report.notices[0].message
    assert found(library, "rénovation") == ["a.md"]


def test_a_notice_without_a_document_is_a_record(library: Library) -> None:
    (library.corpus / "journee.toml").write_text(
        'title = "Journée de lancement"\nissued = "2007-10-09"\n', encoding="utf-8"
    )
    assert run(library).documents == 1
    assert found(library, "lancement") == ["journee"]


def test_two_files_of_one_content_are_one_record_and_the_second_takes_over(library: Library) -> None:
    first, second = put(library, "a.md"), put(library, "b.md")
    report = run(library)
    assert (report.documents, [each.path for each in report.duplicates]) == (1, ["b.md"])
    first.unlink()
    report = run(library)
    assert (report.documents, report.withdrawn, report.duplicates) == (1, 0, [])
    assert found(library, "sanitas") == [second.name]


def test_bad_files_are_listed_and_the_rest_is_indexed(library: Library) -> None:
    put(library, "bon.md")
    (library.corpus / "vide.pdf").touch()
    (library.corpus / "programme.pdf").write_bytes(b"MZ\x90\x00" + bytes(500))
    (library.corpus / "faux.docx").write_bytes(b"PK\x03\x04" + bytes(500))
    with zipfile.ZipFile(library.corpus / "archives.zip", "w") as package:
        package.writestr("notes.txt", "x")
    report = run(library)
    assert sorted(each.path for each in report.failed) == ["faux.docx", "programme.pdf", "vide.pdf"]
    assert [each.path for each in report.ignored] == ["archives.zip"]
    assert (report.documents, report.exit_code) == (1, 1)
    assert run(library).exit_code == 1, "a file that is still unreadable is still said"


def test_a_file_that_can_be_read_again_loses_its_failure(library: Library) -> None:
    path = library.corpus / "a.md"
    path.touch()
    assert run(library).exit_code == 1
    put(library, "a.md")
    assert (run(library).exit_code, found(library, "sanitas")) == (0, ["a.md"])


def test_everything_comes_back_when_the_index_is_deleted(library: Library) -> None:
    gone = put(library, "a.md")
    put(library, "b.md", "Europe")
    run(library)
    gone.unlink()
    run(library)
    before = only_identifier(library)
    shutil.rmtree(library.index)
    report = run(library)
    assert (report.documents, only_identifier(library), found(library, "europe")) == (1, before, ["b.md"])
    sequence = open_catalogue(library).log.position()
    assert sequence == 3, "numbers are those they were"


def test_a_log_of_another_version_is_made_again(library: Library) -> None:
    put(library, "a.md")
    run(library)
    (library.index / "README.md").write_text("dérivé")
    with closing(sqlite3.connect(library.log_path)) as log, log:
        log.execute("UPDATE meta SET value = '0' WHERE key = 'version'")
    assert run(library).extracted == 1
    assert found(library, "sanitas") == ["a.md"]
    assert (library.index / "README.md").exists()


def test_a_rebuild_gives_the_same_answers(library: Library) -> None:
    put(library, "a.md")
    run(library)
    report = run(library, rebuild=True)
    assert (report.extracted, report.documents) == (1, 1)
    assert found(library, "sanitas") == ["a.md"]


def test_a_damaged_log_is_rebuilt_when_asked(library: Library) -> None:
    put(library, "a.md")
    run(library)
    library.log_path.write_bytes(b"broken" * 1000)
    assert run(library, rebuild=True).documents == 1


def test_an_emptied_corpus_is_refused_unless_meant(library: Library) -> None:
    for number in range(10):
        put(library, f"{number}.md", f"Quartier{number}")
    run(library)
    shutil.rmtree(library.corpus)
    with pytest.raises(ConfigurationError, match="n'existe pas"):
        run(library)
    library.corpus.mkdir()
    with pytest.raises(ConfigurationError, match="allow-empty"):
        run(library)
    assert run(library, allow_empty=True).documents == 0


def test_only_one_writes_at_a_time(library: Library) -> None:
    with writing(library), pytest.raises(LockedError, match=f"processus {os.getpid()}"):
        run(library)


def scan(path: Path, words: str) -> None:
    """A page that is only a picture of its words."""
    image = Image.new("L", (1240, 700), 255)
    ImageDraw.Draw(image).text((80, 200), words, fill=0, font=ImageFont.load_default(size=60))
    image.save(path, "PDF", resolution=150)


def test_pages_that_are_pictures_are_known_and_read_once_an_ocr_program_is_there(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    scan(library.corpus / "scan.pdf", "Convention de Bourgueil")
    monkeypatch.setattr("indexer.pipeline._tools", lambda _: Tools(ocr=False, office=False))
    report = run(library)
    assert (report.documents, [each.path for each in report.needs_ocr]) == (1, ["scan.pdf"])
    monkeypatch.undo()
    if shutil.which("tesseract") is None:
        pytest.skip("tesseract is not installed")
    report = run(library)
    assert (report.read_by_ocr, report.needs_ocr) == (1, [])
    assert found(library, "bourgueil") == ["scan.pdf"]
    assert run(library).read_by_ocr == 0


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")
def test_a_blank_page_is_looked_at_once_only(library: Library) -> None:
    scan(library.corpus / "blanc.pdf", "")
    assert run(library).read_by_ocr == 1
    assert run(library).read_by_ocr == 0


def test_two_notices_that_pin_one_identifier_are_told_apart(library: Library) -> None:
    for name in ("a.md", "b.md"):
        put(library, name, f"Quartier {name}")
        (library.corpus / f"{name}.toml").write_text('identifier = "bilan"\n', encoding="utf-8")
    report = run(library)
    assert (report.documents, only_identifier(library)) == (1, "bilan")
    assert "déjà celui de a.md" in report.duplicates[0].message


def test_a_ledger_of_another_version_is_made_again(library: Library) -> None:
    gone = put(library, "a.md")
    put(library, "b.md", "Europe")
    run(library)
    with open_writer(library) as writer:
        writer.connection.execute("UPDATE meta SET value = '0' WHERE key = 'ledger'")
        writer.connection.execute("ALTER TABLE file DROP COLUMN warnings")
    gone.unlink()
    report = run(library)
    assert (report.documents, report.withdrawn, report.unchanged) == (1, 1, 1)
    assert found(library, "rénovation") == ["b.md"]


def test_a_damaged_history_is_told_and_stops_no_indexing(library: Library) -> None:
    (library.corpus / "a.md").write_text("# Un\n\nLa rénovation.\n", encoding="utf-8")
    (library.state / "history.sqlite").write_bytes(b"garbage" * 2000)
    report = run(library)
    assert (report.documents, report.exit_code) == (1, 1)
    assert [each.path for each in report.state] == ["state/history.sqlite"]


def test_a_mailbox_put_into_the_corpus_by_hand_says_how_to_part_it(library: Library) -> None:
    head = "From - Thu Oct 14 16:04:30 2010\nFrom: a@exemple.fr\nSubject: Bilan\n\n"
    library.corpus.mkdir(exist_ok=True)
    (library.corpus / "liste.mbox").write_text(
        f"{head}La médiation.\n\n{head}Le logement.\n", encoding="utf-8"
    )
    report = run(library)
    assert (report.documents, report.exit_code) == (1, 0)
    assert [(each.path, "fonds add" in each.message) for each in report.mailboxes] == [("liste.mbox", True)]
