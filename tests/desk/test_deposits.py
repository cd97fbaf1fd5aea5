import pytest

from catalogue.library import Library, open_library
from catalogue.notice import Notice, read_notice
from desk.deposits import Deposits, Fate


@pytest.fixture
def deposits(library):
    return Deposits(library)


@pytest.fixture
def sent(tmp_path):
    def make(content="Un texte."):
        path = tmp_path / "sent"
        path.write_text(content, encoding="utf-8")
        return path

    return make


def test_a_file_enters_with_who_may_see_it(deposits, sent, library: Library):
    identifier = deposits.begin("claire")
    item = deposits.receive(identifier, sent(), "../note.txt", Notice({"access": "internal"}))
    assert item.fate is Fate.KEPT and item.path.startswith("depots/")
    assert read_notice(library.corpus / (item.path + ".toml")).values == {"access": "internal"}


def test_the_same_content_is_named_and_not_kept_twice(deposits, sent, library: Library):
    first, second = deposits.begin("claire"), deposits.begin("paul")
    kept = deposits.receive(first, sent(), "a.txt")
    again = deposits.receive(second, sent(), "b.txt")
    assert (again.fate, again.path) == (Fate.DUPLICATE, kept.path)
    (library.corpus / kept.path).unlink()
    assert deposits.receive(second, sent(), "b.txt").fate is Fate.KEPT


def test_another_file_of_the_same_name_gets_a_number(deposits, sent):
    identifier = deposits.begin("claire")
    paths = [deposits.receive(identifier, sent(text), "a.txt").path for text in ("un", "deux")]
    assert [path.rpartition("/")[2] for path in paths] == ["a.txt", "a (2).txt"]


@pytest.mark.parametrize(("name", "content", "why"), [("a.txt", "", "vide"), ("a.pdf.toml", "x", "notice")])
def test_what_cannot_enter_is_listed_with_its_reason(deposits, sent, library: Library, name, content, why):
    identifier = deposits.begin("claire")
    deposits.receive(identifier, sent(content), name)
    (item,) = deposits.items(identifier)
    assert item.fate is Fate.REFUSED and why in item.message
    assert not list(library.corpus.rglob("*.*"))


def test_a_file_too_large_is_refused(library, sent):
    (library.folder / "fonds.toml").write_text("[limits]\nfile_mb = 1\n", encoding="utf-8")
    deposits = Deposits(open_library(library.folder))
    item = deposits.receive(deposits.begin("claire"), sent("x" * (1 << 20) + "y"), "a.txt")
    assert "1 Mo" in item.message


def test_deposits_are_listed_by_person(deposits, sent):
    mine, others = deposits.begin("paul"), deposits.begin("claire")
    deposits.receive(mine, sent(), "a.txt")
    assert [(each.identifier, each.files) for each in deposits.latest("paul")] == [(mine, 1)]
    assert {each.identifier for each in deposits.latest()} == {mine, others}
    assert deposits.find("nothing") is None
