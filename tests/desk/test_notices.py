import pytest

from catalogue.decided import Decisions
from catalogue.errors import CatalogueError, NoticeError
from catalogue.library import Library
from catalogue.record import Record
from catalogue.vocabulary import load_vocabularies
from desk.history import Act
from desk.notices import Edit, Notices, StaleNoticeError

DECISIONS = Decisions(load_vocabularies())
BY_HAND = '# Relu avec Marie\ntitle = "Bilan"  # titre de couverture\nthemes = ["sante"]\n'


@pytest.fixture
def notices(library: Library):
    (library.corpus / "bilan.pdf").write_bytes(b"%PDF")
    return Notices(library, DECISIONS)


@pytest.fixture
def record():
    return Record("bilan", "Bilan", file="bilan.pdf", themes=("sante",))


def text(library):
    path = library.corpus / "bilan.pdf.toml"
    return path.read_text(encoding="utf-8") if path.exists() else None


def test_what_is_written_keeps_comments_and_other_values(notices, record, library):
    (library.corpus / "bilan.pdf.toml").write_text(BY_HAND, encoding="utf-8")
    version = notices.standing("bilan.pdf").version
    notices.write([Edit(record, {"issued": "2007", "themes": ("Santé", "education")}, version)], by="claire")
    assert text(library) == BY_HAND.replace('["sante"]', '["Santé", "education"]') + 'issued = "2007"\n'


def test_nobody_writes_over_what_somebody_else_wrote(notices, record, library):
    version = notices.standing("bilan.pdf").version
    notices.write([Edit(record, {"title": "Un"}, version)], by="claire")
    with pytest.raises(StaleNoticeError):
        notices.write([Edit(record, {"title": "Deux"}, version)], by="paul")
    assert "Un" in text(library)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("issued", "l'an dernier", "écrivez 2007"),
        ("issued", "2007-02-31", "ce jour n'existe pas"),
        ("themes", ("sancté",), "n'est pas dans le vocabulaire"),
        ("access", "secret", "internal"),
        ("title", "", "toujours"),
    ],
)
def test_a_value_that_cannot_be_is_refused_with_its_remedy(notices, record, library, field, value, said):
    assert said in notices.check({field: value})[field]
    with pytest.raises(NoticeError, match=said):
        notices.write([Edit(record, {field: value})], by="claire")
    assert text(library) is None


def test_a_value_may_be_left_to_the_software_again(notices, record, library):
    notices.write([Edit(record, {"title": "Un", "issued": "2007"})], by="claire")
    notices.write([Edit(record, {"title": None})], by="claire")
    assert text(library) == 'issued = "2007"\n'


def test_any_version_comes_back_and_that_too_is_a_change(notices, record, library):
    for title in ("Un", "Deux"):
        notices.write([Edit(record, {"title": title})], by="claire")
    first = notices.history.of("bilan")[-1]
    assert notices.restore(first, by="paul")
    assert "Un" in text(library)
    assert [(each.kind, each.by) for each in notices.history.of("bilan")] == [
        (Act.RESTORE, "paul"), (Act.EDIT, "claire"), (Act.EDIT, "claire"),
    ]  # fmt: skip


def test_a_step_is_undone_at_once_and_redone(notices, record, library):
    (library.corpus / "note.txt").write_text("x", encoding="utf-8")
    other = Record("note", "Note", file="note.txt")
    step = notices.write([Edit(each, {"publisher": "ORIV"}) for each in (record, other)], by="claire")
    undone, kept = notices.undo(step, by="claire")
    assert not kept and text(library) is None and not (library.corpus / "note.txt.toml").exists()
    notices.undo(undone, by="claire")
    assert "ORIV" in text(library) and (library.corpus / "note.txt.toml").exists()


def test_undoing_leaves_alone_what_was_changed_since(notices, record, library):
    step = notices.write([Edit(record, {"publisher": "ORIV"})], by="claire")
    (library.corpus / "bilan.pdf.toml").write_text(BY_HAND, encoding="utf-8")
    _, kept = notices.undo(step, by="claire")
    assert [each.identifier for each in kept] == ["bilan"] and text(library) == BY_HAND


def test_a_broken_notice_is_told_and_never_written_over(notices, record, library):
    (library.corpus / "bilan.pdf.toml").write_text("title = ", encoding="utf-8")
    assert "ligne 1" in notices.standing("bilan.pdf").error
    with pytest.raises(NoticeError, match="ligne 1"):
        notices.write([Edit(record, {"title": "Un"})], by="claire")
    assert text(library) == "title = "


@pytest.mark.parametrize("path", ["../../etc/passwd", "", "/etc/passwd"])
def test_nothing_is_written_outside_the_corpus(notices, path):
    with pytest.raises(CatalogueError):
        notices.write([Edit(Record("x", "x", file=path), {"title": "x"})], by="claire")


def test_a_bad_edit_among_many_writes_none(notices, record, library):
    with pytest.raises(NoticeError):
        notices.write([Edit(record, {"title": "Un"}), Edit(record, {"issued": "hier"})], by="claire")
    assert text(library) is None and not notices.history.of("bilan")
