from pathlib import Path

import msgspec
import pytest

from catalogue.library import Library
from indexer import worker
from indexer.describe import Describer
from indexer.errors import Reason
from indexer.messages import IndexAnswer, IndexRequest
from indexer.worker import handle


def ask(library: Library, **parts: object) -> IndexAnswer:
    (library.corpus / "note.md").write_text("# Bilan\n\nLa rénovation du Sanitas.\n", encoding="utf-8")
    request = IndexRequest(str(library.folder), "note.md", "id", sha256="aa", **parts)
    return msgspec.json.decode(handle(msgspec.json.encode(request)), type=IndexAnswer)


def test_a_document_is_read_and_described(library: Library) -> None:
    answer = ask(library)
    assert answer.record.title == "Bilan"
    assert answer.extracted.pages[0].text.endswith("La rénovation du Sanitas.")


def test_a_refused_value_leaves_the_last_good_notice(library: Library) -> None:
    answer = ask(library, notice={"themes": ("astrologie",)}, last_good_notice={"title": "Titre voulu"})
    assert answer.record.title == "Titre voulu"
    assert "astrologie" in answer.notice_error


def test_an_unreadable_file_keeps_the_record_of_its_notice(library: Library) -> None:
    (library.corpus / "vide.pdf").touch()
    request = IndexRequest(str(library.folder), "vide.pdf", "id", sha256="aa", notice={"title": "Plan"})
    answer = msgspec.json.decode(handle(msgspec.json.encode(request)), type=IndexAnswer)
    assert (answer.record.title, answer.reason) == ("Plan", Reason.EMPTY)


def test_a_text_whose_description_fails_is_still_searchable(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    describe = Describer.describe

    def fail(self: Describer, extracted: object, **parts: object) -> object:
        if extracted.pages:
            raise ZeroDivisionError
        return describe(self, extracted, **parts)

    monkeypatch.setattr(worker.Describer, "describe", fail)
    answer = ask(library)
    assert answer.record.title
    assert answer.record.pages == 1
    assert len(answer.extracted.pages) == 1
    assert "ZeroDivisionError" in answer.extracted.warnings[0]


def test_nothing_outside_the_corpus_is_named(library: Library, tmp_path: Path) -> None:
    answer = ask(library)
    assert str(tmp_path) not in msgspec.json.encode(answer.record).decode()
