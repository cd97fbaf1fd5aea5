import pytest

from catalogue.library import Library
from catalogue.record import Record
from desk.errors import DeskError
from desk.history import Act, History
from desk.trash import Trash

RECORD = Record("bilan", "Bilan", file="rapports/bilan.txt")


@pytest.fixture
def trash(library: Library):
    folder = library.corpus / "rapports"
    folder.mkdir()
    (folder / "bilan.txt").write_text("texte", encoding="utf-8")
    (folder / "bilan.txt.toml").write_text('access = "internal"\n', encoding="utf-8")
    return Trash(library)


def files(library):
    return sorted(path.relative_to(library.corpus).as_posix() for path in library.corpus.rglob("*.*"))


def test_a_document_leaves_and_comes_back_with_its_notice(trash, library):
    before = files(library)
    (item,) = trash.discard([RECORD], by="claire")
    assert files(library) == [] and [each.title for each in trash.all()] == ["Bilan"]
    assert trash.restore(item.key, by="claire") == "rapports/bilan.txt"
    assert files(library) == before and trash.all() == []
    assert [each.kind for each in History(library).of("bilan")] == [Act.UNTRASH, Act.TRASH]


def test_a_place_taken_meanwhile_is_left_alone(trash, library):
    (item,) = trash.discard([RECORD], by="claire")
    (library.corpus / "rapports/bilan.txt").write_text("un autre", encoding="utf-8")
    with pytest.raises(DeskError, match="a pris la place"):
        trash.restore(item.key, by="claire")
    assert (library.corpus / "rapports/bilan.txt").read_text(encoding="utf-8") == "un autre"
    assert trash.all()


def test_what_is_destroyed_is_gone(trash, library):
    (item,) = trash.discard([RECORD], by="claire")
    assert trash.destroy([item.key, "unknown", "../../corpus"], by="anne") == 1
    assert trash.all() == [] and library.corpus.is_dir()
    with pytest.raises(DeskError, match="corbeille"):
        trash.restore(item.key, by="anne")


def test_what_is_not_of_this_corpus_is_not_discarded(trash, library, tmp_path):
    (tmp_path / "secret.txt").write_text("x", encoding="utf-8")
    elsewhere = [Record("a", "A", file="../../secret.txt"), Record("b", "B"), Record("c", "C", file="no.txt")]
    assert trash.discard(elsewhere, by="claire") == []
    assert (tmp_path / "secret.txt").exists()
